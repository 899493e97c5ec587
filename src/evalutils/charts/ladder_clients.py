"""Charts of the chapter on followed clients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from evalutils import dutch
from evalutils.charts.ladder_flow import Flow, flow_figure
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.show.chart_style import DARK, FONT_POINTS, GREY, TEXT, WIDTH_INCHES
from evalutils.show.interval_rows import describe, enumerated, interval_chart

# From white to dark blue: darker is more, in grey as well.
SHADES = LinearSegmentedColormap.from_list("clients", ["#FFFFFF", DARK])
WHITE_TEXT_FROM = 0.6
HIDDEN = "<"
HIDDEN_NOTE = f"; {HIDDEN}: weggelaten, een klein aantal of wat daaruit volgt"


def ways(result: Publishable, covered: Publishable) -> Chart | Nothing:
    """Shares that rose, stayed and fell, with intervals."""
    names = {"up": "Gestegen", "same": "Gebleven", "down": "Gedaald"}
    if result.empty or result.frame[[f"share_{way}" for way in names]].isna().all(axis=None):
        return Nothing()
    row = result.frame.iloc[0]
    share, lower, upper = (
        pd.Series([row[f"{part}_{way}"] for way in names]) for part in ("share", "lower", "upper")
    )
    labels = list(names.values())
    return Chart(
        interval_chart(labels, share, lower, upper, "aandeel van wie vaker gemeten is"),
        "gestegen",
        f"Gestegen, gebleven en gedaald; lijn: 95%-interval{_about(covered)}",
        f"Aandelen van eerste naar laatste meting: {describe(labels, share, lower, upper)}",
    )


def transitions(result: Publishable, covered: Publishable) -> Chart | Nothing:
    """A heat map of the clients by first (rows) and last rung (columns)."""
    if result.empty or result.frame["count"].isna().all():
        return Nothing()
    frame = result.frame
    wide = frame.pivot(index="from_rung", columns="to_rung", values="count").astype("float64")
    hidden = HIDDEN_NOTE if wide.isna().any(axis=None) else ""
    return Chart(
        _heat_map(wide.iloc[::-1]),
        "overgangen",
        f"Cliënten naar eerste en laatste trede; donkerder is meer{hidden}{_about(covered)}",
        f"Tabel met kleuren van eerste naar laatste trede. {_steps(frame)}",
    )


def flow(result: Publishable, scheme: LadderScheme, covered: Publishable) -> Chart | Nothing:
    """The same steps as bands from rung to rung; a hidden step has no band."""
    frame = result.frame
    shown = frame[frame["count"] > 0] if not result.empty else frame
    if shown.empty:
        return Nothing()
    flows = [
        Flow(str(row.from_rung), str(row.to_rung), float(row.count_), row.way)
        for row in rows(shown.rename(columns={"count": "count_"}))
    ]
    rungs = [str(number) for number in scheme.numbers]
    hidden = "; weggelaten stappen hebben geen band" if frame["count"].isna().any() else ""
    return Chart(
        flow_figure(flows, rungs, rungs, ("eerste meting", "laatste meting")),
        "stroom",
        f"Van trede naar trede: hoe breder, hoe meer cliënten{hidden}{_about(covered)}",
        f"Stroomdiagram van eerste naar laatste trede. {_steps(frame)}",
    )


def expectations(result: Publishable) -> Chart | Nothing:
    """Share that reached the expected rung or a higher one, per expected rung."""
    if result.empty or result.frame["share"].isna().all():
        return Nothing()
    frame = result.frame[result.frame["share"].notna()]
    labels = ["Alle" if rung == "all" else f"Verwacht: trede {rung}" for rung in frame["rung"]]
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        interval_chart(labels, *bounds, "aandeel dat de trede of hoger bereikte"),
        "gehaald",
        "Verwachting gehaald, van wie daarna gemeten is; lijn: 95%-interval",
        f"Aandeel dat de verwachte trede of een hogere bereikte: {describe(labels, *bounds)}",
    )


def _about(covered: Publishable) -> str:
    """For which part of the clients a chart of steps holds."""
    shares = covered.frame["followed_share"].dropna()
    return "".join(f"; dekking {dutch.percent(share)}" for share in shares)


def _steps(frame: pd.DataFrame) -> str:
    shown = frame[frame["count"] > 0].sort_values("count", ascending=False, kind="stable")
    parts = [
        f"van {row.from_rung} naar {row.to_rung}: {dutch.number(row.count_)}"
        for row in rows(shown.rename(columns={"count": "count_"}))
    ]
    return enumerated(parts)


def _heat_map(wide: pd.DataFrame) -> Figure:
    numbers = wide.to_numpy(dtype="float64")
    size = len(wide)
    figure = Figure(figsize=(WIDTH_INCHES, 0.95 + 0.56 * size), layout="constrained")
    axes = figure.add_subplot()
    axes.set_facecolor("#EEEEEE")
    top = max(1.0, float(np.nanmax(numbers)))
    axes.imshow(numbers, cmap=SHADES, vmin=0, vmax=top, aspect="auto")
    style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": FONT_POINTS}
    for (row, column), value in np.ndenumerate(numbers):
        color = "white" if value > WHITE_TEXT_FROM * top else TEXT
        text = HIDDEN if np.isnan(value) else dutch.number(value)
        axes.text(column, row, text, color=color, **style)
    axes.set_xticks(range(size), [str(rung) for rung in wide.columns], fontsize=FONT_POINTS)
    axes.set_yticks(range(size), [str(rung) for rung in wide.index], fontsize=FONT_POINTS)
    axes.set_xlabel("trede bij de laatste meting", fontsize=FONT_POINTS, color=TEXT)
    axes.set_ylabel("trede bij de eerste meting", fontsize=FONT_POINTS, color=TEXT)
    axes.tick_params(length=0, labelcolor=TEXT)
    axes.spines[:].set_color(GREY)
    return figure
