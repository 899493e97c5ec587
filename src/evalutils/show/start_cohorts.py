"""Clients by the quarter in which they started: which share left for work."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn.objects as so

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.outflow.clients.followed import DURABLE_MONTHS
from evalutils.show import by_month, cells
from evalutils.show.chart_style import (
    DARK,
    FEWEST_DRAWN,
    LIGHT,
    MOST_DRAWN,
    dots,
    draw,
    left_to_table,
    percent_axis,
    round_top,
    rows_canvas,
    spans,
)
from evalutils.show.interval_rows import describe, share_texts
from evalutils.show.rendering import render
from evalutils.show.table_columns import unless_empty

UNFINISHED = "*"


@unless_empty
def sentence(result: Publishable) -> Prose:
    """How many cohorts are not finished."""
    names = result.frame["cohort"].nunique()
    year = result.frame[result.frame["month"] == DURABLE_MONTHS]
    finished = int((~year["immature"].astype(bool) & year["share"].notna()).sum())
    text = (
        f"Van {dutch.counted(names, 'kwartaal', 'kwartalen')} van start zijn er "
        f"{dutch.number(finished)} waarvan iedereen {DURABLE_MONTHS} maanden te volgen was."
    )
    if finished < names:
        text += " De andere zijn valer getekend: hun aandeel kan nog veranderen."
    return Prose(text)


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Share that left for work per quarter of start; cohorts followed too short in a light tone."""
    every = _last_months(result.frame)
    if len(every) < FEWEST_DRAWN:
        return Nothing()
    frame = every.head(MOST_DRAWN)
    names = [_name(row.cohort, row.month, immature=row.immature) for row in rows(frame)]
    canvas = rows_canvas(names, share_texts(frame["share"], frame["share"]))
    frame = frame.assign(place=canvas.middles)
    # Bounds belong to the lines alone: seaborn leaves out a dot of which one is missing.
    bounds = {"xmin": "lower", "xmax": "upper", "orient": "y"}
    plot = so.Plot(frame, x="share", y="place")
    for tone, part in ((DARK, frame[~frame["immature"]]), (LIGHT, frame[frame["immature"]])):
        known = part[part["lower"].notna()]
        plot = plot.add(spans(tone), data=known, **bounds).add(dots(tone), data=part)
    draw(plot, canvas.axes)
    highest = float(np.nanmax(frame[["share", "upper"]].to_numpy(dtype=np.float64)))
    percent_axis(canvas.axes, "aandeel naar werk", top=round_top(highest))
    return Chart(
        canvas.figure,
        "cohorten",
        "Aandeel naar werk per kwartaal van start; lijn: 95%-interval, vaal: nog niet af"
        + left_to_table(len(every)),
        "Aandeel naar werk per kwartaal van start: "
        + describe(names, frame["share"], frame["lower"], frame["upper"]),
    )


def _last_months(frame: pd.DataFrame) -> pd.DataFrame:
    """Per cohort the last month of at most a year that is known; a shorter one is not finished."""
    known = frame[frame["share"].notna() & (frame["month"] <= DURABLE_MONTHS)]
    last = known.groupby("cohort", sort=False).tail(1)
    return last.assign(immature=last["immature"].astype(bool) | (last["month"] < DURABLE_MONTHS))


def _name(cohort: str, month: int, *, immature: bool) -> str:
    """``1e kwartaal 2022, na 12 maanden``, and that it is not finished."""
    short = " (nog niet iedereen zo lang gevolgd)" if immature else ""
    return f"{_quarter(cohort, ' ')}, na {month} maanden{short}"


def _quarter(cohort: str, space: str) -> str:
    year, quarter = cohort.split("-Q")
    return f"{quarter}e{space}kwartaal {year}"


@unless_empty
def table(result: Publishable) -> HtmlTable:
    """Share that left for work, a row per quarter of start and a column per month."""
    frame = result.frame
    known = frame["immature"].astype(bool) & frame["share"].notna()
    shares = cells.with_interval(frame)
    frame = frame.assign(text=shares.mask(known, shares + UNFINISHED))
    text = by_month.wide(frame, "cohort", "text")
    text["cohort"] = [_quarter(str(name), dutch.NO_BREAK) for name in text.index]
    text["clients"] = cells.counts(frame.drop_duplicates("cohort"), "clients").to_numpy()
    notes = [by_month.INTERVAL_NOTE, *by_month.step_notes(result)]
    if known.any():
        notes.append(f"{UNFINISHED} Nog niet iedereen is zo lang gevolgd; dit kan nog veranderen.")
    return render(
        text,
        {"cohort": "Gestart in", "clients": "Trajecten", **by_month.headings(frame)},
        name="cohorten",
        title="Vertrokken naar werk, per kwartaal van start",
        notes=[*notes, *cells.left_out_notes(frame)],
    )
