"""Per document how many figures it gives, how many were checked, and the verdicts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils import dutch
from evalutils.contracts.audit_table import VERDICTS
from evalutils.dataset.library import Source
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show.table_columns import each, numbers, table_of


def sentence(totals: pd.DataFrame) -> Prose:
    """How many figures there are, how many could be recomputed, how many do not add up.

    Parameters
    ----------
    totals
        Columns claims, checked, consistent, ambiguous and inconsistent, a row per document.
    """
    total = totals.drop(columns="source").sum()
    return Prose(
        f"De bronnen noemen samen {dutch.number(total['claims'])} cijfers. Daarvan zijn er "
        f"{dutch.number(total['checked'])} na te rekenen uit andere cijfers van dezelfde bron of "
        f"uit onze eigen berekening. {dutch.number(total['consistent'])} sluiten aan, "
        f"{dutch.number(total['inconsistent'])} sluiten niet, en bij "
        f"{dutch.number(total['ambiguous'])} hangt het ervan af hoe men de bron leest. "
        "Een cijfer dat niet sluit is niet per se fout: soms ontbreekt een groep, een datum of "
        "een basis."
    )


def table(totals: pd.DataFrame, sources: Mapping[str, Source]) -> HtmlTable | Nothing:
    """The totals, with a link from each document to its page.

    Parameters
    ----------
    totals
        Columns source, claims, checked, consistent, ambiguous, inconsistent.
    sources
        The documents by key.
    """
    return table_of(
        totals,
        [
            each("Document", lambda row: sources[row.source].title),
            numbers("Cijfers", "claims"),
            numbers("Nagerekend", "checked"),
            *(numbers(dutch.capital(label), code) for code, label in VERDICTS.items()),
        ],
        name="documenten",
        title="Nagerekende cijfers per document",
        links={"Document": [f"sources/{key}.html" for key in totals["source"]]},
    )
