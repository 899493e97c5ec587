"""The tables of one evaluation folder, in the order of the data dictionary."""

from __future__ import annotations

from evalutils.contracts.cost_tables import CLAIMS, COSTS
from evalutils.contracts.ladder_tables import LADDER, LADDER_MOVES
from evalutils.contracts.outflow_tables import (
    CASELOAD,
    DURABILITY,
    EXITS,
    FUNNEL,
    INSTRUMENTS,
    TARGETS,
)
from evalutils.contracts.table import PROVENANCE, Table

__all__ = ["PROVENANCE", "TABLES", "Table"]

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        LADDER,
        LADDER_MOVES,
        CASELOAD,
        EXITS,
        FUNNEL,
        DURABILITY,
        TARGETS,
        INSTRUMENTS,
        COSTS,
        CLAIMS,
    )
}
