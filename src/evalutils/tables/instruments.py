"""Table of instruments, together per stage of the chain."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.outflow.instruments import by_stage
from evalutils.proportions import SMALL_BASE
from evalutils.tables import cells
from evalutils.tables.render import render

UNKNOWN_STAGE = "Fase niet bekend"
COLUMNS = {
    "instrument": "Instrument",
    "goal": "Doel",
    "participants": "Deelnemers",
    "started": "Gestart",
    "exits_work": "Naar werk",
    "share_work": "Aandeel naar werk",
    "interval_work": "95%-interval naar werk",
    "exits_other": "Overige uitstroom",
    "exits_total": "Uitstroom",
    "share_total": "Aandeel uitstroom",
    "interval_total": "95%-interval uitstroom",
}


def instruments(result: Publishable) -> Table | Nothing:
    """Exits per instrument; a share of few people is given as its interval alone."""
    if result.empty:
        return Nothing()
    frame = by_stage(result.frame)
    text = frame[[]].copy()
    text["instrument"] = frame["instrument"].map(dutch.capital)
    text["goal"] = cells.texts(frame, "goal")
    stage = cells.texts(frame, "stage")
    text["stage"] = stage.replace(dutch.MISSING, UNKNOWN_STAGE)
    for column in ("participants", "started", "exits_work", "exits_other", "exits_total"):
        text[column] = cells.counts(frame, column)
    for name in ("work", "total"):
        text[f"share_{name}"] = _points(frame, name)
        text[f"interval_{name}"] = cells.intervals(frame, f"lower_{name}", f"upper_{name}")
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
        texts=("goal",),
        groups="stage" if stage.ne(dutch.MISSING).any() else None,
    )


def _points(frame: pd.DataFrame, name: str) -> pd.Series:
    """Shares; of few people none, or as printed with how many they were."""
    points = cells.shares(frame, f"share_{name}", f"lower_{name}")
    small = frame["n"].lt(SMALL_BASE) & points.ne(dutch.MISSING)
    printed = points + " (van " + frame["n"].map(dutch.number) + ")"
    points = points.mask(small & frame[f"lower_{name}"].isna(), printed)
    return points.mask(small & frame[f"lower_{name}"].notna(), dutch.MISSING)
