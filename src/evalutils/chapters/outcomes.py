"""Persons of the whole period of an evaluation, to divide what was spent in it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from evalutils.contracts.qualifiers import EXACT
from evalutils.contracts.spans import Span, made_of, span_of
from evalutils.cost_benefit import EXIT_TO_WORK, PARTICIPANT, PersonCount
from evalutils.dataset.codelists import codes_of_work
from evalutils.dataset.library import Destination
from evalutils.frames import rows as each_row
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
    work = codes_of_work(codelist)
    rows = exits[exits["destination"].isin(work) & exits["group"].isna()]
    parts = [_of_whole(whole, part) for _, part in rows.groupby("destination", sort=False)]
    if any(part.empty for part in parts):
        return
    rows = pd.concat(parts) if parts else rows
    overlapping = len(rows) > 1 and rows["overlapping"].eq(True).any()
    known = rows["count"].notna() & rows["qualifier"].fillna(EXACT).eq(EXACT) & _persons(rows)
    if rows.empty or overlapping or not known.all():
        return
    names = tuple(exits_name(row.destination, span=_span(row)) for row in each_row(rows))
    yield PersonCount(EXIT_TO_WORK, whole, float(rows["count"].sum()), names)


def _of_whole(whole: Span, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of one destination that are together those of the whole period, where there are."""
    undated = rows["date"].isna() | rows["date"].eq(pd.Timestamp(whole.last))
    at_once = rows[rows["period_start"].isna() & undated]
    if len(at_once):
        return at_once.head(1)
    spans = {span: row.Index for row in each_row(rows) if (span := _span(row))}
    return rows.loc[[spans[span] for span in made_of(whole, spans)]]


def _span(row: Any) -> Span | None:
    return span_of(row.period_start, row.date)


def _persons(rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether a row counts persons, as it does where the source does not say what."""
    return rows["unit"].fillna("person").eq("person")


def _participants(whole: Span, caseload: pd.DataFrame) -> Iterator[PersonCount]:
    table = caseload.reset_index(drop=True)
    everyone = table["measure"].eq("participants") & table["group"].isna()
    rows = table[everyone & table["count"].notna() & _names_no_other_days(table, whole)]
    exact = rows["qualifier"].fillna(EXACT).eq(EXACT)
    if len(rows) != 1 or not (_persons(rows) & exact).all():
        return
    place = int(rows.index[0])
    names = (number_names(caseload)[place],)
    yield PersonCount(PARTICIPANT, whole, float(rows["count"].iloc[0]), names)


def _names_no_other_days(table: pd.DataFrame, whole: Span) -> pd.Series[bool]:
    """The rows of just the whole period, or that name no days."""
    days = ("period_start", whole.first), ("date", whole.last)
    first, last = (table[name].isna() | table[name].eq(pd.Timestamp(day)) for name, day in days)
    return first & last
