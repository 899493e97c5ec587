"""Why people came, and how many came for a reason that the source does not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.qualifiers import EXACT
from evalutils.dataset.codelists import InflowReason
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.literal import markdown
from evalutils.outflow.counted_shares import precision
from evalutils.outflow.exit_counts import TOTAL
from evalutils.outflow.exit_kinds import unaccounted
from evalutils.quantities import qualified
from evalutils.show import groups
from evalutils.show.exit_columns import counted_table
from evalutils.show.interval_rows import shares_chart
from evalutils.show.phrases import LEFT_OUT, left_out, share_in
from evalutils.show.table_columns import unless_empty

Codelist = Mapping[str, InflowReason]


@unless_empty
def sentence(result: Publishable, codelist: Codelist) -> Prose | Nothing:
    """How many came, the most frequent known reason, and for how many there is none."""
    everyone = result.frame[result.frame["group"] == ""]
    said = [_in_all(everyone), _most(everyone, codelist), _without(result.frame, everyone)]
    text = " ".join(part for part in said if part)
    return Prose(text) if text else Nothing()


def _in_all(everyone: pd.DataFrame) -> str:
    totals = everyone[everyone["reason"].eq(TOTAL) & everyone["count"].notna()]
    if len(totals) != 1:  # a total per period: the table has them
        return ""
    row = totals.iloc[0]
    share = share_in(row)
    people = qualified(dutch.counted(row["count"], "persoon", "mensen"), row["qualifier_count"])
    return f"In totaal stroomden in: {share or people}."


def _most(everyone: pd.DataFrame, codelist: Codelist) -> str:
    known = everyone[~everyone["reason"].isin([TOTAL, "other", "unknown"])]
    known = known[known["count"].notna()]
    # Of several periods there is no one reason that is the most frequent.
    if known.empty or known["reason"].duplicated().any() or not known["count"].max():
        return ""
    top = known.sort_values("count", ascending=False, kind="stable").iloc[0]
    what = share_in(top) or qualified(dutch.number(top["count"]), top["qualifier_count"])
    label = markdown(codelist[top["reason"]].label)
    if not precision(known, "count").eq(EXACT).all():  # another may be more frequent
        return f"Het hoogste aantal bij een reden noemt de bron bij {label}: {what}."
    return f"De meest genoemde reden of herkomst is {label}: {what}."


def _without(frame: pd.DataFrame, everyone: pd.DataFrame) -> str:
    if left_out(everyone[everyone["reason"] != TOTAL], "count"):
        return LEFT_OUT
    rest = unaccounted(frame.rename(columns={"reason": "destination"}))
    if rest is None:
        return ""
    persons = qualified(dutch.number(rest.persons), rest.qualifier)
    return (
        f"Van {persons} van de {dutch.number(rest.leavers)} mensen die instroomden, noemt de bron "
        "geen reden met een aantal."
    )


@unless_empty
def chart(result: Publishable, codelist: Codelist) -> Chart | Nothing:
    """Shares per reason with their intervals."""

    def name(row: Any) -> str:
        group = f" ({row.group})" if row.group else ""
        return dutch.capital(codelist[row.reason].label) + group

    return shares_chart(
        result.frame[result.frame["reason"] != TOTAL],
        name,
        name="instroom",
        axis_label="aandeel van de basis",
        caption="Aandeel van de instroom per reden of herkomst",
    )


@unless_empty
def table(result: Publishable, codelist: Codelist) -> HtmlTable | Nothing:
    """Inflow per reason with its base and interval."""
    return counted_table(
        result.frame.rename(columns={"reason": "destination"}),
        {code: item.label for code, item in codelist.items()},
        name="instroom",
        title="Instroom naar reden of herkomst",
        notes=groups.notes(result.frame),
        stub="Reden of herkomst",
    )
