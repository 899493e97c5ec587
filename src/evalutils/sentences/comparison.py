"""Sentences of the comparison across evaluations."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose, plain
from evalutils.frames import rows
from evalutils.sentences.phrases import SMALL_BASE


def exit_shares(result: Publishable) -> Prose | Nothing:
    """How wide the shares differ and why they cannot be ranked."""
    if result.empty:
        return Nothing()
    frame = result.frame
    evaluations = dutch.counted(frame["evaluation"].nunique(), "evaluatie", "evaluaties")
    if len(frame) == 1:
        return Prose(f"Alleen van {evaluations} is een aandeel uitstroom te geven.")
    return Prose(
        f"Van {evaluations} is een aandeel uitstroom te geven. {_range(frame)}De aandelen zijn "
        f"niet rechtstreeks te vergelijken: zij gaan over {_bases(frame)}verschillende groepen "
        "mensen en over perioden van verschillende lengte. De volgorde is daarom alfabetisch en "
        f"geen rangorde.{_small(frame)}"
    )


def _range(frame: pd.DataFrame) -> str:
    """The lowest and highest share of the destination that most evaluations give."""
    evaluations = frame.groupby("label")["evaluation"].nunique()
    label = str(evaluations.idxmax())
    if evaluations.max() < 2:
        return ""
    part = frame[frame["label"] == label].sort_values("share")
    low, high = (
        dutch.percent(row.share) if row.lower >= 0 else dutch.printed_percent(row.share)
        for row in rows(part.iloc[[0, -1]])
    )
    return f"Het aandeel met bestemming '{plain(label)}' loopt van {low} tot {high}. "


def _bases(frame: pd.DataFrame) -> str:
    bases = frame.loc[frame["base_label"] != dutch.MISSING, "base_label"].nunique()
    return f"{dutch.number(bases)} verschillende bases, over " if bases > 1 else ""


def _small(frame: pd.DataFrame) -> str:
    small = int((frame["n"] < SMALL_BASE).sum())
    if not small:
        return ""
    verb = "gaat" if small == 1 else "gaan"
    return (
        f" {dutch.counted(small, 'aandeel', 'aandelen')} {verb} over minder dan {SMALL_BASE} "
        f"mensen en {'is' if small == 1 else 'zijn'} daardoor onzeker."
    )
