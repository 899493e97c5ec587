"""Finished cells: numbers as Dutch text, with left out and missing values told apart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils import dutch

Text = pd.Series  # of str

LEFT_OUT_NOTE = (
    "Kleine aantallen zijn weggelaten, net als wat daaruit volgt. Andere aantallen zijn afgerond."
)


def counts(frame: pd.DataFrame, column: str) -> Text:
    """Counts; one that was left out shows what it is below, or that it was left out."""
    text = frame[column].astype("float64").map(dutch.number)
    return _or_left_out(text, frame, column)


def percents(frame: pd.DataFrame, column: str, decimals: int = 1) -> Text:
    """Percentages."""
    text = frame[column].astype("float64").map(lambda value: dutch.percent(value, decimals))
    return _or_left_out(text, frame, column)


def shares(frame: pd.DataFrame, column: str = "share", lower: str = "lower") -> Text:
    """Shares: with one decimal where computed, as printed where the source gives no numbers."""
    pairs = zip(frame[column].astype("float64"), frame[lower].isna(), strict=True)
    texts = [
        dutch.printed_percent(value) if printed else dutch.percent(value)
        for value, printed in pairs
    ]
    return pd.Series(texts, index=frame.index)


def printed(frame: pd.DataFrame, column: str) -> Text:
    """Percentages as the source prints them."""
    return _or_left_out(frame[column].map(dutch.printed_percent), frame, column)


def _or_left_out(text: Text, frame: pd.DataFrame, column: str) -> Text:
    if f"hidden_{column}" not in frame:
        return text
    limits = frame[f"hidden_{column}"]
    return text.where(limits.isna(), limits.map(left_out))


def left_out(limit: float) -> str:
    """``<10``, or the word for left out where not even that is said."""
    return dutch.LEFT_OUT if math.isinf(limit) else f"<{dutch.number(limit)}"


def left_out_notes(frame: pd.DataFrame) -> list[str]:
    """The note under a table in which something was left out."""
    hidden = frame[[column for column in frame if str(column).startswith("hidden_")]]
    return [LEFT_OUT_NOTE] if hidden.notna().any(axis=None) else []


def intervals(frame: pd.DataFrame, lower: str = "lower", upper: str = "upper") -> Text:
    """Confidence intervals in percent."""
    pairs = zip(frame[lower], frame[upper], strict=True)
    return pd.Series([dutch.interval(low, high) for low, high in pairs], index=frame.index)


def with_interval(
    frame: pd.DataFrame, share: str = "share", lower: str = "lower", upper: str = "upper"
) -> Text:
    """``36,6% (31,2 tot 42,3)``; without an interval the share alone; a dash when missing."""
    found = percents(frame, share)
    bounds = zip(frame[lower], frame[upper], strict=True)
    spans = pd.Series([span(low, high) for low, high in bounds], index=frame.index)
    return found.where(frame[share].isna() | spans.eq(""), found + " " + spans)


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
