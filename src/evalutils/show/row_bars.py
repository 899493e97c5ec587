"""Horizontal bars on the rows of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from evalutils.show.chart_style import FONT_POINTS, TEXT, bar_width

# Thickness of a bar, and of its own room: bars that stand together keep a gap.
BAR_INCHES, BAR_ROOM_INCHES = 0.21, 0.24
VALUE: dict[str, Any] = {"fontsize": FONT_POINTS, "color": TEXT, "va": "center"}


def bars(
    axes: Axes,
    places: Sequence[float],
    ends: Sequence[float],
    *,
    starts: Sequence[float] | None = None,
    color: str,
    hatch: str | None = None,
    edge: str | None = None,
    label: str | None = None,
) -> None:
    """Draw a bar per place from its start to its end; one without an end is not drawn.

    Parameters
    ----------
    places
        Height of the middle of each bar in inches, as `rows_canvas` gives it.
    ends, starts
        On the horizontal axis; every bar starts at 0 unless `starts` is given.
    color
        Of the bar, or of its lines when it is hatched.
    hatch
        Pattern on white, for what has to differ in grey as well.
    edge
        Colour of the edge when it is another one.
    label
        Name in the legend.
    """
    frame = pd.DataFrame({"place": places, "start": starts or 0.0, "end": ends}, dtype="float64")
    # In the order of their places: so does seaborn, which knows nothing of starts.
    frame = frame.dropna().sort_values("place")
    sns.barplot(
        x=(frame["end"] - frame["start"]).to_numpy(),
        y=frame["place"].to_numpy(),
        left=frame["start"].to_numpy(),
        width=bar_width(list(frame["place"]), BAR_INCHES),
        orient="h",
        native_scale=True,
        errorbar=None,
        saturation=1,
        color="white" if hatch else color,
        edgecolor=edge or color,
        hatch=hatch,
        label=label,
        legend=False,
        ax=axes,
    )


def write_values(
    axes: Axes,
    places: Sequence[float],
    ends: Sequence[float],
    texts: Sequence[str],
    *,
    leftward: bool = False,
) -> None:
    """Write each value beyond the end of its bar."""
    shift, side = ((-4, 0), "right") if leftward else ((4, 0), "left")
    for place, end, text in zip(places, np.nan_to_num(ends), texts, strict=True):
        axes.annotate(text, (end, place), shift, textcoords="offset points", ha=side, **VALUE)
