"""The periods of one programme: which of their numbers are the same, and how they add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain, combinations
from typing import Literal

import pandas as pd

from evalutils.chapters.analysis_inputs import table_of
from evalutils.contracts.spans import Span, fill, nested, span_in
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.flows import FLOWS
from evalutils.disclosure.numbers import implied_counts
from evalutils.outflow.caseload import flow_spans, stock_days
from evalutils.result import Balance, Cell, Result, respelled

# What columns begin with that tell of the period before.
PREVIOUS = "previous_"
# What a row with days of its own is about; and the number of a cohort, of which these are a part.
_ABOUT = ("cohort", "definition", "months", "cluster", "role", "outcome", "indicator", "group")
_COHORT = "durability."
# Numbers of a period that are the sum of those of its parts.
_FLOWS = (*(f"caseload.{measure}" for measure in FLOWS), "exits.", "inflow.")


@dataclass(frozen=True, eq=False)
class Period:
    """An evaluation with its results by the name of their analysis."""

    evaluation: Evaluation
    results: Mapping[str, Result]

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        return self.evaluation.period_start, self.evaluation.period_end

    def name(self, name: str) -> str:
        """The name of a number of this period alone."""
        return f"{self.evaluation.key.period}: {name}"

    @cached_property
    def flows(self) -> dict[str, tuple[str, Span]]:
        """Per flow that its results give what it counts, and its period."""
        known = flow_spans(table_of(self.evaluation, "caseload"))
        names = {name for result in self.results.values() for name in result.names.values()}
        found = {}
        for name in sorted(name for name in names if name.startswith(_FLOWS)):
            what, span = span_in(name)
            found[name] = what, span or known.get(name) or Span(*self.days)
        return found

    def stocks(self) -> Iterator[tuple[str, str, float]]:
        """Name, day with group, and count of every stock that its results give."""
        days = stock_days(table_of(self.evaluation, "caseload"), *self.days)
        for result in self.results.values():
            names = {cell: name for cell, name in result.names.items() if name in days}
            counts = implied_counts(result) if names else {}
            for cell, name in names.items():
                if cell in counts:
                    yield name, days[name], counts[cell]


class Periods:
    """Several periods, in words in which the same number has the same name.

    The stock at the end of a period is the stock at the start of the day after, so that a stock
    is named by its day. Every other number is named by its period.

    Parameters
    ----------
    periods
        The periods, in the order of time.
    """

    def __init__(self, periods: Sequence[Period]) -> None:
        self._periods = periods
        self._stocks: dict[tuple[Period, str], str] = {}
        counts: dict[str, float] = {}
        for period in periods:
            for name, day, count in period.stocks():
                # Where sources do not agree on a stock, each has its own.
                if counts.setdefault(day, count) == count:
                    self._stocks[period, name] = f"caseload.stock@{day}"

    def spelled(self, period: Period, result: Result) -> Result:
        """A result of a period in these words."""
        found = respelled(result, lambda name: self._name(period, name))
        return replace(found, names={**_of_other_periods(found), **found.names})

    def _name(self, period: Period, name: str) -> str:
        named = name if name.startswith(_COHORT) else period.name(name)
        return self._stocks.get((period, name)) or named

    def sums(self) -> Result:
        """How the flows of a period are made up of those of periods within it; no numbers."""
        alike: dict[str, dict[Span, list[str]]] = {}
        for period in self._periods:
            for name, (what, span) in period.flows.items():
                alike.setdefault(what, {}).setdefault(span, []).append(period.name(name))
        return Result(
            pd.DataFrame(), balances=tuple(chain.from_iterable(map(_sums, alike.values())))
        )


def previous(result: Result) -> Result | None:
    """The numbers in a result that are of the period before; None when there are none."""
    counts = tuple(column for column in result.counts if column.startswith(PREVIOUS))
    names = {cell: name for cell, name in result.names.items() if cell[1] in counts}
    return replace(result, counts=counts, shares=(), balances=(), names=names) if names else None


def _of_other_periods(result: Result) -> dict[Cell, str]:
    """Names of numbers that another period may give as well, by all that is said of them.

    These are numbers of the period before, and those of a row with its own days, such as a cohort
    that is looked at again a year later.
    """
    frame = result.exact
    days = [*frame.select_dtypes(["datetime", "datetimetz"])]
    if not days and not any(column.startswith(PREVIOUS) for column in result.counts):
        return {}
    dated = frame[days].notna().any(axis=1)
    said = frame[[name for name in (*_ABOUT, *days) if name in frame]]
    return {
        (row, column): f"{column} {count:g} of {', '.join(map(str, said.loc[row]))}"
        for (row, column), count in implied_counts(result).items()
        if (row, column) not in result.names and (dated[row] or column.startswith(PREVIOUS))
    }


def _sums(names: Mapping[Span, Sequence[str]]) -> Iterator[Balance]:
    """The same flow in several periods; what is left of one is of the days between its parts."""
    for same in names.values():
        yield from (Balance((one,), (two,), "flow") for one, two in combinations(same, 2))
    for span, parts in nested(names):
        kind: Literal["flow", "remainder"] = "flow" if fill(parts, span) else "remainder"
        for whole in names[span]:
            yield Balance((whole,), tuple(names[part][0] for part in parts), kind)
