"""Curves of months with their band, one panel each, and the number still followed under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import seaborn.objects as so
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.outflow.clients.followed import LISTED_MONTHS
from evalutils.show.chart_style import (
    DARK,
    FONT_POINTS,
    LIGHT,
    TEXT,
    WIDTH_INCHES,
    draw,
    themed,
)

PANEL_INCHES, RISK_INCHES, AXIS_INCHES = 1.8, 0.45, 0.55
# More panels than this are made lower, so that they fit on a page.
MANY_PANELS, LOW_PANEL_INCHES = 3, 1.3
# Ends of the axis of percentages, which all divide into a few round steps.
TOPS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 40.0, 60.0, 80.0, 100.0)
# Curves with no more points than this show them: between them nothing is known.
FEW_POINTS = 10


@dataclass(frozen=True)
class Panel:
    """One curve.

    Attributes
    ----------
    name
        Dutch name, above the panel.
    frame
        Columns month, share, lower, upper (percent), at_risk; months in order.
    start
        Value at the first month, in percent.
    since
        The first month; the curve is about who was still there then.
    """

    name: str
    frame: pd.DataFrame
    start: float
    since: int = 0


def curve_chart(panels: Sequence[Panel], *, risk: str, axis_label: str) -> Figure:
    """Draw the panels under each other on one scale.

    Parameters
    ----------
    panels
        At least one.
    risk
        Dutch name of the numbers under the last panel. Panels about other clients have a line
        with their own numbers.
    axis_label
        Dutch label of the horizontal axis.
    """
    everybody = _same_clients(panels)
    lines = panels if everybody is None else [everybody]
    each = PANEL_INCHES if len(panels) <= MANY_PANELS else LOW_PANEL_INCHES
    height = len(panels) * each + len(lines) * RISK_INCHES + AXIS_INCHES
    figure = Figure(figsize=(WIDTH_INCHES, height), layout="constrained")
    ratios = [each] * len(panels) + [len(lines) * RISK_INCHES]
    grid = figure.add_gridspec(len(ratios), 1, height_ratios=ratios)
    last = max(int(panel.frame["month"].max()) for panel in panels)
    top = _top(panels)
    for place, panel in enumerate(panels):
        axes = themed(figure, grid[place])
        _draw(axes, panel, last, top)
        if place < len(panels) - 1:
            axes.tick_params(labelbottom=False)
        else:
            axes.set_xlabel(axis_label)
    _numbers(figure.add_subplot(grid[len(panels)]), lines, last, risk)
    return figure


def _top(panels: Sequence[Panel]) -> float:
    """The first round percentage that holds every curve with its band."""
    highest = [panel.frame[["share", "upper"]].max(axis=None) for panel in panels]
    most = float(np.nanmax([*highest, *(panel.start for panel in panels)]))
    return next((top for top in TOPS if most <= top), most)


def _draw(axes: Axes, panel: Panel, last: int, top: float) -> None:
    start = {
        "month": float(panel.since),
        "share": panel.start,
        "lower": panel.start,
        "upper": panel.start,
    }
    known = panel.frame[list(start)].astype("float64")
    frame = pd.concat([pd.DataFrame([start]), known], ignore_index=True)
    bounds = {name: frame[name].fillna(frame["share"]) for name in ("lower", "upper")}
    marks = {"marker": "o", "pointsize": 5} if len(panel.frame) <= FEW_POINTS else {}
    plot = (
        so.Plot(frame.assign(**bounds), x="month", y="share")
        .add(
            so.Band(color=LIGHT, alpha=0.35, edgealpha=1, edgewidth=0.8), ymin="lower", ymax="upper"
        )
        .add(so.Line(color=DARK, linewidth=2, **marks))
    )
    draw(plot, axes)
    axes.set_xlim(0, last * 1.03)
    axes.set_ylim(0, top)
    axes.set_xticks(_ticks(last))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.percent(value, 0)))
    axes.locator_params(axis="y", nbins=4)
    axes.grid(axis="y", linewidth=0.8)
    style: dict[str, Any] = {"fontsize": FONT_POINTS, "color": TEXT, "pad": 4}
    title = axes.set_title(panel.name, loc="left", **style)
    # A long name may run over the edge of its panel, and must not make the panels narrow.
    title.set_in_layout(False)


def _ticks(last: int) -> list[int]:
    months = [0, *(month for month in LISTED_MONTHS if month <= last)]
    # On a long axis the first months stand too close to each other for their labels.
    apart = next(step for longest, step in ((24, 3), (36, 6), (np.inf, 12)) if last <= longest)
    return [month for month in months if month % apart == 0]


def _same_clients(panels: Sequence[Panel]) -> Panel | None:
    """All numbers at risk as one panel, when the curves are about the same clients."""
    together = pd.concat([panel.frame for panel in panels])
    if (together.groupby("month")["at_risk"].nunique() > 1).any():
        return None
    once = together.drop_duplicates("month").sort_values("month")
    return Panel("", once, panels[0].start)


def _numbers(axes: Axes, panels: Sequence[Panel], last: int, name: str) -> None:
    """Numbers still followed at the months of the axis, a line per panel."""
    axes.set_axis_off()
    axes.set_xlim(0, last * 1.03)
    axes.set_ylim(0, 2 * len(panels))
    style: dict[str, Any] = {"va": "top", "fontsize": FONT_POINTS - 1, "color": TEXT}
    for place, panel in enumerate(panels):
        level = 2 * (len(panels) - place)
        title = f"{name}: {dutch.within(panel.name)}" if panel.name else name
        axes.text(0, level, title, **style)
        shown = panel.frame[panel.frame["month"].isin(_ticks(last))]
        for month, number in zip(shown["month"], shown["at_risk"], strict=True):
            axes.text(month, level - 1, dutch.number(number), ha="center", **style)


def described(panels: Sequence[Panel]) -> str:
    """The curves in words, at the listed months."""
    return " ".join(f"{panel.name}: {_points(panel.frame)}." for panel in panels)


def _points(frame: pd.DataFrame) -> str:
    listed = frame[frame["month"].isin(LISTED_MONTHS)]
    points = [
        f"na {month} maanden {dutch.percent(share)}"
        for month, share in zip(listed["month"], listed["share"], strict=True)
    ]
    return dutch.listing(points) or "nog geen drie maanden gevolgd"
