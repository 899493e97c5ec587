"""What the name of a folder says about the period of an evaluation."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from evalutils.contracts import months

# 2023, 2023-h1, 2023-q1 or 2023-03; a second part may leave out its year.
_NAME = re.compile(r"(\d{4})(?:-(h[12]|q[1-4]|\d{2}))?(?:-(\d{4})?(?:-?(h[12]|q[1-4]|\d{2}))?)?")
_WORDS = {"h": (6, "halfjaar"), "q": (3, "kwartaal")}


@dataclass(frozen=True)
class NamedPeriod:
    """First and last day with the Dutch words for them."""

    start: date
    end: date
    label: str


def period_of(name: str) -> NamedPeriod | None:
    """The period that a name such as 2023, 2023-h1, 2023-q1-q3 or 2021-2023 stands for."""
    found = _NAME.fullmatch(name)
    if found is None or name.endswith("-"):
        return None
    first_year, first, last_year, last = found.groups()
    two = bool(last_year or last)
    if two and bool(first) != bool(last):  # 2023-q1-2024 ends in no quarter
        return None
    start = _part(first_year, first)
    end = _part(last_year or first_year, last) if two else start
    if start is None or end is None or (two and start.end >= end.start):
        return None
    return NamedPeriod(start.start, end.end, _label(start, end, last_year) if two else start.label)


def _part(year_name: str, part: str | None) -> NamedPeriod | None:
    """A year, a half of it, a quarter or a month."""
    year = int(year_name)
    if not 1990 <= year <= 2098:
        return None
    if part is None:
        return NamedPeriod(date(year, 1, 1), date(year, 12, 31), year_name)
    if part[0] in _WORDS:
        length, word = _WORDS[part[0]]
        last, words = length * int(part[1]), f"{part[1]}e {word}"
    else:
        length, last = 1, int(part)
        if not 1 <= last <= 12:
            return None
        words = months.NAMES[last - 1]
    first = date(year, last - length + 1, 1)
    return NamedPeriod(first, date(year, last, monthrange(year, last)[1]), f"{words} {year}")


def _label(start: NamedPeriod, end: NamedPeriod, last_year: str | None) -> str:
    first, last = start.label.split(), end.label.split()
    if start.start.year == end.start.year and not last_year:
        first.remove(str(start.start.year))
        if first[1:] == last[1:-1]:  # 1e t/m 3e kwartaal 2023
            del first[1:]
    return f"{' '.join(first)} t/m {' '.join(last)}"
