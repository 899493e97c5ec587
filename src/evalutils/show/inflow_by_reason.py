"""Why people came, and how many came for a reason that the source does not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.qualifiers import EXACT
from evalutils.contracts.vocabulary import TOTAL
from evalutils.counted_shares import precision
from evalutils.dataset.codelists import InflowReason
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.outflow.exit_kinds import by_period, unaccounted
from evalutils.quantities import qualified
from evalutils.show import groups
from evalutils.show.exit_columns import (
    PEOPLE,
    axis_of,
    base_of,
    counted_table,
    of_whom,
    per_period,
    who_in,
)
from evalutils.show.interval_rows import of_one_base, shares_chart
from evalutils.show.phrases import LEFT_OUT, left_out, people, share_in, told
from evalutils.show.table_columns import unless_empty

Codelist = Mapping[str, InflowReason]


@unless_empty
def sentence(result: Publishable, codelist: Codelist) -> Prose | Nothing:
    """How many came, the most frequent known reason, and for how many there is none."""
    periods = by_period(result.frame)
    return told(per_period(periods, [_in_one_period(part, codelist) for part in periods]))


def _in_one_period(everyone: pd.DataFrame, codelist: Codelist) -> str:
    said = [_in_all(everyone), _most(everyone, codelist), _without(everyone)]
    return " ".join(text for text in said if text)


def _in_all(everyone: pd.DataFrame) -> str:
    totals = everyone[everyone["reason"].eq(TOTAL) & everyone["count"].notna()]
    if len(totals) != 1:  # a total per period: the table has them
        return ""
    row = totals.iloc[0]
    share = share_in(row, who=_who(row))
    number = qualified(people(row["count"], totals, "count"), row["qualifier_count"])
    return f"In totaal stroomden in: {share or number}."


def _who(row: Any) -> tuple[str, str]:
    """Who came, and who the people of the base are, where they are no part of it."""
    return PEOPLE["inflow"], who_in(row)[1]


def _most(everyone: pd.DataFrame, codelist: Codelist) -> str:
    known = everyone[~everyone["reason"].isin([TOTAL, "other", "unknown"])]
    known = known[known["count"].notna()]
    # Of several periods there is no one reason that is the most frequent.
    if known.empty or known["reason"].duplicated().any() or not known["count"].max():
        return ""
    top = known.sort_values("count", ascending=False, kind="stable").iloc[0]
    what = share_in(top, who=_who(top)) or qualified(
        dutch.number(top["count"]), top["qualifier_count"]
    )
    label = markdown(codelist[top["reason"]].label)
    if not precision(known, "count").eq(EXACT).all():  # another may be more frequent
        return f"Het hoogste aantal bij een reden noemt de bron bij {label}: {what}."
    return f"De meest genoemde reden of herkomst is {label}: {what}."


def _without(everyone: pd.DataFrame) -> str:
    if left_out(everyone[everyone["reason"] != TOTAL], "count"):
        return LEFT_OUT
    rest = unaccounted(everyone.rename(columns={"reason": "destination"}))
    if rest is None:
        return ""
    persons = qualified(dutch.number(rest.persons), rest.qualifier)
    all_of_them = people(rest.leavers, everyone, "leavers")
    return (
        f"Van {persons} van de {all_of_them} die instroomden, noemt de bron geen reden met een "
        "aantal."
    )


@unless_empty
def chart(result: Publishable, codelist: Codelist) -> Chart | Nothing:
    """Shares per reason with their intervals."""

    def name(row: Any) -> str:
        label = dutch.capital(codelist[row.reason].label)
        return f"{label} ({of_whom(row)})" if of_whom(row) else label

    frame = result.frame[result.frame["reason"] != TOTAL]
    drawn, of = of_one_base(frame, [base_of(row) for row in rows(frame)])
    return shares_chart(
        drawn,
        name,
        name="instroom",
        axis_label=axis_of(drawn),
        caption=f"Aandeel van de instroom per reden of herkomst{of}",
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
