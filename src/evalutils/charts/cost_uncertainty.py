"""Charts of the uncertainty of the cost-benefit model."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.charts.cost_model import STYLES, series_of
from evalutils.contracts.cost_inputs import label_of
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.show.chart_style import (
    ACCENT,
    DARK,
    FONT_POINTS,
    LIGHT,
    MOST_DRAWN,
    canvas,
    left_to_table,
    number_axis,
    rows_canvas,
)

MARKERS = ("o", "s", "^", "D")


def tornado(result: Publishable) -> Chart | Nothing:
    """How far each input moves the exits that are needed, widest first."""
    ends = ["needed_low", "needed_high"]
    if result.empty or result.frame[ends].isna().any(axis=None):
        return Nothing()
    frame = result.frame.head(MOST_DRAWN)
    names = [label_of(*pair) for pair in zip(frame["input"], frame["label"], strict=True)]
    pairs = list(zip(frame["needed_low"], frame["needed_high"], strict=True))
    spans = [f"{dutch.number(min(pair), 1)} tot {dutch.number(max(pair), 1)}" for pair in pairs]
    shown = rows_canvas(names, spans)
    for middle, (low, high) in zip(shown.middles, pairs, strict=True):
        shown.axes.barh(middle, high - low, left=low, height=0.14, color=LIGHT)
        shown.axes.plot(low, middle, "o", color="white", mec=DARK, markersize=7)
        shown.axes.plot(high, middle, "o", color=DARK, markersize=7)
    observed = float(frame["observed"].iloc[0])
    top = max([*frame[ends].max(), 0.0 if pd.isna(observed) else observed]) * 1.08
    number_axis(shown.axes, "extra uitstroom die nodig is, per 100 deelnemers", top=top)
    seen = ""
    if not pd.isna(observed):
        shown.axes.axvline(observed, color=ACCENT, linewidth=2, linestyle="--")
        seen = f" De uitstroom zelf is {dutch.number(observed, 1)} per 100."
    told = [f"{name} {span}" for name, span in zip(names, spans, strict=True)]
    alt = f"Staven per gegeven van de uitstroom die nodig is: {'; '.join(told)}.{seen}"
    caption = "Gevoeligheid; open punt: lage waarde, dichte punt: hoge waarde, streep: uitstroom"
    return Chart(shown.figure, "gevoeligheid", caption + left_to_table(len(result.frame)), alt)


def acceptable(result: Publishable) -> Chart | Nothing:
    """The acceptability curves."""
    if result.empty or result.frame["probability"].isna().any():
        return Nothing()
    frame = result.frame[result.frame["lost"] < 1]
    figure, axes = canvas(3.6)
    told = []
    for name, part, colour, style in series_of(frame, STYLES):
        axes.plot(part["amount"], part["probability"], color=colour, ls=style, lw=2.4, label=name)
        likely = part.loc[part["probability"] >= 50, "amount"]
        when = f"vanaf {dutch.euro(likely.iloc[0])}" if len(likely) else "nergens"
        told.append(f"{name}: {when}")
    axes.set_ylim(0, 102)
    axes.set_xlim(0, frame["amount"].max())
    axes.set_xlabel("waarde van een extra duurzame uitstroom", fontsize=FONT_POINTS)
    axes.set_title("kans dat het de kosten waard is", loc="left", fontsize=FONT_POINTS)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.percent(value, 0)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.euro(value)))
    axes.locator_params(axis="x", nbins=5)
    axes.legend(frameon=False, fontsize=FONT_POINTS - 1.5, loc="lower right")
    alt = f"Stijgende lijnen. De kans is ten minste 50% bij {'; '.join(told)}."
    caption = "Kans dat het de kosten waard is, als zoveel van de uitstroom niet extra is"
    return Chart(figure, "aanvaardbaarheid", caption, alt)


def plane(result: Publishable) -> Chart | Nothing:
    """Draws on the cost-effectiveness plane."""
    if result.empty or result.frame[["cost", "effect"]].isna().any(axis=None):
        return Nothing()
    frame = result.frame[result.frame["lost"] < 1]
    figure, axes = canvas(3.8)
    told = []
    for name, part, colour, marker in series_of(frame, MARKERS):
        style: dict[str, Any] = {"alpha": 0.55, "linewidth": 0, "color": colour}
        axes.scatter(part["effect"], part["cost"], s=16, marker=marker, label=name, **style)
        first = part.iloc[0]
        told.append(f"{name}: gemiddeld {dutch.number(first['mean_effect'], 1)} extra")
    cost = dutch.euro(float(frame["mean_cost"].iloc[0]))
    axes.set_xlim(0, frame["effect"].max() * 1.05)
    axes.set_ylim(0, frame["cost"].max() * 1.15)
    axes.set_xlabel("extra duurzame uitstroom per 100 deelnemers", fontsize=FONT_POINTS)
    axes.set_title("kosten per 100 deelnemers", loc="left", fontsize=FONT_POINTS)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.euro(value)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.number(value)))
    axes.legend(frameon=False, fontsize=FONT_POINTS - 1.5, loc="lower right")
    alt = f"Wolken van trekkingen bij gemiddeld {cost} per 100 deelnemers. {'; '.join(told)}."
    caption = "Kosten en effect van trekkingen, als zoveel van de uitstroom niet extra is"
    return Chart(figure, "kosten-effect", caption, alt)
