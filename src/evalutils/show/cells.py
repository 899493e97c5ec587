"""Finished cells: numbers as Dutch text, with left out and missing values told apart.

Where a frame says in ``qualifier_NAME`` how precise the numbers in ``NAME`` are, the text says it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.qualifiers import CIRCA, COUNTED, EXACT
from evalutils.contracts.units import UNITS
from evalutils.counted_shares import precision, two_units, unit_of
from evalutils.quantities import per_100, qualified, qualified_percent

Text = pd.Series  # of str

LEFT_OUT_NOTE = (
    "Kleine aantallen zijn weggelaten, net als wat daaruit volgt. Andere aantallen zijn afgerond."
)

BETWEEN_NOTE = "Grenzen (“tussen”, “of meer”) volgen al uit wat er wel staat."


def counts(frame: pd.DataFrame, column: str) -> Text:
    """Counts; one that was left out shows what it is below, or that it was left out."""
    pairs = zip(frame[column].astype("float64"), unit_of(frame, column), strict=True)
    text = pd.Series([of_unit(*pair) for pair in pairs], index=frame.index, dtype="object")
    return _or_left_out(_qualified(text, frame, column), frame, column)


def of_unit(number: float, unit: str) -> str:
    """``57 huishoudens``; the number alone where the source does not say what it counts."""
    text = dutch.number(number)
    return f"{text} {UNITS[unit].word(number)}" if unit and text != dutch.MISSING else text


BESIDE_BASE = (
    "Een verhouding zet mensen naast een basis waar zij niet bij horen, of waarvan dat niet "
    "bekend is: zoveel per 100. Dat is geen aandeel en heeft geen marge."
)
TWO_UNITS = "Waar aantal en basis niet hetzelfde tellen, is geen aandeel berekend."


def unit_notes(frame: pd.DataFrame, *pairs: tuple[str, str]) -> list[str]:
    """That some shares are not there because their count and base count different things."""
    mixed = any(two_units(frame, count, base).any() for count, base in pairs)
    return [TWO_UNITS] if mixed else []


def ratio_notes(frame: pd.DataFrame, *columns: str) -> list[str]:
    """What a ratio is, under a table that has one."""
    return [BESIDE_BASE] if frame[list(columns)].notna().any(axis=None) else []


def percents(frame: pd.DataFrame, column: str, decimals: int = 1) -> Text:
    """Percentages."""
    pairs = zip(frame[column].astype("float64"), precision(frame, column), strict=True)
    texts = [qualified_percent(*pair, decimals) for pair in pairs]
    return _or_left_out(pd.Series(texts, index=frame.index), frame, column)


def shares(frame: pd.DataFrame, column: str = "share", lower: str = "lower") -> Text:
    """Shares: with one decimal where computed, as printed where the source gives no numbers."""
    parts = zip(
        frame[column].astype("float64"), frame[lower].isna(), precision(frame, column), strict=True
    )
    return pd.Series([share(*part) for part in parts], index=frame.index)


def share(value: float, printed: bool, qualifier: object) -> str:
    """A share as in `shares`; one that is no more than about right, or a bound, says so."""
    if printed and qualifier in COUNTED:
        return qualified(dutch.printed_percent(value), qualifier)
    return qualified_percent(value, qualifier)


def ratios(frame: pd.DataFrame, column: str, share: str) -> Text:
    """So many per 100 of people whom the count is not among; as precise as `share` would be."""
    pairs = zip(frame[column].astype("float64"), precision(frame, share), strict=True)
    return pd.Series([per_100(*pair) for pair in pairs], index=frame.index, dtype="object")


def printed(frame: pd.DataFrame, column: str) -> Text:
    """Percentages as the source prints them."""
    text = frame[column].map(dutch.printed_percent)
    return _or_left_out(_qualified(text, frame, column), frame, column)


def _qualified(text: Text, frame: pd.DataFrame, column: str) -> Text:
    pairs = zip(text, precision(frame, column), strict=True)
    return pd.Series([qualified(*pair) for pair in pairs], index=frame.index, dtype="object")


def _or_left_out(text: Text, frame: pd.DataFrame, column: str) -> Text:
    if f"hidden_{column}" not in frame:
        return text
    return text.where(frame[f"hidden_{column}"].isna(), left_out(frame, column))


def left_out(frame: pd.DataFrame, column: str) -> Text:
    """``<10``; otherwise between what it lies, or the word for left out where nothing is said."""
    nothing = pd.Series(math.nan, index=frame.index)
    ends = (frame.get(f"hidden_{end}_{column}", nothing) for end in ("low", "high"))
    parts = zip(frame[f"hidden_{column}"], *ends, strict=True)
    return pd.Series([_left_out(*part) for part in parts], index=frame.index, dtype="object")


def _left_out(limit: float, low: float, high: float) -> str:
    if not math.isinf(limit):
        return f"<{dutch.number(limit)}"
    if math.isfinite(high):
        return f"tussen {dutch.number(low)} en {dutch.number(high)}"
    return f"{dutch.number(low)} of meer" if low > 0 else dutch.LEFT_OUT


def left_out_notes(frame: pd.DataFrame) -> list[str]:
    """The note under a table in which something was left out."""
    hidden = [name for name in frame if str(name).startswith("hidden_")]
    between = [name for name in hidden if str(name).startswith("hidden_low_")]
    notes = [LEFT_OUT_NOTE] if any(frame[name].notna().any() for name in hidden) else []
    return [*notes, *([BETWEEN_NOTE] if any(frame[name].gt(0).any() for name in between) else [])]


def intervals(frame: pd.DataFrame, lower: str = "lower", upper: str = "upper") -> Text:
    """Confidence intervals in percent."""
    about = precision(frame, lower.replace("lower", "share", 1))
    parts = zip(frame[lower], frame[upper], about, strict=True)
    return pd.Series([interval(*part) for part in parts], index=frame.index)


def interval(lower: float, upper: float, qualifier: object = EXACT) -> str:
    """Bounds in percent; those of a share that is about right are about right too."""
    return qualified(dutch.interval(lower, upper, 0 if qualifier == CIRCA else 1), qualifier)


def with_interval(
    frame: pd.DataFrame, share: str = "share", lower: str = "lower", upper: str = "upper"
) -> Text:
    """``36,6% (31,2 tot 42,3)``; without an interval the share alone; a dash when missing."""
    found = percents(frame, share)
    about = precision(frame, share).eq(CIRCA)
    bounds = zip(frame[lower], frame[upper], ~about, strict=True)
    spans = pd.Series([span(low, high, int(exact)) for low, high, exact in bounds], frame.index)
    return found.where(frame[share].isna() | spans.eq(""), found + " " + spans)


def shares_or_ratios(frame: pd.DataFrame, of: str = "") -> Text:
    """Shares with their interval, and ratios where there is no share; `of` ends their columns."""
    share, lower, upper, ratio = (f"{part}{of}" for part in ("share", "lower", "upper", "ratio"))
    found = with_interval(frame, share, lower, upper)
    return found.mask(frame[ratio].notna(), ratios(frame, ratio, share))


def span(lower: float, upper: float, decimals: int = 1) -> str:
    """``(31,2 tot 42,3)``, to stand after a percentage; empty when there are no bounds."""
    if pd.isna(lower) or pd.isna(upper):
        return ""
    return f"({dutch.number(lower, decimals)} tot {dutch.number(upper, decimals)})"


def dates(frame: pd.DataFrame, column: str) -> Text:
    """Dates in full."""
    return frame[column].map(dutch.long_date)


def labels(frame: pd.DataFrame, column: str, names: Mapping[Any, str]) -> Text:
    """Codes replaced by their Dutch name; a missing code by a dash."""
    return frame[column].map(lambda code: dutch.MISSING if pd.isna(code) else names[code])


def texts(frame: pd.DataFrame, column: str) -> Text:
    """Free text with a capital; a missing one as a dash."""
    return frame[column].map(lambda text: dutch.MISSING if pd.isna(text) else dutch.capital(text))
