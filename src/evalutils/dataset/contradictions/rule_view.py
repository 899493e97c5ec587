"""What a rule about contradictions looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from numbers import Real
from typing import Any

import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.contracts.vocabulary import GROUPINGS
from evalutils.dataset.contradiction import Contradiction
from evalutils.dataset.evaluation import Evaluation

NOTHING = float("nan")
ASSUMPTIONS = "assumptions"
TOTAL = "total"


class Rows:
    """The rows of one small table, None where a cell is empty."""

    def __init__(self, table: str, frame: pd.DataFrame | None) -> None:
        self.table = table
        self.frame = frame
        self.key = TABLES[table].key

    @cached_property
    def all(self) -> list[dict[str, Any]]:
        """A mapping per row, with its number in the file under ``row``."""
        if self.frame is None:
            return []
        columns = {str(name): list(values.array) for name, values in self.frame.items()}
        columns["row"] = self.frame.index.tolist()
        cells = ([_known(value) for value in values] for values in columns.values())
        return [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.all)

    def found(
        self, row: Mapping[str, Any], column: str, problem: str, **details: Any
    ) -> Contradiction:
        """A contradiction in one cell; `details` are further attributes of it."""
        value = row[column]
        printed = float(value) if isinstance(value, Real) else NOTHING
        told = {"published": printed, "computed": NOTHING} | details
        told.setdefault("about", tuple((name, _shown(row[name])) for name in self.key if row[name]))
        return Contradiction(
            table=self.table,
            row=int(row["row"]),
            column=column,
            problem=problem,
            source=row["source"],
            kind="",
            **told,
        )


def _shown(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def _known(value: Any) -> Any:
    """The value, None for one that is missing."""
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else value


@dataclass(frozen=True)
class Case:
    """One evaluation as the rules see it.

    Attributes
    ----------
    evaluation
        The evaluation without its tables.
    tables
        Its tables of counts without a fault of their own, as they are typed.
    assumptions
        The content of assumptions.yaml.
    rungs
        Rungs of its ladder scheme, low to high.
    groupings
        Grouping per code of destinations.csv.
    today
        Nothing can have been counted on a later day.
    counted
        True when stocks and flows are counted from spells, beside those that are typed.
    """

    evaluation: Evaluation
    tables: Mapping[str, Rows]
    assumptions: Mapping[str, Any] = field(default_factory=dict)
    rungs: tuple[int, ...] = ()
    groupings: Mapping[str, str] = field(default_factory=dict)
    today: date = date.max
    counted: bool = False

    def is_part(self, destination: str) -> bool:
        """Whether people left to it: no total, and no reason to stop or not to start."""
        grouping = GROUPINGS.get(self.groupings.get(destination, ""))
        return grouping is None or grouping.kind not in ("reason", "total")

    def rows(self, table: str) -> Rows:
        """The rows of a table; none when the evaluation lacks it."""
        return self.tables.get(table) or Rows(table, None)

    def measured(self, measure: str) -> list[dict[str, Any]]:
        """The rows of caseload.csv about one measure."""
        return self._by_measure.get(measure, [])

    @cached_property
    def _by_measure(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows("caseload"):
            found.setdefault(row["measure"], []).append(row)
        return found

    @cached_property
    def totals(self) -> dict[str | None, int]:
        """The number of leavers per group of exits.csv, where one is given."""
        found: dict[str | None, set[int]] = {}
        for row in self.rows("exits"):
            if row["destination"] == TOTAL and row["count"] is not None:
                found.setdefault(row["group"], set()).add(row["count"])
        return {group: counts.pop() for group, counts in found.items() if len(counts) == 1}
