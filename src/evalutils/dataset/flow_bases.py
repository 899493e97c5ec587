"""Which rows of caseload.csv are the base of exits: those of the same group and period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from evalutils.contracts.spans import Span
from evalutils.dataset.flows import Entry, GroupFlows


def rows_of_period(
    flows: GroupFlows | None, measure: str, first: date | None, last: date | None
) -> tuple[Entry, ...]:
    """The row of a measure in a period, or the rows that make it up; none when there are none.

    Parameters
    ----------
    flows
        The stocks and flows of the group; None when caseload.csv has none of it.
    measure
        A stock, or what is counted over a period.
    first, last
        The days of the exits. Without either the base is that of the whole; with the last alone
        it is the only row until that day.
    """
    if flows is None or (first is not None and last is None):
        return ()
    if first is not None and last is not None:
        return flows.of(measure, Span(first, last))
    if last is None:
        return flows.of(measure)
    rows = [row for row in flows.entries if row.measure == measure and row.last == last]
    return tuple(rows) if len(rows) == 1 else ()


def group_of_base(groups: Mapping[str, GroupFlows], measure: str, group: str) -> str:
    """The group of a base that exits name: all clients where there are no groups of it."""
    counted = any(
        row.measure == measure for name, flows in groups.items() if name for row in flows.entries
    )
    return group if counted else ""
