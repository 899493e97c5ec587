"""Published stocks and flows: what each number is, and how they add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import pandas as pd

from evalutils.contracts.spans import DAY, Span, fill, nested, span_in
from evalutils.dataset.flows import ACCOUNT, END, FLOWS, START, STOCKS, Flows, flows_of
from evalutils.result import Balance, Result, named


def caseload_figures(caseload: pd.DataFrame) -> Result:
    """Every published stock and flow, in the order of the file.

    Returns
    -------
    Result
        Columns measure, group, period_start, date, count, qualifier.
    """
    columns = ["measure", "group", "period_start", "date", "count", "qualifier", "source"]
    frame = caseload[columns].reset_index(drop=True)
    frame["qualifier"] = frame["qualifier"].fillna("exact")
    frame["status"] = "published"
    return Result(
        frame,
        counts=("count",),
        balances=tuple(balances_of(flows_of(caseload).values())),
        names=named(frame, "count", number_names(caseload)),
    )


def number_names(caseload: pd.DataFrame) -> list[str]:
    """What the number in each row is: that of an account, or one of its own row."""
    found = [f"caseload.{measure}@{place}" for place, measure in enumerate(caseload["measure"])]
    for flows in flows_of(caseload).values():
        used = {row for item in flows.accounts() for rows in item.rows.values() for row in rows}
        for entry in flows.entries:
            day = flows.stock_day(entry) if entry.measure in STOCKS else None
            if flows.dated and day is not None:
                found[entry.place] = flows.stock_name(day)
            elif flows.dated and entry.span is not None and entry.measure in FLOWS:
                found[entry.place] = flows.name(entry.measure, entry.span)
            elif not flows.dated and entry in used:
                found[entry.place] = flows.name(entry.measure, None)
            elif flows.group:
                found[entry.place] += f":{flows.group}"
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
    for group, flows in flows_of(caseload).items():
        within = f":{group}" if group else ""
        first, after = (
            (start, end + DAY) if flows.whole is None else (flows.whole.first, flows.whole.after)
        )
        days = {flows.name(START, None): first, flows.name(END, None): after}
        for item in flows.accounts() if flows.dated else ():
            if item.span is not None:
                turns = (item.span.first, item.span.after)
                days |= {flows.stock_name(day): day for day in turns}
        for entry in flows.entries:
            day = flows.stock_day(entry) if entry.measure in STOCKS else None
            if day is not None:
                days[names[entry.place]] = day
        found |= {name: f"{day}{within}" for name, day in days.items()}
    return found


def flow_spans(caseload: pd.DataFrame) -> dict[str, Span]:
    """Per name of a flow that has no period in it the period of all flows of its group."""
    return {
        flows.name(measure, flows.whole): flows.whole
        for flows in flows_of(caseload).values()
        if flows.whole is not None
        for measure in FLOWS
    }


def balances_of(groups: Iterable[Flows]) -> Iterator[Balance]:
    """How the stocks and flows of an evaluation add up, by their names."""
    every: dict[str, list[str]] = {}
    for flows in groups:
        for item in flows.accounts():
            start, inflow, outflow, end = (flows.name(name, item.span) for name in ACCOUNT)
            yield Balance((start, inflow), (outflow, end), "flow")
        named_flows = set(_flow_names(flows))
        yield from sums_over_time(named_flows, flows.whole)
        stocks = (
            {flows.stock_name(day) for day in flows.turns}
            if flows.dated
            else {flows.name(name, None) for name in STOCKS}
        )
        for name in sorted(named_flows | stocks):
            every.setdefault(_of_everyone(name, flows.group), []).append(name)
    for name, parts in every.items():
        of_groups = tuple(part for part in parts if part != name)
        if name in parts and of_groups:
            # Groups may overlap: then each by itself is a part of all clients.
            yield Balance((name,), of_groups)
            yield from (Balance((name,), (part,)) for part in of_groups)


def _flow_names(flows: Flows) -> Iterator[str]:
    spans = {item.span for item in flows.accounts()}
    for measure in FLOWS:
        known = {entry.span for entry in flows.entries if entry.measure == measure}
        for span in known | spans if flows.dated else {None}:
            if span is not None or not flows.dated:
                yield flows.name(measure, span)


def _of_everyone(name: str, group: str) -> str:
    """The name that the same number of all clients has."""
    if not group:
        return name
    base, at, days = name.rpartition("@")
    if not at or not base.endswith(f":{group}"):
        return name.removesuffix(f":{group}")
    return f"{base.removesuffix(f':{group}')}@{days}"


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
