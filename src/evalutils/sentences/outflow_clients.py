"""Sentences of the chapter about clients who were followed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.client_groups import group_name
from evalutils.contracts.evidence import EVIDENCE, Evidence
from evalutils.contracts.vocabulary import GROUPINGS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.outflow.clients.followed import DURABLE_MONTHS, LISTED_MONTHS
from evalutils.show.phrases import LEFT_OUT, share_of, told
from evalutils.statistics.proportions import SMALL_BASE

PLACES = {"programme": "in het programma", "benefit": "in de uitkering"}
OUTCOMES = {"left": "vertrekken", "work": "vertrekken naar werk"}
NOT_CAUSE = "Dit zegt niet wat er zonder het programma was gebeurd."


def estimated(share: float, lower: float, upper: float, number: float) -> str:
    """``31,1% (95%-interval 27,7% tot 34,6%)``; of few people only the interval."""
    if pd.isna(lower):
        return dutch.percent(share)
    if number < SMALL_BASE:
        return f"ergens tussen {dutch.percent(lower)} en {dutch.percent(upper)}"
    return f"{dutch.percent(share)} (95%-interval {dutch.interval(lower, upper)})"


def _last_listed(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The last listed month of at most a year that is known."""
    months = [month for month in LISTED_MONTHS if month <= DURABLE_MONTHS]
    return frame[frame[column].notna() & frame["month"].isin(months)].tail(1)


def staying(result: Publishable, medians: Publishable) -> Prose | Nothing:
    """Share still there after a year, and after how many months half had left."""
    if medians.empty:
        return Nothing()
    sentences = []
    for row in rows(medians.frame):
        place = PLACES[row.curve]
        curve = result.frame[result.frame["curve"] == row.curve]
        for found in rows(_last_listed(curve, "share")):
            share = estimated(found.share, found.lower, found.upper, found.clients)
            sentences.append(f"Na {found.month} maanden was naar schatting {share} nog {place}.")
        sentences.append(_median(row, place))
    return told([text for text in sentences if text])


def _median(row: Any, place: str) -> str:
    if pd.isna(row.median):
        if pd.isna(row.hidden_left) and pd.isna(row.hidden_at_risk):
            return f"Zo lang als cliënten zijn gevolgd, bleef meer dan de helft {place}."
        return ""
    decimals = 0 if row.margin > 0 else 1
    low, high = (dutch.number(value, decimals) for value in (row.lower, row.upper))
    known = dutch.MISSING not in (low, high)
    if row.clients < SMALL_BASE and known:
        return f"Ergens tussen {low} en {high} maanden was de helft niet meer {place}."
    span = f" (95%-interval {low} tot {high})" if known else ""
    months = dutch.counted(row.median, "maand", "maanden", decimals)
    return f"Na {months}{span} was de helft niet meer {place}."


def destinations(result: Publishable, evidence: Evidence) -> Prose | Nothing:
    """The largest kinds of destination after a year; no cause without a comparison."""
    if result.empty:
        return Nothing()
    found = [
        row
        for _, part in result.frame.groupby("kind", sort=False)
        for row in rows(_last_listed(part, "share"))
    ]
    if not found:
        return Prose(LEFT_OUT)
    found = sorted(found, key=lambda row: -row.share)[:2]
    parts = [
        f"{GROUPINGS[row.kind].label} {estimated(row.share, row.lower, row.upper, row.clients)}"
        f" na {row.month} maanden"
        for row in found
    ]
    text = f"Naar schatting vertrok het grootste deel naar: {dutch.listing(parts)}."
    return Prose(text if EVIDENCE[evidence].compared else f"{text} {NOT_CAUSE}")


def groups(result: Publishable) -> Prose | Nothing:
    """Whether groups differ more than by chance; never why."""
    if result.empty:
        return Nothing()
    tested = result.frame.drop_duplicates(["column", "outcome"])
    tested = tested[tested["significant"].notna()]
    if tested.empty:
        return Prose(LEFT_OUT) if result.protected else Nothing()
    differ = [_grouping(row) for row in rows(tested) if row.significant]
    alike = [_grouping(row) for row in rows(tested) if not row.significant]
    sentences = []
    if differ:
        what = dutch.listing(differ)
        sentences.append(f"Verschillen groter dan bij toeval te verwachten: {what}.")
    if alike:
        sentences.append(f"Verschillen die toeval kunnen zijn: {dutch.listing(alike)}.")
    if len(tested) > 1:
        sentences.append(
            f"Bij {dutch.number(len(tested))} toetsen kan er ook zonder verschil een uitschieten."
        )
    text = " ".join(sentences)
    return Prose(f"{text} Waardoor groepen verschillen, volgt hier niet uit.")


def _grouping(row: Any) -> str:
    name = group_name(row.column)
    return f"{OUTCOMES[row.outcome]} (naar {markdown(f'{name[:1].lower()}{name[1:]}')})"


def cohorts(result: Publishable) -> Prose | Nothing:
    """How many cohorts are not finished."""
    if result.empty:
        return Nothing()
    names = result.frame["cohort"].nunique()
    year = result.frame[result.frame["month"] == DURABLE_MONTHS]
    finished = int((~year["immature"].astype(bool) & year["share"].notna()).sum())
    text = (
        f"Van {dutch.counted(names, 'kwartaal', 'kwartalen')} van start zijn er "
        f"{dutch.number(finished)} waarvan iedereen {DURABLE_MONTHS} maanden te volgen was."
    )
    if finished < names:
        text += " De andere zijn lichter getekend: hun aandeel kan nog veranderen."
    return Prose(text)


def durable(raw: Publishable, product: Publishable) -> Prose | Nothing:
    """The share of those with full follow-up beside the estimate from everybody."""
    sentences = []
    for row in rows(raw.frame):
        if not pd.isna(row.share):
            share = share_of(row.still_out, row.exits, row.share, row.lower, row.upper)
            sentences.append(
                "Van wie naar werk en uit de uitkering ging en 12 maanden is gevolgd, kwam in die "
                f"tijd niet terug in de uitkering: {share}."
            )
        else:
            sentences.append(LEFT_OUT if raw.protected else "Niemand is 12 maanden gevolgd.")
    known = product.frame[product.frame["percent"].notna()] if len(product.frame) else product.frame
    for row in rows(known[known["month"] == DURABLE_MONTHS].tail(1) if len(known) else known):
        share = estimated(row.percent, row.lower, row.upper, row.clients)
        sentences.append(
            f"Van alle cliënten vertrok naar schatting {share} binnen {row.month} maanden naar "
            "werk en bleef daarna 12 maanden uit de uitkering."
        )
    return told(sentences)


def reentry(result: Publishable) -> Prose | Nothing:
    """Share back on benefit after a year."""
    if result.empty:
        return Nothing()
    sentences = [
        f"{row.month} maanden na het vertrek was naar schatting "
        f"{estimated(row.share, row.lower, row.upper, row.clients)} terug in de uitkering."
        for row in rows(_last_listed(result.frame, "share"))
    ]
    return told(sentences) if sentences else Prose(LEFT_OUT)
