"""The periods of one programme: which of their numbers are the same, and how they add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Literal

import pandas as pd

from evalutils.chapters.analysis_inputs import table_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.disclosure.numbers import implied_counts
from evalutils.outflow.caseload import stock_days
from evalutils.result import Balance, Result, respelled

# Numbers of a period that are the sum of those of its parts.
_FLOWS = ("caseload.inflow", "caseload.outflow", "exits.", "inflow.")


@dataclass(frozen=True, eq=False)
class Period:
    """An evaluation with its results by the name of their analysis."""

    evaluation: Evaluation
    results: Mapping[str, Result]

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        return self.evaluation.period_start, self.evaluation.period_end

    def within(self, other: Period) -> bool:
        """Whether it is a part of another period, and shorter."""
        (start, end), (first, last) = self.days, other.days
        return first <= start and end <= last and (start, end) != (first, last)

    def name(self, name: str) -> str:
        """The name of a number of this period alone."""
        return f"{self.evaluation.key.period}: {name}"

    @cached_property
    def flows(self) -> frozenset[str]:
        """The flows that its results give."""
        names = {name for result in self.results.values() for name in result.names.values()}
        return frozenset(name for name in names if name.startswith(_FLOWS))

    def stocks(self) -> Iterator[tuple[str, date, float]]:
        """Name, day and count of every stock that its results give."""
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
        counts: dict[date, float] = {}
        for period in periods:
            for name, day, count in period.stocks():
                # Where sources do not agree on a stock, each has its own.
                if counts.setdefault(day, count) == count:
                    self._stocks[period, name] = f"caseload.stock@{day}"

    def spelled(self, period: Period, result: Result) -> Result:
        """A result of a period in these words."""
        return respelled(result, lambda name: self._name(period, name))

    def _name(self, period: Period, name: str) -> str:
        return self._stocks.get((period, name)) or period.name(name)

    def sums(self) -> Result:
        """How the flows of a period are made up of those of periods within it; no numbers."""
        balances = [
            balance
            for whole in self._periods
            for parts in self._parts(whole)
            for balance in _sums(whole, parts)
        ]
        return Result(pd.DataFrame(), balances=tuple(balances))

    def _parts(self, whole: Period) -> list[list[Period]]:
        """The longest periods within one, in one list unless they share days."""
        inside = [period for period in self._periods if period.within(whole)]
        parts = [part for part in inside if not any(part.within(other) for other in inside)]
        later = self._periods[self._periods.index(whole) + 1 :]
        same = [[period] for period in later if period.days == whole.days]
        apart = all(one.days[1] < two.days[0] for one, two in pairwise(parts))
        return [*same, *([parts] if apart else [[part] for part in parts])]


def _sums(whole: Period, parts: Sequence[Period]) -> Iterator[Balance]:
    """Every flow of a period with those of its parts; what is left is of the days between."""
    for name in sorted(whole.flows):
        found = tuple(part.name(name) for part in parts if name in part.flows)
        if found:
            kind: Literal["flow", "remainder"] = "flow" if _fill(parts, whole) else "remainder"
            yield Balance((whole.name(name),), found, kind)


def _fill(parts: Sequence[Period], whole: Period) -> bool:
    """Whether every day of a period is in one of its parts."""
    (first, last), day = whole.days, timedelta(days=1)
    starts = [part.days[0] for part in parts]
    return starts == [first, *(part.days[1] + day for part in parts[:-1])] and (
        parts[-1].days[1] == last
    )
