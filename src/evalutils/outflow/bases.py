"""What a share of exits is a share of: of the same group, the same period, or a base of its own."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from evalutils.contracts.qualifiers import EXACT, combined, known
from evalutils.contracts.spans import Span, span_of
from evalutils.contracts.vocabulary import GROUP_TOTAL, OWN_BASE, TOTAL
from evalutils.counted_shares import unit_of
from evalutils.dataset.flow_bases import group_of_base, rows_of_period
from evalutils.dataset.flows import START, THROUGH, flows_of
from evalutils.frames import rows
from evalutils.outflow.caseload import number_names
from evalutils.result import Balance


class Base(NamedTuple):
    """What a share is a share of.

    Attributes
    ----------
    name
        The measure of caseload.csv, or ``group_total`` or ``own``; empty where there is none.
    number
        How many; missing where it is not known.
    known_as
        The name of that number, where another table has it too.
    qualifier
        How precisely the source gives it.
    unit
        What it is a number of; empty where the source does not say.
    balances
        How the number is made up.
    """

    name: str
    number: float
    known_as: str | None = None
    qualifier: str = EXACT
    unit: str = ""
    balances: tuple[Balance, ...] = ()


NO_BASE = Base("", np.nan)


class Bases:
    """Finds the base of each row of exits.

    Parameters
    ----------
    frame
        Exits with columns destination, group, first, last, count, base, base_count, base_label.
    caseload
        Table ``caseload``, when there is one.
    """

    def __init__(self, frame: pd.DataFrame, caseload: pd.DataFrame | None) -> None:
        self._groups = {} if caseload is None else flows_of(caseload)
        self._names = [] if caseload is None else number_names(caseload)
        self._qualifiers = [] if caseload is None else list(caseload["qualifier"])
        self._units = [] if caseload is None else list(caseload["unit"].astype("object").fillna(""))
        totals = frame[frame["destination"].eq(TOTAL) & frame["count"].notna()]
        self._totals: dict[object, tuple[float, str, str]] = {}
        for row, unit in zip(rows(totals), unit_of(totals, "count"), strict=True):
            found = (float(row.count), known(row.qualifier_count), unit)
            self._totals.setdefault(_about(row), found)

    @property
    def whole(self) -> Span | None:
        """The period of exits that name none."""
        return self._groups[""].whole if self._groups else None

    def leavers(self, row: Any) -> Base:
        """Everyone of the group of a row who left in its period."""
        outflow = self._measure("outflow", row.group, row)
        if _about(row) not in self._totals:
            return NO_BASE if np.isnan(outflow.number) else outflow
        total, code, unit = self._totals[_about(row)]
        same = outflow if total == outflow.number else NO_BASE
        return Base(GROUP_TOTAL, total, same.known_as, code, unit, same.balances)

    def base(self, row: Any) -> Base:
        """What the share of a row is a share of."""
        if isinstance(row.base_label, str):
            return self._own(row)
        if isinstance(row.base, str):
            return self._measure(row.base, group_of_base(self._groups, row.base, row.group), row)
        return NO_BASE if row.destination == TOTAL else self.leavers(row)

    def _measure(self, measure: str, group: str, row: Any) -> Base:
        flows = self._groups.get(group)
        days = (None if pd.isna(day) else pd.Timestamp(day).date() for day in (row.first, row.last))
        found = rows_of_period(flows, measure, *days)
        if flows is None or not found:
            return Base(measure, np.nan)
        number = sum(entry.persons for entry in found)
        names = tuple(self._names[entry.place] for entry in found)
        code = combined(self._qualifiers[entry.place] for entry in found)
        units = {self._units[entry.place] for entry in found}
        if code is None or len(units) > 1:
            return Base(measure, np.nan)
        if len(names) == 1:
            return Base(measure, number, names[0], code, units.pop())
        name = flows.name(measure, span_of(row.first, row.last) or flows.whole)
        return Base(measure, number, name, code, units.pop(), (Balance((name,), names),))

    def _own(self, row: Any) -> Base:
        """A base of the row's own; sources often take the start and the inflow together."""
        number = np.nan if pd.isna(row.base_count) else float(row.base_count)
        name = f"exits.base {row.base_label}:{row.group}:{row.first}:{row.last}"
        start, *flows = (self._measure(name, row.group, row).known_as for name in (START, *THROUGH))
        joined = tuple(Balance((name,), (start, flow), "flow") for flow in flows if start and flow)
        unit = "" if pd.isna(row.unit_count) else row.unit_count
        return Base(OWN_BASE, number, name, unit=unit, balances=joined)


def _about(row: Any) -> tuple[object, ...]:
    """The group and the period of a row."""
    return (row.group, *(None if pd.isna(day) else day for day in (row.first, row.last)))
