"""Groups and cohorts of clients side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from evalutils.coarse_steps import SIGNIFICANT
from evalutils.contracts.client_groups import UNKNOWN_GROUP
from evalutils.contracts.tables import grouping_columns
from evalutils.dataset.codelists import codes_of_work
from evalutils.outflow.clients.curve_steps import (
    COUNTS,
    cause_steps,
    climbed_shares,
    everyone_in,
    finished,
    in_percent,
)
from evalutils.outflow.clients.followed import (
    DURABLE_MONTHS,
    LISTED_MONTHS,
    Codelist,
    Window,
    clients_of,
    entry_of,
    followed,
    passed,
    places_of,
)
from evalutils.outflow.clients.late_entry import (
    Stretch,
    enough_throughout,
    followed_months,
    month_keys,
    of_whom,
    since,
    stretch_of,
)
from evalutils.result import Balance, Cell, Result, cells, named, ranged, remainders
from evalutils.statistics.calendar_months import places_at
from evalutils.statistics.survival import gray_test, logrank_test

COHORT_METHOD = "Aalen-Johansen, log-log interval, errors by client"
OUTCOMES = ("left", "work")
METHOD = "Aalen-Johansen, delayed entry, log-log interval, errors by client"


def group_differences(spells: pd.DataFrame, codelist: Codelist, window: Window) -> Result:
    """Leaving at all and leaving to work, per group of every grouping column of the spells.

    Columns of the spells that the contract does not know make groups.

    Returns
    -------
    Result
        Columns column, outcome (``left``, ``work``), group, start (month from which the shares
        hold, one for all groups: of those still there then), month, clients, at_risk, exits (up to
        the month), base, effective, exact_enough (1 where enough are at risk all the time; else
        there is no share, as of a group with few exits), all_clients, all_exits, share (percent),
        lower, upper, p and significant (p below 0.05): of the logrank test for leaving at all and
        Gray's test for work, over the clients who began within the window; none when the curves
        start later. Where numbers are protected there is no p, and significant is left out with any
        group.
    """
    stretch = stretch_of(_with_outcome(followed(spells, window), codelist), window)
    parts = [
        _compared(stretch, column, _groups_in(spells[column]), outcome, window)
        for column in grouping_columns("spells", spells)
        for outcome in OUTCOMES
    ]
    counts, method = (*COUNTS, "all_clients", "all_exits"), of_whom(METHOD, stretch.start)
    key = ("outcome", "column", "group")
    frame = finished(parts, [*key, "start", "month", "exact_enough", "p", *counts], *key)
    frame["group_key"] = frame["group_key"] + ":" + month_keys(frame)
    return Result(
        frame,
        counts=counts,
        balances=(*everyone_in(frame), *_parts_of_all(frame), *_within_groups(frame)),
        names=_names(frame, stretch.start),
        derive=_shares,
        key_figures=(ranged("outflow.group_share", "share", "percent", method, "clients"),),
    )


def _with_outcome(seen: pd.DataFrame, codelist: Codelist) -> pd.DataFrame:
    """Add the code of the exit: 0 still there, 1 to work, 2 elsewhere."""
    work = codes_of_work(codelist)
    code = np.where(seen["destination"].isin(work), 1, 2)
    return seen.assign(code=np.where(seen["left"], code, 0))


def _groups_in(values: pd.Series[str]) -> pd.Series[str]:
    return values.fillna(UNKNOWN_GROUP).astype(str)


def _compared(
    stretch: Stretch, column: str, every: pd.Series[str], outcome: str, window: Window
) -> pd.DataFrame:
    """The rows of each group; where numbers are protected also of one that nobody is followed in.

    That a row is absent would tell that there is nobody.
    """
    seen, start = stretch.seen, stretch.start
    guarded = window.fewest > 1
    # Numbers compare much faster than text.
    names = np.sort((every if guarded else _groups_in(seen[column])).unique())
    codes = pd.Index(names).get_indexer(_groups_in(seen[column]))
    groups = pd.Series(codes, index=seen.index)
    event = seen["code"] if outcome == "work" else seen["code"].clip(upper=1)
    month, single = _month_within(stretch, window), replace(window, fewest=1)
    if month is None:
        return pd.DataFrame()
    parts = []
    for code, name in enumerate(names):
        own, left = seen[groups == code], event[groups == code]
        rows = _rows(own, left, (month,), single) if len(own) else pd.DataFrame()
        if guarded and rows.empty:
            rows = pd.DataFrame([{**dict.fromkeys(COUNTS, 0.0), "month": month}])
            rows = rows.assign(clients=float(len(own)))
        enough = len(own) > 0 and enough_throughout(own, start, month, window)
        parts.append(rows.assign(group=name, exact_enough=1.0 if enough else np.nan))
    rows = pd.concat(parts) if parts else pd.DataFrame()
    if len(rows) < 2:
        return pd.DataFrame()
    return rows.assign(
        column=column,
        outcome=outcome,
        start=start,
        p=_p_value(seen, event, groups, outcome),
        # Also those of groups too short followed for a row: a reader can find them elsewhere.
        all_clients=float(len(seen)),
        all_exits=passed(places_of(seen[event == 1]), places_at([month]))[0],
    )


def _month_within(stretch: Stretch, window: Window) -> int | None:
    """The last listed month, of at most a year more, that somebody can be followed for."""
    months = [month for month in LISTED_MONTHS if 0 < month - stretch.start <= DURABLE_MONTHS]
    within = [month for month in months if places_at(month - stretch.start) <= window.length]
    return max(within, default=months[0] if months else None)


def _rows(
    seen: pd.DataFrame, event: pd.Series[int], months: Sequence[int], window: Window
) -> pd.DataFrame:
    places, entry = places_of(seen), entry_of(seen)
    return cause_steps(
        places,
        event.to_numpy(),
        months,
        window,
        causes=2,
        client=clients_of(seen),
        entry=entry,
    )[0]


def _p_value(
    seen: pd.DataFrame, event: pd.Series[int], groups: pd.Series[int], outcome: str
) -> float:
    """Of equal groups, among those who began in the window: the tests know no late entry.

    Each client counts once, with the first spell that began in the window.
    """
    order = np.argsort(seen["start"].to_numpy(), kind="stable")
    order = order[seen["entry"].to_numpy()[order] == 0]  # none when the curves start later
    fresh = order[np.unique(clients_of(seen)[order], return_index=True)[1]]
    if groups.iloc[fresh].nunique() < 2:
        return float("nan")
    test = gray_test if outcome == "work" else logrank_test
    about = (places_of(seen), event.to_numpy(), groups.to_numpy())
    found = test(*(values[fresh] for values in about), causes=2)
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


def _names(frame: pd.DataFrame, start: int) -> dict[Cell, str]:
    """A group has the same clients for both outcomes, and so have all groups together."""
    month = since("@", start) + frame["month"].astype("str")
    group = frame["column"] + "=" + frame["group"] + month
    outcome = "programme." + frame["outcome"] + "@" + frame["month"].astype("str")
    outcome = outcome.map(lambda name: since(name, start))
    return {
        **named(frame, "clients", group + ".clients"),
        **named(frame, "at_risk", group + ".at_risk"),
        **named(frame, "all_clients", since("programme.clients", start)),
        **named(frame, "all_exits", outcome),
    }


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = in_percent(climbed_shares(frame, ["column", "outcome", "group"]))
    figures = ["share", "lower", "upper"]
    frame[figures] = frame[figures].where(frame["exact_enough"].notna(), axis=0)
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
        could = part["could"].to_numpy(dtype=np.float64)
        rows = _rows(part, part["code"], followed_months(months, could), window)
        latest = replace(window, start=part["start"].max()).length
        immature = latest < places_at(rows["month"].tolist())
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
