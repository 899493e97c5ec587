"""In how many draws the programme is worth it, over amounts for an additional durable exit."""

from __future__ import annotations

from math import ceil

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing
from evalutils.show.chart_style import canvas, legend_above
from evalutils.show.draw_notes import INDEPENDENT, MEANS, not_drawn, of_draws
from evalutils.show.lost_exits import drawn_shares, share_lines, table_per_share
from evalutils.show.named_axes import name_axes
from evalutils.show.table_columns import euros, unless_empty

# Steps between the amounts that the table shows, in euro.
STEP = 10_000
LEGEND_COLUMNS = 2


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The acceptability curves."""
    if result.frame["probability"].isna().any():
        return Nothing()
    frame = drawn_shares(result.frame)
    lines = ceil(frame["name"].nunique() / LEGEND_COLUMNS)
    figure, axes = canvas(3.8, legend_lines=lines)
    share_lines(axes, frame, "amount", "probability")
    axes.set(ylim=(0, 102), xlim=(0, frame["amount"].max()))
    name_axes(
        axes,
        "waarde van een extra duurzame uitstroom",
        "van de 100 berekeningen",
        across_text=dutch.euro,
        up_text=dutch.number,
    )
    axes.locator_params(axis="x", nbins=5)
    if legend := axes.get_legend():
        legend.remove()
        legend_above(figure, LEGEND_COLUMNS, legend)
    told = []
    for name, part in frame.groupby("name", sort=False):
        likely = part.loc[part["probability"] >= 50, "amount"]
        when = f"vanaf {dutch.euro(likely.iloc[0])}" if len(likely) else "nergens"
        told.append(f"{name}: {when}")
    alt = f"Stijgende lijnen. In ten minste 50 van de 100 berekeningen waard bij {'; '.join(told)}."
    caption = "Berekeningen waarin het de kosten waard is, als zoveel van de uitstroom extra is"
    return Chart(figure, "aanvaardbaarheid", caption, alt, "aanvaardbaar")


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The probability at some amounts."""
    if result.empty:
        return Nothing()
    return table_per_share(
        result.frame[result.frame["amount"] % STEP == 0],
        euros("Waarde van een extra duurzame uitstroom", "amount"),
        "probability",
        "Berekeningen",
        of_draws,
        index="amount",
        name="aanvaardbaar",
        title="Berekeningen waarin het programma zijn kosten waard is",
        notes=[
            "Kosten zijn alle kosten behalve overdrachten; een bespaarde uitkering telt hier niet.",
            "Duurzaam: na 12 maanden nog uit de uitkering.",
            f"{MEANS} {INDEPENDENT}",
            not_drawn(result.frame, *_extra(result.frame), "de discontovoet"),
        ],
    )


def _extra(frame: pd.DataFrame) -> list[str]:
    return [] if frame["net_known"].all() else ["het deel dat extra is, per kolom"]
