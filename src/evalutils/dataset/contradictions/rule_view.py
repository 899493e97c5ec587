"""What a rule about contradictions looks at, and what it finds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from numbers import Real
from typing import Any, NamedTuple

import pandas as pd

from evalutils.contracts.qualifiers import EXACT, PRECISE, ends, known
from evalutils.contracts.tables import TABLES
from evalutils.contracts.vocabulary import GROUPINGS
from evalutils.dataset.evaluation import Contradiction, Evaluation
from evalutils.dataset.faults import number
from evalutils.dataset.flow_bases import group_of_base, rows_of_period
from evalutils.dataset.flows import Entry, GroupFlows, by_group

NOTHING = float("nan")
ASSUMPTIONS = "assumptions"
TOTAL = "total"
# What else to do about a count above its base.
OTHER_PEOPLE = ", or write no in 'within_base' when it counts people outside the base"
# The clients of all groups who left to the same destination.
ALL_CLIENTS = "all"
# The base that a row of exits gives itself.
OWN_BASE = "base_count"
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
    def outside(self) -> bool:
        """Whether it says that its people are not among those of its base."""
        return bool(self.get("within_base") == "no")

    @property
    def exact(self) -> bool:
        """Whether the source gives its numbers precisely."""
        return known(self.get("qualifier")) == EXACT

    def found(self, column: str, problem: str, **details: Any) -> Contradiction:
        """A contradiction in one cell; `details` are further attributes of it."""
        printed = float(self[column]) if isinstance(self[column], Real) else NOTHING
        about = ((name, shown(self[name])) for name in TABLES[self.table].key if self[name])
        told: dict[str, Any] = {"published": printed, "computed": NOTHING, "about": tuple(about)}
        return Contradiction(
            table=self.table,
            row=int(self["row"]),
            column=column,
            problem=problem,
            source=self["source"],
            locator=self["locator"] or "",
            kind="",
            **(told | details),
        )


def rows_of(table: str, frame: pd.DataFrame) -> list[Row]:
    """The rows of a small table."""
    columns = {str(name): list(values.array) for name, values in frame.items()}
    columns["row"] = frame.index.tolist()
    cells = ([_known(value) for value in values] for values in columns.values())
    return [row_of(table, dict(zip(columns, row, strict=True))) for row in zip(*cells, strict=True)]


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[Any, ...], list[Row]]:
    """The rows that are alike in these columns, by what stands there."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[column] for column in columns), []).append(row)
    return found


def shown(value: Any) -> str:
    """A value as a part of a key; a day as it is written in a file."""
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
        groups = dict.fromkeys((None, row["group"]))
        alike = [item for group in groups for item in self.totals_of_group.get((group,), [])]
        return [*alike, *self.measured(str(row["base"] or "outflow"))]

    @cached_property
    def totals_of_group(self) -> dict[tuple[Any, ...], list[Row]]:
        """The rows of exits that are totals, per group; None is all clients."""
        totals = [item for item in self.rows("exits") if item["destination"] == TOTAL]
        return grouped(totals, "group")

    @cached_property
    def _by_measure(self) -> dict[tuple[Any, ...], list[Row]]:
        return grouped(self.rows("caseload"), "measure")

    @cached_property
    def flows(self) -> dict[str, GroupFlows]:
        """The stocks and flows of each group; their places are those of rows in caseload.csv."""
        return by_group(
            Entry(
                place,
                row["measure"],
                row["group"] or "",
                *days_of(row),
                row["count"],
            )
            for place, row in enumerate(self.rows("caseload"))
            if row["count"] is not None and row["measure"] is not None
        )

    def entry_rows(self, entries: Iterable[Entry]) -> list[Row]:
        """The rows that entries stand in."""
        return [self.rows("caseload")[entry.place] for entry in entries]

    def bases(self, row: Row, measure: str) -> list[list[Row]]:
        """What the base of exits may be: each time the rows that together are it.

        Of exits without a period it is any that caseload.csv gives of the group.
        """
        flows = self.flows.get(group_of_base(self.flows, measure, row["group"] or ""))
        first, last = days_of(row)
        ways = [rows_of_period(flows, measure, first, last)]
        if flows is not None and first is None and last is None:
            ways += [(entry,) for entry in flows.entries if entry.measure == measure]
        return [self.entry_rows(way) for way in ways if way]

    @cached_property
    def totals(self) -> dict[tuple[Any, ...], int]:
        """The number of leavers per group and period of exits.csv, where one is given."""
        found: dict[tuple[Any, ...], set[int]] = {}
        for row in self.rows("exits"):
            if row["destination"] == TOTAL and row["count"] is not None and _closed(row):
                found.setdefault((row["group"], *period_of(row)), set()).add(row["count"])
        return {group: counts.pop() for group, counts in found.items() if len(counts) == 1}


def period_of(row: Row) -> tuple[Any, Any]:
    """The first and the last day of a row, None where it names none."""
    return row["period_start"], row["date"]


def days_of(row: Row) -> tuple[date | None, date | None]:
    """The first and the last day of a row as days of the calendar."""
    first, last = (None if day is None else day.date() for day in period_of(row))
    return first, last


def row_of(table: str, values: dict[str, Any]) -> Row:
    """A row of a table."""
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
    total = case.totals.get((row["group"], *period_of(row)))
    if row["destination"] != TOTAL and total is not None:
        return None if _outside_total(row) else Whole(TOTAL, total)
    if row["destination"] == TOTAL and row["group"] is not None:
        everyone = case.totals.get((None, *period_of(row)))
        return None if everyone is None else Whole(TOTAL, everyone)
    if row.outside and row["destination"] != TOTAL:
        return None
    known = row["group"] is None or row["group"] in case.flows
    measure = (None if row.outside else row["base"]) or ("outflow" if known else None)
    return base_of(case, row, measure)


def _outside_total(row: Row) -> bool:
    """Whether it says that its people are not part of the total, which is the base it names."""
    return row.outside and not (row["base"] or row["base_label"])


def base_of(case: RuleView, row: Row, measure: str | None = None) -> Whole | None:
    """The base of exits: their own, or a measure; the largest that it may be.

    None when the row and `measure` name none, or when it may be higher.
    """
    if row["base_label"]:
        return None if row["base_count"] is None else Whole(OWN_BASE, row["base_count"])
    ways = case.bases(row, measure) if measure else []
    if not ways or not all(_closed(part) for way in ways for part in way):
        return None
    return Whole(measure or "", max(sum(part["count"] for part in way) for way in ways))


def _closed(row: Row) -> bool:
    """Whether its count is no lower than the true one."""
    return math.isfinite(row.most("count"))


def named(whole: Whole) -> str:
    """The whole in a message, to be followed by another clause."""
    where = {
        TOTAL: "the total",
        ALL_CLIENTS: "that of all clients",
        ALL_GROUPS: "all clients",
        OWN_BASE: "that in 'base_count'",
    }
    told = where.get(whole.name, f"'{whole.name}' in caseload.csv")
    if whole.name.startswith(GROUP):
        told = f"that of group '{whole.name.removeprefix(GROUP)}'"
    return f"{told}, {number(whole.number)},"
