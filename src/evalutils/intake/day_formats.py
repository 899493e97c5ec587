"""Days as the export writes them: ``dd-mm-jjjj``, ``jjjjmmdd``, with or without a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from evalutils.dataset.faults import TextError, quoted
from evalutils.dataset.reading.day_cell import outside, read_day

DayReader = Callable[[str], date]

_PART = r"(jjjj|dd?|mm?)"
_FORM = re.compile(rf"{_PART}([-/. ]?){_PART}\2{_PART}( uu:mm(?::ss)?)?")
_CODES = {"j": "%Y", "m": "%m", "d": "%d"}
# The one form that cannot be read otherwise, and that of days in Excel, Parquet and databases.
_ISO = "jjjj-mm-dd"
_EXAMPLES = "Write dd-mm-jjjj, jjjj-mm-dd, jjjjmmdd or mm/dd/jjjj, and uu:mm behind it for a time."


def _pattern(form: str) -> str:
    """The form as `strptime` takes it; empty when it is none."""
    found = _FORM.fullmatch(form.lower().replace("y", "j").replace("hh", "uu"))
    if found is None:
        return ""
    first, sign, second, third, time = found.groups()
    parts = [part[0] for part in (first, second, third)]
    if sorted(parts) != ["d", "j", "m"]:
        return ""
    clock = (time or "").replace("uu", "%H").replace("mm", "%M").replace("ss", "%S")
    return sign.join(_CODES[part] for part in parts) + clock


def format_problem(form: str) -> str:
    """What is wrong with a form of days; empty when nothing is."""
    return "" if _pattern(form) else f"{quoted(form)} is no form of a day. {_EXAMPLES}"


def day_reader(forms: Sequence[str], *, iso: bool = True) -> DayReader:
    """Reads a day in one of these forms, and with `iso` as 2019-09-30.

    Without a form it reads as in all tables. It raises a CellError when a text is no such day.
    """
    if not forms:
        return lambda text: read_day(text, empty="Leave it empty when it is not known.")
    patterns = [
        (_pattern(form), len(form) if form.isalpha() else 0)
        for form in (*forms, *((_ISO,) if iso else ()))
    ]
    shown = " or ".join(forms)

    def read(text: str) -> date:
        for pattern, length in patterns:
            try:
                # Without signs between its parts 2023111 would be a day in two ways.
                if length and len(text) != length:
                    continue
                day = datetime.strptime(text, pattern).date()
            except ValueError:
                continue
            if problem := outside(day):
                raise TextError(f"{problem} Name such a day under 'missing' when it is none.")
            return day
        raise TextError(f"is no day written as {shown}. Correct it, or add its form to 'dates'.")

    return read
