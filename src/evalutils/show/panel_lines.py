"""A line per group over the periods, with the start of the programme marked."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd
import seaborn.objects as so
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.contracts.effect_tables import AFTER, CONTROL, PROGRAMME, ROLES
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.show.chart_style import (
    DARK,
    FONT_POINTS,
    GREY,
    TEXT,
    canvas,
    draw,
    legend_above,
)
from evalutils.show.table_columns import unless_empty
from evalutils.show.years_drawn import MOST_NAMED

# Of the name of a period, in a line under the axis.
NAME_CHARACTERS = 13
_LOOKS = {PROGRAMME: (DARK, "-"), CONTROL: (GREY, "--")}


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The share that reached the first outcome, by period in both groups."""
    frame = result.frame[result.frame["outcome"].eq(result.frame["outcome"].iloc[0])]
    frame = frame.assign(place=frame.groupby("period_start").ngroup())
    if frame["share"].isna().all():
        return Nothing()
    others = result.frame["outcome"].nunique() - 1
    rest = "; de andere uitkomsten staan in de tabel" if others else ""
    about = str(frame["outcome"].iloc[0])
    return Chart(
        _figure(frame),
        "groepen-per-periode",
        f"Aandeel mensen met ‘{about}’ per periode; stippellijn: start van het programma{rest}",
        f"Twee lijnen van {frame['place'].nunique()} perioden. "
        + " ".join(_described(frame[frame["role"].eq(role)]) for role in _LOOKS),
    )


def _figure(frame: pd.DataFrame) -> Figure:
    labels = {role: dutch.capital(ROLES[role]) for role in _LOOKS}
    looks = {labels[role]: look for role, look in _LOOKS.items()}
    gap = frame["share"].isna().groupby(frame["role"]).cumsum().astype("str")
    drawn = frame.assign(Groep=frame["role"].map(labels), run=gap)
    drawn = drawn[drawn["share"].notna()].astype({"share": "float64"})
    figure, axes = canvas(3.2, legend_lines=1)
    order = list(looks)
    plot = (
        so.Plot(drawn, x="place", y="share", color="Groep")
        .add(so.Line(linewidth=2.2), linestyle="Groep", group="run")
        .add(so.Dot(pointsize=6, artist_kws={"clip_on": False, "zorder": 3}), legend=False)
        .scale(
            color=so.Nominal({name: look[0] for name, look in looks.items()}, order=order),
            linestyle=so.Nominal({name: look[1] for name, look in looks.items()}, order=order),
        )
        .label(color="", linestyle="")
    )
    draw(plot, axes)
    legend_above(figure, len(order))
    moments = frame.drop_duplicates("place").set_index("place")
    start = float(moments.index[moments["phase"].eq(AFTER)].min()) - 0.5
    # Not clipped: it runs from edge to edge, and its ends are no numbers.
    axes.axvline(start, color=TEXT, linewidth=1, linestyle=":", clip_on=False)
    axes.set_xlim(-0.4, len(moments) - 0.6)
    axes.set_ylim(0, None)
    step = -(-len(moments) // MOST_NAMED)
    named = [place for place in moments.index if (len(moments) - 1 - place) % step == 0]
    periods = [dutch.period(*moments.loc[place, ["period_start", "date"]]) for place in named]
    lines = ["\n".join(wrap(text, NAME_CHARACTERS)) for text in periods]
    axes.set_xticks(named, lines, fontsize=FONT_POINTS)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.percent(value, 0)))
    axes.locator_params(axis="y", nbins=5)
    return figure


def _described(part: pd.DataFrame) -> str:
    told = [
        f"{dutch.period(row.period_start, row.date)} {dutch.percent(row.share)}"
        for row in rows(part)
        if pd.notna(row.share)
    ]
    return f"{dutch.capital(ROLES[part['role'].iloc[0]])}: {dutch.listing(told)}."
