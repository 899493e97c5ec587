"""From which rung to which rung the clients went who were followed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from evalutils import dutch
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.show.chart_style import DARK, FEWEST_DRAWN, FONT_POINTS, GREY, TEXT, canvas
from evalutils.show.clients_measured import notes, reach
from evalutils.show.interval_rows import enumerated
from evalutils.show.rung_flow import Flow, flow_figure
from evalutils.show.rungs import group_name, square_table
from evalutils.show.table_columns import unless_empty

# From white to dark blue: darker is more, in grey as well.
_TABLE = "van-trede-naar-trede"
SHADES = LinearSegmentedColormap.from_list("clients", ["#FFFFFF", DARK])
HIDDEN = "<"
HIDDEN_NOTE = f"; {HIDDEN}: weggelaten, een klein aantal of wat daaruit volgt"


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """The step that most clients made, apart from staying."""
    moved = [flow for flow in _flows(result) if flow.way != "same"]
    if not moved:
        return Nothing()
    most = max(flow.clients for flow in moved)
    steps = [
        f"van trede {flow.start} naar trede {flow.end}" for flow in moved if flow.clients == most
    ]
    number = dutch.counted(most, "cliënt", "cliënten")
    each = " elk" if len(steps) > 1 else ""
    return Prose(f"De stap die het vaakst voorkomt, is {dutch.listing(steps)}:{each} {number}.")


@unless_empty
def flow_chart(result: Publishable, scheme: LadderScheme, covered: Publishable) -> Chart | Nothing:
    """Steps as bands from rung to rung; a hidden step has no band."""
    flows = _flows(result)
    if len(flows) < FEWEST_DRAWN:
        return Nothing()
    rungs = [str(number) for number in scheme.numbers]
    some = result.frame["count"].isna().any()
    hidden = "; weggelaten stappen hebben geen band" if some else ""
    return Chart(
        flow_figure(flows, rungs, rungs, ("eerste meting", "laatste meting")),
        "stroom",
        f"Van trede naar trede: hoe breder, hoe meer cliënten{hidden}{reach(covered)}",
        f"Stroomdiagram van eerste naar laatste trede. {_told(flows)}",
        _TABLE,
    )


@unless_empty
def chart(result: Publishable, covered: Publishable) -> Chart | Nothing:
    """A heat map of the clients by first (rows) and last rung (columns)."""
    frame = result.frame
    if frame["count"].isna().all():
        return Nothing()
    wide = frame.pivot(index="from_rung", columns="to_rung", values="count").astype("float64")
    hidden = HIDDEN_NOTE if wide.isna().any(axis=None) else ""
    return Chart(
        _heat_map(wide.iloc[::-1]),
        "overgangen",
        f"Cliënten naar eerste en laatste trede; voller is meer{hidden}{reach(covered)}",
        f"Tabel met kleuren van eerste naar laatste trede. {_told(_flows(result))}",
        _TABLE,
    )


def _heat_map(wide: pd.DataFrame) -> Figure:
    """Cells as dark as their number; grey with a sign where it was left out."""
    figure, axes = canvas(max(2.9, 0.95 + 0.56 * len(wide)))
    axes.set_facecolor("#EEEEEE")
    look = {"cmap": SHADES, "vmin": 0, "vmax": max(1.0, np.nanmax(wide)), "cbar": False}
    letters: dict[str, Any] = {"fontsize": FONT_POINTS}
    texts = wide.map(dutch.number)
    sns.heatmap(wide, annot=texts, fmt="", annot_kws=letters, ax=axes, **look)
    for row, column in np.argwhere(wide.isna().to_numpy()):
        # Seaborn writes nothing in a cell without a number.
        axes.text(column + 0.5, row + 0.5, HIDDEN, ha="center", va="center", color=TEXT, **letters)
    axes.set_xlabel("trede bij de laatste meting", fontsize=FONT_POINTS, color=TEXT)
    axes.set_ylabel("trede bij de eerste meting", fontsize=FONT_POINTS, color=TEXT)
    axes.tick_params(length=0, rotation=0)
    axes.spines[:].set(visible=True, color=GREY)
    return figure


@unless_empty
def table(result: Publishable, scheme: LadderScheme, covered: Publishable) -> HtmlTable | Nothing:
    """Clients by first and last rung."""
    return square_table(
        result,
        scheme,
        "Van trede",
        name=_TABLE,
        title="Van trede naar trede",
        notes=["Rijen: eerste meting; kolommen: laatste meting.", *notes(covered)],
    )


@unless_empty
def groups_table(result: Publishable, scheme: LadderScheme) -> HtmlTable | Nothing:
    """The same with rungs joined, where numbers of pairs of rungs are left out."""
    return square_table(
        result,
        scheme,
        "Van",
        name="van-groep-naar-groep",
        title="Van groep van treden naar groep van treden",
        notes=["Rijen: eerste meting; kolommen: laatste meting."],
        named_by=group_name,
    )


def _flows(result: Publishable) -> list[Flow]:
    """Steps that somebody took and of which the number may be shown."""
    shown = result.frame[result.frame["count"] > 0]
    return [
        Flow(str(start), str(end), float(count), way)
        for start, end, count, way in zip(
            shown["from_rung"], shown["to_rung"], shown["count"], shown["way"], strict=True
        )
    ]


def _told(flows: list[Flow]) -> str:
    """The steps in words, those of most clients first."""
    most_first = sorted(flows, key=lambda flow: -flow.clients)
    return enumerated(
        [f"van {flow.start} naar {flow.end}: {dutch.number(flow.clients)}" for flow in most_first]
    )
