"""What an analysis returns: counts, the rule that derives the rest, and the key figures in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd


def unchanged(frame: pd.DataFrame) -> pd.DataFrame:
    """Derive nothing."""
    return frame


@dataclass(frozen=True)
class KeyFigure:
    """Which columns of a result make one indicator of key_figures.csv.

    Attributes
    ----------
    indicator
        Name, e.g. ``outflow.share``.
    value, lower, upper, n
        Column names; None where the indicator has none. Rows without a value are left out.
    unit, method
        Unit and method as published, or ``column:NAME`` to take them from a column.
    group
        Column that holds the group, None for an indicator without groups.
    """

    indicator: str
    value: str
    unit: str
    method: str
    group: str | None = "group_key"
    lower: str | None = None
    upper: str | None = None
    n: str | None = None


@dataclass(frozen=True)
class Result:
    """A table computed by an analysis, not yet cleared for publication.

    Attributes
    ----------
    frame
        One row per thing, with head counts and what the source printed. Columns ``status`` and
        ``source`` say per row where the figures come from.
    counts
        Columns that hold numbers of persons: disclosure control protects these.
    shares
        Per published percentage column the count column it is a share of; a share whose
        implied count is small is protected too.
    derive
        Computes every other column from the counts. It runs after disclosure control, so that
        nothing derived can reveal a protected count.
    key_figures
        The indicators that the derived frame holds.
    """

    frame: pd.DataFrame
    counts: tuple[str, ...] = ()
    shares: tuple[tuple[str, str], ...] = ()
    derive: Callable[[pd.DataFrame], pd.DataFrame] = unchanged
    key_figures: tuple[KeyFigure, ...] = field(default=())
