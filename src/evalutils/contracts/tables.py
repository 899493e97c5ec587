"""The tables of one evaluation folder, in the order of the data dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evalutils.contracts.client_tables import BENEFITS, MEASUREMENTS, SPELLS
from evalutils.contracts.columns import PROVENANCE, Table
from evalutils.contracts.cost_tables import CLAIMS, COSTS, FINANCES
from evalutils.contracts.effect_tables import ARMS, PANEL
from evalutils.contracts.ladder_tables import LADDER, LADDER_MOVES
from evalutils.contracts.outflow_tables import (
    CASELOAD,
    DURABILITY,
    EXITS,
    FUNNEL,
    INFLOW,
    INSTRUMENTS,
    OTHER_OUTCOMES,
    TARGETS,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COUNTED_FROM", "PROVENANCE", "TABLES", "Table", "grouping_columns"]

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        LADDER,
        LADDER_MOVES,
        CASELOAD,
        INFLOW,
        EXITS,
        OTHER_OUTCOMES,
        FUNNEL,
        DURABILITY,
        TARGETS,
        INSTRUMENTS,
        ARMS,
        PANEL,
        COSTS,
        FINANCES,
        CLAIMS,
        SPELLS,
        BENEFITS,
        MEASUREMENTS,
    )
}

# Per client table the tables that are counted from it.
COUNTED_FROM = {"measurements": ("ladder",), "spells": ("caseload", "exits")}


def grouping_columns(name: str, frame: pd.DataFrame) -> tuple[str, ...]:
    """The columns of a client table that the contract does not know: groups to compare.

    In the order of the file; none for a table that is not about clients.
    """
    known = {column.name for column in TABLES[name].all_columns}
    return tuple(column for column in frame.columns if column not in known)
