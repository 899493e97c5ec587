"""Numbers, amounts, dates and lists as Dutch readers write them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from evalutils.contracts.spans import Span
from evalutils.sentence_case import capital as capital
from evalutils.sentence_case import within as within

if TYPE_CHECKING:
    import pandas as pd

LOCALE = "nl_NL"
MISSING = "–"
LEFT_OUT = "weggelaten"
NO_BREAK = "\N{NO-BREAK SPACE}"
_PARTS = {"h": "halfjaar", "q": "kwartaal"}


def is_missing(value: object) -> bool:
    """Whether a cell of a table is empty."""
    # Loaded by then where there are tables; what writes pages without them does without pandas.
    from pandas import isna

    return bool(isna(value))  # type: ignore[call-overload]


@lru_cache(maxsize=4096)  # of one axis the same few numbers are asked time and again
def number(value: float, decimals: int = 0) -> str:
    """1234.5 as ``1.234,5``; halves go up; a missing or infinite value as a dash."""
    if is_missing(value) or math.isinf(value):
        return MISSING
    pattern, locale = _form(decimals)
    text = str(pattern.apply(_rounded(value, decimals), locale))
    return text.replace("-", "\N{MINUS SIGN}")


@cache
def _form(decimals: int) -> tuple[NumberPattern, Locale]:
    """The pattern of such a number; babel looks it up for each number."""
    return parse_pattern("#,##0" + "." * bool(decimals) + "0" * decimals), Locale.parse(LOCALE)


def signed(value: float, decimals: int = 0) -> str:
    """A change with its sign: ``+2`` or ``−5``; zero without."""
    text = number(value, decimals)
    return f"+{text}" if text != MISSING and _rounded(value, decimals) > 0 else text


def percent(value: float, decimals: int = 1) -> str:
    """36.6 as ``36,6%``."""
    text = number(value, decimals)
    return text if text == MISSING else f"{text}%"


def signed_percent(value: float, decimals: int = 1) -> str:
    """A change in percent with its sign: ``+2,5%``."""
    text = signed(value, decimals)
    return text if text == MISSING else f"{text}%"


def printed_percent(value: float) -> str:
    """A percentage as a source prints it: ``60%``, ``51,8%``; never more precise than that."""
    whole = not is_missing(value) and float(value).is_integer()
    return percent(value, 0 if whole else 1)


def interval(lower: float, upper: float, decimals: int = 1) -> str:
    """Bounds in percent as ``31,2% tot 42,3%``; a dash when there are none."""
    if is_missing(lower) or is_missing(upper):
        return MISSING
    return f"{percent(lower, decimals)} tot {percent(upper, decimals)}"


def p_value(value: float) -> str:
    """0.031 as ``0,031``, a smaller one than is shown as ``< 0,001``; a dash when missing."""
    return f"< {number(0.001, 3)}" if value < 0.001 else number(value, 3)


def p_or_side(p: float, significant: bool | None) -> str:
    """A p-value, or where that is protected on which side of 0,05 it lies; a dash when missing."""
    if p == p:
        return p_value(p)
    if significant is None:
        return MISSING
    return "< 0,05" if significant else "≥ 0,05"


def euro(value: float, decimals: int = 0) -> str:
    """7000 as ``€ 7.000``, with a space that does not break."""
    text = number(value, decimals)
    return text if text == MISSING else f"€{NO_BREAK}{text}"


def counted(value: float, one: str, more: str, decimals: int = 0) -> str:
    """A number with its noun: ``1 cliënt``, ``2 cliënten``, ``5,6 maanden``."""
    text = number(value, decimals)
    return f"{text} {one if text == '1' else more}"


def how_many(number_: int, one: str, more: str) -> str:
    """What a sentence says of how many there are: ``geen cijfers``, ``1 cijfer``."""
    return counted(number_, one, more) if number_ else f"geen {more}"


def months(value: float) -> str:
    """A time in months: ``5,6 maanden``, ``6 maanden``; a dash when missing."""
    if is_missing(value):
        return MISSING
    return counted(value, "maand", "maanden", 0 if float(value).is_integer() else 1)


def long_date(value: date | pd.Timestamp) -> str:
    """2023-03-31 as ``31 maart 2023``; a dash when missing."""
    return MISSING if is_missing(value) else format_date(value, "d MMMM y", locale=LOCALE)


def period(first: date | pd.Timestamp, last: date | pd.Timestamp) -> str:
    """``2018``, ``1e kwartaal 2018``, ``januari 2018``, else both days; a dash when missing."""
    if is_missing(first):
        return MISSING if is_missing(last) else f"t/m {long_date(last)}"
    if is_missing(last):
        return f"vanaf {long_date(first)}"
    year, _, part = Span(_day(first), _day(last)).key.partition("-")
    if not part:
        return year
    if part[0].lower() in _PARTS:
        return f"{part[1:]}e {_PARTS[part[0].lower()]} {year}"
    if len(part) == 2:
        return str(format_date(first, "MMMM y", locale=LOCALE))
    return f"{long_date(first)} t/m {long_date(last)}"


def _day(value: date | pd.Timestamp) -> date:
    return value.date() if isinstance(value, datetime) else value


def publication_date(text: str) -> str:
    """When a source appeared: ``2023-03`` becomes ``maart 2023``; a year stays a year."""
    parts = text.split("-")
    try:
        if len(parts) == 3:
            return long_date(date.fromisoformat(text))
        if len(parts) == 2:
            first = date(int(parts[0]), int(parts[1]), 1)
            return str(format_date(first, "MMMM y", locale=LOCALE))
    except ValueError:
        pass
    return text


def listing(words: Sequence[str]) -> str:
    """``a, b en c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def alphabetical(text: str) -> str:
    """What a text is sorted by: its letters and digits, without accents, capitals or signs."""
    plain = normalize("NFKD", text.casefold())
    kept = "".join(sign if sign.isalnum() else " " for sign in plain if not combining(sign))
    return " ".join(kept.split())


def _rounded(value: float, decimals: int) -> Decimal:
    """Rounded as on paper: 84,5 becomes 85. Never minus zero."""
    # A few more decimals drop the error of binary fractions: 2.675 is meant, not 2.67499999.
    exact = Decimal(repr(round(float(value), decimals + 8)))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
