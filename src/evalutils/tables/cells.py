"""Finished cells: numbers as Dutch text, with suppressed and missing values told apart."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils import dutch

Text = pd.Series  # of str


def counts(frame: pd.DataFrame, column: str) -> Text:
    """Counts; a suppressed row shows ``<10`` where its count is missing."""
    values = frame[column].astype("float64")
    text = values.map(dutch.number)
    hidden = values.isna() & frame["status"].eq("suppressed")
    return text.mask(hidden, dutch.SUPPRESSED)


def percents(frame: pd.DataFrame, column: str, decimals: int = 1) -> Text:
    """Percentages."""
    return frame[column].astype("float64").map(lambda value: dutch.percent(value, decimals))


def intervals(frame: pd.DataFrame, lower: str = "lower", upper: str = "upper") -> Text:
    """Confidence intervals in percent."""
    pairs = zip(frame[lower], frame[upper], strict=True)
    return pd.Series([dutch.interval(low, high) for low, high in pairs], index=frame.index)


def dates(frame: pd.DataFrame, column: str) -> Text:
    """Dates in full."""
    return frame[column].map(dutch.long_date)


def labels(frame: pd.DataFrame, column: str, names: Mapping[str, str]) -> Text:
    """Codes replaced by their Dutch name; a missing code by a dash."""
    return frame[column].map(lambda code: dutch.MISSING if pd.isna(code) else names[code])
