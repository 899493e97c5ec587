"""The balance of the municipality as it builds up, month by month."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn as sns
import seaborn.objects as so

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing
from evalutils.frames import rows
from evalutils.show.chart_style import TEXT, canvas, draw
from evalutils.show.lost_exits import colours, drawn_shares, few, share_lines, table_per_share
from evalutils.show.named_axes import name_axes, place_legend
from evalutils.show.table_columns import each, unless_empty

# Up to so many months the axis has a tick every half year.
SHORT_MONTHS = 36
CAPTION = (
    "Opgebouwd saldo van de gemeente, als zoveel van de uitstroom extra is; vlak: 95% van de "
    "berekeningen"
)
DOT = ", punt: terugverdiend"


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The running balance with its bands and the months in which it is paid back."""
    if result.frame["mean"].isna().any():
        return Nothing()
    frame = drawn_shares(result.frame)
    palette, last = colours(frame), int(frame["month"].max())
    parts = {str(name): part for name, part in frame.groupby("name", sort=False)}
    paid = {name: _paid_back(part) for name, part in parts.items()}
    figure, axes = canvas(4.2)
    bands = so.Plot(frame, x="month", ymin="low", ymax="high", color="name").scale(color=palette)
    draw(bands.add(so.Band(alpha=0.15, edgealpha=1, edgewidth=0.8), legend=False), axes)
    share_lines(axes, frame, "month", "mean")
    dots = frame[frame["month"] == frame["name"].map(paid)]
    style = {"s": 64, "linewidth": 0, "legend": False, "zorder": 3}
    if not dots.empty:
        sns.scatterplot(dots, x="month", y="mean", hue="name", palette=palette, ax=axes, **style)
    axes.axhline(0, color=TEXT, linewidth=1)
    name_axes(axes, "maanden na de start", "saldo van de gemeente, euro per deelnemer")
    axes.set_xlim(0, last)
    axes.set_xticks(range(0, last + 1, 6 if last <= SHORT_MONTHS else 12))
    place_legend(axes, "upper left")
    told = "; ".join(_told(name, part, paid[name]) for name, part in parts.items())
    alt = f"Lijnen van het opgebouwde saldo per deelnemer. {told}."
    caption = CAPTION if dots.empty else CAPTION + DOT
    return Chart(figure, "verloop-saldo", caption, alt, "verloop")


def _told(name: str, part: pd.DataFrame, paid: int | None) -> str:
    last = next(rows(part.tail(1)))
    end = f"aan het eind {_shown(last)}"
    if few(last):
        return f"{name}: {end}"
    when = (
        f"gemiddeld terugverdiend na {paid} maanden" if paid is not None else "niet terugverdiend"
    )
    return f"{name}: {when}, {end}"


def _paid_back(part: pd.DataFrame) -> int | None:
    """The month from which the mean balance stays at zero or above; of few people none."""
    if few(part.iloc[0]):
        return None
    below = part.loc[part["mean"] < 0, "month"]
    if below.empty:
        return int(part["month"].iloc[0])
    first = int(below.iloc[-1]) + 1
    return first if first <= part["month"].max() else None


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The balance at the start and after each year, per number that is additional."""
    if result.empty:
        return Nothing()
    frame = result.frame.assign(shown=[_shown(row) for row in rows(result.frame)])
    moments = (frame["month"] % 12 == 0) | (frame["month"] == frame["month"].max())
    return table_per_share(
        frame[moments],
        each("Moment", lambda row: _moment(row.month)),
        "shown",
        "Saldo",
        str,
        index="month",
        name="verloop",
        title="Opgebouwd saldo van de gemeente per deelnemer",
        notes=["95% van de berekeningen, contante waarde; één bedrag als het in alle gelijk is."],
    )


def _shown(row: Any) -> str:
    if pd.isna(row.mean) or round(row.low) == round(row.high):
        return dutch.euro(row.mean)
    return f"{dutch.euro(row.low)} tot {dutch.euro(row.high)}"


def _moment(month: int) -> str:
    return f"Na {month}{dutch.NO_BREAK}maanden" if month else "Bij de start"
