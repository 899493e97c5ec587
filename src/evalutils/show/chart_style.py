"""One look for all charts: colour-blind safe, readable in grey, Dutch numbers on the axes.

A chart is as wide as fits a phone: there its letters are still 9 pixels high. The name of a row
stands above its mark and its value at the end of that line, so that a long Dutch name never takes
room from the plot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from evalutils import dutch

# Okabe and Ito (2008), Color Universal Design; dark and light enough to differ in grey.
DARK, LIGHT, ACCENT, GREY = "#0072B2", "#56B4E9", "#D55E00", "#7F7F7F"
SERIES = (DARK, LIGHT, ACCENT, GREY)
GRID, TEXT = "#DDDDDD", "#222222"
WIDTH_INCHES = 5.4
FONT_POINTS = 11.5
# Room in inches: around the plot, per line of a row's name, and between rows.
LEFT, RIGHT, TOP, BOTTOM = 0.2, 0.32, 0.1, 0.66
LINE_INCHES, MARK_INCHES, GAP_INCHES, LEGEND_INCHES = 0.21, 0.24, 0.14, 0.26
NAME_CHARACTERS, NAME_LINES = 38, 4
# A chart with more rows is longer than anybody scrolls; the table beside it has them all.
MOST_DRAWN = 50


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
    figure = Figure(figsize=(WIDTH_INCHES, total + top + BOTTOM))
    width = WIDTH_INCHES - LEFT - RIGHT
    whole = total + top + BOTTOM
    axes = figure.add_axes(
        (LEFT / WIDTH_INCHES, BOTTOM / whole, width / WIDTH_INCHES, total / whole)
    )
    _quiet(axes)
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


def canvas(height_inches: float) -> tuple[Figure, Axes]:
    """An empty chart without rows."""
    figure = Figure(figsize=(WIDTH_INCHES, height_inches), layout="constrained")
    axes = figure.add_subplot()
    _quiet(axes)
    return figure, axes


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
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.number(value)))


def round_top(highest: float) -> float:
    """The end of a percent axis: the first of a few round numbers that holds all values."""
    return next((top for top in (25.0, 50.0, 75.0, 100.0) if highest <= top), highest * 1.05)


def _number_axis(axes: Axes, label: str) -> None:
    axes.set_xlabel(label, fontsize=FONT_POINTS, color=TEXT)
    axes.locator_params(axis="x", nbins=5)
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def _quiet(axes: Axes) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(GREY)
    axes.tick_params(labelsize=FONT_POINTS, color=GREY, labelcolor=TEXT)


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
