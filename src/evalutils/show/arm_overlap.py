"""Whether two arms overlap: clients of each per chance to be in the programme."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn.objects as so
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.contracts.effect_tables import CONTROL, PROGRAMME, ROLES
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import table_columns
from evalutils.show.chart_style import (
    DARK,
    FONT_POINTS,
    LIGHT,
    canvas,
    draw,
    legend_above,
)
from evalutils.show.interval_rows import enumerated
from evalutils.show.phrases import LEFT_OUT
from evalutils.show.table_columns import each, unless_empty


@unless_empty
def sentence(result: Publishable) -> Prose:
    """For how many people the weighted control arm counts."""
    row = next(rows(result.frame))
    if pd.isna(row.effective):
        return Prose(LEFT_OUT)
    return Prose(
        f"Na weging telt de vergelijkingsgroep voor {dutch.number(row.effective)} mensen, van de "
        f"{dutch.number(row.control)}. Hoe meer de groepen van elkaar verschillen, hoe minder "
        "mensen in de vergelijkingsgroep op de deelnemers lijken, en hoe breder de marge."
    )


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The share of each arm per chance to be in the programme."""
    frame = result.frame
    shares = {arm: frame[f"share_{arm}"].astype("float64") for arm in (PROGRAMME, CONTROL)}
    if min(share.notna().sum() for share in shares.values()) < 2:
        return Nothing()
    middle = frame["lowest"].to_numpy(dtype=np.float64) + 5
    long = pd.concat(
        pd.DataFrame({"chance": middle, "share": shares[arm], "Groep": dutch.capital(ROLES[arm])})
        for arm in (PROGRAMME, CONTROL)
    ).dropna()
    figure, axes = canvas(3.0, legend_lines=1)
    draw(
        so.Plot(long, x="chance", y="share", color="Groep")
        .add(so.Bar(alpha=1, edgewidth=0, width=0.8), so.Dodge())
        .scale(color=[DARK, LIGHT])
        .label(color=""),
        axes,
    )
    legend_above(figure, 2)
    axes.set_xlim(0, 100)
    percent = FuncFormatter(lambda value, _: dutch.percent(value, 0))
    axes.xaxis.set_major_formatter(percent)
    axes.yaxis.set_major_formatter(percent)
    axes.set_xlabel("geschatte kans om bij het programma te horen", fontsize=FONT_POINTS)
    axes.set_ylabel("aandeel van de groep", fontsize=FONT_POINTS)
    parts = [
        f"{dutch.number(low)}–{dutch.percent(high, 0)}: {dutch.percent(ours, 0)} met het programma "
        f"en {dutch.percent(theirs, 0)} van de vergelijkingsgroep"
        for low, high, ours, theirs in zip(
            frame["lowest"], frame["highest"], shares[PROGRAMME], shares[CONTROL], strict=True
        )
        if ours > 0 or theirs > 0
    ]
    return Chart(
        figure,
        "overlap",
        "Hoe beide groepen overlappen: aandeel van elke groep per geschatte kans",
        f"Per kans om bij het programma te horen: {enumerated(parts)}",
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Clients of each arm per chance to be in the programme."""
    return table_columns.table_of(
        result.frame,
        (
            each("Kans", lambda row: f"{dutch.number(row.lowest)}–{dutch.percent(row.highest, 0)}"),
            table_columns.counts("Met het programma", PROGRAMME),
            table_columns.percents("Aandeel", f"share_{PROGRAMME}", 0),
            table_columns.counts("Vergelijkingsgroep", CONTROL),
            table_columns.percents("Aandeel van die groep", f"share_{CONTROL}", 0),
        ),
        name="overlap",
        title="Mensen per geschatte kans om bij het programma te horen",
    )
