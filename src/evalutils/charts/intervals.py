"""Shares with their intervals as dots and lines, a row each: used by several chapters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from evalutils import dutch
from evalutils.charts.style import ACCENT, DARK, percent_axis, round_top, rows_canvas

# The number of rows that a text alternative names; the table beside the chart has them all.
MOST_DESCRIBED = 12


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
        Percent; missing bounds draw no line, a missing share draws nothing.
    axis_label
        Dutch label of the horizontal axis.
    """
    canvas = rows_canvas(labels, share_texts(share, lower))
    places = np.array(canvas.middles)
    known = (lower.notna() & share.notna()).to_numpy()
    axes = canvas.axes
    axes.hlines(places[known], lower[known], upper[known], color=DARK, linewidth=3)
    axes.plot(share[known], places[known], "o", color=DARK, markersize=8, clip_on=False)
    axes.plot(
        share[~known],
        places[~known],
        "o",
        markerfacecolor="white",
        markeredgecolor=ACCENT,
        markeredgewidth=2,
        markersize=8,
        clip_on=False,
    )
    percent_axis(axes, axis_label, top=round_top(float(np.nanmax([0.0, *share, *upper]))))
    return canvas.figure


def share_texts(share: pd.Series[float], lower: pd.Series[float]) -> list[str]:
    """Percentages: one decimal where computed, as printed where the source gives no numbers."""
    return [
        dutch.printed_percent(value) if pd.isna(low) else dutch.percent(value)
        for value, low in zip(share, lower, strict=True)
    ]


def describe(
    labels: Sequence[str],
    share: pd.Series[float],
    lower: pd.Series[float],
    upper: pd.Series[float],
) -> str:
    """The rows of an interval chart in words, for the text alternative."""
    parts = []
    texts = share_texts(share, lower)
    for label, text, low, high in zip(labels, texts, lower, upper, strict=True):
        span = "" if pd.isna(low) else f" ({dutch.interval(low, high)})"
        parts.append(f"{label} {text}{span}")
    return enumerated(parts)


def enumerated(parts: Sequence[str]) -> str:
    """The first parts in a sentence, and how many more there are."""
    more = len(parts) - MOST_DESCRIBED
    rest = [] if more <= 0 else [f"en nog {more} in de tabel hieronder"]
    return "; ".join([*parts[:MOST_DESCRIBED], *rest]) + "."
