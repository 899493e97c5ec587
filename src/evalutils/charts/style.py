"""One look for all charts: colour-blind safe, readable in grey, Dutch numbers on the axes."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from evalutils import dutch

# Okabe and Ito (2008), Color Universal Design; dark and light enough to differ in grey.
DARK, LIGHT, ACCENT, GREY = "#0072B2", "#56B4E9", "#D55E00", "#7F7F7F"
SERIES = (DARK, LIGHT, ACCENT, GREY)
WIDTH_INCHES = 7.5
ROW_INCHES = 0.42


def canvas(rows: float, *, width: float = WIDTH_INCHES) -> tuple[Figure, Axes]:
    """An empty chart with room for a number of rows."""
    figure = Figure(figsize=(width, 1.3 + ROW_INCHES * rows), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def percent_axis(axes: Axes, label: str, *, top: float = 100) -> None:
    """A horizontal axis from 0 in percent."""
    axes.set_xlim(0, top)
    axes.set_xlabel(label)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.percent(value, 0)))
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)


def number_axis(axes: Axes, label: str) -> None:
    """A horizontal axis with Dutch whole numbers."""
    axes.set_xlabel(label)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.number(value)))
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)
