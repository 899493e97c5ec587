"""What the axes and lines of a chart without rows are."""

from __future__ import annotations

from collections.abc import Callable

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.show.chart_style import FONT_POINTS, TEXT


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
