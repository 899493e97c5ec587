"""Who can rise, or rose, over all rungs together."""

from __future__ import annotations

from typing import Any

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show.rung_coverage import notes
from evalutils.show.rungs import BASIS, COUNT, TO
from evalutils.show.table_columns import table_of, unless_empty


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """How many clients can rise, or rose, according to the source."""
    known = result.frame[result.frame["risers"].notna()]
    sentences = [_rise(row) for row in rows(known)]
    return Prose(" ".join(sentences)) if sentences else Nothing()


def _rise(row: Any) -> str:
    clients = dutch.counted(row.risers, "cliënt", "cliënten")
    one = clients.startswith("1 ")
    if row.basis == "realised":
        return f"Volgens de bron {'is' if one else 'zijn'} {clients} ten minste een trede gestegen."
    return (
        f"Volgens de bron {'kan' if one else 'kunnen'} {clients} nog een trede stijgen. "
        "Dat is een verwachting van begeleiders, geen uitkomst."
    )


@unless_empty
def table(result: Publishable, coverage: Publishable | None = None) -> HtmlTable | Nothing:
    """How many clients can rise, over all rungs together."""
    return table_of(
        result.frame,
        [TO, BASIS, COUNT],
        name="kan-stijgen",
        title="Wie nog kan stijgen, over alle treden samen",
        notes=[
            "Rijen kunnen delen van elkaar zijn en worden daarom niet opgeteld.",
            *notes(coverage),
        ],
    )
