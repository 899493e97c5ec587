"""What a rule about contradictions looks at, and what it finds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from numbers import Real
from typing import Any, NamedTuple

import pandas as pd

from evalutils.contracts.outflow_tables import MIRRORED
from evalutils.contracts.qualifiers import EXACT, PRECISE, ends, known
from evalutils.contracts.tables import TABLES
from evalutils.contracts.vocabulary import GROUPINGS
from evalutils.dataset.evaluation import Contradiction, Evaluation

NOTHING = float("nan")
ASSUMPTIONS = "assumptions"
TOTAL = "total"
_FLOW = re.compile("'(inflow|outflow)'")
# The clients of all groups who left to the same destination.
ALL_CLIENTS = "all"
# All clients beside one of their groups.
ALL_GROUPS = "all_groups"
# Before the name of a group that holds another.
GROUP = "group "


class Row(dict[str, Any]):
    """One row of a small table by column, None where a cell is empty; its number under ``row``."""

    table: str

    def ends(self, column: str) -> tuple[float, float]:
        """The lowest and highest number that the one in a column may stand for."""
        precise = column in PRECISE.get(self.table, ())
        return ends(self[column], EXACT if precise else self.get("qualifier"))

    def least(self, column: str) -> float:
        """The lowest number that the one in a column may stand for."""
        return self.ends(column)[0]

    def most(self, column: str) -> float:
        """The highest number that the one in a column may stand for."""
        return self.ends(column)[1]

    def counts_as(self, *others: Row) -> bool:
        """Whether it counts the same thing as other rows, as far as the source says what."""
        named = {row.get("unit") for row in (self, *others)} - {None}
        return len(named) < 2

    @property
    def exact(self) -> bool:
        """Whether the source gives its numbers precisely."""
        return known(self.get("qualifier")) == EXACT

    def found(self, column: str, problem: str, **details: Any) -> Contradiction:
        """A contradiction in one cell; `details` are further attributes of it."""
        printed = float(self[column]) if isinstance(self[column], Real) else NOTHING
        about = ((name, _shown(self[name])) for name in TABLES[self.table].key if self[name])
        told: dict[str, Any] = {"published": printed, "computed": NOTHING, "about": tuple(about)}
        return Contradiction(
            table=self.table,
            row=int(self["row"]),
            column=column,
            problem=problem,
            source=self["source"],
            kind="",
            **(told | details),
        )


def rows_of(table: str, frame: pd.DataFrame) -> list[Row]:
    """The rows of a small table."""
    columns = {str(name): list(values.array) for name, values in frame.items()}
    columns["row"] = frame.index.tolist()
    cells = ([_known(value) for value in values] for values in columns.values())
    return [_row(table, dict(zip(columns, row, strict=True))) for row in zip(*cells, strict=True)]


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[Any, ...], list[Row]]:
    """The rows that are alike in these columns, by what stands there."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[column] for column in columns), []).append(row)
    return found


