"""Per group of clients: how many were measured, and how many rose, stayed and fell."""

from __future__ import annotations

from functools import partial

from evalutils import dutch
from evalutils.contracts.client_groups import group_name, group_value
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.show import cells, table_columns
from evalutils.show.client_ways import WAYS
from evalutils.show.clients_measured import ENOUGH_PERCENT
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty


@unless_empty
def sentence(result: Publishable) -> Prose:
    """For which groups less than half was measured."""
    thin = result.frame[result.frame["coverage"] < ENOUGH_PERCENT]
    names = [
        markdown(f"{group_name(row.column)}: {group_value(row.column, row.value)}")
        for row in rows(thin)
    ]
    sentences = [
        "Groepen verschillen ook in wie gemeten is en in wie erin zit; een verschil tussen "
        "groepen is daarom geen effect van de groep."
    ]
    if names:
        sentences.append(
            f"**Let op:** minder dan de helft is gemeten in {dutch.listing(names)}. "
            "Over die groepen zeggen de stappen weinig."
        )
    return Prose(" ".join(sentences))


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Coverage and steps per group."""
    shares = {
        heading: partial(
            cells.with_interval, share=f"share_{way}", lower=f"lower_{way}", upper=f"upper_{way}"
        )
        for way, heading in WAYS.items()
    }
    return table_of(
        result.frame,
        [
            each("Groep", lambda row: dutch.capital(group_value(row.column, row.value))),
            table_columns.counts("Cliënten", "clients"),
            table_columns.percents("Gemeten", "coverage"),
            table_columns.counts("Vaker gemeten", "followed"),
            *(TableColumn(heading, texts) for heading, texts in shares.items()),
        ],
        name="groepen",
        title="Per groep, met 95%-interval",
        groups=each("Kolom", lambda row: group_name(row.column)),
    )
