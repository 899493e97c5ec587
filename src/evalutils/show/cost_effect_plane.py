"""Costs against additional durable exits per 100 participants: the cost-effectiveness plane."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing
from evalutils.frames import rows
from evalutils.show.chart_style import canvas
from evalutils.show.draw_notes import INDEPENDENT
from evalutils.show.lost_exits import colours, drawn_shares, extra_names, with_span
from evalutils.show.named_axes import name_axes, place_legend
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty

# Parts of the density that lie outside each line. It is smoothed: of the draws a little less does.
OUTSIDE = (0.05, 0.5)
# Draws that differ less than this part of their mean differ by rounding only.
SAME = 1e-9
CAPTION = "Kosten en extra uitstroom in 10.000 berekeningen, als zoveel van de uitstroom extra is"
LINES = "; lijnen: waarbinnen ongeveer de helft en bijna alle berekeningen liggen"


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Draws on the plane, with the lines within which half and nearly all of them lie."""
    if result.frame[["cost", "effect"]].isna().any(axis=None):
        return Nothing()
    frame = drawn_shares(result.frame)
    figure, axes = canvas(3.8)
    caption = CAPTION + (LINES if _densities(axes, frame) else "")
    sns.scatterplot(
        frame,
        x="effect",
        y="cost",
        hue="name",
        style="name",
        palette=colours(frame),
        markers=["o", "s", "^", "D"][: frame["name"].nunique()],
        alpha=1,
        s=10,
        linewidth=0,
        ax=axes,
    )
    # A programme may cost nothing, or have no effect in any draw.
    widest, highest = (float(frame[column].max()) or 1.0 for column in ("effect", "cost"))
    least = min(0.0, float(frame["effect"].min()))
    axes.set(xlim=(least * 1.05, widest * 1.05), ylim=(0, highest * 1.15))
    across = "extra duurzame uitstroom per 100 deelnemers"
    name_axes(axes, across, "kosten per 100 deelnemers")
    place_legend(axes, "lower right")
    for legend in axes.findobj(Legend):
        for mark in legend.findobj(Line2D):
            mark.set(alpha=1, markersize=7)  # alone there, where the draws lie close together
    lines = list(rows(frame.drop_duplicates("name")))
    told = [f"{row.name}: {with_span(row, 'mean_effect', _tenths)} duurzaam" for row in lines]
    cost = with_span(lines[0], "mean_cost", dutch.euro)
    alt = f"Wolken van berekeningen bij {cost} per 100 deelnemers. {'; '.join(told)}."
    return Chart(figure, "kosten-effect", caption, alt, "kosten-en-effect")


def _densities(axes: Axes, frame: pd.DataFrame) -> bool:
    """Draw the density of the draws; whether there is one, for equal draws have none."""
    draws = frame.groupby("name")[["cost", "effect"]]
    differ = draws.transform("std").gt(SAME * draws.transform("mean")).all(axis=1)
    if not differ.any():
        return False
    sns.kdeplot(
        frame[differ],
        x="effect",
        y="cost",
        hue="name",
        palette=colours(frame),
        levels=OUTSIDE,
        common_norm=False,
        warn_singular=False,
        linewidths=1.4,
        legend=False,
        ax=axes,
    )
    return True


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Mean costs and effects."""
    if result.empty:
        return Nothing()
    return table_of(
        result.frame.drop_duplicates("lost"),
        [
            TableColumn("Als", extra_names),
            each("Kosten", lambda row: with_span(row, "mean_cost", dutch.euro)),
            each("Extra duurzame uitstroom", lambda row: with_span(row, "mean_effect", _tenths)),
        ],
        name="kosten-en-effect",
        title="Kosten en extra duurzame uitstroom per 100 deelnemers",
        notes=[
            "Gemiddelde van 10.000 berekeningen, tussen haakjes 95% daarvan; kosten zonder "
            f"overdrachten. {INDEPENDENT}"
        ],
    )


def _tenths(value: float) -> str:
    return dutch.number(value, 1)
