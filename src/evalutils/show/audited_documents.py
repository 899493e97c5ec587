"""Per document how many figures it gives, how many were checked, and the verdicts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils import dutch
from evalutils.contracts.audit_table import (
    BOUND,
    RECOMPUTED,
    REPEATED,
    STRENGTHS,
    TRANSCRIBED,
    VERDICTS,
)
from evalutils.dataset.library import Source
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show.table_columns import each, numbers, table_of

# What adds up stands under the strength of its check.
_COLUMNS = STRENGTHS | {code: VERDICTS[code] for code in ("inconsistent", "ambiguous")}


def sentence(totals: pd.DataFrame) -> Prose:
    """How many figures there are, how many were checked and how, how many do not add up.

    Parameters
    ----------
    totals
        Columns claims, checked, consistent, ambiguous and inconsistent, and one per strength, a
        row per document.
    """
    total = {
        code: dutch.number(count) for code, count in totals.drop(columns="source").sum().items()
    }
    return Prose(
        f"De bronnen noemen samen {total['claims']} cijfers. Bij {total['checked']} is iets te "
        f"controleren. {total['consistent']} kloppen, maar niet elke controle is even sterk. "
        f"{total[RECOMPUTED]} zijn herberekend uit andere cijfers. Van {total[BOUND]} weten we "
        f"alleen dat het kan: zij blijven binnen een grens. {total[REPEATED]} staan op een andere "
        f"plek in de bron ook zo. {total[TRANSCRIBED]} zijn alleen gelijk aan wat wij zelf "
        f"overnamen. {total['inconsistent']} kloppen niet, en bij {total['ambiguous']} hangt het "
        "ervan af hoe men de bron leest. Een cijfer dat niet klopt is niet per se fout: soms "
        "ontbreekt een groep, een datum of een basis."
    )


def table(totals: pd.DataFrame, sources: Mapping[str, Source]) -> HtmlTable | Nothing:
    """The totals, with a link from each document to its page.

    Parameters
    ----------
    totals
        Columns source, claims, checked, ambiguous, inconsistent, and one per strength.
    sources
        The documents by key.
    """
    return table_of(
        totals,
        [
            each("Document", lambda row: sources[row.source].title),
            numbers("Cijfers", "claims"),
            numbers("Gecontroleerd", "checked"),
            *(numbers(dutch.capital(label), code) for code, label in _COLUMNS.items()),
        ],
        name="documenten",
        title="Gecontroleerde cijfers per document, en hoe sterk de controle is",
        links={"Document": [f"sources/{key}.html" for key in totals["source"]]},
    )
