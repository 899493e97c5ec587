"""Charts of the cost-benefit chapter."""

from __future__ import annotations

import numpy as np

from evalutils import dutch
from evalutils.charts.style import ACCENT, DARK, LIGHT, canvas
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing

MONTHS_SHOWN_BEYOND = 1.5


def break_even(result: Publishable) -> Chart | Nothing:
    """Saved benefit per exit, month by month, against what the exit cost."""
    if result.empty:
        return Nothing()
    row = result.frame.iloc[0]
    last = max(12.0, float(np.ceil(row["months_high"] * MONTHS_SHOWN_BEYOND)))
    months = np.linspace(0, last, 100)
    figure, axes = canvas(6)
    axes.plot(months, months * row["saving_eur"], color=DARK, linewidth=2.5)
    axes.axhline(row["cost_eur"], color=ACCENT, linewidth=2, linestyle="--")
    axes.plot(row["months"], row["cost_eur"], "o", color=DARK, markersize=9)
    axes.axvspan(row["months_low"], row["months_high"], color=LIGHT, alpha=0.4)
    axes.annotate(
        f"{dutch.number(row['months'], 1)} maanden",
        (row["months"], row["cost_eur"]),
        xytext=(8, -16),
        textcoords="offset points",
    )
    axes.text(last, row["cost_eur"], "kosten", va="bottom", ha="right")
    axes.text(last, last * row["saving_eur"], "bespaard", va="bottom", ha="right")
    axes.set_xlabel("maanden zonder uitkering")
    axes.set_ylabel("euro per uitstroom")
    axes.yaxis.set_major_formatter(lambda value, _: dutch.euro(value))
    axes.set_ylim(bottom=0)
    axes.set_xlim(0, last)
    alt = (
        f"Lijn van de bespaarde uitkering, {dutch.euro(row['saving_eur'])} per maand, die de "
        f"kosten van {dutch.euro(row['cost_eur'])} bereikt na "
        f"{dutch.number(row['months'], 1)} maanden."
    )
    return Chart(figure, "terugverdientijd", "Terugverdientijd van één uitstroom", alt)
