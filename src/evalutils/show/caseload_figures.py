"""Every published stock and flow."""

from __future__ import annotations

from evalutils import dutch
from evalutils.contracts.vocabulary import MEASURES
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show import table_columns

COLUMNS = (
    table_columns.names(
        "Maat", "measure", {code: dutch.capital(name) for code, name in MEASURES.items()}
    ),
    table_columns.dates("Datum", "date"),
    table_columns.counts("Aantal", "count"),
)


def table(result: Publishable) -> HtmlTable | Nothing:
    """The stocks and flows, a row each."""
    title = "Gepubliceerde standen en stromen"
    return table_columns.table_of(result.frame, COLUMNS, name="bestand", title=title)
