"""Every published stock and flow."""

from __future__ import annotations

from evalutils import dutch
from evalutils.contracts.vocabulary import MEASURES, QUALIFIERS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.show import columns

COLUMNS = (
    columns.names(
        "Maat", "measure", {code: dutch.capital(name) for code, name in MEASURES.items()}
    ),
    columns.dates("Datum", "date"),
    columns.counts("Aantal", "count"),
    columns.names("Precisie", "qualifier", {**QUALIFIERS, "exact": dutch.MISSING}),
)


def table(result: Publishable) -> Table | Nothing:
    """The stocks and flows, a row each."""
    title = "Gepubliceerde standen en stromen"
    return columns.table_of(result.frame, COLUMNS, name="bestand", title=title)
