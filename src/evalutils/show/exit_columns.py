"""Exits as rows of a table and as words: destinations, administrative exits and reasons to stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import EXIT_KINDS, MEASURES, OWN_BASE, TOTAL
from evalutils.dataset.codelists import Destination
from evalutils.display import HtmlTable, Nothing
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.quantities import qualified
from evalutils.show import cells, table_columns
from evalutils.show.table_columns import TableColumn, each, table_of
from evalutils.statistics.proportions import SMALL_BASE

# In characters; more do not fit below a chart.
LONGEST_ON_AXIS = 40
# Stands for the destination of those for whom the source counts none; no code can be this.
NOT_NAMED = "*"
BASES = {
    **MEASURES,
    "group_total": "totaal van de groep",
    "": dutch.MISSING,
    NOT_NAMED: "alle vertrekkers",
}

# Who is counted, and who the people of a measure are, beside each other in a ratio.
LEAVERS = "vertrekkers"
PEOPLE = {
    "stock_start": "mensen aan het begin",
    "inflow": "instromers",
    "outflow": LEAVERS,
    "partial_outflow": "mensen die gedeeltelijk uitstroomden",
    "stock_end": "mensen aan het eind",
    "participants": "deelnemers",
    "started": "starters",
    "group_total": LEAVERS,
}


def exits_table(
    frame: pd.DataFrame,
    codelist: Mapping[str, Destination],
    *,
    name: str,
    title: str,
    notes: Sequence[str] = (),
    stub: str = "Bestemming",
    kinds: bool = False,
    everyone: str = "",
) -> HtmlTable | Nothing:
    """Exits with their base and interval, under the name of their group when there are several.

    Parameters
    ----------
    frame
        Rows of `destinations` with their kind of exit.
    codelist
        Destinations by code.
    name, title, notes
        As `table_of` takes them.
    stub
        Heading of the destinations.
    kinds
        Whether to name the kind of each exit.
    everyone
        What the total is called; empty as the codelist calls it.
    """
    labels = {code: item.label for code, item in codelist.items()}
    labels |= {TOTAL: everyone} if everyone else {}
    kind = table_columns.names("Soort", "kind", EXIT_KINDS)
    return counted_table(
        frame,
        {**labels, NOT_NAMED: "bestemming niet genoemd"},
        name=name,
        title=title,
        notes=notes,
        stub=stub,
        more=[kind] if kinds else [],
    )


def counted_table(
    frame: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    name: str,
    title: str,
    notes: Sequence[str],
    stub: str,
    more: Sequence[TableColumn] = (),
) -> HtmlTable | Nothing:
    """Counts per destination or reason, with their base and interval, as `exits_table`.

    `labels` are the Dutch names by code, and `more` further columns.
    """
    named = {code: dutch.capital(label) for code, label in labels.items()}
    return table_of(
        frame,
        [
            table_columns.names(stub, "destination", named),
            table_columns.counts("Aantal", "count"),
            table_columns.shares(),
            table_columns.intervals(),
            table_columns.ratios(),
            each("Van", base_of, words=True),
            table_columns.counts("Basis", "n"),
            *more,
            TableColumn("Gedrukt", _printed),
        ],
        name=name,
        title=title,
        notes=[
            *notes,
            *cells.unit_notes(frame, ("count", "n")),
            *cells.ratio_notes(frame, "ratio"),
        ],
        groups=each("Groep", about) if len({about(row) for row in rows(frame)}) > 1 else None,
    )


def unfolded(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that do not stand in the sum of their kind only."""
    return frame[~frame["folded"].eq(True)] if "folded" in frame else frame


def folded_notes(frame: pd.DataFrame) -> list[str]:
    """That rows stand in the sum of their kind only, where some do."""
    if len(unfolded(frame)) == len(frame):
        return []
    return [
        "Is van een soort geen enkele bestemming te tonen, dan staat er alleen het totaal van die "
        "soort, in de tabel per soort bestemming."
    ]


def _printed(frame: pd.DataFrame) -> pd.Series:
    # A share that was itself taken from the source need not be repeated.
    text = cells.printed(frame, "published_share")
    return text.mask(frame["method"] == "as published", dutch.MISSING)


def base_of(row: Any) -> str:
    """What the share of a row is a share of, in words."""
    return str(row.base_label) if row.base == OWN_BASE else BASES[row.base]


def of_whom(row: Any) -> str:
    """The group of a row and its period, as far as it names them."""
    period = "" if pd.isna(row.last) else dutch.period(row.first, row.last)
    return ", ".join(part for part in (row.group, period) if part)


def about(row: Any) -> str:
    """The same as a heading."""
    return dutch.capital(of_whom(row) or "alle cliënten")


def per_period(parts: Sequence[pd.DataFrame], texts: Sequence[str]) -> list[str]:
    """What is said of each part, after its period where it names one.

    The same of several periods is said once, and of all of them without their names.
    """
    periods: dict[str, list[str]] = {}
    for part, text in zip(parts, texts, strict=True):
        if text:
            periods.setdefault(text, []).append(_period_of(part))
    return [_after_periods(named, text, len(parts)) for text, named in periods.items()]


def _period_of(exits: pd.DataFrame) -> str:
    row = exits.iloc[0]
    return "" if pd.isna(row["last"]) else dutch.period(row["first"], row["last"])


def _after_periods(named: Sequence[str], text: str, periods: int) -> str:
    if not all(named) or len(named) == periods > 1:
        return text
    return f"{dutch.capital(dutch.listing(named))}: {dutch.within(text)}"


def axis_of(frame: pd.DataFrame) -> str:
    """What an axis with the shares, or only ratios, of a frame is called: by their base."""
    ratios = frame[frame["ratio"].notna()]
    if len(ratios) and frame["share"].isna().all():
        people = {who_in(row)[1] for row in rows(ratios)}
        return f"per 100 {people.pop() if len(people) == 1 else 'van de basis'}"
    bases = {_base_in_words(row) for row in rows(frame[frame["share"].notna()])}
    base = bases.pop() if len(bases) == 1 else ""
    return f"aandeel van {base if 0 < len(base) <= LONGEST_ON_AXIS else 'de basis'}"


def _base_in_words(row: Any) -> str:
    """The base of a row with its article; empty when it has none."""
    if row.base == "started":
        return "wie startte"
    article = "de " if row.base in MEASURES else "het " if row.base == "group_total" else ""
    return f"{article}{base_of(row)}" if row.base else ""


def who_in(row: Any) -> tuple[str, str]:
    """Who is counted in a row and who the people of its base are, when these are no part of it."""
    return LEAVERS, f"({row.base_label})" if row.base == OWN_BASE else PEOPLE.get(row.base, "")


def printed_share(row: Any, codelist: Mapping[str, Destination]) -> str:
    """``betaald werk 55%``; of few people with their number and a warning."""
    share = qualified(dutch.printed_percent(row.share), row.qualifier_share)
    text = f"{markdown(codelist[row.destination].label)} {share}"
    if row.n < SMALL_BASE:
        people = dutch.counted(row.n, "persoon", "mensen")
        return f"{text} (van {people}; zo'n kleine groep geeft geen zeker aandeel)"
    return text
