"""Exits that no programme can claim: administrative ones, and why others stopped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evalutils import dutch
from evalutils.contracts.qualifiers import combined
from evalutils.contracts.vocabulary import TOTAL
from evalutils.counted_shares import WITHIN, precision, with_shares
from evalutils.dataset.codelists import Destination, groupings_of
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.outflow.exit_kinds import ADMINISTRATIVE, REASON, by_period, of_kind
from evalutils.quantities import qualified
from evalutils.show.exit_columns import exits_table, of_whom, per_period, printed_share, unfolded
from evalutils.show.phrases import left_out, people, share_in, told
from evalutils.show.table_columns import unless_empty
from evalutils.statistics.proportions import SMALL_BASE

CLAIM = "Dat is geen uitkomst die een programma zich kan toerekenen."


@unless_empty
def sentence(result: Publishable, codelist: Mapping[str, Destination]) -> Prose | Nothing:
    """How many left for administrative reasons, and why others stopped."""
    groupings = groupings_of(codelist)
    reasons = of_kind(result.frame, groupings, REASON)
    periods = by_period(result.frame)
    # Without periods the groups too say that there was such an exit.
    parts = [result.frame] if len(periods) < 2 else periods
    texts = [_administrative(of_kind(part, groupings, ADMINISTRATIVE), part) for part in parts]
    said = per_period(parts, texts)
    if len(said) > 1 and any(text.endswith(CLAIM) for text in said):
        said = [text.removesuffix(CLAIM).rstrip() for text in said]
        said.append(f"Administratief vertrek {CLAIM.removeprefix('Dat ')}")
    return told([text for text in (*said, _reasons(reasons, codelist)) if text])


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
    own = frame[frame["group"] == ""].drop_duplicates("destination")
    own = own[own["count"].notna()]
    counts = own["count"].astype("float64")
    about = combined(precision(own, "count"))
    if left_out(frame, "count") or counts.empty or leavers.empty or about is None:
        return f"Een deel van het vertrek was administratief. {CLAIM}"
    number, everybody = float(counts.sum()), float(leavers.iloc[0])
    if not number:
        return "Administratief vertrok volgens de bron niemand."
    together = pd.DataFrame({"count": [number], "n": [everybody], "published_share": [np.nan]})
    together["qualifier_count"] = about
    together["within_n"] = "" if own["overlapping"].any() else WITHIN
    together["qualifier_n"] = precision(everyone, "leavers")[leavers.index[0]]
    share = share_in(with_shares(together, "count", "n", "").iloc[0])
    if not share:  # more than left in all: the source counts in two ways
        told_number = qualified(people(number, own, "count"), about)
        return f"Administratief vertrokken, volgens de bron: {told_number}. {CLAIM}"
    return f"Administratief vertrokken {share}. {CLAIM}"


def _reasons(frame: pd.DataFrame, codelist: Mapping[str, Destination]) -> str:
    """Why clients stopped, each reason with its share of a base where there is one."""
    told_reasons = [_reason(row, codelist) for row in rows(frame)]
    known = [text for text in told_reasons if text]
    return f"Redenen om te stoppen of niet te starten: {'; '.join(known)}." if known else ""


def _reason(row: Any, codelist: Mapping[str, Destination]) -> str:
    whom = "" if pd.isna(row.last) else f" ({of_whom(row)})"
    label = f"{markdown(codelist[row.destination].label)}{markdown(whom)}"
    if share := share_in(row):
        return f"{label} {share}"
    if not pd.isna(row.share):
        text = printed_share(row, codelist)
        return f"{text} van {dutch.number(row.n)}" if row.n >= SMALL_BASE else text
    number = qualified(dutch.number(row.count), row.qualifier_count)
    return "" if pd.isna(row.count) else f"{label} {number}"


@unless_empty
def administrative_table(
    result: Publishable, codelist: Mapping[str, Destination]
) -> HtmlTable | Nothing:
    """Exits by moving, age, death and the like, which no programme can claim."""
    frame = unfolded(of_kind(result.frame, groupings_of(codelist), ADMINISTRATIVE))
    return exits_table(frame, codelist, name="administratief", title="Administratief vertrek")


@unless_empty
def reasons_table(result: Publishable, codelist: Mapping[str, Destination]) -> HtmlTable | Nothing:
    """Why clients stopped or never started, with the base that the source gives."""
    frame = unfolded(of_kind(result.frame, groupings_of(codelist), REASON))
    notes = [
        "Een reden om te stoppen is geen bestemming: waar deze mensen heen gingen, staat er "
        "niet bij."
    ]
    if frame["n"].isna().any():
        notes.append("Bij een reden zonder aandeel noemt de bron niet van hoeveel mensen.")
    return exits_table(
        frame, codelist, name="redenen", title="Redenen om te stoppen", notes=notes, stub="Reden"
    )
