"""Differences with their intervals as dots and lines about a line at no difference."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import seaborn.objects as so
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.display import Chart, Nothing
from evalutils.show.chart_style import (
    DARK,
    FONT_POINTS,
    MOST_DRAWN,
    TEXT,
    dots,
    draw,
    left_to_table,
    rows_canvas,
    spans,
)
from evalutils.show.effect_words import points_interval
from evalutils.show.interval_rows import enumerated

AXIS = "verschil in procentpunten"
LEGEND = "stip: verschil, lijn: 95%-interval, streep bij 0: geen verschil"


def difference_chart(
    labels: Sequence[str],
    difference: pd.Series[float],
    lower: pd.Series[float],
    upper: pd.Series[float],
    *,
    name: str,
    caption: str,
    table: str = "",
) -> Chart | Nothing:
    """Draw a difference in percentage points per row, with its interval; nothing without rows.

    Parameters
    ----------
    labels
        Row names, top to bottom.
    difference, lower, upper
        Percentage points, all known.
    name, table
        As `Chart` takes them.
    caption
        Start of the caption and of the text alternative.
    """
    if not len(difference):
        return Nothing()
    frame = pd.DataFrame({"difference": difference, "lower": lower, "upper": upper})
    frame = frame.astype("float64").reset_index(drop=True)
    texts = [f"{dutch.signed(value, 1)}" for value in frame["difference"]]
    drawn = frame.head(MOST_DRAWN)
    canvas = rows_canvas(labels[:MOST_DRAWN], texts[:MOST_DRAWN])
    drawn = drawn.assign(place=canvas.middles)
    canvas.axes.axvline(0, color=TEXT, linewidth=1)
    plot = (
        so.Plot(drawn, x="difference", y="place")
        .add(spans(DARK), xmin="lower", xmax="upper", orient="y")
        .add(dots(DARK))
    )
    draw(plot, canvas.axes)
    end = 1.05 * float(frame[["lower", "upper"]].abs().to_numpy().max())
    canvas.axes.set_xlim(-end, end)
    canvas.axes.locator_params(axis="x", nbins=5)
    canvas.axes.grid(axis="x", linewidth=0.8)
    canvas.axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.signed(value)))
    canvas.axes.set_xlabel(AXIS, fontsize=FONT_POINTS, color=TEXT)
    parts = [
        f"{label} {text} ({points_interval(low, high)})"
        for label, text, low, high in zip(
            labels, texts, frame["lower"], frame["upper"], strict=True
        )
    ]
    return Chart(
        canvas.figure,
        name,
        f"{caption}; {LEGEND}{left_to_table(len(frame))}",
        f"{caption}, in procentpunten: {enumerated(parts)}",
        table,
    )
