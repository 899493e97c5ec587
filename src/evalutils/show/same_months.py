"""A share on the published base, which runs to another day, and on the base of the same days."""

from __future__ import annotations

from evalutils import dutch
from evalutils.contracts.vocabulary import MEASURES
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import table_columns
from evalutils.show.exit_columns import LEAVERS, PEOPLE
from evalutils.show.phrases import share_in
from evalutils.show.table_columns import unless_empty

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
    table_columns.ratios(),
)


def sentence(result: Publishable) -> Prose | Nothing:
    """That the source divides exits by a base of another period, and what the same period gives."""
    if result.empty:
        return Nothing()
    measure = str(result.frame["measure"].iloc[0])
    who = (LEAVERS, PEOPLE[measure])
    published, same = (share_in(row, who=who) for _, row in result.frame.iterrows())
    if not (published and same):
        return Nothing()
    row = result.frame.iloc[0]
    return Prose(
        f"De bron telt het vertrek tot en met {dutch.long_date(row['counted_until'])}, maar deelt "
        f"door de {MEASURES[measure]} tot en met {dutch.long_date(row['base_until'])}: "
        f"{published}. Over dezelfde maanden geteld is het {same}."
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Both bases with their share, a row each."""
    title = "Totale uitstroom op twee bases"
    return table_columns.table_of(result.frame, COLUMNS, name="zelfde-dag", title=title)
