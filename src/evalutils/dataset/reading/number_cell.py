"""Turns the text of a cell into a number, and never guesses which one is meant."""

from __future__ import annotations

import re

from evalutils.contracts.columns import Column
from evalutils.dataset.faults import CellError

# Above this a number cannot be kept exactly, and nothing in an evaluation is that large.
LARGEST = 1e15
SCIENTIFIC = re.compile(r"[0-9.,]+e[+-]?[0-9]+", re.IGNORECASE)

_DUTCH_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_ONE_SIGN = re.compile(r"([+-]?[1-9][0-9]{0,2})([.,])([0-9]{3})")
_DUTCH = re.compile(r"[+-]?([1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]+),[0-9]+")
_PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
_SPACED = re.compile(r"[+-]?[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]+)?")
_POWER = re.compile(r"[0-9]+([.,][0-9]+)?e[+-]?[0-9]{1,2}", re.IGNORECASE)
_BOUND = re.compile(r"([<>≤≥~±]|(ca\.?|circa|ongeveer|ruim|bijna|minder|meer)\b)", re.IGNORECASE)
_UNIT = re.compile(r"€|%|\b(eur|euro|procent)\b", re.IGNORECASE)


def read_number(text: str, column: Column, *, decimal_comma: bool) -> float | int:
    """The number in a filled cell; a column in percent may hold percent signs.

    Raises
    ------
    CellError
        When the text is no number, or can be read as two.
    """
    compact = " ".join(text.split())
    if column.unit == "%" or column.unit_in:
        compact = compact.removesuffix("%").rstrip()
    if column.step:
        return _step(compact, text)
    found = _ONE_SIGN.fullmatch(compact)
    if column.kind == "integer":
        # 1.000 and 1,000 are whole as a number, but nobody writes a count of one that way.
        number = None if found else _number(compact, text)
        if number is None or not number.is_integer():
            digits = f": {found[1]}{found[3]}" if found else ", e.g. 1234"
            problem = f"is not a whole number. Write it with digits only{digits}."
            raise CellError(text, problem)
        return int(number)
    # No amount has three decimals: there a comma before three digits is never certain.
    unclear = found and (found[2] == "." or not decimal_comma or column.unit == "€")
    if found and unclear and not _too_many(found, column):
        problem = (
            f"can be read in two ways. Write {found[1]}{found[3]} when you mean thousands, or "
            f"{compact}0 when you mean decimals."
        )
        raise CellError(text, problem)
    return _number(compact, text)


def _step(compact: str, text: str) -> float:
    """What figures are rounded to: 1000, 1.000, 0,5 or 1e6.

    Nobody rounds to one with three decimals, so 1.000 is a thousand.
    """
    if _POWER.fullmatch(compact):
        number = float(compact.replace(",", "."))
    elif _ONE_SIGN.fullmatch(compact):
        number = float(re.sub("[.,]", "", compact))
    else:
        number = _number(compact, text)
    if not 0 < number < LARGEST:
        raise CellError(text, "is nothing to round to. Write a number above 0, e.g. 1000 or 0.5.")
    return number


def _too_many(found: re.Match[str], column: Column) -> bool:
    """Whether the thousands are more than the column allows, so that only decimals are left."""
    return column.maximum is not None and abs(int(found[1] + found[3])) > column.maximum


def _number(compact: str, text: str) -> float:
    if _SPACED.fullmatch(compact):
        compact = compact.replace(" ", "")
    if _DUTCH.fullmatch(compact):
        number = float(compact.replace(".", "").replace(",", "."))
    elif compact.count(".") > 1 and _DUTCH_THOUSANDS.fullmatch(compact):
        number = float(compact.replace(".", ""))
    elif _PLAIN.fullmatch(compact):
        number = float(compact)
    else:
        raise CellError(text, _why_no_number(text))
    if abs(number) >= LARGEST:
        raise CellError(text, "is too large to be right. Check the number.")
    return number


def _why_no_number(text: str) -> str:
    if _UNIT.search(text):
        return (
            "holds a unit. Write the number without it: the column has the unit. In Excel, give "
            "the cells the format Number and type them again."
        )
    if SCIENTIFIC.fullmatch(text):
        return "was shortened by Excel. Give the column the format Number."
    if _BOUND.match(text):
        return (
            "is no exact number. Write the number, and in the column 'qualifier' whether it is "
            "less_than, at_most, more_than, at_least or circa; without that column leave it empty."
        )
    if re.fullmatch(r"[0-9., +-]+", text):
        return "is not one number. Write it as 1234.5 or 1234,5."
    return "is not a number. Write digits only; words belong in the column 'note'."
