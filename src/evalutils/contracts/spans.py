"""Periods of whole days, as flows have them: their order, their names, what they are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

DAY = timedelta(days=1)
# Between the name of a number and its period; a name of a day has no stroke.
_OF = "@"


class Span(NamedTuple):
    """A period by its first and its last day; sorted by these."""

    first: date
    last: date

    @property
    def after(self) -> date:
        """The first day after it."""
        return self.last + DAY

    @property
    def key(self) -> str:
        """``2018``, ``2018-h1``, ``2018-q1``, ``2018-03``, or its two days."""
        months = _whole_months(self)
        part = None if months is None else (self.first.month - 1) // months + 1
        regular = months is not None and (self.first.month - 1) % months == 0
        if regular and months in _PARTS:
            return f"{self.first.year}{_PARTS[months].format(part)}"
        return f"{self.first}/{self.last}"

    def within(self, other: Span) -> bool:
        """Whether it is a part of another period, and shorter."""
        return self != other and other.first <= self.first and self.last <= other.last

    def crosses(self, other: Span) -> bool:
        """Whether the two share days and neither is a part of the other."""
        apart = self.last < other.first or other.last < self.first
        return not (apart or self == other or self.within(other) or other.within(self))


def span_of(first: Any, last: Any) -> Span | None:
    """The period of two cells of a table; None where one of its days is missing."""
    import pandas as pd

    if pd.isna(first) or pd.isna(last):
        return None
    return Span(pd.Timestamp(first).date(), pd.Timestamp(last).date())


_PARTS = {12: "", 6: "-h{}", 3: "-q{}", 1: "-{:02}"}


def _whole_months(span: Span) -> int | None:
    """How many calendar months of one year a period is; None when it is not made of them."""
    same_year = span.first.year == span.last.year
    if not same_year or span.first.day != 1 or span.after.day != 1:
        return None
    return span.last.month - span.first.month + 1


def name_in(name: str, span: Span | None) -> str:
    """The name of a number in a period; that of the whole evaluation has no addition."""
    return name if span is None else f"{name}{_OF}{span.first}/{span.last}"


def span_in(name: str) -> tuple[str, Span | None]:
    """What `name_in` was given."""
    base, _, days = name.rpartition(_OF)
    first, stroke, last = days.partition("/")
    if not stroke or not base:
        return name, None
    try:
        return base, Span(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:  # a group may be called anything
        return name, None


def longest_within(whole: Span, spans: Iterable[Span]) -> list[Span]:
    """The periods within one that are in no other period within it, in the order of time."""
    inside = sorted({span for span in spans if span.within(whole)})
    return [span for span in inside if not any(span.within(other) for other in inside)]


def fill(parts: Sequence[Span], whole: Span) -> bool:
    """Whether every day of a period is in just one of its parts, which are sorted."""
    starts = [part.first for part in parts]
    return bool(parts) and (
        starts == [whole.first, *(part.after for part in parts[:-1])]
        and parts[-1].last == whole.last
    )


def nested(spans: Collection[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Each period with the longest ones within it; apart from each other when they share days."""
    for whole in spans:
        parts = longest_within(whole, spans)
        apart = all(one.last < two.first for one, two in pairwise(parts))
        for found in [parts] if apart else [[part] for part in parts]:
            if found:
                yield whole, found


def made_of(whole: Span, spans: Iterable[Span]) -> list[Span]:
    """The fewest periods that together are a period; empty when there are none.

    Parameters
    ----------
    whole
        The period, which may itself be one of them.
    spans
        Periods of which none cross.
    """
    inside = [span for span in set(spans) if span == whole or span.within(whole)]
    # From each day on, the best way to the end of the period.
    ways: dict[date, list[Span]] = {whole.after: []}
    for span in sorted(inside, key=lambda item: (item.first, item.last), reverse=True):
        rest = ways.get(span.after)
        if rest is not None:
            way = [span, *rest]
            known = ways.get(span.first)
            if known is None or len(way) < len(known):
                ways[span.first] = way
    return ways.get(whole.first, [])
