"""Persons of the whole period of an evaluation, to divide what was spent in it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from evalutils.contracts.qualifiers import EXACT
from evalutils.contracts.spans import Span
from evalutils.contracts.vocabulary import WORK
from evalutils.cost_benefit import EXIT_TO_WORK, PARTICIPANT, PersonCount
from evalutils.dataset.library import Destination
from evalutils.outflow.caseload import number_names
from evalutils.outflow.exit_counts import exits_name


def outcomes_of(
    whole: Span, exits: pd.DataFrame, caseload: pd.DataFrame, codelist: Mapping[str, Destination]
) -> list[PersonCount]:
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
) -> Iterator[PersonCount]:
    """All of it when every destination of work has a count, and nobody counts in two of them."""
    work = [code for code, item in codelist.items() if item.grouping in WORK]
    given = exits[exits["destination"].isin(work) & exits["group"].isna()]
    rows = given[_of_whole(given, whole)].drop_duplicates("destination")
    if set(rows["destination"]) != set(given["destination"]):
        return
    overlapping = len(rows) > 1 and rows["overlapping"].eq(True).any()
    known = rows["count"].notna() & rows["qualifier"].fillna(EXACT).eq(EXACT)
    if rows.empty or overlapping or not known.all():
        return
    dated = zip(rows["destination"], rows["date"].notna(), strict=True)
    names = tuple(exits_name(code, span=whole if day else None) for code, day in dated)
    yield PersonCount(EXIT_TO_WORK, whole, float(rows["count"].sum()), names)


def _participants(whole: Span, caseload: pd.DataFrame) -> Iterator[PersonCount]:
    table = caseload.reset_index(drop=True)
    everyone = table["measure"].eq("participants") & table["group"].isna()
    rows = table[everyone & table["count"].notna() & _of_whole(table, whole)]
    if len(rows) != 1 or rows["qualifier"].fillna(EXACT).iloc[0] != EXACT:
        return
    place = int(rows.index[0])
    names = (number_names(caseload)[place],)
    yield PersonCount(PARTICIPANT, whole, float(rows["count"].iloc[0]), names)


def _of_whole(table: pd.DataFrame, whole: Span) -> pd.Series[bool]:
    """The rows of just the whole period, or that name no days."""
    days = ("period_start", whole.first), ("date", whole.last)
    first, last = (table[name].isna() | table[name].eq(pd.Timestamp(day)) for name, day in days)
    return first & last
