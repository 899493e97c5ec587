"""How many exits must be additional, against how many there were, under each reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.cost_benefit.structure import NATURAL
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import readings
from evalutils.show.draw_notes import INDEPENDENT, MEANS, not_drawn
from evalutils.show.effect_words import rests_on
from evalutils.show.phrases import share_of
from evalutils.show.table_columns import TableColumn, each, euros, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE

EXTRA = "Extra is uitstroom die er zonder het programma niet was geweest"
NOBODY = f"{EXTRA} en die niet ten koste van een ander ging."
NEVER = "geen aantal is genoeg"


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """How many of the exits must be additional, over what the source leaves open."""
    frame = result.frame
    best, own = frame.iloc[0], _of_source(frame)
    if pd.isna(best["needed"]):
        return Nothing()
    first = (
        f"Van elke 100 deelnemers moeten er {_needed_range(own)} extra uitstromen om de kosten "
        f"voor de gemeente binnen {dutch.number(best['horizon_months'])} maanden terug te "
        "verdienen."
    )
    lines = "\n".join(f"- {line}" for line in _beside_needed(frame, best, own) if line)
    return Prose(f"{first}\n\n{lines}")


def _beside_needed(frame: pd.DataFrame, best: pd.Series, own: pd.DataFrame) -> Iterator[str]:
    """How many left, how many of them may not be additional, and what is not known of that."""
    if pd.isna(best["observed"]):
        yield "Hoeveel er uitstroomden, zegt de bron niet."
        yield _why(own)
        return
    yield observed(best)
    if best["needed"] > _most_observed(best):
        yield "Zelfs als dat allemaal extra is, is het in elke lezing te weinig."
        return
    yield f"Daarvan mag hoogstens {_allowed(own)} {_lost(best)}."
    yield _why(own)
    if len(own) < len(frame):
        yield _natural(frame)
    yield _measured(best)


def observed(row: pd.Series) -> str:
    """The exits that there were: a share, an interval of few people, or a ratio."""
    exits, participants = row["exits"], row["participants"]
    if not row["within"]:
        found = f"Tegenover {dutch.number(participants)} deelnemers staan {dutch.number(exits)} "
        per = "" if _few(row) else f", {dutch.number(row['observed'], 1)} per 100"
        return (
            f"{found}vertrekkers{per}; dat is een verhouding, want zij horen niet of niet zeker "
            "bij die deelnemers."
        )
    bounds = row["observed"], row["observed_low"], row["observed_high"]
    return f"Uitgestroomd zijn {share_of(exits, participants, *bounds)}."


def _of_source(frame: pd.DataFrame) -> pd.DataFrame:
    """The readings of the source itself: without anybody who would have left later anyway."""
    if NATURAL not in frame:
        return frame
    return frame[~frame["alternative"].str.contains(NATURAL)]


def _few(row: pd.Series) -> bool:
    return bool(row["participants"] < SMALL_BASE)


def _most_observed(row: pd.Series) -> float:
    return float(row["observed_high"] if row["within"] and _few(row) else row["observed"])


def _needed_range(frame: pd.DataFrame) -> str:
    first, last = frame["needed"].iloc[0], frame["needed"].iloc[-1]
    if pd.isna(last):
        return f"minstens {dutch.number(first, 1)}"
    return readings.between(first, last)


def _allowed(frame: pd.DataFrame) -> str:
    """The highest share that may be lost, from the worst reading to the best."""
    best, worst = frame.iloc[0], frame.iloc[-1]
    if _few(best):
        ends = worst["switching_low"], best["switching_high"]
        if any(pd.isna(end) for end in ends):
            return "een deel dat van zo weinig mensen niet te zeggen is,"
        return f"een deel ergens tussen {dutch.percent(ends[0])} en {dutch.percent(ends[1])}"
    return readings.between(worst["switching"], best["switching"], "%")


def _why(frame: pd.DataFrame) -> str:
    names = [name for name in readings.open_in(frame) if frame[name].nunique() > 1]
    if not names:
        return ""
    words = dutch.listing([readings.OPEN[name] for name in names])
    return f"Welk getal geldt, hangt ervan af {words}: dat zegt de bron niet."


def _natural(frame: pd.DataFrame) -> str:
    """What is left when people would have left later, or earlier, without the programme."""
    worst = frame[frame["alternative"].str.contains(NATURAL)]
    rate = dutch.percent(100 * float(worst[NATURAL].iloc[0]), 0)
    text = (
        f"Verlaat zonder het programma tot {rate} van de mensen per jaar de uitkering, dan kan dat "
        f"zakken naar {_allowed(worst)}"
    )
    gone, row = float(worst["gone"].max()), worst.iloc[0]
    if _few(row) or gone > row["observed"]:
        return f"{text}; hoeveel dat er onder deelnemers zijn, is niet gemeten."
    most = dutch.number(100 * (1 - gone / row["observed"]))
    return (
        f"{text}, en zijn hoogstens {most} van elke 100 vertrekkers extra, want dan was "
        f"{dutch.percent(gone, 0)} van de deelnemers al eerder vertrokken; hoeveel dat er onder "
        "deelnemers zijn, is niet gemeten."
    )


def _lost(row: pd.Series) -> str:
    anyway = "ook zonder het programma zijn gebeurd"
    return (
        anyway if row["displacement_known"] else f"{anyway} of ten koste van een ander zijn gegaan"
    )


def _measured(row: pd.Series) -> str:
    if pd.isna(row["additional"]):
        return "Hoeveel dat er werkelijk zijn, heeft niemand gemeten."
    if _few(row):
        return ""
    size, fewer = dutch.number(abs(row["additional"]), 1), row["additional"] < 0
    if row["corrected"] is None:
        found = "minder dan zonder het programma" if fewer else "extra"
        return f"Volgens de bron waren er {size} van de 100 {found}."
    return (
        f"Naar schatting waren het er {size} per 100 deelnemers {'minder' if fewer else 'meer'} "
        f"dan bij vergelijkbare mensen zonder het programma. {rests_on(row['corrected'])}"
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """What is needed and what may be lost, with a row for each reading."""
    frame = result.frame
    names, best = readings.open_in(frame), frame.iloc[0]
    alone = [] if names else [readings.ALONE]
    notes = [
        f"Voor de gemeente, over {dutch.number(best['horizon_months'])} maanden, contante waarde.",
        f"{EXTRA}." if best["displacement_known"] else NOBODY,
        "Omslagpunt: hoogstens dit deel van de uitstroom mag er ook zonder het programma zijn "
        "geweest. Tussen haakjes 95% van de berekeningen.",
        "Kosten per deelnemer: alle kosten, ook die per uitstroom, verdeeld over alle deelnemers.",
        "De gemeente houdt hier de hele besparing. Of dat zo is, hangt af van hoe het Rijk het "
        "budget voor bijstand verdeelt.",
        *_reading_notes(frame, names),
        f"{MEANS} {INDEPENDENT}",
        not_drawn(frame, "de discontovoet", "het aantal maanden dat telt"),
    ]
    return table_of(
        frame,
        [
            each("Als", lambda row: alone[0] if alone else readings.reading(row), words=True),
            euros("Kosten per deelnemer", "cost_eur"),
            euros("Waarde van één extra uitstroom", "value_eur"),
            each("Extra nodig, per 100 deelnemers", _needed),
            TableColumn("Omslagpunt", lambda shown: shown.apply(_switching, axis=1)),
        ],
        name="nodig",
        title="Hoeveel uitstroom moet extra zijn?",
        notes=[note for note in notes if note],
    )


def _reading_notes(frame: pd.DataFrame, names: list[str]) -> list[str]:
    if not names:
        return []
    best = next(frame.iloc[:1].itertuples())
    found = [f"{readings.BEST}: {readings.best_words(best, names)}."]
    if NATURAL in names and frame["gone"].max() > 0:
        gone, rate = frame["gone"].max(), 100 * frame[NATURAL].max()
        found.append(
            f"Vertrekt {dutch.percent(rate, 0)} per jaar ook zonder het programma, dan was op het "
            f"moment van uitstroom al {dutch.percent(gone, 0)} van de deelnemers vertrokken: "
            "die uitstroom was er ook zonder het programma geweest, en hun maanden zonder "
            "uitkering gaan tijdens het traject verloren. Wie zo vertrekt, blijft in de berekening "
            "weg."
        )
    return found


def _needed(row: Any) -> str:
    if pd.isna(row.needed):
        return dutch.MISSING if pd.isna(row.value_eur) else NEVER
    return _with_span(row.needed, row.needed_low, row.needed_high, "")


def _switching(row: pd.Series) -> str:
    if pd.isna(row["switching"]):
        return dutch.MISSING
    low, high = row["switching_low"], row["switching_high"]
    if _few(row):
        return dutch.MISSING if pd.isna(low) else readings.between(low, high, "%")
    return _with_span(row["switching"], low, high, "%")


def _with_span(value: float, low: float, high: float, unit: str) -> str:
    shown = f"{dutch.number(value, 1)}{unit}"
    return shown if pd.isna(low) or pd.isna(high) else f"{shown} ({readings.between(low, high)})"
