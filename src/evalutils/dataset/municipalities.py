"""Which municipality has which code of Statistics Netherlands (CBS), and in which years."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evalutils.contracts.columns import day
from evalutils.dataset.faults import CellError, FaultList, FileFaults, nearest, quoted
from evalutils.dataset.reading.convert import convert
from evalutils.dataset.reading.raw_table import ordered_rows
from evalutils.keys import slug

MUNICIPALITIES_FILE = "codelists/municipalities.csv"
COLUMNS = ("code", "name", "valid_from", "valid_until", "other_name")
# The list knows each municipality of these years.
FIRST_YEAR, LAST_YEAR = 2014, 2026
# Provinces that bear the name of a municipality: without a code, the province is meant.
_PROVINCES = ("Groningen", "Utrecht")

_PLACE = re.compile(r"\s*\([^)]*\)$")


@dataclass(frozen=True)
class KnownMunicipality:
    """A municipality and the days on which it existed under this code."""

    code: str
    name: str  # as Statistics Netherlands writes it
    start: date  # its first day, or the first of the years that the list knows
    end: date  # its last day, or far away
    other_name: str = ""

    def existed(self, start: date, end: date) -> bool:
        """Whether it existed on a day of this period."""
        return self.start <= end and start <= self.end

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write its name, the most precise first."""
        return tuple(filter(None, (self.name, self.other_name, _PLACE.sub("", self.name))))

    def is_called(self, name: str) -> bool:
        """Whether a reader would take the name for it."""
        return plain(name) in map(plain, self.names)


def plain(name: str) -> str:
    """A name without accents, capitals, signs and the word 'gemeente'."""
    letters = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    letters = letters.replace("(gemeente)", "").removeprefix("gemeente ")
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def read_municipalities(data_dir: Path, faults: FaultList) -> tuple[KnownMunicipality, ...]:
    """Read municipalities.csv, in its order; nothing when a data folder does without it."""
    own = faults.of(MUNICIPALITIES_FILE)
    return tuple(
        KnownMunicipality(
            code,
            name,
            _day(first, date(FIRST_YEAR, 1, 1), own, row, "valid_from"),
            _day(last, date.max, own, row, "valid_until"),
            other,
        )
        for row, (code, name, first, last, other) in ordered_rows(data_dir, COLUMNS, own)
    )


def _day(text: str, empty: date, faults: FileFaults, row: int, column: str) -> date:
    try:
        found = convert(text, day(column, "", ""), decimal_comma=False) if text else empty
    except CellError as error:
        faults.add(str(error), row=row, column=column)
        return empty
    return found if isinstance(found, date) else empty


def of_folder(
    folder: str, known: Iterable[KnownMunicipality], start: date, end: date
) -> list[KnownMunicipality]:
    """The municipalities whose name makes this name of a folder, in this period."""
    return [item for item in known if item.existed(start, end) and folder in map(slug, item.names)]


def called(municipality: KnownMunicipality, folder: str) -> str:
    """Its name that makes this name of a folder: 's-Gravenhage or Den Haag."""
    return next(name for name in municipality.names if slug(name) == folder)


def code_problem(
    name: str,
    code: str | None,
    start: date,
    end: date,
    known: Sequence[KnownMunicipality],
    *,
    invented: bool = False,
) -> str:
    """What is wrong with the code of a municipality in a period, empty when nothing is.

    Of years that the list does not know a code may be new. When its clients are `invented` a
    municipality may be so too, but it never bears the code of a real one.
    """
    if not known:
        return ""
    if code is None:
        return "" if invented else _missing(name, start, end, known)
    named = [item for item in known if item.code == code]
    if not named:
        return (
            "" if invented or not _is_known(start, end) else _unknown(name, code, start, end, known)
        )
    if not any(item.is_called(name) for item in named):
        return _of_another(name, named[0], start, end, known)
    if _is_known(start, end) and not any(item.existed(start, end) for item in named):
        return _not_then(named[0], start, end)
    return ""


def _is_known(start: date, end: date) -> bool:
    """Whether the list knows the municipalities of this period."""
    return start.year >= FIRST_YEAR and end.year <= LAST_YEAR


def _called(
    name: str, start: date, end: date, known: Iterable[KnownMunicipality]
) -> list[KnownMunicipality]:
    """The municipalities of this name in a period, or else in any year."""
    found = [item for item in known if item.is_called(name)]
    return [item for item in found if item.existed(start, end)] or found


def _missing(name: str, start: date, end: date, known: Sequence[KnownMunicipality]) -> str:
    found = [item for item in _called(name, start, end, known) if item.existed(start, end)]
    if len(found) != 1 or name in _PROVINCES:
        return ""
    return (
        f"null is for a region, and {quoted(name)} is a municipality: write {found[0].code}. Give "
        "a region a name of its own."
    )


def _unknown(
    name: str, code: str, start: date, end: date, known: Sequence[KnownMunicipality]
) -> str:
    return (
        f"{quoted(code)} is the code of no municipality from {FIRST_YEAR} to {LAST_YEAR} "
        f"({MUNICIPALITIES_FILE}). {_advice(name, start, end, known)}"
    )


def _of_another(
    name: str, other: KnownMunicipality, start: date, end: date, known: Sequence[KnownMunicipality]
) -> str:
    return (
        f"{other.code} is the code of {other.name}, and the name here is {quoted(name)}. "
        f"{_advice(name, start, end, known)}"
    )


def _advice(name: str, start: date, end: date, known: Sequence[KnownMunicipality]) -> str:
    found = _called(name, start, end, known)
    if found:
        codes = " or ".join(f"{item.code} ({item.name})" for item in found)
        return f"Write {codes}, or correct the name."
    meant = nearest(name, [item.name for item in known if item.existed(start, end)])
    like = next((item for item in known if item.name == meant), None)
    hint = f" Did you mean {like.name}, {like.code}?" if like else ""
    return f"Correct the code or the name, or write null for a region.{hint}"


def _not_then(item: KnownMunicipality, start: date, end: date) -> str:
    lived = f"from {item.start}" if item.start > end else f"until {item.end}"
    return (
        f"{item.code}, {item.name}, existed {lived} and not in the period {start} to {end}. Write "
        "the municipality of that period, or correct the period."
    )
