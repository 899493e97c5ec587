"""How far two arms differ in what is known of their clients, before and after weighting."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import seaborn.objects as so
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.contracts.client_groups import group_name, group_value, group_within
from evalutils.contracts.effect_tables import CONTROL, PROGRAMME
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.show import table_columns
from evalutils.show.chart_style import (
    ACCENT,
    DARK,
    FONT_POINTS,
    LIGHT,
    TEXT,
    dots,
    draw,
    left_to_table,
    rows_canvas,
)
from evalutils.show.interval_rows import enumerated
from evalutils.show.phrases import LEFT_OUT
from evalutils.show.table_columns import each, unless_empty

# From here on groups are said to differ (Austin 2009).
LARGE = 0.1


@unless_empty
def sentence(result: Publishable) -> Prose:
    """How far the arms differ before and after weighting."""
    frame = result.frame[result.frame["before"].notna()]
    if frame.empty:
        return Prose(LEFT_OUT)
    before = frame["before"].abs()
    largest = next(rows(frame.loc[[before.idxmax()]]))
    text = (
        f"Vóór weging verschilden de groepen in {_how_many(before)} meer dan "
        f"{dutch.number(LARGE, 1)} standaardafwijking, het meest in {group_quoted(largest)} "
        f"({dutch.signed(largest.before, 2)})."
    )
    after = frame["after"].abs().dropna()
    if len(after):
        text += (
            f" Na weging is dat in {_how_many(after)}; het grootste verschil is dan "
            f"{dutch.number(after.max(), 2)}. Weging maakt de groepen alleen gelijk op wat in het "
            "bestand staat."
        )
    return Prose(text)


def _how_many(differences: pd.Series[float]) -> str:
    large = int((differences > LARGE).sum())
    return f"{large or 'geen'} van de {len(differences)} kenmerken"


def group_quoted(row: Any) -> str:
    """A group of clients within a sentence."""
    value = markdown(group_value(row.column, row.level))
    return f"‘{markdown(group_within(row.column))}: {value}’"


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The love plot: a row per characteristic, with the difference before and after weighting."""
    frame = result.frame[result.frame["before"].notna()].reset_index(drop=True)
    if frame.empty:
        return Nothing()
    frame = frame.loc[frame["before"].abs().sort_values(ascending=False).index].head(50)
    labels = [f"{group_name(row.column)}: {group_value(row.column, row.level)}" for row in
              rows(frame)]  # fmt: skip
    texts = [_both(row) for row in rows(frame)]
    made = rows_canvas(labels, texts)
    drawn = frame.astype({"before": "float64", "after": "float64"}).assign(place=made.middles)
    for place in (-LARGE, 0, LARGE):
        style = (
            {"color": TEXT, "linewidth": 1} if place == 0 else {"color": LIGHT, "dashes": (4, 3)}
        )
        made.axes.axvline(place, **style)
    plot = so.Plot(drawn, y="place").add(dots(ACCENT, hollow=True), x="before")
    if drawn["after"].notna().any():
        plot = plot.add(dots(DARK), x="after")
    draw(plot, made.axes)
    widest = np.nanmax(drawn[["before", "after"]].abs().to_numpy())
    end = 1.1 * max(float(widest), 2 * LARGE)
    made.axes.set_xlim(-end, end)
    made.axes.locator_params(axis="x", nbins=5)
    made.axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.signed(value, 1)))
    made.axes.set_xlabel("verschil in standaardafwijkingen", fontsize=FONT_POINTS, color=TEXT)
    parts = [f"{label} {text}" for label, text in zip(labels, texts, strict=True)]
    return Chart(
        made.figure,
        "kenmerken",
        "Verschil tussen beide groepen per kenmerk; open stip: ongewogen, dichte stip: gewogen, "
        f"stippellijn: {dutch.number(LARGE, 1)}{left_to_table(len(result.frame))}",
        f"Verschil per kenmerk, eerst ongewogen en dan gewogen: {enumerated(parts)}",
    )


def _both(row: Any) -> str:
    after = "" if pd.isna(row.after) else f" → {dutch.signed(row.after, 2)}"
    return f"{dutch.signed(row.before, 2)}{after}"


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Clients of each arm per characteristic, and the difference before and after weighting."""
    return table_columns.table_of(
        result.frame,
        (
            each("Kenmerk", lambda row: dutch.capital(group_value(row.column, row.level))),
            table_columns.counts("Met het programma", PROGRAMME),
            table_columns.counts("Vergelijkingsgroep", CONTROL),
            each("Verschil", lambda row: dutch.signed(row.before, 2)),
            each("Na weging", lambda row: dutch.signed(row.after, 2)),
        ),
        name="kenmerken",
        title="Kenmerken van beide groepen, voor en na weging",
        notes=["Verschil in aandeel, gedeeld door de standaardafwijking zonder weging."],
        groups=each("Groep", lambda row: group_name(row.column)),
    )
