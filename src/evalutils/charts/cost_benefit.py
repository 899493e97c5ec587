"""Charts of the cost-benefit chapter."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.show.chart_style import ACCENT, DARK, FONT_POINTS, LIGHT, TEXT, canvas

MONTHS_SHOWN_BEYOND = 1.5
CAPTION = "Terugverdientijd van één uitstroom"


def break_even(result: Publishable) -> Chart | Nothing:
    """Saved benefit per exit, month by month, against what the exit cost."""
    if result.empty or pd.isna(result.frame.iloc[0]["months"]):
        return Nothing()
    row = result.frame.iloc[0]
    slowest = row["months"] if pd.isna(row["months_high"]) else row["months_high"]
    last = max(12.0, float(np.ceil(slowest * MONTHS_SHOWN_BEYOND)))
    figure, axes = canvas(3.4)
    axes.plot([0, last], [0, last * row["saving_eur"]], color=DARK, linewidth=2.5)
    axes.axhline(row["cost_eur"], color=ACCENT, linewidth=2, linestyle="--")
    if row["months_low"] < slowest:
        axes.axvspan(row["months_low"], slowest, color=LIGHT, alpha=0.3, linewidth=0)
    axes.plot(row["months"], row["cost_eur"], "o", color=DARK, markersize=9)
    _name_lines(axes, row, last)
    axes.set_xlabel("maanden zonder uitkering", fontsize=FONT_POINTS)
    axes.set_title("euro per uitstroom", loc="left", fontsize=FONT_POINTS)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.euro(value)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.number(value)))
    axes.set_ylim(0, max(last * row["saving_eur"], row["cost_eur"]) * 1.12)
    axes.set_xlim(0, last)
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
    axes.text(
        last * 0.98,
        last * row["saving_eur"],
        "bespaarde uitkering ",
        va="bottom",
        ha="right",
        **style,
    )


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
