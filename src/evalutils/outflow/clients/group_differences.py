"""Groups and cohorts of clients side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from evalutils.contracts.tables import grouping_columns
from evalutils.contracts.vocabulary import WORK
from evalutils.outflow.clients.curve_steps import (
    COUNTS,
    EVERYONE,
    cause_steps,
    climbed_shares,
    finished,
    in_percent,
)
from evalutils.outflow.clients.followed import (
    DURABLE_MONTHS,
    LISTED_MONTHS,
    Codelist,
    Window,
    days_of,
    entry_of,
    followed,
    in_days,
    passed,
)
from evalutils.result import Balance, Cell, Result, cells, named, ranged, remainders
from evalutils.statistics.survival import gray_test, logrank_test

COHORT_METHOD = "Aalen-Johansen, log-log interval"
OUTCOMES = ("left", "work")
UNKNOWN_GROUP = "onbekend"
# Where numbers are protected only the side of this is told: p follows from each exit exactly.
SIGNIFICANT = 0.05
METHOD = "Aalen-Johansen, delayed entry, log-log interval"


def group_differences(spells: pd.DataFrame, codelist: Codelist, window: Window) -> Result:
    """Leaving at all and leaving to work, per group of every grouping column of the spells.

    Columns of the spells that the contract does not know make groups.

    Returns
    -------
    Result
        Columns column, outcome (``left``, ``work``), group, month, clients, at_risk, exits (up to
        the month), base, effective, all_clients, all_exits, share (percent), lower, upper, p and
        significant (p below 0.05): of the logrank test for leaving at all and Gray's test for
        work, over the clients who began within the window. Where numbers are protected there is
        no p, and significant is left out with any group.
    """
    seen = _with_outcome(followed(spells, window), codelist)
    single = replace(window, fewest=1)
    parts = [
        _compared(seen, column, outcome, single)
        for column in grouping_columns("spells", spells)
        for outcome in OUTCOMES
    ]
    counts = (*COUNTS, "all_clients", "all_exits")
    key = ("outcome", "column", "group", "month")
    frame = finished(parts, [*key, "p", *counts], *key)
    return Result(
        frame,
        counts=counts,
        balances=(EVERYONE, *_parts_of_all(frame), *_within_groups(frame)),
        names=_names(frame),
        derive=_shares,
        key_figures=(ranged("outflow.group_share", "share", "percent", METHOD, "clients"),),
    )


def _with_outcome(seen: pd.DataFrame, codelist: Codelist) -> pd.DataFrame:
    """Add the code of the exit: 0 still there, 1 to work, 2 elsewhere."""
    work = [code for code, item in codelist.items() if item.grouping in WORK]
    code = np.where(seen["destination"].isin(work), 1, 2)
    return seen.assign(code=np.where(seen["left"], code, 0))


def _compared(seen: pd.DataFrame, column: str, outcome: str, window: Window) -> pd.DataFrame:
    # Numbers compare much faster than text.
    codes, names = pd.factorize(seen[column].fillna(UNKNOWN_GROUP).astype(str), sort=True)
    groups = pd.Series(codes, index=seen.index)
    event = seen["code"] if outcome == "work" else seen["code"].clip(upper=1)
    month = _month_within(window)
    parts = [
        _rows(seen[chosen], event[chosen], (month,), window).assign(group=name)
        for code, name in enumerate(names)
        for chosen in [groups == code]
    ]
    rows = pd.concat(parts) if parts else pd.DataFrame()
    if len(rows) < 2:
        return pd.DataFrame()
    return rows.assign(
        column=column,
        outcome=outcome,
        p=_p_value(seen, event, groups, outcome),
        # Also those of groups too short followed for a row: a reader can find them elsewhere.
        all_clients=float(len(seen)),
        all_exits=passed(days_of(seen[event == 1]), in_days([month]))[0],
    )


def _month_within(window: Window) -> int:
    """The last listed month, of at most a year, that somebody can be followed for."""
    days = (window.end - window.start).days + 1
    months = [month for month in LISTED_MONTHS if month <= DURABLE_MONTHS]
    return max([month for month in months if in_days([month])[0] <= days], default=months[0])


def _rows(
    seen: pd.DataFrame, event: pd.Series[int], months: Sequence[int], window: Window
) -> pd.DataFrame:
    days, entry = days_of(seen), entry_of(seen)
    return cause_steps(days, event.to_numpy(), months, window, causes=2, entry=entry)[0]


def _p_value(
    seen: pd.DataFrame, event: pd.Series[int], groups: pd.Series[int], outcome: str
) -> float:
    """Of equal groups, among those who began in the window: the tests know no late entry."""
    fresh = seen["entry"] == 0
    if groups[fresh].nunique() < 2:
        return float("nan")
    test = gray_test if outcome == "work" else logrank_test
    found = test(days_of(seen[fresh]), event[fresh].to_numpy(), groups[fresh].to_numpy(), causes=2)
    return float(found.p[0])


def _parts_of_all(frame: pd.DataFrame) -> list[Balance]:
    """The groups of a column are parts of everybody."""
    balances = []
    for _, part in frame.groupby(["column", "outcome"], sort=False):
        rows = part.index
        for whole, count in (("all_clients", "clients"), ("all_exits", "exits")):
            balances.append(Balance(cells(rows[:1], whole), cells(rows, count), "remainder"))
    return balances


def _within_groups(frame: pd.DataFrame) -> Iterator[Balance]:
    """Who stayed, and who left elsewhere, are groups of people to protect as well."""
    for _, part in frame.groupby(["column", "group", "month"], sort=False):
        left, work = (part.index[part["outcome"] == name] for name in OUTCOMES)
        yield from remainders(left, "clients", "exits")
        if len(left) and len(work):
            yield Balance(cells(left, "exits"), cells(work, "exits"), "remainder")


def _names(frame: pd.DataFrame) -> dict[Cell, str]:
    """A group has the same clients for both outcomes, and so have all groups together."""
    group = frame["column"] + "=" + frame["group"] + "@" + frame["month"].astype("str")
    outcome = "programme." + frame["outcome"] + "@" + frame["month"].astype("str")
    return {
        **named(frame, "clients", group + ".clients"),
        **named(frame, "at_risk", group + ".at_risk"),
        **named(frame, "all_clients", "programme.clients"),
        **named(frame, "all_exits", outcome),
    }


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = in_percent(climbed_shares(frame, ["column", "outcome", "group"]))
    exact = frame["margin"] == 0
    known = frame[["clients", "exits"]].notna().all(axis=1)
    whole = known.groupby([frame["column"], frame["outcome"]]).transform("all")
    p = frame["p"].astype("float64")
    below = (p < SIGNIFICANT).astype("boolean")
    return frame.assign(p=p.where(exact), significant=below.where(p.notna() & (exact | whole)))


def cohorts(spells: pd.DataFrame, codelist: Codelist, window: Window) -> Result:
    """Share that left to work, per quarter of start, among those who began in the window.

    Returns
    -------
    Result
        Columns cohort (``2022-Q1``), month, clients, at_risk, exits (since the row before), base,
        effective, immature (not everybody of the cohort could be followed for as many months),
        share (percent), lower, upper.
    """
    seen = _with_outcome(followed(spells, window), codelist)
    seen = seen[seen["entry"] == 0]
    quarters = seen["start"].dt.to_period("Q").astype(str).str.replace("Q", "-Q")
    months = [month for month in LISTED_MONTHS if month <= 2 * DURABLE_MONTHS]
    parts = []
    for cohort, part in seen.groupby(quarters):
        rows = _rows(part, part["code"], months, window)
        latest = (pd.Timestamp(window.end) - part["start"].max()).days + 1
        immature = latest < in_days(rows["month"].tolist())
        parts.append(rows.assign(cohort=cohort, immature=immature))
    columns = ["cohort", "month", *COUNTS, "immature"]
    frame = finished(parts, columns, "cohort", "month")
    started = named(frame.drop_duplicates("cohort"), "clients", "")
    return Result(
        frame,
        counts=COUNTS,
        balances=(Balance(("caseload.inflow",), tuple(started), "flow"),),
        names=named(frame, "clients", "cohort." + frame["cohort"].astype("str")),
        derive=lambda steps: in_percent(climbed_shares(steps, ["cohort"])),
        key_figures=(ranged("outflow.cohort_share", "share", "percent", COHORT_METHOD, "clients"),),
    )
