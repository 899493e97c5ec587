"""Charts of the ladder chapter."""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from evalutils import dutch
from evalutils.charts.ladder_bounds import movement
from evalutils.charts.ladder_facing import facing
from evalutils.charts.ladder_flow import counted_flow
from evalutils.contracts.vocabulary import MOMENTS
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.show.chart_style import (
    FONT_POINTS,
    SERIES,
    TEXT,
    percent_axis,
    round_top,
    rows_canvas,
)
from evalutils.show.interval_rows import share_texts
from evalutils.show.reach import reach

__all__ = ["counted_flow", "distribution", "facing", "movement"]

NO_SHARE = "geen aandeel"
BAR_INCHES = 0.24
LEGEND_COLUMNS = 2
# The longest bar leaves room for its own value.
ROOM_FOR_VALUES = 1.18
AXIS = "aandeel van de gemeten cliënten"
VALUE: dict[str, Any] = {"fontsize": FONT_POINTS, "color": TEXT, "va": "center"}


def distribution(
    result: Publishable, scheme: LadderScheme, coverage: Publishable | None = None
) -> Chart | Nothing:
    """Shares per rung as bars, one colour per moment, the highest rung on top."""
    if result.empty or result.frame["share"].isna().all():
        return Nothing()
    texts = pd.Series(share_texts(result.frame["share"], result.frame["lower"]))
    frame = result.frame.assign(text=texts.mask(result.frame["share"].isna(), NO_SHARE))
    known = frame[frame["share"].notna()]
    moments = [moment for moment in MOMENTS if moment in set(known["moment"])]
    order = [*(str(number) for number in reversed(scheme.numbers)), "unknown"]
    rungs = [rung for rung in order if rung in set(frame["rung"])]
    columns = ["share", "lower", "upper", "text"]
    wide = frame.pivot(index="rung", columns="moment", values=columns).loc[rungs]
    wide["text"] = wide["text"].fillna(NO_SHARE)
    names = {str(rung.number): f"Trede {rung.number}: {rung.label}" for rung in scheme.rungs}
    labels = [names.get(rung, "Trede onbekend") for rung in rungs]
    words = [
        f"{dutch.capital(MOMENTS[moment])}: "
        + ", ".join(
            f"{label} {text}" for label, text in zip(labels, wide["text"][moment], strict=True)
        )
        for moment in moments
    ]
    lines = "; dunne lijn: 95%-interval" if frame["lower"].notna().any() else ""
    return Chart(
        _bars(labels, wide, moments),
        "verdeling",
        f"Verdeling over de treden{lines}{reach(coverage)}",
        f"Staafdiagram van de verdeling over de treden. {'. '.join(words)}.",
    )


def _bars(labels: list[str], wide: pd.DataFrame, moments: list[str]) -> Figure:
    legend_lines = ceil(len(moments) / LEGEND_COLUMNS) if len(moments) > 1 else 0
    canvas = rows_canvas(
        labels,
        [""] * len(labels),
        mark_inches=BAR_INCHES * len(moments),
        legend_lines=legend_lines,
    )
    for index, moment in enumerate(moments):
        places = np.array(canvas.middles) + ((len(moments) - 1) / 2 - index) * BAR_INCHES
        share, lower, upper = (
            wide[name][moment].to_numpy(dtype="float64") for name in ("share", "lower", "upper")
        )
        label = dutch.capital(MOMENTS[moment])
        canvas.axes.barh(
            places, np.nan_to_num(share), BAR_INCHES * 0.88, color=SERIES[index], label=label
        )
        canvas.axes.hlines(places, lower, upper, color=TEXT, linewidth=1.2)
        ends = np.nan_to_num(np.fmax(share, upper))
        for place, end, text in zip(places, ends, wide["text"][moment], strict=True):
            canvas.axes.annotate(text, (end, place), (4, 0), textcoords="offset points", **VALUE)
    highest = float(np.nanmax(wide[["share", "upper"]].to_numpy(dtype="float64")))
    percent_axis(canvas.axes, AXIS, top=round_top(highest * ROOM_FOR_VALUES))
    if legend_lines:
        style = {"frameon": False, "fontsize": FONT_POINTS, "borderaxespad": 0.2}
        canvas.figure.legend(loc="upper left", ncols=LEGEND_COLUMNS, **style)
    return canvas.figure
