"""Tables of exits: destinations, administrative exits and reasons to stop, each apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import EXIT_KINDS, MEASURES
from evalutils.dataset.codelists import Destination, groupings_of
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.outflow.exit_kinds import (
    ADMINISTRATIVE,
    REASON,
    of_kind,
    proper_destinations,
    unaccounted,
)
from evalutils.show import cells
from evalutils.show.rendering import render
from evalutils.statistics.proportions import percent_interval

BASES = {**MEASURES, "group_total": "totaal van de groep", "": dutch.MISSING}
ALL_CLIENTS = "alle cliënten"
NOT_NAMED = "Bestemming niet genoemd"
OVERLAP = "Groepen kunnen overlappen en worden niet opgeteld."
COLUMNS = {
    "destination": "Bestemming",
    "count": "Aantal",
    "share": "Aandeel",
    "interval": "95%-interval",
    "base": "Van",
    "n": "Basis",
    "part": "Soort",
    "published": "Gedrukt",
}


def destinations(result: Publishable, codelist: Mapping[str, Destination]) -> Table | Nothing:
    """Exits per destination with their base and interval, and who left for an unknown one.

    Administrative exits and reasons to stop have tables of their own.
    """
    if result.empty:
        return Nothing()
    frame = proper_destinations(result.frame, groupings_of(codelist))
    if frame.empty:
        return Nothing()
    text = _cells(frame, codelist)
    text = _with_not_named(text.assign(part=frame["kind"].map(EXIT_KINDS)), result.frame)
    if text["part"].nunique() == 1:  # one kind of exit needs no name
        text["part"] = dutch.MISSING
    several = text["group"].nunique() > 1
    return _table(
        text, "bestemmingen", "Uitstroom naar bestemming", [OVERLAP] if several else [], frame
    )


def administrative(result: Publishable, codelist: Mapping[str, Destination]) -> Table | Nothing:
    """Exits by moving, age, death and the like, which no programme can claim."""
    if result.empty:
        return Nothing()
    frame = of_kind(result.frame, groupings_of(codelist), ADMINISTRATIVE)
    if frame.empty:
        return Nothing()
    text = _cells(frame, codelist).assign(part=dutch.MISSING)
    return _table(text, "administratief", "Administratief vertrek", [], frame)


def reasons(result: Publishable, codelist: Mapping[str, Destination]) -> Table | Nothing:
    """Why clients stopped or never started, with the base that the source gives."""
    if result.empty:
        return Nothing()
    frame = of_kind(result.frame, groupings_of(codelist), REASON)
    if frame.empty:
        return Nothing()
    text = _cells(frame, codelist).assign(part=dutch.MISSING)
    notes = [
        "Een reden om te stoppen is geen bestemming: waar deze mensen heen gingen, staat er "
        "niet bij."
    ]
    if frame["n"].isna().any():
        notes.append("Bij een reden zonder aandeel noemt de bron niet van hoeveel mensen.")
    return _table(text, "redenen", "Redenen om te stoppen", notes, frame, stub="Reden")


def _cells(frame: pd.DataFrame, codelist: Mapping[str, Destination]) -> pd.DataFrame:
    text = frame[[]].copy()
    text["destination"] = frame["destination"].map(lambda code: dutch.capital(codelist[code].label))
    text["group"] = frame["group"].replace("", ALL_CLIENTS).map(dutch.capital)
    text["count"] = cells.counts(frame, "count")
    text["base"] = cells.labels(frame, "base", BASES)
    text["n"] = cells.counts(frame, "n")
    text["share"] = cells.shares(frame)
    text["interval"] = cells.intervals(frame)
    # A share that was itself taken from the source need not be repeated.
    text["published"] = cells.printed(frame, "published_share").mask(
        frame["lower"].isna(), dutch.MISSING
    )
    return text


def _with_not_named(text: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """A last row for all clients who left without a destination that the source counts."""
    rest = unaccounted(frame)
    given = frame["destination"].eq("unknown") & frame["group"].eq("")
    if rest is None or not rest.exact or given.any():
        return text
    share, lower, upper = percent_interval(pd.Series([rest.persons]), pd.Series([rest.leavers]))
    row = {
        "destination": NOT_NAMED,
        "group": dutch.capital(ALL_CLIENTS),
        "count": dutch.number(rest.persons),
        "base": "alle vertrekkers",
        "n": dutch.number(rest.leavers),
        "share": dutch.percent(share[0]),
        "interval": dutch.interval(lower[0], upper[0]),
        "published": dutch.MISSING,
        "part": EXIT_KINDS["unknown"],
    }
    return pd.concat([text, pd.DataFrame([row])], ignore_index=True)


def _table(
    text: pd.DataFrame,
    name: str,
    title: str,
    notes: Sequence[str],
    frame: pd.DataFrame,
    *,
    stub: str = "Bestemming",
) -> Table:
    several = text["group"].nunique() > 1
    return render(
        text,
        {**COLUMNS, "destination": stub},
        name=name,
        title=title,
        notes=[*notes, *cells.left_out_notes(frame)],
        texts=("base", "part"),
        groups="group" if several else None,
    )
