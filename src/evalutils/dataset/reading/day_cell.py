"""Turns a text into a calendar day, alike in tables and in YAML files."""

from __future__ import annotations

import re
from datetime import date, datetime

from evalutils.contracts.months import NAMES
from evalutils.dataset.faults import CellError

# Outside these, at 1900-01-01, 2099-12-31 or 9999-12-31, registrations put a day that is open.
FIRST_YEAR, LAST_YEAR = 1901, 2098

_MIDNIGHT = re.compile(r"(?:T| )0{1,2}:00(?::00(?:\.0+)?)?Z?$")
_WITH_TIME = re.compile(r".*[0-9](?:T| )[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?(Z|[+-][0-9:]+)?")
_FORMS = {
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"): "%Y-%m-%d",
    re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}"): "%d-%m-%Y",
    re.compile(r"[0-9]{4}/[0-9]{2}/[0-9]{2}"): "%Y/%m/%d",
    re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"): "%d/%m/%Y",
    re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"): "%d.%m.%Y",
}
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/[0-9]{4}")
_WORDS = re.compile(r"([0-9]{1,2}) ([a-z]+)\.? ([0-9]{4})", re.IGNORECASE)
_MONTHS = {name: number for number, name in enumerate(NAMES, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"mrt": 3, "sept": 9}
_EXCEL_DAY = re.compile(r"[1-6][0-9]{4}(\.0+)?")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}")
_EXAMPLES = "Write an existing day as 2019-09-30 or 30-09-2019."


def read_day(text: str, *, empty: str) -> date:
    """The day that a text is; the time of midnight, as programs add it, is left out.

    `empty` says what to do when a day is not known.

    Raises
    ------
    CellError
        When the text is no day, can be read as two, or stands for one that is not known.
    """
    short = _MIDNIGHT.sub("", text)
    slashes = _SLASHES.fullmatch(short)
    if slashes and slashes[1] != slashes[2] and int(slashes[1]) <= 12 and int(slashes[2]) <= 12:
        problem = f"can be read in two ways, with the day or the month first. {_EXAMPLES}"
        raise CellError(text, problem)
    day = _day(short)
    if day is None:
        raise CellError(text, _why_no_day(text))
    if problem := outside(day):
        raise CellError(text, f"{problem} {empty}")
    return day


def outside(day: date) -> str:
    """What is wrong with a day in a year that no figure is about, empty when nothing is."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    return (
        f"lies outside {FIRST_YEAR}-{LAST_YEAR}. Registrations write such a day when it is open or "
        "not known; otherwise correct the year."
    )


def _day(text: str) -> date | None:
    words = _WORDS.fullmatch(text)
    if words and (month := _MONTHS.get(words[2].lower())):
        text = f"{words[1]}-{month}-{words[3]}"
    for pattern, form in _FORMS.items():
        if pattern.fullmatch(text):
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                return None
    return None


def _why_no_day(text: str) -> str:
    if _EXCEL_DAY.fullmatch(text):
        return (
            "is a day as Excel counts them. Give the column the format Date and save again, or "
            "write the day as 2019-09-30."
        )
    if _WITH_TIME.fullmatch(text):
        return "holds a time of the day. Write the day only, as 2019-09-30."
    if _SHORT_YEAR.fullmatch(text):
        return "has a year of two digits. Write it in four, as 30-09-2019."
    return f"is not a date. {_EXAMPLES}"
