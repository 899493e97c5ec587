"""One look for all charts: colour-blind safe, readable in grey, Dutch numbers on the axes.

A chart is as wide as fits a phone: there its letters are still 9 pixels high. The name of a row
stands above its mark and its value at the end of that line, so that a long Dutch name never takes
room from the plot.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import numpy as np
import seaborn as sns
import seaborn.objects as so
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import SubplotSpec
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend import Legend
from matplotlib.rcsetup import cycler
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.contracts.chart_colours import ACCENT as ACCENT
from evalutils.contracts.chart_colours import DARK as DARK
from evalutils.contracts.chart_colours import GREY as GREY
from evalutils.contracts.chart_colours import LIGHT as LIGHT

SERIES = (DARK, LIGHT, ACCENT, GREY)
GRID, TEXT = "#DDDDDD", "#222222"
WIDTH_INCHES = 5.4
FONT_POINTS = 11.5
THEME = {
    # Without its fonts: which of them a machine has would change the picture.
    **{key: look for key, look in sns.axes_style("ticks").items() if not key.startswith("font")},
    "axes.edgecolor": GREY,
    "axes.labelcolor": TEXT,
    "axes.labelsize": FONT_POINTS,
    "axes.prop_cycle": cycler(color=SERIES),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.size": FONT_POINTS,
    "patch.linewidth": 0,
    "text.color": TEXT,
}
# Room in inches: around the plot, per line of a row's name, and between rows.
LEFT, RIGHT, TOP, BOTTOM = 0.2, 0.32, 0.1, 0.66
LINE_INCHES, MARK_INCHES, GAP_INCHES, LEGEND_INCHES = 0.21, 0.24, 0.14, 0.26
NAME_CHARACTERS, NAME_LINES = 38, 4
# A chart with more rows is longer than anybody scrolls; the table beside it has them all.
MOST_DRAWN = 50
# A share alone says no more than its sentence and table; a result beside its target does.
FEWEST_DRAWN = 2


@dataclass(frozen=True)
class Rows:
    """An empty chart with a named row per item.

    Attributes
    ----------
    figure, axes
        The chart; its vertical axis runs in inches from the bottom.
    middles
        Height of the middle of each row's marks, top to bottom.
    """

    figure: Figure
    axes: Axes
    middles: list[float]


def rows_canvas(
    names: Sequence[str],
    values: Sequence[str],
    *,
    mark_inches: float = MARK_INCHES,
    legend_lines: int = 0,
) -> Rows:
    """Draw the names and values of the rows, with room below each for its marks.

    Parameters
    ----------
    names
        Names of the rows, top to bottom; long ones are wrapped, very long ones cut short.
    values
        Text at the right end of each name.
    mark_inches
        Height of the marks of a row.
    legend_lines
        Lines of a legend to keep room for above the rows.
    """
    lines = [shortened(name) for name in names]
    heights = [len(name) * LINE_INCHES + mark_inches + GAP_INCHES for name in lines]
    top = TOP + legend_lines * LEGEND_INCHES
    total = sum(heights)
    whole = total + top + BOTTOM
    figure = Figure(figsize=(WIDTH_INCHES, whole))
    width = WIDTH_INCHES - LEFT - RIGHT
    place = (LEFT / WIDTH_INCHES, BOTTOM / whole, width / WIDTH_INCHES, total / whole)
    axes = themed(figure, place)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    axes.set_ylim(0, total)
    middles, level = [], total
    for name, value, height in zip(lines, values, heights, strict=True):
        _write(axes, 0, level, "\n".join(name), "left")
        _write(axes, 1, level, value, "right")
        middles.append(level - len(name) * LINE_INCHES - mark_inches / 2)
        level -= height
    return Rows(figure, axes, middles)


def left_to_table(rows: int, drawn: int = MOST_DRAWN) -> str:
    """What a caption says when the table has more rows than the chart draws."""
    if rows <= drawn:
        return ""
    total = dutch.number(rows)
    return f"; getekend zijn de eerste {drawn} van {total}, de tabel noemt ze allemaal"


def canvas(height_inches: float, *, legend_lines: int = 0) -> tuple[Figure, Axes]:
    """An empty chart without rows; above it room for the lines of a legend."""
    top = 1 - legend_lines * LEGEND_INCHES / height_inches
    layout = ConstrainedLayoutEngine(rect=(0, 0, 1, top))
    figure = Figure(figsize=(WIDTH_INCHES, height_inches), layout=layout)
    return figure, themed(figure, figure.add_gridspec()[0])


def themed(figure: Figure, place: SubplotSpec | tuple[float, float, float, float]) -> Axes:
    """Axes in the look of the house, in a cell of a grid or in (left, bottom, width, height)."""
    with rc_context(THEME):
        if isinstance(place, SubplotSpec):
            axes = figure.add_subplot(place)
        else:
            axes = figure.add_axes(place)
    # Ticks are made when they are drawn, after the theme is gone.
    axes.tick_params(labelsize=FONT_POINTS, color=GREY, labelcolor=TEXT, grid_color=GRID)
    return axes


def draw(plot: so.Plot, axes: Axes) -> None:
    """Draw the marks of a seaborn plot in the look of the house; the ticks of the axes stay.

    Labels of the axes come after this: seaborn would write the names of columns.
    """
    ours = [
        (axis, axis.get_major_locator(), axis.get_major_formatter())
        for axis in (axes.xaxis, axes.yaxis)
    ]
    with warnings.catch_warnings():
        # seaborn 0.13 says to pandas 3 what that no longer needs to hear.
        warnings.filterwarnings("ignore", "The copy keyword is deprecated")
        plot.on(axes).theme(THEME).label(x="", y="").plot()
    for axis, locator, formatter in ours:
        axis.set_major_locator(locator)
        axis.set_major_formatter(formatter)


def dots(color: str, *, hollow: bool = False, points: float = 9, marker: str = "o") -> so.Dot:
    """Marks that lie over lines and over the end of an axis."""
    fill = "white" if hollow else color
    edge = {"edgecolor": color, "edgewidth": 2 if hollow else 0}
    on_top = {"clip_on": False, "zorder": 3}
    return so.Dot(color=fill, **edge, marker=marker, pointsize=points, artist_kws=on_top)


def spans(color: str, points: float = 3) -> so.Range:
    """Lines that end exactly at their bounds."""
    return so.Range(color=color, linewidth=points, artist_kws={"capstyle": "butt"})


def bar_width(places: Sequence[float], inches: float) -> float:
    """What seaborn has to be told for bars at these places to be so many inches high.

    It takes widths as a part of the smallest distance between places, or of 1 for a single one.
    """
    apart = np.diff(np.unique(places))
    return inches / float(apart.min() if len(apart) else 1.0)


def legend_above(figure: Figure, columns: int, made: Legend | None = None) -> None:
    """Put the legend that seaborn made, of its objects or taken off axes, above the rows."""
    made = made or figure.legends.pop()
    figure.legend(
        [handle for handle in made.legend_handles if handle],
        [text.get_text() for text in made.get_texts()],
        loc="upper left",
        ncols=columns,
        frameon=False,
        fontsize=FONT_POINTS,
        labelcolor=TEXT,
        borderaxespad=0.2,
        handlelength=1.2,
        columnspacing=1.2,
    )


def shortened(name: str) -> list[str]:
    """A name in lines, with an ellipsis when it needs too many."""
    lines = wrap(name, NAME_CHARACTERS) or [""]
    if len(lines) <= NAME_LINES:
        return lines
    last = lines[NAME_LINES - 1][: NAME_CHARACTERS - 1].rstrip()
    return [*lines[: NAME_LINES - 1], f"{last}…"]


def percent_axis(axes: Axes, label: str, *, top: float = 100) -> None:
    """A horizontal axis from 0 in percent."""
    axes.set_xlim(0, top)
    _number_axis(axes, label)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.percent(value, 0)))


def number_axis(axes: Axes, label: str, *, top: float) -> None:
    """A horizontal axis from 0 with Dutch whole numbers."""
    axes.set_xlim(0, top)
    _number_axis(axes, label)
    axes.locator_params(axis="x", integer=True)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.number(value)))


def round_top(highest: float) -> float:
    """The end of a percent axis: the first of a few round numbers that holds all values."""
    return next((top for top in (25.0, 50.0, 75.0, 100.0) if highest <= top), highest * 1.05)


def _number_axis(axes: Axes, label: str) -> None:
    axes.set_xlabel(label)
    axes.locator_params(axis="x", nbins=5)
    axes.grid(axis="x", linewidth=0.8)


def _write(axes: Axes, across: float, level: float, text: str, side: str) -> None:
    axes.text(
        across,
        level,
        text,
        transform=axes.get_yaxis_transform(),
        ha=side,
        va="top",
        fontsize=FONT_POINTS,
        color=TEXT,
        linespacing=1.15,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )
