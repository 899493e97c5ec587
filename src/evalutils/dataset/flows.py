"""The stocks and flows of caseload.csv by what each is about: a group, and a period or a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from evalutils.contracts.spans import DAY, Span, made_of, name_in

START, END = STOCKS = ("stock_start", "stock_end")
THROUGH = ("inflow", "outflow")
ACCOUNT = (START, *THROUGH, END)
FLOWS = (*THROUGH, "partial_outflow", "started")
# What may be counted over a period.
OF_PERIODS = (*FLOWS, "participants")


class Entry(NamedTuple):
    """One row with a number of persons; `place` is where it stands, `first` and `last` its days."""

    place: int
    measure: str
    group: str  # empty for all clients
    first: date | None
    last: date | None
    persons: float

    @property
    def span(self) -> Span | None:
        """The period, where both days are given."""
        if self.measure not in OF_PERIODS or self.first is None or self.last is None:
            return None
        return Span(self.first, self.last) if self.first <= self.last else None


class Account(NamedTuple):
    """Opening stock, flows and closing stock that belong together.

    Attributes
    ----------
    span
        The period; None where the source does not say on which day the flows begin.
    rows
        Per measure the rows that give it: several flows are added up, none is not known.
    whole
        Whether it is about everything that the flows cover.
    """

    span: Span | None
    rows: Mapping[str, tuple[Entry, ...]]
    whole: bool


class GroupFlows:
    """The stocks and flows of one group.

    Without a first day the flows have no period: the earliest opening stock and of the other
    measures the latest row then make one account.
    """

    def __init__(self, group: str, entries: Iterable[Entry]) -> None:
        self.group = group
        self.entries = list(entries)
        self.within = f":{group}" if group else ""  # the end of the names of its numbers
        self._spans: dict[str, dict[Span, Entry]] = {}
        for entry in self.entries:
            if entry.span is not None:
                self._spans.setdefault(entry.measure, {}).setdefault(entry.span, entry)

    @cached_property
    def dated(self) -> bool:
        """Whether flows say on which day they begin."""
        return any(measure in self._spans for measure in FLOWS)

    @cached_property
    def spans(self) -> list[Span]:
        """Every period of inflow or outflow; of other counts where these have none."""
        flows = {span for measure in THROUGH for span in self._spans.get(measure, ())}
        others = {span for spans in self._spans.values() for span in spans}
        return sorted(flows or others)

    @cached_property
    def whole(self) -> Span | None:
        """From the first day of all periods to the last."""
        if not self.dated:
            return None
        return Span(min(self.spans).first, max(span.last for span in self.spans))

    def of(self, measure: str, span: Span | None = None) -> tuple[Entry, ...]:
        """The row of a measure for a period, or the rows that together make it up.

        Without a period it is that of the whole; none when the rows do not give it.
        """
        span = span or self.whole
        if span is None:
            return self._undated(measure)
        if measure in STOCKS:
            return self.stock(measure, span.first if measure == START else span.after)
        known = self._spans.get(measure, {})
        if span in known:
            return (known[span],)
        if measure in FLOWS:
            return tuple(known[part] for part in made_of(span, known))
        # Who takes part in two periods is not to be added up.
        return self._without_days(measure) if span == self.whole else ()

    def _without_days(self, measure: str) -> tuple[Entry, ...]:
        rows = [entry for entry in self.entries if entry.measure == measure]
        return tuple(rows) if len(rows) == 1 and rows[0].first is None else ()

    def _undated(self, measure: str) -> tuple[Entry, ...]:
        rows = [entry for entry in self.entries if entry.measure == measure]
        if not rows or (measure == "participants" and len(rows) > 1):
            return ()
        if measure == START:
            return (min(rows, key=lambda entry: entry.last or date.max),)
        latest = max(entry.last or date.min for entry in rows)
        return ([entry for entry in rows if (entry.last or date.min) == latest][-1],)

    def stock(self, measure: str, day: date) -> tuple[Entry, ...]:
        """The stock with which a day begins; where two rows give it that of the measure."""
        found = self._stocks.get(day, [])
        return tuple(sorted(found, key=lambda entry: entry.measure != measure)[:1])

    def stock_day(self, entry: Entry) -> date | None:
        """The day that begins with a stock, for the end of a day is the start of the next.

        None for what is no stock, and where no day is known.
        """
        if entry.measure not in STOCKS:
            return None
        if self.whole is None:
            return None if entry.last is None else entry.last + DAY * (entry.measure == END)
        if entry.last is None:
            return self.whole.first if entry.measure == START else self.whole.after
        day, other = entry.last, entry.last + DAY
        if entry.measure == END:
            day, other = other, day
        # `31 December` is also written for the start of the year, and `1 January` for its end.
        return other if other in self.turns and day not in self.turns else day

    @cached_property
    def turns(self) -> set[date]:
        """The days with which a period begins, or the time after one."""
        return {day for span in self.spans for day in (span.first, span.after)}

    @cached_property
    def _stocks(self) -> dict[date, list[Entry]]:
        found: dict[date, list[Entry]] = {}
        for entry in self.entries:
            day = self.stock_day(entry)
            if day is not None:
                found.setdefault(day, []).append(entry)
        return found

    def accounts(self) -> list[Account]:
        """An account per period, in the order of time, and one of the whole.

        Where stocks are given less often than flows there is one from each stock to the next.
        """
        if self.whole is None:
            return [Account(None, {measure: self.of(measure) for measure in ACCOUNT}, True)]
        given = sorted(self._stocks)
        between = (Span(first, after - DAY) for first, after in pairwise(given))
        spans = {self.whole, *self.spans, *between}
        ordered = sorted(spans, key=lambda span: (span == self.whole, span.last, span.first))
        found = [
            Account(span, {name: self.of(name, span) for name in ACCOUNT}, span == self.whole)
            for span in ordered
        ]
        return [item for item in found if all(item.rows[name] for name in THROUGH)]

    def twice(self) -> Iterator[tuple[Entry, Entry]]:
        """Pairs of rows that give one stock, in the order of the file."""
        for rows in self._stocks.values():
            yield from pairwise(sorted(rows))

    def name(self, measure: str, span: Span | None) -> str:
        """What the number of a measure in a period is called; of a stock that of its day."""
        if measure in STOCKS and span is not None:
            return self.stock_name(span.first if measure == START else span.after)
        return name_in(f"caseload.{measure}{self.within}", None if span == self.whole else span)

    def stock_name(self, day: date) -> str:
        """What the stock is called with which a day begins."""
        if self.whole is not None and day in (self.whole.first, self.whole.after):
            return f"caseload.{START if day == self.whole.first else END}{self.within}"
        return f"caseload.stock{self.within}@{day}"


def flows_of(caseload: pd.DataFrame) -> dict[str, GroupFlows]:
    """The stocks and flows of each group, all clients (an empty text) first.

    Parameters
    ----------
    caseload
        Table ``caseload`` of the contract; places are counted from 0.
    """
    columns = [caseload[name] for name in ("measure", "group", "period_start", "date", "count")]
    return by_group(
        Entry(
            place, measure, "" if pd.isna(group) else group, _day(first), _day(last), float(count)
        )
        for place, (measure, group, first, last, count) in enumerate(zip(*columns, strict=True))
        if not pd.isna(count)
    )


def by_group(entries: Iterable[Entry]) -> dict[str, GroupFlows]:
    """Rows per group, all clients first and others in the order of the file."""
    found: dict[str, list[Entry]] = {"": []}
    for entry in entries:
        found.setdefault(entry.group, []).append(entry)
    return {group: GroupFlows(group, rows) for group, rows in found.items()}


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[arg-type, call-overload]
