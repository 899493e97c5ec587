"""Shares with their intervals as dots and lines, a row each: used by several chapters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from evalutils import dutch
from evalutils.charts.style import ACCENT, DARK, canvas, percent_axis


def interval_chart(
    labels: Sequence[str],
    share: pd.Series[float],
    lower: pd.Series[float],
    upper: pd.Series[float],
    axis_label: str,
) -> Figure:
    """Draw one dot per row with its interval; an open dot has none.

    Parameters
    ----------
    labels
        Row names, top to bottom.
    share, lower, upper
        Percent; missing bounds draw no line.
    axis_label
        Dutch label of the horizontal axis.
    """
    figure, axes = canvas(len(labels))
    places = np.arange(len(labels))[::-1]
    known = lower.notna().to_numpy()
    axes.hlines(places[known], lower[known], upper[known], color=DARK, linewidth=2.5)
    axes.plot(share[known], places[known], "o", color=DARK, markersize=7, linestyle="none")
    axes.plot(
        share[~known],
        places[~known],
        "o",
        markerfacecolor="white",
        markeredgecolor=ACCENT,
        markersize=7,
        linestyle="none",
    )
    axes.set_yticks(places, list(labels))
    axes.set_ylim(-0.6, len(labels) - 0.4)
    percent_axis(axes, axis_label)
    return figure


def describe(
    labels: Sequence[str],
    share: pd.Series[float],
    lower: pd.Series[float],
    upper: pd.Series[float],
) -> str:
    """The rows of an interval chart in words, for the text alternative."""
    parts = []
    for label, value, low, high in zip(labels, share, lower, upper, strict=True):
        span = "" if pd.isna(low) else f" ({dutch.interval(low, high)})"
        parts.append(f"{label} {dutch.percent(value)}{span}")
    return "; ".join(parts) + "."
