"""Turns the text of one cell into the value its column asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from evalutils.contracts.columns import Column
from evalutils.contracts.texts import text_of
from evalutils.dataset.faults import quoted

Value = str | int | float | bool | date

# Above this a number cannot be kept exactly, and nothing in an evaluation is that large.
LARGEST = 1e15
FIRST_YEAR, LAST_YEAR = 1900, 2100

_DUTCH_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_ONE_SIGN = re.compile(r"([+-]?[1-9][0-9]{0,2})([.,])([0-9]{3})")
_DUTCH = re.compile(r"[+-]?([1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]+),[0-9]+")
_PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_SPACED = re.compile(r"[+-]?[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]+)?")
_UNIT = re.compile(r"€|%|\b(eur|euro|procent)\b", re.IGNORECASE)
_RUNGS = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_EXCEL_ERROR = re.compile(r"#(N/[AB]|[A-Z0-9/]+[!?]|#+)")
_SCIENTIFIC = re.compile(r"[0-9.,]+e[+-]?[0-9]+", re.IGNORECASE)
_NO_VALUE = {"-", "\N{EN DASH}", "?", ".", "x", "n.v.t.", "nvt", "n.b.", "onbekend", "geen", "nan"}
_YES = {"true", "waar", "ja", "1"}
_NO = {"false", "onwaar", "nee", "0"}


class CellError(ValueError):
    """The text of a cell is not a value of its column; the message says what to write."""


class TextError(CellError):
    """The same of a text; the message shows nothing of it."""


def convert(text: str, column: Column, *, decimal_comma: bool) -> Value:
    """Read one filled cell.

    Parameters
    ----------
    text
        Text of the cell, not empty.
    column
        The column it stands in.
    decimal_comma
        True when the file may be written the Dutch way, so that ``1.234`` may mean 1234; False
        when it is written the English way, so that ``1,234`` may mean 1234.

    Raises
    ------
    CellError
        When the text is no value of the column's kind.
    """
    if _EXCEL_ERROR.fullmatch(text):
        raise CellError(
            f"{quoted(text)} is what Excel shows instead of a value. Repair the formula or widen "
            "the column, and save the file again."
        )
    if text.startswith("="):
        raise CellError(
            f"{quoted(text)} is a formula without a result. Open the file in Excel and save it, or "
            "write the value."
        )
    if column.kind in ("integer", "number", "date", "boolean") and text.lower() in _NO_VALUE:
        raise CellError(
            f"{quoted(text)} is not a value. Leave the cell empty when it is not known."
        )
    if column.kind in ("integer", "number"):
        # No amount has three decimals: one dot or comma before three digits is never certain.
        money = column.unit == "€"
        number = _number(
            text, unclear_dot=decimal_comma or money, unclear_comma=money or not decimal_comma
        )
        return _whole(number, text) if column.kind == "integer" else number
    readers: dict[str, Callable[[str], Value]] = {
        "text": lambda value: _text(value, column),
        "date": _date,
        "boolean": _boolean,
        "rung": lambda value: _rung(value, column),
        "rungs": lambda value: _rungs(value, column),
    }
    return readers.get(column.kind, str)(text)


def _text(text: str, column: Column) -> str:
    line, problem = text_of(column.name, text)
    if problem:
        raise TextError(problem)
    return line


def _number(text: str, *, unclear_dot: bool, unclear_comma: bool) -> float:
    compact = " ".join(text.split())  # also narrow and no-break spaces
    if _SPACED.fullmatch(compact):
        compact = compact.replace(" ", "")
    found = _ONE_SIGN.fullmatch(compact)
    if found and (unclear_dot if found[2] == "." else unclear_comma):
        raise CellError(
            f"{quoted(text)} can be read in two ways. Write {found[1]}{found[3]} when you mean "
            f"thousands, or {compact}0 when you mean decimals."
        )
    if _DUTCH.fullmatch(compact):
        number = float(compact.replace(".", "").replace(",", "."))
    elif compact.count(".") > 1 and _DUTCH_THOUSANDS.fullmatch(compact):
        number = float(compact.replace(".", ""))
    elif _PLAIN.fullmatch(compact):
        number = float(compact)
    else:
        raise CellError(_why_no_number(text))
    if abs(number) >= LARGEST:
        raise CellError(f"{quoted(text)} is too large to be right. Check the number.")
    return number


def _why_no_number(text: str) -> str:
    if _UNIT.search(text):
        return (
            f"{quoted(text)} holds a unit. Write the number without it: the column has the unit. "
            "In Excel, give the cells the format Number and type them again."
        )
    if _SCIENTIFIC.fullmatch(text):
        return f"{quoted(text)} was shortened by Excel. Give the column the format Number."
    if re.fullmatch(r"[0-9., +-]+", text):
        return f"{quoted(text)} is not one number. Write it as 1234.5 or 1234,5."
    return f"{quoted(text)} is not a number. Write digits only; words belong in the column 'note'."


def _whole(number: float, text: str) -> int:
    # 1.000 and 1,000 are whole as a number, but nobody writes a count of one that way.
    if not number.is_integer() or _ONE_SIGN.fullmatch(text):
        raise CellError(
            f"{quoted(text)} is not a whole number. Write it with digits only, e.g. 1234."
        )
    return int(number)


def _date(text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            day = datetime.strptime(text, pattern).date()
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
        raise CellError(
            f"{quoted(text)} lies outside {FIRST_YEAR}-{LAST_YEAR}. Write the year in four digits."
        )
    raise CellError(
        f"{quoted(text)} is not a date. Write an existing day as 2019-09-30 or 30-09-2019."
    )


def _boolean(text: str) -> bool:
    lowered = text.lower()
    if lowered in _YES | _NO:
        return lowered in _YES
    raise CellError(f"{quoted(text)} is not yes or no. Write true or false.")


def _rung(text: str, column: Column) -> str:
    if text in column.allowed or text.isdecimal():
        return text
    raise CellError(f"{quoted(text)} is not a rung. {column.hint}{_spreadsheet_date(text)}")


def _rungs(text: str, column: Column) -> str:
    match = _RUNGS.fullmatch(text)
    if text in column.allowed or match:
        if match and match[2] and int(match[2]) <= int(match[1]):
            raise CellError(f"{quoted(text)} does not run upwards. Write a range as 5-6.")
        return text
    hint = f"{column.hint}{_spreadsheet_date(text)}"
    raise CellError(f"{quoted(text)} is not a rung or range of rungs. {hint}")


def _spreadsheet_date(text: str) -> str:
    """A warning for ``5-6`` that Excel turned into a day in June."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}-[a-z]{3}|[a-z]{3}-[0-9]{1,2}", text):
        return " Excel made a date of it: give the column the format Text and type it again."
    return ""
