"""Leaving to work by month in both arms, weighted, and how long clients stayed."""

from __future__ import annotations

import pandas as pd
import seaborn.objects as so
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.contracts.effect_tables import CONTROL, PROGRAMME, ROLES
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import table_columns
from evalutils.show.chart_style import DARK, FONT_POINTS, GREY, LIGHT, canvas, draw, legend_above
from evalutils.show.effect_words import points_interval
from evalutils.show.table_columns import each, unless_empty


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The share in work by month in both arms, the control arm weighted, with their bands."""
    frame = result.frame[result.frame["share"].notna()]
    if frame.empty:
        return Nothing()
    start = pd.DataFrame(
        [{"arm": arm, "month": 0, "share": 0.0, "lower": 0.0, "upper": 0.0} for arm in ROLES]
    )
    names = ["arm", "month", "share", "lower", "upper"]
    drawn = pd.concat([start, frame[names]], ignore_index=True)
    drawn = drawn.astype(dict.fromkeys(names[1:], "float64"))
    drawn["Groep"] = drawn["arm"].map(lambda arm: dutch.capital(ROLES[arm]))
    order = [dutch.capital(ROLES[arm]) for arm in (PROGRAMME, CONTROL)]
    figure, axes = canvas(3.4, legend_lines=1)
    colours = so.Nominal({order[0]: DARK, order[1]: GREY}, order=order)
    plot = (
        so.Plot(drawn, x="month", y="share", color="Groep")
        .add(so.Band(alpha=0.25), ymin="lower", ymax="upper", legend=False)
        .add(so.Line(linewidth=2.2), linestyle="Groep")
        .scale(color=colours, linestyle=so.Nominal({order[0]: "-", order[1]: "--"}, order=order))
        .label(color="", linestyle="")
    )
    draw(plot, axes)
    legend_above(figure, 2)
    axes.set_xlim(0, float(drawn["month"].max()))
    axes.set_ylim(0, None)
    axes.set_xticks(range(0, int(drawn["month"].max()) + 1, 3))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.percent(value, 0)))
    axes.set_xlabel("maanden sinds de start", fontsize=FONT_POINTS)
    axes.grid(axis="y", linewidth=0.8, color=LIGHT, alpha=0.4)
    return Chart(
        figure,
        "gewogen-lijnen",
        "Aandeel dat naar werk vertrok, per maand; de vergelijkingsgroep is gewogen; band: "
        "95%-interval per maand",
        f"Twee lijnen die stijgen vanaf 0%. {_described(frame)}",
    )


def _described(frame: pd.DataFrame) -> str:
    listed = frame[frame["listed"].notna()]
    return " ".join(
        f"{dutch.capital(ROLES[str(arm)])}: "
        + dutch.listing(
            [f"na {row.month} maanden {dutch.percent(row.share)}" for row in rows(part)]
        )
        + "."
        for arm, part in listed.groupby("arm", sort=False)
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The shares in work at the listed months, both arms."""
    frame = result.frame[result.frame["listed"].notna()]
    return table_columns.table_of(
        frame,
        (
            table_columns.AFTER_MONTHS,
            table_columns.percents("Aandeel", "share"),
            table_columns.intervals(),
            table_columns.counts("Nog gevolgd", "staying"),
        ),
        name="gewogen-lijnen",
        title="Vertrek naar werk, de vergelijkingsgroep gewogen",
        groups=each("Groep", lambda row: dutch.capital(ROLES[row.arm])),
    )


@unless_empty
def months_sentence(result: Publishable) -> Prose | Nothing:
    """How long clients stayed, of the months up to the last horizon."""
    found = {row.part: row for row in rows(result.frame) if pd.notna(row.months)}
    if len(found) < len(result.frame):
        return Nothing()
    gap = found["difference"]
    way = "korter" if gap.months < 0 else "langer"
    low, high = sorted((abs(gap.lower), abs(gap.upper)))
    sure = f"95%-interval {dutch.number(low, 1)} tot {dutch.number(high, 1)}"
    if gap.lower <= 0 <= gap.upper:
        sure = f"{points_interval(gap.lower, gap.upper)}: dat kan toeval zijn"
    ours, theirs = (dutch.number(found[arm].months, 1) for arm in (PROGRAMME, CONTROL))
    return Prose(
        f"Van de eerste {gap.month} maanden waren cliënten van het programma er gemiddeld {ours} "
        f"nog niet weg, en vergelijkbare mensen zonder het programma {theirs}: "
        f"{dutch.number(abs(gap.months), 1)} maanden {way} ({sure})."
    )
