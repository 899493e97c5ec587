"""Where people went who left, and how many went where the source does not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evalutils import dutch
from evalutils.contracts.qualifiers import EXACT
from evalutils.contracts.vocabulary import EXIT_SUMS, TOTAL
from evalutils.counted_shares import WITHIN, precision, with_shares
from evalutils.dataset.codelists import Destination, groupings_of
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.outflow.exit_kinds import by_period, proper_destinations, unaccounted
from evalutils.quantities import qualified
from evalutils.show import groups
from evalutils.show.exit_columns import (
    NOT_NAMED,
    axis_of,
    base_of,
    counted_table,
    exits_table,
    folded_notes,
    of_whom,
    per_period,
    printed_share,
    unfolded,
    who_in,
)
from evalutils.show.interval_rows import noun, of_one_base, shares_chart
from evalutils.show.phrases import LEFT_OUT, left_out, share_in, told
from evalutils.show.table_columns import unless_empty


@unless_empty
def sentence(result: Publishable, codelist: Mapping[str, Destination]) -> Prose | Nothing:
    """The largest destination of all clients together, and what is not accounted for.

    Exits of several periods are told each by itself.
    """
    parts = by_period(result.frame)
    return told(per_period(parts, [_in_one_period(part, codelist) for part in parts]))


def _in_one_period(everyone: pd.DataFrame, codelist: Mapping[str, Destination]) -> str:
    proper = proper_destinations(everyone, groupings_of(codelist))
    parts = proper[proper["destination"] != TOTAL]
    in_all = _in_all(everyone[everyone["destination"] == TOTAL])
    counted = parts[parts["count"].notna()]
    if counted.empty:
        told_shares = _shares_only(parts[parts["share"].notna()], codelist)
        return " ".join(text for text in (in_all, told_shares) if text)
    top = counted.sort_values("count", ascending=False, kind="stable").iloc[0]
    exact = precision(counted, "count").eq(EXACT).all()
    if top["count"] == 0:
        nobody = "Naar de bestemmingen die de bron noemt, vertrok niemand."
        return f"{in_all} {nobody}{_not_named(everyone)}".strip()
    label = markdown(codelist[top["destination"]].label)
    number = qualified(dutch.number(top["count"]), top["qualifier_count"])
    what = share_in(top, who=who_in(top)) or number
    text = f"De grootste bestemming waarvan het aantal bekend is, is {label}: {what}."
    if not exact:  # another may be larger
        text = (
            f"Het hoogste aantal dat de bron bij een bestemming noemt, is dat van {label}: {what}."
        )
    return f"{in_all} {text}{_not_named(everyone)}".strip()


def _in_all(totals: pd.DataFrame) -> str:
    """How many left in all, as a share of a base."""
    known = [text for _, row in totals.iterrows() if (text := share_in(row, who=who_in(row)))]
    if not known:
        return ""
    beside = totals["ratio"].notna().any()
    return f"In totaal{':' if beside else ' vertrokken'} {known[0]}."


def _shares_only(parts: pd.DataFrame, codelist: Mapping[str, Destination]) -> str:
    if parts.empty:
        return ""
    shares = [printed_share(row, codelist) for row in rows(parts)]
    return f"De bron noemt alleen aandelen, geen aantallen: {dutch.listing(shares)}."


def _not_named(frame: pd.DataFrame) -> str:
    """How many who left have no destination with a count; nothing when that could be rounding."""
    everyone = frame[(frame["group"] == "") & (frame["destination"] != TOTAL)]
    if left_out(everyone, "count"):
        return f" {LEFT_OUT}"
    rest = unaccounted(frame)
    if rest is None or not round(rest.persons):
        return ""
    persons = qualified(dutch.number(rest.persons), rest.qualifier)
    return (
        f" Van {persons} van de {dutch.number(rest.leavers)} vertrekkers noemt de bron geen "
        "bestemming met een aantal."
    )


@unless_empty
def chart(result: Publishable, codelist: Mapping[str, Destination]) -> Chart | Nothing:
    """Shares per destination with their intervals; those of another base are in the table only."""

    def name(row: Any) -> str:
        label = dutch.capital(codelist[row.destination].label)
        return f"{label} ({of_whom(row)})" if of_whom(row) else label

    frame = proper_destinations(result.frame, groupings_of(codelist))
    drawn, of = of_one_base(frame, [base_of(row) for row in rows(frame)])
    return shares_chart(
        drawn,
        name,
        name="bestemmingen",
        axis_label=axis_of(drawn),
        caption=f"{noun(drawn)} per bestemming{of}",
    )


@unless_empty
def table(result: Publishable, codelist: Mapping[str, Destination]) -> HtmlTable | Nothing:
    """Exits per destination with their base and interval, and who left for an unknown one.

    Administrative exits and reasons to stop have tables of their own.
    """
    frame = proper_destinations(result.frame, groupings_of(codelist))
    if frame.empty:
        return Nothing()
    return exits_table(
        unfolded(_with_not_named(frame, result.frame)),
        codelist,
        name="bestemmingen",
        title="Uitstroom naar bestemming",
        notes=[*groups.notes(frame), *folded_notes(frame)],
        kinds=frame["kind"].nunique() > 1,
    )


@unless_empty
def sums_table(result: Publishable) -> HtmlTable | Nothing:
    """Exits per coarse kind, where destinations may be left out."""
    return counted_table(
        result.frame,
        EXIT_SUMS,
        name="soorten-bestemming",
        title="Uitstroom naar soort bestemming",
        notes=groups.notes(result.frame),
        stub="Soort bestemming",
    )


def _with_not_named(frame: pd.DataFrame, exits: pd.DataFrame) -> pd.DataFrame:
    """A last row per period for all clients who left without a destination that the source counts.

    It is there when nobody did, and with dashes when the source leaves that open; not where the
    source itself counts those of whom the destination is unknown.
    """
    made = [
        _not_named_row(part)
        for part in by_period(exits)
        if not part["destination"].eq("unknown").any()
    ]
    return pd.concat([frame, *made], ignore_index=True)


def _not_named_row(part: pd.DataFrame) -> pd.DataFrame:
    rest = unaccounted(part)
    row = pd.DataFrame(
        {
            "destination": [NOT_NAMED],
            "group": "",
            "kind": "unknown",
            "base": NOT_NAMED,
            "first": part["first"].iloc[0],
            "last": part["last"].iloc[0],
            "count": np.nan if rest is None else rest.persons,
            "n": np.nan if rest is None else rest.leavers,
            "published_share": np.nan,
            "within_n": WITHIN,
            "qualifier_count": EXACT if rest is None else rest.qualifier,
        }
    )
    # How many a source leaves out is no chance: an interval would say nothing.
    return with_shares(row, "count", "n", "").assign(lower=np.nan, upper=np.nan)
