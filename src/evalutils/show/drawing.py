"""Draws seaborn's objects on our charts and names their axes; quiet, and the same each time.

Straight reference lines and words in a chart are matplotlib's own: seaborn has neither.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

import pandas as pd
import seaborn as sns
import seaborn.objects as so
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.show.chart_style import FONT_POINTS, TEXT

# Dots lie on lines.
ABOVE = {"zorder": 3, "clip_on": False}


def draw(plot: so.Plot, axes: Axes) -> None:
    """Draw seaborn objects on a chart, which keeps the ticks that it has or has not."""
    without_ticks = not len(axes.get_yticks())
    with warnings.catch_warnings():
        # seaborn 0.13 still says `copy=False` to pandas 3, which needs no telling.
        warnings.simplefilter("ignore", pd.errors.Pandas4Warning)
        plot.on(axes).plot()
    axes.set(xlabel="", ylabel="")
    if without_ticks:
        axes.set_yticks([])


def dots(color: str, edge: str | None = None, *, points: float = 8) -> so.Dot:
    """Dots that lie on lines; open ones have an edge."""
    looks = {"color": color} if edge is None else {"color": "white", "edgecolor": edge}
    width = 0 if edge is None else 1
    return so.Dot(**looks, pointsize=points, edgewidth=width, artist_kws=ABOVE)


def spans(color: str, points: float = 3) -> so.Range:
    """Lines that end exactly at their bounds."""
    return so.Range(color=color, linewidth=points, artist_kws={"capstyle": "butt"})


def name_axes(
    axes: Axes,
    across: str,
    up: str,
    *,
    across_text: Callable[[float], str] = dutch.number,
    up_text: Callable[[float], str] = dutch.euro,
) -> None:
    """Say what the axes are, the vertical one above the chart, and write their numbers."""
    axes.set_xlabel(across, fontsize=FONT_POINTS, color=TEXT)
    axes.set_ylabel("")
    axes.set_title(up, loc="left", fontsize=FONT_POINTS, color=TEXT)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: across_text(value)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: up_text(value)))


def place_legend(axes: Axes, where: str) -> None:
    """The legend without a frame or a title, in a corner of the chart."""
    sns.move_legend(axes, where, title=None, frameon=False, fontsize=FONT_POINTS - 1.5)
