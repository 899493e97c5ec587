"""Table of instruments, together per stage of the chain."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.outflow.instruments import by_stage
from evalutils.show import cells
from evalutils.show.rendering import render
from evalutils.statistics.proportions import SMALL_BASE

UNKNOWN_STAGE = "Fase niet bekend"
COLUMNS = {
    "instrument": "Instrument (doel)",
    "participants": "Deelnemers",
    "started": "Gestart",
    "work": "Naar werk; aandeel (95%-interval)",
    "exits_other": "Overige uitstroom",
    "total": "Uitstroom; aandeel (95%-interval)",
}


def instruments(result: Publishable) -> Table | Nothing:
    """Exits per instrument; a share of few people is given as its interval alone."""
    if result.empty:
        return Nothing()
    frame = by_stage(result.frame)
    text = frame[[]].copy()
    goals = cells.texts(frame, "goal").map(lambda goal: f" ({goal[:1].lower()}{goal[1:]})")
    names = frame["instrument"].map(dutch.capital)
    text["instrument"] = names.where(frame["goal"].isna(), names + goals)
    stage = cells.texts(frame, "stage")
    text["stage"] = stage.replace(dutch.MISSING, UNKNOWN_STAGE)
    for column in ("participants", "started", "exits_other"):
        text[column] = cells.counts(frame, column)
    for name in ("work", "total"):
        counts, shares = cells.counts(frame, f"exits_{name}"), _shares(frame, name)
        both = (counts + "; " + shares).where(shares.ne(dutch.MISSING), counts)
        text[name] = both.where(counts.ne(dutch.MISSING), shares)
    return render(
        text,
        COLUMNS,
        name="instrumenten",
        title="Instrumenten",
        notes=[
            "Aandelen zonder interval zijn overgenomen uit de bron: een aantal ontbreekt. "
            "De basis is het aantal gestarte deelnemers, of anders het aantal deelnemers. Bij "
            f"minder dan {SMALL_BASE} mensen staat alleen het interval.",
            *cells.left_out_notes(frame),
        ],
        groups="stage" if stage.ne(dutch.MISSING).any() else None,
    )


def _shares(frame: pd.DataFrame, name: str) -> pd.Series:
    """Shares with their interval; of few people the interval alone, or how many they were."""
    share, lower, upper = (f"{part}_{name}" for part in ("share", "lower", "upper"))
    printed = cells.shares(frame, share, lower)
    small = frame["n"].lt(SMALL_BASE) & printed.ne(dutch.MISSING)
    of_few = printed + " (van " + frame["n"].map(dutch.number) + ")"
    points = printed.mask(small, of_few)
    whole = cells.with_interval(frame, share, lower, upper)
    whole = whole.mask(small, cells.intervals(frame, lower, upper))
    return points.where(frame[lower].isna(), whole)
