"""Groups of clients beside each other, and whether they differ more than by chance."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.client_groups import group_name, group_value, group_within
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.outflow.clients.late_entry import FEWEST_AT_RISK
from evalutils.show import by_month, table_columns
from evalutils.show.phrases import LEFT_OUT
from evalutils.show.table_columns import each, unless_empty

LEFT = {"left": "vertrokken", "work": "vertrokken naar werk"}
LEAVING = {"left": "vertrekken", "work": "vertrekken naar werk"}


FEW_NOTE = (
    f"{dutch.MISSING} staat bij een groep waarvan er op enig moment minder dan {FEWEST_AT_RISK} "
    "trajecten tegelijk te volgen waren."
)


@table_columns.unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """Whether groups differ more than by chance; never why."""
    tested = result.frame.drop_duplicates(["column", "outcome"])
    tested = tested[tested["significant"].notna()]
    if tested.empty:
        return Prose(LEFT_OUT) if result.protected else Nothing()
    differ = [_grouping(row) for row in rows(tested) if row.significant]
    alike = [_grouping(row) for row in rows(tested) if not row.significant]
    sentences = []
    if differ:
        what = dutch.listing(differ)
        sentences.append(f"Verschillen groter dan bij toeval te verwachten: {what}.")
    if alike:
        sentences.append(f"Verschillen die toeval kunnen zijn: {dutch.listing(alike)}.")
    if len(tested) > 1:
        sentences.append(
            f"Bij {dutch.number(len(tested))} toetsen kan er ook zonder verschil een uitschieten."
        )
    text = " ".join(sentences)
    return Prose(f"{text} Waardoor groepen verschillen, volgt hier niet uit.")


def _grouping(row: Any) -> str:
    return f"{LEAVING[row.outcome]} (naar {markdown(group_within(row.column))})"


def _heading(row: Any) -> str:
    """The grouping and the outcome, with the test of their difference."""
    left = f"{LEFT[row.outcome]} na {row.month} maanden{by_month.of_whom(row.start)}"
    return f"{group_name(row.column)}: {left}{_p_text(row)}"


def _p_text(row: Any) -> str:
    """``; p = 0,03``, or where that is protected its side of 0,05; nothing when there is none."""
    if pd.isna(row.significant):
        return ""
    if pd.isna(row.p):
        return f"; p {dutch.p_or_side(row.p, bool(row.significant))}"
    return "; p < 0,01" if row.p < 0.005 else f"; p = {dutch.number(row.p, 2)}"


COLUMNS = (
    each("Groep", lambda row: dutch.capital(group_value(row.column, row.group))),
    table_columns.counts("Trajecten", "clients"),
    table_columns.percents("Aandeel", "share"),
    table_columns.intervals(),
)


def _few_notes(result: Publishable) -> list[str]:
    few = not result.empty and not result.frame["exact_enough"].notna().all()
    return [FEW_NOTE] if few and not result.protected else []


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Groups beside each other, with the test of each grouping in the heading."""
    return table_columns.table_of(
        result.frame,
        COLUMNS,
        name="groepen",
        title="Groepen naast elkaar",
        notes=[
            "p: de kans op minstens zo'n groot verschil als de groepen in werkelijkheid gelijk "
            "zijn, over cliënten die in de periode startten, elk één keer.",
            "Aandelen zijn van trajecten.",
            *by_month.start_notes(result.frame),
            *_few_notes(result),
        ],
        groups=each("Groepering", _heading),
    )
