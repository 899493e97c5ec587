"""Sentences of the comparison across evaluations."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.show.phrases import share_of
from evalutils.statistics.proportions import SMALL_BASE, percent_interval


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
    low, high = (_point(row) for row in rows(part.iloc[[0, -1]]))
    return f"Het aandeel met bestemming '{markdown(label)}' loopt van {low} tot {high}. "


def _point(row: Any) -> str:
    """A share; of few people only where it lies between."""
    if pd.isna(row.lower):
        few = f" (van {dutch.number(row.n)} mensen)" if row.n < SMALL_BASE else ""
        return f"{dutch.printed_percent(row.share)}{few}"
    if row.n < SMALL_BASE:
        span = f"{dutch.percent(row.lower)} en {dutch.percent(row.upper)}"
        return f"ergens tussen {span} (bij {dutch.number(row.n)} mensen)"
    return dutch.percent(row.share)


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


def pooled(result: Publishable, summary: Publishable) -> Prose | Nothing:
    """The mean of the evaluations and how far a new one may lie from it."""
    if result.empty:
        return Nothing()
    row = summary.frame.iloc[0]
    reasons = int(result.frame["reasons"].ne("").sum())
    text = (
        f"Van {dutch.counted(row['studies'], 'evaluatie', 'evaluaties')} zijn de aantallen met "
        f"bestemming '{markdown(row['label'])}' bekend. Het gemiddelde aandeel is "
        f"{dutch.percent(row['mean'])} "
        f"(95%-interval {dutch.interval(row['lower'], row['upper'])}). "
        "Een nieuwe evaluatie van dit soort kan uitkomen tussen "
        f"{dutch.percent(row['prediction_lower'])} en {dutch.percent(row['prediction_upper'])}. "
    )
    if reasons:
        text += (
            f"Bij {dutch.number(reasons)} van de {dutch.number(row['studies'])} staat een reden "
            "waarom het aandeel niet te vergelijken is; het gemiddelde beschrijft de spreiding en "
            "is geen norm."
        )
    return Prose(text.strip())


def funnel(result: Publishable, summary: Publishable) -> Prose | Nothing:
    """How many evaluations lie beyond the limits, and that the limits were widened."""
    if result.empty:
        return Nothing()
    frame, row = result.frame, summary.frame.iloc[0]
    outside = int(
        ((frame["share"] < frame["lower_998"]) | (frame["share"] > frame["upper_998"])).sum()
    )
    verb = "ligt" if outside <= 1 else "liggen"
    many = "geen enkele" if not outside else dutch.number(outside)
    count, n = frame["count"].sum(), frame["n"].sum()
    together = share_of(count, n, *(float(value) for value in percent_interval(count, n)))
    text = (
        f"Met bestemming '{markdown(row['label'])}' vertrokken samen {together}. "
        f"Buiten de grens van 99,8% {verb} {many} van de {dutch.number(len(frame))} evaluaties."
    )
    if row["dispersion"] > 1:
        text += (
            f" De evaluaties verschillen {dutch.number(row['dispersion'], 1)} keer zo sterk "
            "als door toeval alleen. De grenzen zijn daarom verruimd. Zo'n groot verschil wijst op "
            "andere mensen of een andere telling."
        )
    return Prose(text)
