"""Programmes by size, within the limits that chance and ordinary differences reach."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import seaborn as sns
import seaborn.objects as so
from matplotlib.axes import Axes

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing, Prose
from evalutils.frames import rows
from evalutils.show.chart_style import (
    ACCENT,
    DARK,
    FONT_POINTS,
    GREY,
    LIGHT,
    TEXT,
    canvas,
    dots,
    draw,
)
from evalutils.show.interval_rows import describe
from evalutils.show.named_axes import name_axes
from evalutils.show.table_columns import unless_empty
from evalutils.statistics.proportions import fewest_to_stand_out

WIDE = 0.998
# Colour and dashes of the limits, by the level in the name of their columns.
LIMITS = {"95": (LIGHT, ""), "998": (DARK, (3, 1.5))}


def sentence(result: Publishable, summary: Publishable) -> Prose:
    """How many programmes lie beyond the limits, and whether that can mean anything."""
    if result.empty:
        return Prose("Zonder gemiddelde is er geen trechtergrafiek.")
    frame, row = result.frame, summary.frame.iloc[0]
    outside, programmes = _outside(frame), dutch.number(len(frame))
    text = f"De lijn in het midden is het gemiddelde van hierboven, {dutch.percent(row['mean'])}. "
    if len(frame) < fewest_to_stand_out(WIDE):
        text += f"Er zijn hier {programmes} programma's. {_needed()}"
    else:
        verb = "ligt" if outside <= 1 else "liggen"
        many = "geen enkel" if not outside else dutch.number(outside)
        text += (
            f"Buiten de grens van 99,8% {verb} {many} van de {programmes} programma's. Van elke "
            "500 valt er door toeval gemiddeld 1 buiten."
        )
    if row["dispersion"] > 1:
        text += (
            f" De spreiding (variantie) is {dutch.number(row['dispersion'], 1)} keer die van "
            "toeval alleen. De grenzen zijn daarom verruimd. Zo'n verschil wijst op andere mensen "
            "of een andere telling."
        )
    return Prose(
        f"{text} Een klein programma ligt door toeval al snel ver van het gemiddelde, en daarom "
        "lopen de grenzen daar uit elkaar. Buiten de grenzen is anders, niet beter of slechter."
    )


def _needed() -> str:
    """How many programmes it takes before beyond the limits can mean anything."""
    return (
        f"Buiten de grens van 99,8% zegt pas iets vanaf {fewest_to_stand_out(WIDE)} programma's: "
        "met minder kan er geen buiten vallen, hoe ver het ook afwijkt, want die afwijking "
        "verruimt de grenzen zelf."
    )


def _outside(frame: pd.DataFrame) -> int:
    """How many shares lie beyond the wide limits."""
    beyond = (frame["share"] < frame["lower_998"]) | (frame["share"] > frame["upper_998"])
    return int(beyond.sum())


@unless_empty
def chart(result: Publishable, summary: Publishable, curve: Publishable) -> Chart | Nothing:
    """The programmes as numbered dots, between the lines of both limits."""
    frame, row = result.frame, summary.frame.iloc[0]
    figure, axes = canvas(4.0)
    _draw_limits(axes, curve.frame)
    axes.axhline(row["mean"], color=GREY, linewidth=1.2)
    draw(so.Plot(frame, x="n", y="share").add(dots(ACCENT)), axes)
    style: dict[str, Any] = {"fontsize": FONT_POINTS, "color": TEXT}
    for number, item in enumerate(rows(frame), start=1):
        place = (item.n, item.share)
        axes.annotate(str(number), place, (6, 3), textcoords="offset points", **style)
    axes.set(xlim=(0, float(curve.frame["n"].max())), ylim=(0, 100))
    percent = partial(dutch.percent, decimals=0)
    name_axes(axes, "aantal mensen in de basis", "aandeel", up_text=percent)
    names = [f"{item.title}, {item.period}" for item in rows(frame)]
    told = describe(names, frame["share"], frame["lower"], frame["upper"], frame["n"])
    return Chart(
        figure,
        "trechtergrafiek",
        "Aandeel naar grootte van de basis; lijn: 95%-grens, streepjes: 99,8%-grens, "
        "grijs: het gemiddelde; nummers: zie de tabel hierboven",
        f"Trechtergrafiek van {dutch.number(len(frame))} programma's rond "
        f"{dutch.percent(row['mean'])}; {dutch.number(_outside(frame))} daarvan buiten de "
        f"99,8%-grenzen. Aandelen: {told}",
        "gekrompen",
    )


def _draw_limits(axes: Axes, curve: pd.DataFrame) -> None:
    for level, (colour, dashes) in LIMITS.items():
        limits = curve.melt("n", [f"lower_{level}", f"upper_{level}"], "side", "share")
        sns.lineplot(
            limits,
            x="n",
            y="share",
            units="side",
            estimator=None,
            color=colour,
            dashes=dashes,
            linewidth=1.8,
            ax=axes,
        )
