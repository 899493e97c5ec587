"""Whether the steps of the clients who were followed are more than chance."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import table_columns
from evalutils.show.clients_measured import notes
from evalutils.show.table_columns import each, table_of, unless_empty

TESTS = {
    "stuart_maxwell": "Verdeling verschoven (Stuart-Maxwell)",
    "bhapkar": "Verdeling verschoven (Bhapkar)",
    "bowker": "Heen en terug in evenwicht (Bowker)",
    "signed_rank": "Rangtekentoets (Wilcoxon, Pratt)",
}


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """Whether the shift is more than chance, in plain words."""
    if result.frame["significant"].isna().all():
        return Nothing()
    found = result.frame.set_index("group_key")[["p", "significant"]].to_dict("index")
    shifted = _verdict("De verdeling over de treden is", "verschoven", found["stuart_maxwell"])
    balance = _verdict("Stijgen en dalen zijn", "uit evenwicht", found["signed_rank"])
    return Prose(
        f"{shifted} {balance} Een toets zegt of toeval het verschil kan verklaren, niet waardoor "
        "het komt."
    )


def _verdict(subject: str, state: str, test: Mapping[Hashable, Any]) -> str:
    if pd.isna(test["significant"]):
        return ""
    shown = dutch.p_or_side(test["p"], test["significant"])
    relation = shown if shown[0] in "<≥" else f"= {shown}"
    if test["significant"]:
        return f"{subject} meer dan toevallig {state} (p {relation})."
    return f"{subject} niet aantoonbaar {state} (p {relation})."


@unless_empty
def table(result: Publishable, covered: Publishable) -> HtmlTable | Nothing:
    """The tests with their rounded statistic and p-value."""
    frame = result.frame
    if frame["significant"].isna().all():
        return Nothing()
    if frame["statistic"].isna().all():
        frame = frame.assign(df=float("nan"))
    return table_of(
        frame,
        [
            table_columns.names("Toets", "group_key", TESTS),
            each("Grootheid", lambda row: dutch.number(row.statistic, 1)),
            each("Vrijheidsgraden", lambda row: dutch.number(row.df)),
            each("p-waarde", _p),
        ],
        name="toetsen",
        title="Is de verschuiving meer dan toeval?",
        notes=[
            "Alle vier met de chikwadraat- of normale benadering, tweezijdig.",
            *notes(covered),
        ],
    )


def _p(row: Any) -> str:
    return dutch.p_or_side(row.p, None if pd.isna(row.significant) else bool(row.significant))
