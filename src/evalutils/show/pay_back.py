"""Months until a saved benefit covers the cost of an exit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import seaborn.objects as so
from matplotlib.axes import Axes

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.show.chart_style import ACCENT, DARK, FONT_POINTS, LIGHT, TEXT, canvas, dots, draw
from evalutils.show.named_axes import name_axes
from evalutils.show.rendering import render
from evalutils.show.table_columns import unless_empty

MONTHS_SHOWN_BEYOND = 1.5
CAPTION = "Terugverdientijd van één uitstroom"


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """After how many months the cost is earned back, and what that leaves out."""
    row = result.frame.iloc[0]
    if pd.isna(row["months"]):
        return Nothing()
    months = dutch.counted(row["months"], "maand", "maanden", 1)
    text = (
        f"{dutch.euro(row['cost_eur'])} kosten tegenover {dutch.euro(12 * row['saving_eur'])} "
        f"uitkering per jaar: dat is {months} uitkering, vóór elke correctie."
    )
    return Prose(
        f"{text}{_between(row)} Wie ook zonder het programma was vertrokken, telt hier mee, en "
        "parttime uitstroom alsof zij de hele uitkering scheelt; in werkelijkheid duurt het daarom "
        "langer."
    )


def _between(row: pd.Series) -> str:
    low, high = row["months_low"], row["months_high"]
    if low == high or pd.isna(low):
        return ""
    if pd.isna(high):
        return (
            f" In het gunstigste geval is het {dutch.number(low, 1)} maanden; "
            "met de laagste besparing wordt het nooit terugverdiend."
        )
    return (
        f" Met de laagste en de hoogste bedragen ligt dat tussen {dutch.number(low, 1)} en "
        f"{dutch.number(high, 1)} maanden."
    )


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Saved benefit per exit, month by month, against what the exit cost."""
    row = result.frame.iloc[0]
    if pd.isna(row["months"]):
        return Nothing()
    slowest = row["months"] if pd.isna(row["months_high"]) else row["months_high"]
    last = max(12.0, float(np.ceil(slowest * MONTHS_SHOWN_BEYOND)))
    top = max(last * row["saving_eur"], row["cost_eur"]) * 1.12
    figure, axes = canvas(3.4)
    months = np.array([0, last])
    saved = pd.DataFrame({"month": months, "euro": months * row["saving_eur"]})
    spent = saved.assign(euro=row["cost_eur"])
    met = pd.DataFrame({"month": [row["months"]], "euro": [row["cost_eur"]]})
    if row["months_low"] < slowest:
        span = pd.DataFrame({"month": [row["months_low"], slowest], "low": 0.0, "high": top})
        band = so.Band(color=LIGHT, alpha=0.3, edgealpha=1, edgewidth=0.8)
        draw(so.Plot(span, x="month", ymin="low", ymax="high").add(band), axes)
    plot = so.Plot(saved, x="month", y="euro").add(so.Line(color=DARK, linewidth=2.5))
    plot = plot.add(so.Line(color=ACCENT, linewidth=2, linestyle="--"), data=spent)
    draw(plot.add(dots(DARK, points=10), data=met), axes)
    _name_lines(axes, row, last)
    name_axes(axes, "maanden zonder uitkering", "euro per uitstroom")
    axes.set(ylim=(0, top), xlim=(0, last))
    return Chart(figure, "terugverdientijd", _caption(row), _alt(row))


def _name_lines(axes: Axes, row: pd.Series, last: float) -> None:
    """Write on the lines what they are; a background keeps the words readable."""
    style: dict[str, Any] = {
        "fontsize": FONT_POINTS,
        "color": TEXT,
        "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.85},
    }
    axes.annotate(
        dutch.counted(row["months"], "maand", "maanden", 1),
        (row["months"], row["cost_eur"]),
        xytext=(10, -18),
        textcoords="offset points",
        fontweight="bold",
        **style,
    )
    axes.text(last * 0.01, row["cost_eur"], " kosten", va="bottom", ha="left", **style)
    end = last * row["saving_eur"]
    axes.text(last * 0.98, end, "bespaarde uitkering ", va="bottom", ha="right", **style)


def _caption(row: pd.Series) -> str:
    if row["months_low"] < row["months_high"]:
        return f"{CAPTION}; vlak: van het gunstigste tot het ongunstigste geval"
    return CAPTION


def _alt(row: pd.Series) -> str:
    span = ""
    if row["months_low"] < row["months_high"]:
        low, high = dutch.number(row["months_low"], 1), dutch.number(row["months_high"], 1)
        span = f", in het gunstigste geval {low} en in het ongunstigste {high}"
    return (
        f"Lijn van de bespaarde uitkering, {dutch.euro(row['saving_eur'])} per maand, die de "
        f"kosten van {dutch.euro(row['cost_eur'])} bereikt na "
        f"{dutch.counted(row['months'], 'maand', 'maanden', 1)}{span}."
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The cost, the saving, and the months that follow."""
    row = result.frame.iloc[0]
    lines = [
        ("Kosten per uitstroom voor de gemeente", dutch.euro(row["cost_eur"])),
        ("Bespaarde uitkering per maand", dutch.euro(row["saving_eur"])),
        ("Terugverdientijd in maanden", dutch.number(row["months"], 1)),
    ]
    if not pd.isna(row["months_low"]):
        lines += [
            ("Gunstigste geval", dutch.number(row["months_low"], 1)),
            ("Ongunstigste geval", dutch.number(row["months_high"], 1)),
        ]
    return render(
        pd.DataFrame(lines, columns=["line", "value"]),
        {"line": "Onderdeel", "value": "Waarde"},
        name="terugverdientijd",
        title="Terugverdientijd, vóór elke correctie",
        notes=[
            "Niet verdisconteerd, alsof zonder het programma niemand was uitgestroomd en alsof "
            "elke uitstroom de hele uitkering scheelt."
        ],
    )
