"""Charts of the ladder chapter."""

from __future__ import annotations

import numpy as np

from evalutils import dutch
from evalutils.charts.style import SERIES, canvas, percent_axis
from evalutils.contracts.vocabulary import MOMENTS
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing


def distribution(result: Publishable, scheme: LadderScheme) -> Chart | Nothing:
    """Shares per rung as bars, one colour per moment, the highest rung on top."""
    if result.empty or result.frame["share"].isna().all():
        return Nothing()
    shares = result.frame.pivot(index="rung", columns="moment", values="share")
    moments = [moment for moment in MOMENTS if moment in shares.columns]
    order = ["unknown", *(str(number) for number in scheme.numbers)]
    shares = shares.reindex([rung for rung in order if rung in shares.index])[moments]
    names = {str(rung.number): f"{rung.number} {rung.label}" for rung in scheme.rungs}
    labels = [names.get(rung, "onbekend") for rung in shares.index]
    figure, axes = canvas(len(labels) * len(moments) * 0.7)
    places = np.arange(len(labels))
    height = 0.8 / len(moments)
    for index, moment in enumerate(moments):
        offset = ((len(moments) - 1) / 2 - index) * height
        bars = axes.barh(
            places + offset, shares[moment], height, color=SERIES[index], label=MOMENTS[moment]
        )
        axes.bar_label(bars, [dutch.percent(value) for value in shares[moment]], padding=3)
    axes.set_yticks(places, labels)
    percent_axis(axes, "aandeel van de gemeten cliënten", top=float(shares.max().max()) * 1.18)
    if len(moments) > 1:
        axes.legend(loc="lower right", frameon=False)
    parts = [
        f"{dutch.capital(MOMENTS[moment])}: "
        + ", ".join(
            f"{label} {dutch.percent(value)}"
            for label, value in zip(labels, shares[moment], strict=True)
        )
        for moment in moments
    ]
    return Chart(
        figure,
        "verdeling",
        "Verdeling over de treden",
        "Staafdiagram van de verdeling over de treden. " + ". ".join(parts) + ".",
    )
