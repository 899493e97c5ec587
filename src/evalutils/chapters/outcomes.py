"""Persons of the whole period of an evaluation, to divide what was spent in it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from evalutils.contracts.qualifiers import EXACT
from evalutils.contracts.spans import Span
from evalutils.contracts.vocabulary import WORK
from evalutils.cost_benefit import EXIT_TO_WORK, PARTICIPANT, Outcome
from evalutils.dataset.library import Destination
from evalutils.outflow.caseload import number_names
from evalutils.outflow.exit_counts import exits_name


def outcomes_of(
    whole: Span, exits: pd.DataFrame, caseload: pd.DataFrame, codelist: Mapping[str, Destination]
) -> list[Outcome]:
    """The exits to work and the participants of a whole period, where the tables give them exactly.

    Parameters
    ----------
    whole
        The period of the evaluation.
    exits, caseload
        Tables of the contract.
    codelist
        Destinations with the kind that each belongs to.
    """
    return [*_exits_to_work(whole, exits, codelist), *_participants(whole, caseload)]


def _exits_to_work(
    whole: Span, exits: pd.DataFrame, codelist: Mapping[str, Destination]
) -> Iterator[Outcome]:
    """All of it when every destination of work has a count, and nobody counts in two of them."""
    work = [code for code, item in codelist.items() if item.grouping in WORK]
    rows = exits[exits["destination"].isin(work) & exits["group"].isna()]
    rows = rows.drop_duplicates("destination")
    overlapping = len(rows) > 1 and rows["overlapping"].eq(True).any()
    known = rows["count"].notna() & rows["qualifier"].fillna(EXACT).eq(EXACT)
    if rows.empty or overlapping or not known.all():
        return
    names = tuple(exits_name(code) for code in rows["destination"])
    yield Outcome(EXIT_TO_WORK, whole, float(rows["count"].sum()), names)


def _participants(whole: Span, caseload: pd.DataFrame) -> Iterator[Outcome]:
    table = caseload.reset_index(drop=True)
    rows = table[table["measure"].eq("participants") & table["count"].notna()]
    if len(rows) != 1:
        return
    day, qualifier = rows["date"].iloc[0], rows["qualifier"].iloc[0]
    other_day = not pd.isna(day) and day.date() != whole.last
    if other_day or not (pd.isna(qualifier) or qualifier == EXACT):
        return
    place = int(rows.index[0])
    names = (number_names(caseload)[place],)
    yield Outcome(PARTICIPANT, whole, float(rows["count"].iloc[0]), names)
