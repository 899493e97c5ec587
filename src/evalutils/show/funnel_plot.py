"""Evaluations by size, within the limits that chance and ordinary differences reach."""

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
from evalutils.literal import markdown
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
from evalutils.show.phrases import share_of
from evalutils.show.table_columns import unless_empty
from evalutils.statistics.proportions import percent_interval

# Colour and dashes of the limits, by the level in the name of their columns.
LIMITS = {"95": (LIGHT, ""), "998": (DARK, (3, 1.5))}


@unless_empty
def sentence(result: Publishable, summary: Publishable) -> Prose | Nothing:
    """How many evaluations lie beyond the limits, and that the limits were widened."""
    frame, row = result.frame, summary.frame.iloc[0]
    outside = _outside(frame)
    verb = "ligt" if outside <= 1 else "liggen"
    many = "geen enkele" if not outside else dutch.number(outside)
    count, n = frame["count"].sum(), frame["n"].sum()
    together = share_of(count, n, *(float(value) for value in percent_interval(count, n)))
    text = (
        f"Met bestemming '{markdown(row['label'])}' vertrokken samen {together}. "
        f"Buiten de grens van 99,8% {verb} {many} van de {dutch.number(len(frame))} evaluaties."
    )
    if row["dispersion"] > 1:
        text += (
            f" De evaluaties verschillen {dutch.number(row['dispersion'], 1)} keer zo sterk "
            "als door toeval alleen. De grenzen zijn daarom verruimd. Zo'n groot verschil wijst op "
            "andere mensen of een andere telling."
        )
    return Prose(text)


def _outside(frame: pd.DataFrame) -> int:
    """How many shares lie beyond the wide limits."""
    beyond = (frame["share"] < frame["lower_998"]) | (frame["share"] > frame["upper_998"])
    return int(beyond.sum())


@unless_empty
def chart(result: Publishable, summary: Publishable, curve: Publishable) -> Chart | Nothing:
    """The evaluations as numbered dots, between the lines of both limits."""
    frame, row = result.frame, summary.frame.iloc[0]
    figure, axes = canvas(4.0)
    _draw_limits(axes, curve.frame)
    axes.axhline(row["target"], color=GREY, linewidth=1.2)
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
        "grijs: totaal van alle evaluaties; nummers: zie de tabel hierboven",
        f"Trechtergrafiek van {dutch.number(len(frame))} evaluaties rond "
        f"{dutch.percent(row['target'])}; {dutch.number(_outside(frame))} daarvan buiten de "
        f"99,8%-grenzen. Aandelen: {told}",
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
