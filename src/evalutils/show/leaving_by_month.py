"""Where and when clients left: the share that left for each kind of destination by month."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import GROUPINGS
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import by_month, cells
from evalutils.show.phrases import LEFT_OUT
from evalutils.show.rendering import render
from evalutils.show.table_columns import unless_empty

NOT_CAUSE = "Dit zegt niet wat er zonder het programma was gebeurd."


@unless_empty
def sentence(result: Publishable) -> Prose:
    """The largest kinds of destination after a year; no cause, since nothing is beside them."""
    found = [
        row
        for _, part in result.frame.groupby("kind", sort=False)
        for row in rows(by_month.last_listed(part, "share"))
    ]
    if not found:
        return Prose(LEFT_OUT)
    found = sorted(found, key=lambda row: -row.share)[:2]
    parts = [
        f"{GROUPINGS[row.kind].label} "
        f"{by_month.estimated(row.share, row.lower, row.upper, row.clients)}"
        f" na {row.month} maanden"
        for row in found
    ]
    whom = by_month.of_whom(by_month.start_of(result.frame))
    text = f"Trajecten eindigden naar schatting het vaakst met vertrek naar: {dutch.listing(parts)}"
    return Prose(f"{text}{whom}. {NOT_CAUSE}")


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """A panel per kind of destination, with its band."""
    names = {kind: dutch.capital(grouping.label) for kind, grouping in GROUPINGS.items()}
    return by_month.curves(
        result,
        "kind",
        names,
        start=0,
        name="bestemmingen-per-maand",
        share="Aandeel van de trajecten dat naar elke bestemming vertrok",
        since=by_month.SINCE_START,
        lines="Lijnen die stijgen vanaf 0%.",
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """A row per kind of destination, a column per listed month."""
    frame = by_month.listed_few(result.frame)
    if frame.empty:
        return Nothing()
    text = by_month.wide(frame.assign(text=cells.with_interval(frame)), "kind", "text")
    text["kind"] = [dutch.capital(by_month.KINDS[str(kind)]) for kind in text.index]
    followed = by_month.still_followed(frame)
    return render(
        pd.concat([text, followed.assign(kind=by_month.FOLLOWED)]),
        {"kind": "Bestemming", **by_month.headings(frame)},
        name="bestemmingen-per-maand",
        title="Waarheen en wanneer cliënten vertrokken, als deel van de trajecten"
        + by_month.of_whom(by_month.start_of(frame)),
        notes=[
            by_month.INTERVAL_NOTE,
            *by_month.step_notes(result),
            *([by_month.FOLLOWED_NOTE] if len(followed) else []),
            *by_month.start_notes(frame),
            *cells.left_out_notes(frame),
        ],
    )
