"""Outcomes that are no exits, under a heading of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evalutils import dutch
from evalutils.contracts.outflow_tables import OTHER_OUTCOMES
from evalutils.contracts.vocabulary import GROUP_TOTAL, OWN_BASE, TOTAL
from evalutils.dataset.codelists import Destination
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.quantities import qualified
from evalutils.show.exit_columns import exits_table, printed_share
from evalutils.show.phrases import share_in, told
from evalutils.show.table_columns import unless_empty

EVERYTHING = "alles samen"
Codelist = Mapping[str, Destination]


@unless_empty
def sentence(result: Publishable, codelist: Codelist) -> Prose | Nothing:
    """What was counted, that it is no exit, and what the largest parts are."""
    frame = result.frame[result.frame["group"] != ""]
    return told(
        [_told(str(name), part, codelist) for name, part in frame.groupby("group", sort=False)]
    )


def _told(outcome: str, part: Any, codelist: Codelist) -> str:
    totals = part[part["destination"].eq(TOTAL) & part["count"].notna()]
    number = "".join(
        f" ({qualified(dutch.number(row.count_), row.qualifier_count)})"
        for row in rows(totals.rename(columns={"count": "count_"}))
    )
    said = [
        text for row in rows(part[part["destination"] != TOTAL]) if (text := _said(row, codelist))
    ]
    parts = f" {dutch.capital('; '.join(said))}." if said else ""
    return f"De bron telt hier {markdown(outcome)}{number}; dat is geen vertrek.{parts}"


def _said(row: Any, codelist: Codelist) -> str:
    """One part with its share or ratio, or its number alone."""
    label = markdown(codelist[row.destination].label)
    if text := share_in(row):
        return f"{label} {text}"
    if row.share == row.share:
        return printed_share(row, codelist)
    number = qualified(dutch.number(row.count), row.qualifier_count)
    return "" if number == dutch.MISSING else f"{label} {number}"


@unless_empty
def table(result: Publishable, codelist: Codelist) -> HtmlTable | Nothing:
    """Counts and shares per outcome."""
    outcomes = list(dict.fromkeys(result.frame["group"]))
    alone = len(outcomes) == 1
    of_total = result.frame["base"].eq(GROUP_TOTAL)
    frame = result.frame.assign(
        base=result.frame["base"].mask(of_total, OWN_BASE),
        base_label=result.frame["base_label"].mask(of_total, result.frame["group"]),
    )
    return exits_table(
        frame,
        codelist,
        name="andere-uitkomsten",
        title=dutch.capital(outcomes[0]) if alone else OTHER_OUTCOMES.title,
        notes=["Dit zijn geen vertrekkers. Deze aantallen tellen in geen gemiddelde mee."],
        stub="Uitkomst",
        everyone=EVERYTHING,
    )
