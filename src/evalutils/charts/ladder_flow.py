"""A flow chart from rung to rung: a band per step, as high as the number of clients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from evalutils import dutch
from evalutils.contracts.vocabulary import BASES
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.show.chart_style import ACCENT, DARK, FONT_POINTS, GREY, TEXT, WIDTH_INCHES
from evalutils.show.interval_rows import enumerated
from evalutils.show.reach import reach

HIGHER = "hoger"
# Name, colour and hatch of a step in each direction.
LOOK: dict[str, tuple[str, str, str | None]] = {
    "up": ("omhoog", DARK, None),
    "same": ("gelijk", "#CCCCCC", None),
    "down": ("omlaag", ACCENT, "///"),
    "undecided": ("onbeslist", "white", "..."),
}
# In shares of all clients: the gap between two rungs, and the width of the bar of a rung.
GAP, BAR = 0.035, 0.05


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
    axes.set_xticks([])
    axes.set_yticks([])
    total = sum(flow.clients for flow in flows)
    left = _levels(flows, starts, "start", total)
    right = _levels(flows, ends, "end", total)
    _bars(axes, flows, left, right, total)
    for flow in sorted(
        flows, key=lambda flow: (_place(flow.start, starts), _place(flow.end, ends))
    ):
        height = flow.clients / total
        low, high = left[flow.start], right[flow.end]
        _band(axes, low, high, height, flow.way)
        left[flow.start] += height
        right[flow.end] += height
    top = 1 + GAP * (rows - 1)
    axes.set_xlim(-0.1, 1.1)
    axes.set_ylim(-0.01, top + 0.06)
    for across, head, side in ((0, heads[0], "left"), (1, heads[1], "right")):
        axes.text(across, top + 0.01, head, ha=side, va="bottom", fontsize=FONT_POINTS, color=TEXT)
    _legend(figure, [way for way in LOOK if any(flow.way == way for flow in flows)])
    return figure


def counted_flow(
    result: Publishable, scheme: LadderScheme, coverage: Publishable | None = None
) -> Chart | Nothing:
    """Counted steps of the first basis as bands; a step to several rungs has its own place."""
    shown = result.frame[result.frame["count"] > 0] if not result.empty else result.frame
    if shown.empty:
        return Nothing()
    shown = shown[shown["basis"] == shown["basis"].iloc[0]]
    words = {"higher": HIGHER}
    flows = [
        Flow(start, start if goal == "same" else words.get(goal, goal), float(count), way)
        for start, goal, count, way in zip(
            shown["from_rung"], shown["to_rungs"], shown["count"], shown["way"], strict=True
        )
    ]
    rungs = [str(number) for number in scheme.numbers]
    starts = [rung for rung in rungs if any(flow.start == rung for flow in flows)]
    ends = sorted({flow.end for flow in flows}, key=lambda name: _order(name, rungs))
    basis = BASES[shown["basis"].iloc[0]]
    parts = [f"van {flow.start} naar {flow.end}: {dutch.number(flow.clients)}" for flow in flows]
    return Chart(
        flow_figure(flows, starts, ends, ("van trede", f"naar trede ({basis})")),
        "stroom",
        f"Getelde stappen, {basis}: hoe breder, hoe meer cliënten{reach(coverage)}",
        f"Stroomdiagram van trede naar trede. {enumerated(parts)}",
    )


def _order(name: str, rungs: Sequence[str]) -> tuple[int, int]:
    """Low rungs first; a range comes after its lowest rung."""
    first = name.partition("-")[0]
    return (rungs.index(first) if first in rungs else len(rungs), len(name))


def _place(name: str, names: Sequence[str]) -> int:
    return list(names).index(name)


def _levels(
    flows: Sequence[Flow], names: Sequence[str], side: str, total: float
) -> dict[str, float]:
    """The height at which each rung begins."""
    level, found = 0.0, {}
    for name in names:
        found[name] = level
        level += sum(flow.clients for flow in flows if getattr(flow, side) == name) / total + GAP
    return found


def _bars(
    axes: Axes,
    flows: Sequence[Flow],
    left: dict[str, float],
    right: dict[str, float],
    total: float,
) -> None:
    for levels, side, across, anchor in (
        (left, "start", 0.0, "right"),
        (right, "end", 1.0, "left"),
    ):
        for name, low in levels.items():
            height = sum(flow.clients for flow in flows if getattr(flow, side) == name) / total
            if height == 0:
                continue
            x = across if across == 0 else across - BAR
            axes.add_patch(Rectangle((x, low), BAR, height, color=TEXT, linewidth=0))
            place = across - 0.015 if across == 0 else across + 0.015
            axes.text(
                place,
                low + height / 2,
                name,
                ha=anchor,
                va="center",
                fontsize=FONT_POINTS,
                color=TEXT,
            )


def _band(axes: Axes, low: float, high: float, height: float, way: str) -> None:
    _, color, hatch = LOOK[way]
    start, end, middle = BAR, 1 - BAR, 0.5
    vertices = [
        (start, low), (middle, low), (middle, high), (end, high), (end, high + height),
        (middle, high + height), (middle, low + height), (start, low + height), (start, low),
    ]  # fmt: skip
    codes = [
        Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4,
        Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.CLOSEPOLY,
    ]  # fmt: skip
    face = "white" if hatch else color
    edge = color if way != "undecided" else GREY
    axes.add_patch(
        PathPatch(Path(vertices, codes), facecolor=face, edgecolor=edge, hatch=hatch, alpha=0.8)
    )


def _legend(figure: Figure, ways: Sequence[str]) -> None:
    patches = [
        Patch(
            facecolor="white" if LOOK[way][2] else LOOK[way][1],
            edgecolor=LOOK[way][1] if way != "undecided" else GREY,
            hatch=LOOK[way][2],
            label=LOOK[way][0],
        )
        for way in ways
    ]
    figure.legend(
        handles=patches,
        loc="upper center",
        ncols=len(patches) or 1,
        frameon=False,
        fontsize=FONT_POINTS,
        borderaxespad=0.2,
    )
