"""A share on the published base, which runs to another day, and on the base of the same days."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import MEASURES
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import table_columns
from evalutils.show.phrases import share_of

COLUMNS = (
    table_columns.names(
        "Basis", "kind", {"published": "Zoals de bron", "same": "Tot dezelfde dag"}
    ),
    table_columns.counts("Vertrokken", "count"),
    table_columns.dates("Tot en met", "counted_until"),
    table_columns.names("Van", "measure", MEASURES),
    table_columns.counts("Aantal", "n"),
    table_columns.dates("Basis tot en met", "base_until"),
    table_columns.percents("Aandeel", "share"),
    table_columns.intervals(),
)


def sentence(result: Publishable) -> Prose | Nothing:
    """That the source divides exits by a base of another period, and what the same period gives."""
    if result.empty or result.frame["lower"].isna().any():
        return Nothing()
    published, same = (result.frame.iloc[row] for row in (0, 1))
    measure = MEASURES[str(same["measure"])]
    return Prose(
        f"De bron telt het vertrek tot en met {dutch.long_date(same['counted_until'])}, maar deelt "
        f"door de {measure} tot en met {dutch.long_date(published['base_until'])}: "
        f"{_share(published)}. Over dezelfde maanden geteld is het {_share(same)}."
    )


def _share(row: pd.Series) -> str:
    return share_of(row["count"], row["n"], row["share"], row["lower"], row["upper"])


def table(result: Publishable) -> HtmlTable | Nothing:
    """Both bases with their share, a row each."""
    title = "Totale uitstroom op twee bases"
    return table_columns.table_of(result.frame, COLUMNS, name="zelfde-dag", title=title)
