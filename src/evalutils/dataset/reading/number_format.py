"""A number in a cell of a workbook as its format shows it."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

# Literal text in a number format: '0"%"' only prints a sign, '0%' also multiplies by 100.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')
_ZEROS = re.compile(r"0{2,}")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
# A comma before three digits is read as a sign of thousands in amounts; here it is not.
_THREE_DECIMALS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")
# Excel keeps 15 digits of a number.
_EXACT_BELOW = 1e15


def shown_number(digits: str, kind: str, from_1904: bool) -> str:
    """The number with a decimal comma, a percentage with its sign, or a day, by its `kind_of`.

    `from_1904` is True when days are counted from 1904, as on old Macs.
    """
    if not kind and _WHOLE.fullmatch(digits):
        return str(int(digits))
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError("no number")
    if kind == "%":
        return _decimal_comma(value * 100) + "%"
    if kind == "date":
        return _day(value, from_1904)
    if kind and value >= 0 and value.is_integer():
        return f"{int(value):0{len(kind)}d}"  # 0012 is shown as such, not as 12
    return _decimal_comma(value)


def _decimal_comma(value: float) -> str:
    """A number with a decimal comma, to the 15 digits that Excel keeps.

    A number of more digits lost some of them; it keeps its exponent, as on the screen.
    """
    text = f"{value:.15g}"
    if "e" in text and abs(value) < _EXACT_BELOW:
        text = f"{value:.20f}".rstrip("0").rstrip(".")
    text = text.replace(".", ",").replace("e", "E")
    return f"{text}0" if _THREE_DECIMALS.fullmatch(text) else text


def kind_of(code: str) -> str:
    """What a number format makes of a number: ``%``, ``date``, zeros in front, or nothing."""
    shown = _LITERAL.sub("", code.split(";")[0])
    if "%" in shown:
        return "%"
    if re.search("[dmyhsDMYHS]", shown) and code != "General":
        return "date"
    return shown if _ZEROS.fullmatch(shown) else ""


def _day(serial: float, from_1904: bool) -> str:
    if from_1904:
        serial += 1462
    if not 1 <= serial < 2_958_466:  # a time without a day, or what Excel shows as ####
        return "####" if serial < 0 or serial >= 2_958_466 else f"{24 * serial:.4g} h"
    first = date(1899, 12, 31) if serial < 60 else date(1899, 12, 30)
    return (first + timedelta(days=math.floor(serial))).isoformat()
