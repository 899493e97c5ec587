"""Numbers, amounts, dates and lists as Dutch readers write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "nl_NL"
MISSING = "–"
SUPPRESSED = "<10"


def number(value: float, decimals: int = 0) -> str:
    """1234.5 as ``1.234,5``; a missing value as a dash."""
    if pd.isna(value):
        return MISSING
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(round(float(value), decimals) + 0.0, format=pattern, locale=LOCALE)
    return str(text).replace("-", "\N{MINUS SIGN}")


def signed(value: float, decimals: int = 0) -> str:
    """A change with its sign: ``+2`` or ``−5``; zero without."""
    text = number(value, decimals)
    return f"+{text}" if not pd.isna(value) and round(float(value), decimals) > 0 else text


def percent(value: float, decimals: int = 1) -> str:
    """36.6 as ``36,6%``."""
    return MISSING if pd.isna(value) else f"{number(value, decimals)}%"


def interval(lower: float, upper: float, decimals: int = 1) -> str:
    """Bounds in percent as ``31,2% tot 42,3%``; a dash when there are none."""
    if pd.isna(lower) or pd.isna(upper):
        return MISSING
    return f"{percent(lower, decimals)} tot {percent(upper, decimals)}"


def euro(value: float, decimals: int = 0) -> str:
    """7000 as ``€ 7.000``, with a space that does not break."""
    return MISSING if pd.isna(value) else f"€\N{NO-BREAK SPACE}{number(value, decimals)}"


def long_date(value: date | pd.Timestamp) -> str:
    """2023-03-31 as ``31 maart 2023``; a dash when missing."""
    return MISSING if pd.isna(value) else format_date(value, "d MMMM y", locale=LOCALE)


def listing(words: Sequence[str]) -> str:
    """``a, b en c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def with_unit(value: float, unit: str, label: str, decimals: int = 0) -> str:
    """A number with its unit: ``36%``, ``€ 5.000`` or ``15 plaatsingen``."""
    if unit == "percent":
        return percent(value, decimals)
    if unit == "EUR":
        return euro(value, decimals)
    return f"{number(value, decimals)} {label}"
