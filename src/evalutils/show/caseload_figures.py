"""Every published stock and flow."""

from __future__ import annotations

from typing import Any

from evalutils import dutch
from evalutils.contracts.vocabulary import MEASURES
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show import table_columns
from evalutils.show.row_notes import when
from evalutils.show.table_columns import each, unless_empty

COLUMNS = (
    table_columns.names(
        "Maat", "measure", {code: dutch.capital(name) for code, name in MEASURES.items()}
    ),
    each("Dag of periode", lambda row: when(row) or dutch.MISSING, words=True),
    table_columns.counts("Aantal", "count"),
)


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The stocks and flows, a row each, under the name of their group when there are several."""
    frame = result.frame.sort_values("group", kind="stable", na_position="first")
    return table_columns.table_of(
        frame,
        COLUMNS,
        name="bestand",
        title="Hoeveel mensen er waren, kwamen en gingen",
        groups=each("Groep", group_of) if frame["group"].notna().any() else None,
    )


def group_of(row: Any) -> str:
    """The group of a row; without one it is about all clients."""
    named = isinstance(row.group, str) and row.group
    return dutch.capital(row.group if named else "alle cliënten")
