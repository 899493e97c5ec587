"""Published figures with their unit, as a Dutch reader expects them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from babel.numbers import format_decimal

from evalutils import dutch
from evalutils.contracts.qualifiers import CIRCA, ESTIMATED, EXACT, known
from evalutils.contracts.units import UNITS
from evalutils.contracts.vocabulary import QUALIFIERS

_NO_BREAK = "\N{NO-BREAK SPACE}"


def qualified(text: str, qualifier: object) -> str:
    """``ongeveer 57``: a written number with the reservation of the source; a dash stays one."""
    code = known(qualifier)
    return text if code == EXACT or text == dutch.MISSING else f"{QUALIFIERS[code].label} {text}"


def in_words(words: str) -> str:
    """What a source writes where it prints no number, as its own words: ‘het grootste gedeelte’."""
    return f"‘{words}’"


def printed(claim: Mapping[Any, Any]) -> str:
    """What a source prints of a row of ``claims``: its words, or a number with its reservation."""
    if isinstance(claim["words"], str):
        return in_words(claim["words"])
    shown = quantity(float(claim["value"]), int(claim["decimals"]), str(claim["unit"]))
    return qualified(shown, claim["qualifier"])


def qualified_percent(value: float, qualifier: object, decimals: int = 1) -> str:
    """``ongeveer 37%``, ``ten minste 36,6%``: a percentage, never more precise than it is.

    One that is about right has no decimals, and a bound is never rounded past itself.
    """
    code = known(qualifier)
    if code == EXACT or dutch.is_missing(value):
        return dutch.percent(value, decimals)
    if code in (CIRCA, ESTIMATED):
        return qualified(dutch.percent(value, 0), code)
    scale = 10.0**decimals
    # A billionth of it keeps what binary fractions make a little too small or too large.
    noise = 1e-9 if QUALIFIERS[code].above else -1e-9
    inward = math.floor if QUALIFIERS[code].above else math.ceil
    bound = inward(value * scale + noise) / scale
    return qualified(dutch.percent(bound, 0 if bound.is_integer() else decimals), code)


def per_100(value: float, qualifier: object = EXACT) -> str:
    """``55 per 100``: a ratio, in whole numbers from 10 on; never more precise than it is."""
    decimals = 1 if value < 10 else 0
    return qualified_percent(value, qualifier, decimals).replace("%", f"{_NO_BREAK}per 100")


def constant(value: float) -> str:
    """A fixed value with as many decimals as it has, e.g. ``0,0225``."""
    return str(format_decimal(value, format="#,##0.######", locale=dutch.LOCALE))


def is_sign(unit: str) -> bool:
    """Whether a unit belongs to its number; what is counted stands in the name of the figure."""
    known = UNITS[unit]
    sign = unit == "percent" or known.highest == 1000 or known.measures.startswith("money")
    return sign or unit in IN_WORDS


def _day(value: float) -> str:
    """2019 as ``2019``, 201909 as ``september 2019`` and 20190930 as ``30 september 2019``."""
    text = f"{value:.0f}"
    parts = [text[:4], text[4:6], text[6:]]
    return dutch.publication_date("-".join(part for part in parts if part))


# Units of which the number alone says nothing.
IN_WORDS: dict[str, Callable[[float], str]] = {
    "date": _day,
    "rung_number": lambda value: f"trede {value:.0f}",
    "quarter": lambda value: f"{value:.0f}e kwartaal",
}


def head_count(value: float, decimals: int = 0) -> str:
    """A computed number of people: never a part of one, but the two numbers it lies between."""
    if dutch.is_missing(value) or float(value).is_integer():
        return dutch.number(value, decimals)
    low = math.floor(value)
    return f"tussen {dutch.number(low)} en {dutch.number(low + 1)}"


def in_sentence(value: float, decimals: int, unit: str) -> str:
    """A number with its unit as a sentence has it: ``€ 621,8 miljoen`` for 621,807 thousand."""
    factor = UNITS[unit].factor
    millions = value * factor / UNITS["EUR_million"].factor
    if factor > 1 and abs(millions) >= 1:
        return quantity(millions, 1, "EUR_million")
    return quantity(value, decimals, unit)


def decimals_of(value: float, unit: str) -> int:
    """How many decimals a figure has: a number of things is whole, and a mean of those is not."""
    return 0 if unit == "item" and float(value).is_integer() else UNITS[unit].decimals


def quantity(value: float, decimals: int, unit: str, *, signed: bool = False) -> str:
    """A number with a unit of the closed list, e.g. ``36,6%``, ``€ 7.000`` or ``12 maanden``.

    Thousands of euros are written out, as nobody says them: ``€ 406.965.000``. Of a difference,
    which is `signed`, a plus stands before it as well.
    """
    if unit == "EUR_thousand":
        value, decimals, unit = value * UNITS[unit].factor, max(decimals - 3, 0), "EUR"
    if unit in IN_WORDS:
        return IN_WORDS[unit](value)
    shown = (dutch.signed if signed else dutch.number)(value, decimals)
    label = UNITS[unit].word(value)
    if label == "%":
        return f"{shown}%"
    if label.startswith("€"):
        return f"€{_NO_BREAK}{shown}{label.removeprefix('€')}"
    return f"{shown}{_NO_BREAK}{label}" if label else shown
