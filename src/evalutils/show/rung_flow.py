"""A flow chart from rung to rung: a band per step, as high as the number of clients.

Seaborn draws no bands between two columns, so they are paths of matplotlib.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from evalutils.show.chart_style import ACCENT, DARK, FONT_POINTS, GREY, TEXT, WIDTH_INCHES

# Name, colour and hatch of a step in each direction.
LOOK: dict[str, tuple[str, str, str | None]] = {
    "up": ("omhoog", DARK, None),
    "same": ("gelijk", "#707070", None),
    "down": ("omlaag", ACCENT, "///"),
    "undecided": ("onbeslist", "white", "..."),
}
# In shares of all clients: the gap between two rungs, and the width of the bar of a rung.
GAP, BAR = 0.035, 0.05
LETTERS: dict[str, Any] = {"fontsize": FONT_POINTS, "color": TEXT}


@dataclass(frozen=True)
class Flow:
    """A step from a name on the left to a name on the right.

    Attributes
    ----------
    start, end
        Names of the rungs.
    clients
        How many took it, above 0.
    way
        ``up``, ``same``, ``down`` or ``undecided``.
    """

    start: str
    end: str
    clients: float
    way: str


def flow_figure(
    flows: Sequence[Flow], starts: Sequence[str], ends: Sequence[str], heads: tuple[str, str]
) -> Figure:
    """Draw the flows between two columns of rungs.

    Parameters
    ----------
    flows
        The steps.
    starts, ends
        Names of the rungs on either side, bottom to top.
    heads
        Dutch heading of each side.
    """
    rows = max(len(starts), len(ends))
    figure = Figure(figsize=(WIDTH_INCHES, 1.1 + 0.62 * rows))
    axes = figure.add_axes((0.06, 0.04, 0.88, 0.82))
    axes.set_axis_off()
    top = 1 + GAP * (rows - 1)
    axes.set(xticks=[], yticks=[], xlim=(-0.1, 1.1), ylim=(-0.01, top + 0.06))
    for across, head, side in ((0, heads[0], "left"), (1, heads[1], "right")):
        axes.text(across, top + 0.01, head, ha=side, va="bottom", **LETTERS)
    total = sum(flow.clients for flow in flows)
    sizes = [flow.clients / total for flow in flows]
    left = _rungs(axes, starts, [flow.start for flow in flows], sizes, 0)
    right = _rungs(axes, ends, [flow.end for flow in flows], sizes, 1)
    for flow, size in sorted(
        zip(flows, sizes, strict=True),
        key=lambda pair: (starts.index(pair[0].start), ends.index(pair[0].end)),
    ):
        _band(axes, left[flow.start], right[flow.end], size, flow.way)
        left[flow.start] += size
        right[flow.end] += size
    drawn = {flow.way for flow in flows}
    patches = [Patch(label=word, **_look(way)) for way, (word, *_) in LOOK.items() if way in drawn]
    style: dict[str, Any] = {"frameon": False, "fontsize": FONT_POINTS, "borderaxespad": 0.2}
    figure.legend(handles=patches, loc="upper center", ncols=len(patches) or 1, **style)
    return figure


def _rungs(
    axes: Axes, names: Sequence[str], steps: Sequence[str], sizes: Sequence[float], across: int
) -> dict[str, float]:
    """Draw the rungs of one side, each as high as its steps, and say where each begins."""
    inner, outer, side = (1 - BAR, 1.015, "left") if across else (0, -0.015, "right")
    level, begins = 0.0, {}
    for name in names:
        begins[name] = level
        height = sum(size for step, size in zip(steps, sizes, strict=True) if step == name)
        if height:
            axes.add_patch(Rectangle((inner, level), BAR, height, color=TEXT, linewidth=0))
            axes.text(outer, level + height / 2, name, ha=side, va="center", **LETTERS)
        level += height + GAP
    return begins


def _band(axes: Axes, low: float, high: float, height: float, way: str) -> None:
    start, end, middle = BAR, 1 - BAR, 0.5
    vertices = [
        (start, low), (middle, low), (middle, high), (end, high), (end, high + height),
        (middle, high + height), (middle, low + height), (start, low + height), (start, low),
    ]  # fmt: skip
    codes = [
        Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4,
        Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.CLOSEPOLY,
    ]  # fmt: skip
    axes.add_patch(PathPatch(Path(vertices, codes), alpha=0.9, **_look(way)))


def _look(way: str) -> dict[str, Any]:
    """Colours and hatch of a step; hatched on white."""
    _, color, hatch = LOOK[way]
    edge = GREY if way == "undecided" else color
    return {"facecolor": "white" if hatch else color, "edgecolor": edge, "hatch": hatch}
