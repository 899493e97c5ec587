"""Charts of the chapter about clients who were followed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import GROUPINGS
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.outflow.clients.followed import DURABLE_MONTHS
from evalutils.show.chart_style import (
    DARK,
    LIGHT,
    MOST_DRAWN,
    left_to_table,
    percent_axis,
    round_top,
    rows_canvas,
)
from evalutils.show.interval_rows import describe, share_texts
from evalutils.show.step_curves import Panel, curve_chart, described

CURVES = {"programme": "Nog in het programma", "benefit": "Nog in de uitkering"}
MONTHS = "maanden sinds de start"


def staying(result: Publishable) -> Chart | Nothing:
    """Share still there by month, with its band."""
    panels = _panels(result, "curve", CURVES, start=100)
    if not panels:
        return Nothing()
    return Chart(
        curve_chart(panels, risk="Nog gevolgd", axis_label=MONTHS),
        "blijven",
        "Aandeel dat er nog is, per maand sinds de start; band: 95%-interval",
        f"Lijnen die dalen vanaf 100%. {described(panels)}",
    )


def destinations(result: Publishable) -> Chart | Nothing:
    """Share that left for each kind of destination by month, a panel each."""
    names = {kind: dutch.capital(grouping.label) for kind, grouping in GROUPINGS.items()}
    panels = _panels(result, "kind", names, start=0)
    if not panels:
        return Nothing()
    return Chart(
        curve_chart(panels, risk="Nog gevolgd", axis_label=MONTHS),
        "bestemmingen-per-maand",
        "Aandeel dat naar elke bestemming vertrok, per maand sinds de start; band: 95%-interval",
        f"Lijnen die stijgen vanaf 0%. {described(panels)}",
    )


def reentry(result: Publishable) -> Chart | Nothing:
    """Share back on benefit by month since leaving."""
    panels = _panels(result, "status", {"computed": "Terug in de uitkering"}, start=0)
    if not panels:
        return Nothing()
    return Chart(
        curve_chart(panels, risk="Nog gevolgd", axis_label="maanden sinds het vertrek"),
        "terugkeer",
        "Aandeel dat terug is in de uitkering, per maand sinds het vertrek; band: 95%-interval",
        f"Een lijn die stijgt vanaf 0%. {described(panels)}",
    )


def _panels(
    result: Publishable, column: str, names: dict[str, str], *, start: float
) -> list[Panel]:
    frame = result.frame
    if frame.empty:
        return []
    known = frame[frame["share"].notna() & frame["at_risk"].notna()]
    return [
        Panel(names[str(name)], part, start) for name, part in known.groupby(column, sort=False)
    ]


def cohorts(result: Publishable) -> Chart | Nothing:
    """Share that left for work per quarter of start; cohorts followed too short in a light tone."""
    every = cohort_rows(result)
    if len(every) < 2:
        return Nothing()
    frame = every.head(MOST_DRAWN)
    names = [cohort_name(row.cohort, row.month, immature=row.immature) for row in rows(frame)]
    canvas = rows_canvas(names, share_texts(frame["share"], frame["share"]))
    marks = zip(canvas.middles, rows(frame), strict=True)
    for place, row in marks:
        colour = LIGHT if row.immature else DARK
        if not pd.isna(row.lower):
            canvas.axes.hlines(place, row.lower, row.upper, color=colour, linewidth=3)
        canvas.axes.plot(row.share, place, "o", color=colour, markersize=8, clip_on=False)
    highest = float(np.nanmax(frame[["share", "upper"]].to_numpy(dtype=np.float64)))
    percent_axis(canvas.axes, "aandeel naar werk", top=round_top(highest))
    bounds = (frame["share"], frame["lower"], frame["upper"])
    return Chart(
        canvas.figure,
        "cohorten",
        "Aandeel naar werk per kwartaal van start; lijn: 95%-interval, licht: nog niet af"
        + left_to_table(len(every)),
        "Aandeel naar werk per kwartaal van start: " + describe(names, *bounds),
    )


def cohort_rows(result: Publishable) -> pd.DataFrame:
    """Per cohort the last month of at most a year that is known; a shorter one is not finished."""
    frame = result.frame
    if frame.empty:
        return frame
    known = frame[frame["share"].notna() & (frame["month"] <= DURABLE_MONTHS)]
    last = known.groupby("cohort", sort=False).tail(1)
    return last.assign(immature=last["immature"].astype(bool) | (last["month"] < DURABLE_MONTHS))


def cohort_name(cohort: str, month: int, *, immature: bool) -> str:
    """``1e kwartaal 2022, na 12 maanden``, and that it is not finished."""
    year, quarter = cohort.split("-Q")
    short = " (nog niet iedereen zo lang gevolgd)" if immature else ""
    return f"{quarter}e kwartaal {year}, na {month} maanden{short}"
