"""Disclosure control: turns results into tables that may be published.

Counts below the threshold are removed, other counts are rounded to a base, and everything else is
derived from what is left. The rule follows OpenSAFELY (redact, then round) with the threshold of
ACRO; rounding every visible count also keeps a removed count from being found by subtraction.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalutils.contracts.key_figures import COLUMNS
from evalutils.result import KeyFigure, Result


@dataclass(frozen=True)
class Rule:
    """When a count may be published.

    Attributes
    ----------
    threshold
        Counts below it are suppressed, in persons.
    rounding
        Other counts are rounded to the nearest multiple, in persons.
    """

    threshold: int
    rounding: int


@dataclass(frozen=True)
class Publishable:
    """A table that may reach a page.

    Attributes
    ----------
    frame
        The derived table; suppressed values are missing and their rows have status
        ``suppressed``.
    key_figures
        Rows of key_figures.csv without the columns that name the evaluation.
    protected
        True when a rule was applied.
    """

    frame: pd.DataFrame
    key_figures: pd.DataFrame
    protected: bool

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.frame.empty


def publish(result: Result, rule: Rule | None) -> Publishable:
    """Clear a result for publication.

    Parameters
    ----------
    result
        The result of an analysis.
    rule
        The disclosure rule; None when the figures are public already.
    """
    frame = result.frame.copy()
    if rule is not None and not frame.empty:
        frame = _protect(frame, result, rule)
    derived = result.derive(frame) if not frame.empty else frame
    rows = [_rows(derived, figure) for figure in result.key_figures] if not frame.empty else []
    columns = [name for name in COLUMNS if name not in _NAMING]
    table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)
    return Publishable(derived, table[columns], rule is not None)


_NAMING = ("municipality", "programme", "period", "analysis")


def _protect(frame: pd.DataFrame, result: Result, rule: Rule) -> pd.DataFrame:
    hidden = pd.Series(False, index=frame.index)
    for share, base in result.shares:
        implied = frame[share] / 100 * frame[base].astype("float64")
        small = implied < rule.threshold
        frame.loc[small, share] = np.nan
        hidden |= small
    for column in result.counts:
        exact = frame[column].astype("float64")
        small = exact < rule.threshold
        rounded = (exact / rule.rounding).round() * rule.rounding
        frame[column] = rounded.mask(small)
        hidden |= small
    frame["status"] = frame["status"].mask(hidden, "suppressed")
    return frame


def _rows(frame: pd.DataFrame, figure: KeyFigure) -> pd.DataFrame:
    keep = frame[figure.value].notna() | (frame["status"] == "suppressed")
    frame = frame[keep]
    rows = pd.DataFrame(index=frame.index)
    rows["indicator"] = figure.indicator
    rows["group"] = "" if figure.group is None else frame[figure.group]
    for part in ("value", "lower", "upper", "n"):
        column = getattr(figure, part)
        rows[part] = np.nan if column is None else frame[column].astype("float64")
    rows["unit"] = _literal_or_column(frame, figure.unit)
    rows["method"] = _literal_or_column(frame, figure.method)
    rows["status"] = frame["status"].mask(rows["value"].isna(), "suppressed")
    rows["source"] = frame["source"]
    return rows


def _literal_or_column(frame: pd.DataFrame, text: str) -> pd.Series[str] | str:
    return frame[text.removeprefix("column:")] if text.startswith("column:") else text
