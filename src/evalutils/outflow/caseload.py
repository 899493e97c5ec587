"""Published stocks and flows: what each number is, and how they add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from math import nan
from typing import Literal

import pandas as pd

from evalutils.contracts.spans import DAY, Span, fill, nested, span_in
from evalutils.dataset.flows import (
    ACCOUNT,
    END,
    FLOWS,
    OF_PERIODS,
    START,
    STOCKS,
    THROUGH,
    GroupFlows,
    flows_of,
)
from evalutils.dataset.nesting import Nesting
from evalutils.nested_groups import NOT_NESTED, wholes_and_parts
from evalutils.result import Balance, Result, named


def caseload_figures(caseload: pd.DataFrame, nesting: Nesting = NOT_NESTED) -> Result:
    """Every published stock and flow, in the order of the file.

    Parameters
    ----------
    caseload
        Table ``caseload`` of the contract.
    nesting
        Which group is part of which.

    Returns
    -------
    Result
        Columns measure, group, period_start, date, count, qualifier_count.
    """
    columns = ["measure", "group", "period_start", "date", "count", "qualifier", "unit", "source"]
    frame = caseload[columns].reset_index(drop=True)
    frame = frame.rename(columns={"qualifier": "qualifier_count", "unit": "unit_count"})
    frame["status"] = "published"
    return Result(
        frame,
        counts=("count",),
        balances=tuple(balances_of(caseload, nesting)),
        names=named(frame, "count", number_names(caseload)),
    )


def number_names(caseload: pd.DataFrame) -> list[str]:
    """What the number in each row is: that of an account, or one of its own row."""
    found = [f"caseload.{measure}@{place}" for place, measure in enumerate(caseload["measure"])]
    for flows in flows_of(caseload).values():
        used = {row for item in flows.accounts() for rows in item.rows.values() for row in rows}
        for entry in flows.entries:
            day = flows.stock_day(entry)
            if flows.dated and day is not None:
                found[entry.place] = flows.stock_name(day)
            elif flows.dated and entry.span is not None and entry.measure in FLOWS:
                found[entry.place] = flows.name(entry.measure, entry.span)
            elif not flows.dated and entry in used:
                found[entry.place] = flows.name(entry.measure, None)
            else:
                found[entry.place] += flows.within
    return found


def stock_days(caseload: pd.DataFrame, start: date, end: date) -> dict[str, str]:
    """Per name of a stock the day that starts with it, and its group.

    Parameters
    ----------
    caseload
        Table ``caseload`` of the contract.
    start, end
        First and last day of the evaluation: the days of stocks without a date.
    """
    names = number_names(caseload)
    found: dict[str, str] = {}
    for flows in flows_of(caseload).values():
        first, after = (
            (start, end + DAY) if flows.whole is None else (flows.whole.first, flows.whole.after)
        )
        days = {flows.name(START, None): first, flows.name(END, None): after}
        for item in flows.accounts() if flows.dated else ():
            if item.span is not None:
                turns = (item.span.first, item.span.after)
                days |= {flows.stock_name(day): day for day in turns}
        for entry in flows.entries:
            day = flows.stock_day(entry)
            if day is not None:
                days[names[entry.place]] = day
        found |= {name: f"{day}{flows.within}" for name, day in days.items()}
    return found


def flow_spans(caseload: pd.DataFrame) -> dict[str, Span]:
    """Per name of a flow that has no period in it the period of all flows of its group."""
    return {
        flows.name(measure, flows.whole): flows.whole
        for flows in flows_of(caseload).values()
        if flows.whole is not None
        for measure in FLOWS
    }


def balances_of(caseload: pd.DataFrame, nesting: Nesting) -> Iterator[Balance]:
    """How the stocks and flows of an evaluation add up, by their names."""
    groups, names = flows_of(caseload), number_names(caseload)
    for flows in groups.values():
        spans = [item.span for item in flows.accounts()]
        for item in flows.accounts():
            start, inflow, outflow, end = (flows.name(name, item.span) for name in ACCOUNT)
            yield Balance((start, inflow), (outflow, end), "flow")
            if not item.rows[END]:
                # Nobody leaves who was not there.
                yield Balance((start, inflow), (outflow,))
            # Everyone who was there or came took part.
            taking_part = (names[entry.place] for entry in flows.of("participants", item.span))
            yield from (Balance((start, inflow), (name,), "flow") for name in taking_part)
        flowing = {flows.name(name, span) for name in THROUGH for span in spans}
        flowing |= {names[entry.place] for entry in flows.entries if entry.measure in FLOWS}
        yield from sums_over_time(flowing, flows.whole)
    counts = dict(zip(names, caseload["count"].astype("float64"), strict=True))
    given = {group: _given(flows, names) for group, flows in groups.items()}
    yield from _sums_over_groups(given, counts, nesting)
    every = {group: _implied(flows) | given[group] for group, flows in groups.items()}
    yield from _sums_over_groups(every, counts, nesting)


_About = tuple[str, Span | date | None]
"""A measure with its period or its day; without either it is of everything that is counted."""


def _sums_over_groups(
    known: Mapping[str, Mapping[_About, tuple[str, ...]]],
    counts: Mapping[str, float],
    nesting: Nesting,
) -> Iterator[Balance]:
    """The groups of which a number is known are parts of the smallest group that holds them."""

    def number(names: tuple[str, ...]) -> float:
        return sum(counts.get(name, nan) for name in names)

    abouts = {about: None for numbers in known.values() for about in numbers}
    of_each = [
        {group: numbers[about] for group, numbers in known.items() if about in numbers}
        for about in abouts
    ]
    for whole, found in wholes_and_parts(of_each, number, nesting):
        # Groups may overlap: then each by itself is a part of the whole.
        for each in {tuple(chain(*found)), *found}:
            yield Balance(whole, each)


def _given(flows: GroupFlows, names: Sequence[str]) -> dict[_About, tuple[str, ...]]:
    """The names of the rows that make up every stock and flow of a group."""
    found: dict[_About, tuple[str, ...]] = {}
    for entry in flows.entries:
        stock = entry.measure in STOCKS
        when = flows.stock_day(entry) if stock else entry.span or entry.last
        found["stock" if stock else entry.measure, when] = (names[entry.place],)
    # One group may name no days where another does: both are then about the whole.
    for measure in (*STOCKS, *OF_PERIODS):
        if rows := flows.of(measure):
            found[measure, None] = tuple(names[entry.place] for entry in rows)
    return found


def _implied(flows: GroupFlows) -> dict[_About, tuple[str, ...]]:
    """The names of the numbers that only the account of a group shows."""
    found: dict[_About, tuple[str, ...]] = {
        (measure, None): (flows.name(measure, flows.whole),) for measure in STOCKS
    }
    for item in flows.accounts():
        for measure in THROUGH if item.span else ():
            found[measure, item.span] = (flows.name(measure, item.span),)
    if flows.whole is not None:
        found |= {("stock", day): (flows.stock_name(day),) for day in sorted(flows.turns)}
    return found


def sums_over_time(names: Iterable[str], whole: Span | None) -> Iterator[Balance]:
    """How numbers of periods are made up of those of periods within them.

    Parameters
    ----------
    names
        Names of flows, with their period.
    whole
        The period of a name that has none in it; None where it is not known.
    """
    spelled: dict[str, dict[Span, str]] = {}
    for name in sorted(names):
        base, own = span_in(name)
        span = own or whole
        if span is not None:
            spelled.setdefault(base, {})[span] = name
    for of_spans in spelled.values():
        for span, parts in nested(of_spans):
            kind: Literal["flow", "remainder"] = "flow" if fill(parts, span) else "remainder"
            yield Balance((of_spans[span],), tuple(of_spans[part] for part in parts), kind)