def _shown(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def _known(value: Any) -> Any:
    """The value, None for one that is missing."""
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else value


@dataclass(frozen=True)
class RuleView:
    """One evaluation as the rules see it."""

    evaluation: Evaluation  # without its tables
    # Its tables of counts without a fault of their own, as they are typed.
    tables: Mapping[str, Sequence[Row]]
    assumptions: Mapping[str, Any] = field(default_factory=dict)
    rungs: tuple[int, ...] = ()  # rungs of its ladder scheme, low to high
    # Grouping per code of destinations.csv.
    groupings: Mapping[str, str] = field(default_factory=dict)
    today: date = date.max  # nothing can have been counted on a later day
    # Per source the last day on which it can have appeared, where that is known.
    published: Mapping[str, date] = field(default_factory=dict)
    # True when stocks and flows are counted from spells, beside those that are typed.
    counted: bool = False

    def is_part(self, destination: str) -> bool:
        """Whether people left to it: no total, and no reason to stop or not to start."""
        grouping = GROUPINGS.get(self.groupings.get(destination, ""))
        return grouping is None or grouping.kind not in ("reason", "total")

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table; none when the evaluation lacks it."""
        return self.tables.get(table, ())

    def measured(self, measure: str) -> list[Row]:
        """The rows of caseload.csv about one measure."""
        return self._by_measure.get((measure,), [])

    def held_against(self, row: Row) -> list[Row]:
        """The totals and bases that the exits of a row may be a part of."""
        totals = [item for item in self.rows("exits") if item["destination"] == TOTAL]
        alike = [item for item in totals if item["group"] in (None, row["group"])]
        return [*alike, *self.measured(str(row["base"] or "outflow"))]

    @cached_property
    def _by_measure(self) -> dict[tuple[Any, ...], list[Row]]:
        return grouped(self.rows("caseload"), "measure")

    @cached_property
    def totals(self) -> dict[str | None, int]:
        """The number of leavers per group of exits.csv, where one is given."""
        found: dict[str | None, set[int]] = {}
        for row in self.rows("exits"):
            if row["destination"] == TOTAL and row["count"] is not None and _closed(row):
                found.setdefault(row["group"], set()).add(row["count"])
        return {group: counts.pop() for group, counts in found.items() if len(counts) == 1}


def mirrored(case: RuleView) -> RuleView:
    """The inflow by reason of an evaluation in the place of its exits.

    Who came is counted as who left: rules about exits hold for both.
    """
    inflow = [
        _row("inflow", {**row, "destination": row["reason"], "base": _mirrored(row["base"])})
        for row in case.rows("inflow")
    ]
    caseload = [
        _row("caseload", {**row, "measure": _mirrored(row["measure"])})
        for row in case.rows("caseload")
    ]
    return RuleView(
        case.evaluation,
        {"exits": inflow, "caseload": caseload},
        groupings={TOTAL: TOTAL},
        today=case.today,
        counted=case.counted,
    )


def unmirrored(item: Contradiction) -> Contradiction:
    """What a rule about exits finds in such a view, in the words of inflow."""
    about = tuple(
        (name, _mirrored(value) if name == "base" else value) for name, value in item.about
    )
    problem = _FLOW.sub(lambda found: f"'{MIRRORED[found[1]]}'", item.problem)
    return replace(item, about=about, beside=_mirrored(item.beside), problem=problem)


def _mirrored(measure: str) -> str:
    return MIRRORED.get(measure, measure)


def _row(table: str, values: dict[str, Any]) -> Row:
    made = Row(values)
    made.table = table
    return made


class Whole(NamedTuple):
    """What rows are a part of: the measure, column or destination it comes from, and how many."""

    name: str
    number: int


def whole_of(case: RuleView, row: Row) -> Whole | None:
    """The count that the exits of a row are a part of; None when it may be higher."""
    if not row.counts_as(*case.held_against(row)):
        return None
    total = case.totals.get(row["group"])
    if row["destination"] != TOTAL and total is not None:
        return Whole(TOTAL, total)
    if row["destination"] == TOTAL and row["group"] is not None:
        everyone = case.totals.get(None)
        return None if everyone is None else Whole(TOTAL, everyone)
    measure = str(row["base"] or ("outflow" if row["group"] is None else ""))
    given = case.measured(measure)
    if not given or not all(map(_closed, given)):
        return None
    return Whole(measure, max(item["count"] for item in given))


def _closed(row: Row) -> bool:
    """Whether its count is no lower than the true one."""
    return math.isfinite(row.most("count"))


def named(whole: Whole) -> str:
    """The whole in a message, to be followed by another clause."""
    where = {TOTAL: "the total", ALL_CLIENTS: "that of all clients", ALL_GROUPS: "all clients"}
    told = where.get(whole.name, f"'{whole.name}' in caseload.csv")
    if whole.name.startswith(GROUP):
        told = f"that of group '{whole.name.removeprefix(GROUP)}'"
    return f"{told}, {whole.number},"
