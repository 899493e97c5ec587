"""Which municipalities became which, and of which earlier ones a municipality is the sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evalutils.contracts.columns import day
from evalutils.dataset.faults import CellError, FaultList, quoted
from evalutils.dataset.municipalities import KnownMunicipality
from evalutils.dataset.reading.convert import convert
from evalutils.dataset.reading.raw_table import ordered_rows

MERGERS_FILE = "codelists/mergers.csv"
COLUMNS = ("date", "code", "name", "into", "into_name", "part")
WHOLE, PART = "whole", "part"


@dataclass(frozen=True)
class Merger:
    """A municipality that ended, and one that all or a part of it went to."""

    day: date  # the first day without it
    code: str
    into: str
    whole: bool


def read_mergers(
    data_dir: Path, known: Sequence[KnownMunicipality], faults: FaultList
) -> tuple[Merger, ...]:
    """Read mergers.csv, in its order; nothing when a data folder does without it."""
    own = faults.of(MERGERS_FILE)
    codes, found = {item.code for item in known}, []
    for row, (first, code, _, into, _, part) in ordered_rows(data_dir, COLUMNS, own):
        for column, written in (("code", code), ("into", into)):
            if codes and written not in codes:
                problem = f"{quoted(written)} is not in the list of municipalities. Correct it."
                own.add(problem, row=row, column=column)
        if part not in (WHOLE, PART):
            own.add(f"{quoted(part)} is neither {WHOLE} nor {PART}.", row=row, column="part")
        try:
            when = convert(first, day("date", "", ""), decimal_comma=False)
        except CellError as error:
            own.add(str(error), row=row, column="date")
            continue
        if isinstance(when, date):
            found.append(Merger(when, code, into, part == WHOLE))
    return tuple(found)


def border_days(mergers: Iterable[Merger], code: str, before: date, after: date) -> list[date]:
    """The days after `before`, up to and with `after`, on which a municipality grew or began."""
    return sorted(
        {item.day for item in mergers if item.into == code and before < item.day <= after}
    )


def made_of(
    mergers: Sequence[Merger],
    known: Iterable[KnownMunicipality],
    code: str,
    before: date,
    after: date,
) -> frozenset[str]:
    """The municipalities of an earlier day that are together one of a later day.

    Empty when a part of yet another went to it: no sum of municipalities is the same place then.
    """
    started = {item.code: item.start for item in known}
    places = {code}
    for when in sorted({item.day for item in mergers if before < item.day <= after}, reverse=True):
        for place in tuple(places):
            came = [item for item in mergers if item.day == when and item.into == place]
            if not all(item.whole for item in came):
                return frozenset()
            if came and started.get(place, when) >= when:
                places.remove(place)
            places |= {item.code for item in came}
    return frozenset(places)
