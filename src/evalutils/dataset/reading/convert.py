"""Turns the text of one cell into the value its column asks for."""

from __future__ import annotations

import re
from datetime import date

from evalutils.contracts.columns import Column
from evalutils.contracts.texts import PROSE, example_problem, text_of
from evalutils.dataset.faults import CellError, TextError, folded
from evalutils.dataset.reading.day_cell import read_day
from evalutils.dataset.reading.number_cell import SCIENTIFIC, read_number
from evalutils.dataset.reading.plain_text import garbled

Value = str | int | float | bool | date

_RUNGS = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_EXCEL_ERROR = re.compile(r"#(N/[AB]|[A-Z0-9/]+[!?]|#+)")
_MONTH = "(jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)"
# What a spreadsheet makes of 5-6, 5-2020 and the like.
_SPREADSHEET_DATE = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}-{_MONTH}|{_MONTH}-[0-9]{{1,2}}", re.IGNORECASE
)
_NO_VALUE = {"-", "\N{EN DASH}", ".", "..", "x", "?", "n.v.t.", "nvt", "n.b.", "onbekend", "geen"}
# What programs write for a value that they do not have: never a name.
_MISSING = {"nan", "NaN", "None", "none", "NULL", "null", "<NA>", "NaT", "NA", "N/A", "n/a"}
# The signs of Statistics Netherlands (CBS) in the place of a number, each with what it says there.
_NONE = "none: write 0 when it means that here"
_CBS_SIGNS = {"-": _NONE, ".": "not known", "..": "not yet known", "x": "kept secret"}
_CBS_SIGNS |= dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", _NONE)
_YES = {"true", "waar", "ja", "1"}
_NO = {"false", "onwaar", "nee", "0"}
# Columns in which a whole text may look like anything.
_REMARKS = PROSE | {"source", "locator"}


def convert(text: str, column: Column, *, decimal_comma: bool) -> Value:
    """Read one filled cell.

    `decimal_comma` is True when a comma is the decimal sign of the file; False when it may be
    either, so that ``1,234`` may mean 1234. A dot before three digits may always be one of
    thousands.

    Raises
    ------
    CellError
        When the text is no value of the column's kind.
    """
    if column.kind == "text" and _is_plain(text):
        return text
    _refuse_no_value(text, column)
    if column.kind == "text":
        return _name(text, column.name)
    if problem := example_problem(column.name, text):
        raise TextError(problem)
    if column.kind in ("integer", "number"):
        return read_number(text, column, decimal_comma=decimal_comma)
    if column.kind == "date":
        return read_day(text, empty=_when_empty(column))
    if column.kind == "boolean":
        return _boolean(text)
    readers = {"rung": _rung, "rungs": _rungs}
    return readers[column.kind](text, column) if column.kind in readers else text


def _is_plain(text: str) -> bool:
    """Whether it is a word or a row of digits, as are the ids of a million clients."""
    if not (text.isascii() and text.isalnum() and (text[0].isalpha() or text.isdigit())):
        return False
    return text not in _MISSING and text.lower() not in _NO_VALUE


def _refuse_no_value(text: str, column: Column) -> None:
    """What stands for a missing value, or was lost on the way, is never a value."""
    if problem := why_no_content(text):
        raise CellError(text, problem)
    if text in _MISSING and column.name not in _REMARKS:
        problem = f"is what a program writes for a missing value. {_when_empty(column)}"
        raise CellError(text, problem)
    if column.kind == "text":
        return
    lowered, empty = text.lower(), _when_empty(column)
    if column.kind in ("integer", "number") and lowered in _CBS_SIGNS:
        meaning = f"In tables of Statistics Netherlands (CBS) it means {_CBS_SIGNS[lowered]}."
        raise CellError(text, f"is not a value. {meaning} {empty}")
    if column.kind in ("integer", "number", "date", "boolean") and lowered in _NO_VALUE:
        raise CellError(text, f"is not a value. {empty}")


def _when_empty(column: Column) -> str:
    """What to do when there is no value."""
    if column.required:
        return "Every row needs a value here: fill it in, or remove the row."
    return "Leave the cell empty when it is not known."


def why_no_content(text: str) -> str:
    """Why a text is no content of any cell, to be read after it; empty when it can be."""
    if text.startswith("#") and _EXCEL_ERROR.fullmatch(text):
        return (
            "is what Excel shows instead of a value. Repair the formula or widen the column, and "
            "save the file again."
        )
    if text.startswith("="):
        return (
            "is a formula without a result. Open the file in Excel and save it, or write the value."
        )
    if wrong := garbled(text):
        return f"{wrong[1]}: it was read in a wrong encoding. Type the text again."
    return ""


def _name(text: str, column: str) -> str:
    """A text; one that names something is refused when a spreadsheet made it of something else."""
    line, problem = text_of(column, text)
    if problem:
        raise TextError(problem)
    if column in _REMARKS:
        return line
    if _SPREADSHEET_DATE.fullmatch(line):
        problem = (
            "looks like a date that a spreadsheet made of a name such as 5-6. Give the column the "
            "format Text and type it again; write a month in full."
        )
        raise CellError(text, problem)
    if SCIENTIFIC.fullmatch(line):
        raise CellError(text, "was shortened by Excel. Give the column the format Text.")
    if column == "client_id" and line.lower() in _NO_VALUE:
        raise CellError(text, "is no name. Leave the cell empty when there is none.")
    return line


def _boolean(text: str) -> bool:
    lowered = text.lower()
    if lowered in _YES | _NO:
        return lowered in _YES
    raise CellError(text, "is not yes or no. Write true or false.")


def _rung(text: str, column: Column) -> str:
    if text in column.allowed or text.isdecimal():
        return text
    raise CellError(text, f"is not a rung. {_code_of(text, column)}{_spreadsheet_date(text)}")


def _rungs(text: str, column: Column) -> str:
    match = _RUNGS.fullmatch(text)
    if text in column.allowed or match:
        if match and match[2] and int(match[2]) <= int(match[1]):
            raise CellError(text, "does not run upwards. Write a range as 5-6.")
        return text
    hint = f"{_code_of(text, column)}{_spreadsheet_date(text)}"
    raise CellError(text, f"is not a rung or range of rungs. {hint}")


def _code_of(text: str, column: Column) -> str:
    """What to write, with the code when the text is its Dutch name."""
    found = [code for code, label in column.choices if folded(label) == folded(text)]
    return f"That is the Dutch name of {found[0]}: write {found[0]}." if found else column.hint


def _spreadsheet_date(text: str) -> str:
    """A warning for ``5-6`` that Excel turned into a day in June."""
    if _SPREADSHEET_DATE.fullmatch(text):
        return " Excel made a date of it: give the column the format Text and type it again."
    return ""
