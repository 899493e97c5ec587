"""Turns the text of one cell into the value its column asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from evalutils.contracts.columns import Column

Value = str | int | float | bool | date

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")
_DUTCH = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_RUNGS = re.compile(r"(\d+)(?:-(\d+))?")
_YES = {"true", "waar", "ja", "1"}
_NO = {"false", "onwaar", "nee", "0"}


class CellError(ValueError):
    """The text of a cell is not a value of its column; the message says what to write."""


def convert(text: str, column: Column, *, decimal_comma: bool) -> Value:
    """Read one filled cell.

    Parameters
    ----------
    text
        Text of the cell, not empty.
    column
        The column it stands in.
    decimal_comma
        True when the file is written the Dutch way.

    Raises
    ------
    CellError
        When the text is no value of the column's kind.
    """
    if column.kind in ("integer", "number"):
        number = _number(text, decimal_comma=decimal_comma)
        return _whole(number, text) if column.kind == "integer" else number
    readers: dict[str, Callable[[str], Value]] = {
        "date": _date,
        "boolean": _boolean,
        "rung": lambda value: _rung(value, column),
        "rungs": lambda value: _rungs(value, column),
    }
    return readers.get(column.kind, str)(text)


def _number(text: str, *, decimal_comma: bool) -> float:
    compact = text.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if _DUTCH.fullmatch(compact):
        return float(compact.replace(".", "").replace(",", "."))
    if _THOUSANDS.fullmatch(compact) and (decimal_comma or compact.count(".") > 1):
        whole = compact.replace(".", "")
        raise CellError(f"'{text}' can be read in two ways. Write {whole} or a decimal comma.")
    if _PLAIN.fullmatch(compact):
        return float(compact)
    raise CellError(f"'{text}' is not a number. Write digits only, without units or words.")


def _whole(number: float, text: str) -> int:
    if not number.is_integer() or _THOUSANDS.fullmatch(text):
        raise CellError(f"'{text}' is not a whole number. Write it without dots or decimals.")
    return int(number)


def _date(text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise CellError(f"'{text}' is not a date. Write dates as 2019-09-30 or 30-09-2019.")


def _boolean(text: str) -> bool:
    lowered = text.lower()
    if lowered in _YES | _NO:
        return lowered in _YES
    raise CellError(f"'{text}' is not yes or no. Write true or false.")


def _rung(text: str, column: Column) -> str:
    if text in column.allowed or text.isdecimal():
        return text
    raise CellError(f"'{text}' is not a rung. {column.hint}")


def _rungs(text: str, column: Column) -> str:
    match = _RUNGS.fullmatch(text)
    if text in column.allowed or match:
        if match and match[2] and int(match[2]) <= int(match[1]):
            raise CellError(f"'{text}' does not run upwards. Write a range as 5-6.")
        return text
    raise CellError(f"'{text}' is not a rung or range of rungs. {column.hint}")
