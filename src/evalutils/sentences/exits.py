"""Sentences on exits: where people went, and what no programme can claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.dataset.codelists import Destination, groupings_of
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.outflow.destinations import TOTAL
from evalutils.outflow.exit_kinds import (
    ADMINISTRATIVE,
    REASON,
    of_kind,
    proper_destinations,
    unaccounted,
)
from evalutils.show.phrases import LEFT_OUT, left_out, share_of, told
from evalutils.statistics.proportions import SMALL_BASE, percent_interval


def destinations(result: Publishable, codelist: Mapping[str, Destination]) -> Prose | Nothing:
    """The largest destination of all clients together, and what is not accounted for."""
    if result.empty:
        return Nothing()
    groupings = groupings_of(codelist)
    everyone = result.frame[result.frame["group"] == ""]
    proper = proper_destinations(result.frame, groupings)
    parts = proper[(proper["group"] == "") & (proper["destination"] != TOTAL)]
    in_all = _in_all(everyone[everyone["destination"] == TOTAL])
    counted = parts[parts["count"].notna()]
    if counted.empty:
        told_shares = _shares_only(parts[parts["share"].notna()], codelist)
        return told([text for text in (in_all, told_shares) if text])
    top = counted.sort_values("count", ascending=False, kind="stable").iloc[0]
    if top["count"] == 0:
        nobody = "Naar de bestemmingen die de bron noemt, vertrok niemand."
        return Prose(f"{in_all} {nobody}{_not_named(result.frame)}".strip())
    label = markdown(codelist[top["destination"]].label)
    what = dutch.number(top["count"])
    if not pd.isna(top["lower"]):
        what = share_of(top["count"], top["n"], top["share"], top["lower"], top["upper"])
    text = f"De grootste bestemming waarvan het aantal bekend is, is {label}: {what}."
    return Prose(f"{in_all} {text}{_not_named(result.frame)}".strip())


def _in_all(totals: pd.DataFrame) -> str:
    """How many left in all, as a share of a base."""
    known = totals[totals["count"].notna() & totals["lower"].notna()]
    if known.empty:
        return ""
    row = known.iloc[0]
    share = share_of(row["count"], row["n"], row["share"], row["lower"], row["upper"])
    return f"In totaal vertrokken {share}."


def _shares_only(parts: pd.DataFrame, codelist: Mapping[str, Destination]) -> str:
    if parts.empty:
        return ""
    shares = [_printed_share(row, codelist) for row in rows(parts)]
    return f"De bron noemt alleen aandelen, geen aantallen: {dutch.listing(shares)}."


def _printed_share(row: Any, codelist: Mapping[str, Destination]) -> str:
    text = f"{markdown(codelist[row.destination].label)} {dutch.printed_percent(row.share)}"
    if row.n < SMALL_BASE:
        people = dutch.counted(row.n, "persoon", "mensen")
        return f"{text} (van {people}; zo'n kleine groep geeft geen zeker aandeel)"
    return text


def _not_named(frame: pd.DataFrame) -> str:
    """How many who left have no destination with a count; nothing when that could be rounding."""
    everyone = frame[(frame["group"] == "") & (frame["destination"] != TOTAL)]
    if left_out(everyone, "count"):
        return f" {LEFT_OUT}"
    rest = unaccounted(frame)
    if rest is None:
        return ""
    least = "" if rest.exact else "ten minste "
    return (
        f" Van {least}{dutch.number(rest.persons)} van de {dutch.number(rest.leavers)} vertrekkers "
        "noemt de bron geen bestemming met een aantal."
    )


def other_exits(result: Publishable, codelist: Mapping[str, Destination]) -> Prose | Nothing:
    """What no programme can claim: administrative exits, and why others stopped."""
    if result.empty:
        return Nothing()
    groupings = groupings_of(codelist)
    administrative = of_kind(result.frame, groupings, ADMINISTRATIVE)
    reasons = of_kind(result.frame, groupings, REASON)
    said = [_administrative(administrative, result.frame), _reasons(reasons, codelist)]
    return told([text for text in said if text])


def _administrative(frame: pd.DataFrame, exits: pd.DataFrame) -> str:
    """How many left for a reason such as moving or age; or that the source does not say."""
    everyone = exits[exits["group"] == ""]
    leavers = everyone["leavers"].dropna()
    if frame.empty:
        if leavers.empty or (everyone["destination"] == TOTAL).all():
            return ""
        return (
            "Administratief vertrek, zoals verhuizen, de AOW-leeftijd of overlijden, noemt de bron "
            "niet apart; het kan in de uitstroom zitten zonder dat een programma het bereikte."
        )
    claim = "Dat is geen uitkomst die een programma zich kan toerekenen."
    own = frame[frame["group"] == ""].drop_duplicates("destination")
    counts = own["count"].dropna().astype("float64")
    if left_out(frame, "count") or counts.empty or leavers.empty:
        return f"Een deel van het vertrek was administratief. {claim}"
    number, everybody = float(counts.sum()), float(leavers.iloc[0])
    if not number:
        return "Administratief vertrok volgens de bron niemand."
    bounds = [float(value) for value in percent_interval(number, everybody)]
    if pd.isna(bounds[0]):  # more than left in all: the source counts in two ways
        people = dutch.counted(number, "persoon", "mensen")
        return f"Administratief vertrokken, volgens de bron: {people}. {claim}"
    return f"Administratief vertrokken {share_of(number, everybody, *bounds)}. {claim}"


def _reasons(frame: pd.DataFrame, codelist: Mapping[str, Destination]) -> str:
    """Why clients stopped, each reason with its share of a base where there is one."""
    if frame.empty:
        return ""
    told_reasons = [_reason(row, codelist) for row in rows(frame)]
    known = [text for text in told_reasons if text]
    if not known:
        return ""
    return f"Redenen om te stoppen of niet te starten: {'; '.join(known)}."


def _reason(row: Any, codelist: Mapping[str, Destination]) -> str:
    label = markdown(codelist[row.destination].label)
    if not pd.isna(row.lower):
        return f"{label} {share_of(row.count, row.n, row.share, row.lower, row.upper)}"
    if not pd.isna(row.share):
        text = _printed_share(row, codelist)
        return f"{text} van {dutch.number(row.n)}" if row.n >= SMALL_BASE else text
    return "" if pd.isna(row.count) else f"{label} {dutch.number(row.count)}"
