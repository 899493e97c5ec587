"""The caseload account: start + inflow - outflow = end, and what is left unexplained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from evalutils.contracts.qualifiers import CIRCA, EXACT, combined
from evalutils.contracts.spans import Span
from evalutils.counted_shares import resting_on
from evalutils.dataset.flows import (
    ACCOUNT,
    END,
    START,
    THROUGH,
    Account,
    Entry,
    GroupFlows,
    flows_of,
)
from evalutils.dataset.nesting import Nesting
from evalutils.nested_groups import NOT_NESTED
from evalutils.outflow.caseload import balances_of
from evalutils.result import Cell, KeyFigure, Result

# A residual of four rounded counts can be off by the margin of each.
ROUNDED_COUNTS = len(ACCOUNT)
IMPLIED = {START: "implied_start", END: "implied_end"}


def caseload_account(caseload: pd.DataFrame, nesting: Nesting = NOT_NESTED) -> Result:
    """Balance of stocks and flows: of each group, per period and of all periods together.

    A period whose flows stand in several rows takes their sum. The stock at the end of a period
    is that at the start of the next. Where the source does not give a stock, it follows from the
    nearest ones that it does give, before or after; where both give the same it is certain, and
    where they do not it is unknown. Flows of which the first day is not known make one account,
    with the earliest opening stock and of the other measures the latest row.

    Parameters
    ----------
    caseload
        Table ``caseload`` of the contract.
    nesting
        Which group is part of which.

    Returns
    -------
    Result
        Columns group, first, last (missing where the source does not say), whole (whether the
        account is of all periods), stock_start, inflow, outflow, stock_end, implied_start and
        implied_end (stocks that the source does not give), start_given and start_known (given or
        certain), and so for the end, expected_end, residual (end minus expected end), net_change
        and residual_margin (how much of the residual rounding can explain), and how precise the
        numbers (``qualifier_stock_start`` and so on) and the whole account (``about``) are.
        Without rows when no closing stock is known.
    """
    table = caseload.reset_index(drop=True)
    drafts: list[dict[str, Any]] = []
    names: dict[Cell, str] = {}
    groups = flows_of(table)
    for flows in groups.values():
        for row, item in _rows(flows, table):
            place = len(drafts)
            drafts.append(row)
            for measure in ACCOUNT:
                names[place, measure] = flows.name(measure, item.span)
            for measure, column in IMPLIED.items():
                # Fewer than nobody is no number of persons.
                if row[column] >= 0:
                    names[place, column] = flows.name(measure, item.span)
    frame = pd.DataFrame(drafts, columns=COLUMNS)
    frame["source"] = caseload["source"].iloc[0] if len(caseload) else None
    frame["status"] = resting_on("computed", frame["about"])
    method = "caseload account"
    return Result(
        frame,
        counts=(*ACCOUNT, *IMPLIED.values()),
        balances=tuple(balances_of(table, nesting)),
        names=names,
        derive=_balance,
        key_figures=(
            KeyFigure("outflow.net_change", "net_change", "column:unit", method),
            KeyFigure("outflow.flow_residual", "residual", "column:unit", method),
            KeyFigure("outflow.implied_stock_start", "implied_start", "column:unit", method),
        ),
    )


COLUMNS = (
    *("group", "first", "last", "whole", "group_key", *ACCOUNT, *IMPLIED.values()),
    *("start_given", "end_given", "start_known", "end_known"),
    *("unit", "about", *(f"qualifier_{name}" for name in ACCOUNT)),
)


def _rows(flows: GroupFlows, table: pd.DataFrame) -> list[tuple[dict[str, Any], Account]]:
    """The accounts of a group; none when no closing stock is known, or units are mixed."""
    used = {row.place for item in flows.accounts() for rows in item.rows.values() for row in rows}
    units = table["unit"].iloc[sorted(used)]
    if units.nunique(dropna=False) > 1:
        return []
    unit = {"unit": "person" if units.isna().all() else str(units.iloc[0])}
    implied = _implied_stocks(flows)
    found = [
        ({**_row(flows, item, implied), **unit, **_precision(item, table["qualifier"])}, item)
        for item in flows.accounts()
    ]
    whole = [row for row, _ in found if not np.isnan([row[name] for name in THROUGH]).any()]
    ends = [row[END] if row["end_given"] else row[IMPLIED[END]] for row in whole]
    return found if not np.isnan(ends).all() else []


class _Implied(NamedTuple):
    """A stock that the source does not give, and whether those on both sides agree on it."""

    persons: float
    certain: bool


def _row(flows: GroupFlows, item: Account, implied: dict[date, _Implied]) -> dict[str, Any]:
    counts = {name: _sum(item.rows[name]) for name in ACCOUNT}
    given = {name: not np.isnan(counts[name]) for name in IMPLIED}
    others = {name: _Implied(np.nan, False) for name in IMPLIED}
    span = item.span
    if span is None and not given[START]:
        before = counts[END] - counts["inflow"] + counts["outflow"]
        others[START] = _Implied(before, False)
    for name, day in {} if span is None else {START: span.first, END: span.after}.items():
        if not given[name]:
            others[name] = implied.get(day, others[name])
    parts = [flows.group, "" if item.whole or span is None else span.key]
    return {
        "group": flows.group,
        "first": pd.NaT if span is None else pd.Timestamp(span.first),
        "last": pd.NaT if span is None else pd.Timestamp(span.last),
        "whole": item.whole,
        "group_key": ":".join(part for part in parts if part),
        **counts,
        **{column: others[name].persons for name, column in IMPLIED.items()},
        "start_given": given[START],
        "end_given": given[END],
        "start_known": given[START] or others[START].certain,
        "end_known": given[END] or others[END].certain,
    }


def _precision(item: Account, qualifiers: pd.Series[str]) -> dict[str, str]:
    """How precise each number of an account is, and whether the account is more than about right.

    Numbers that are at least or at most so many are together no more than about so many.
    """
    codes = {
        f"qualifier_{name}": combined(qualifiers.iloc[row.place] for row in rows) or CIRCA
        for name, rows in item.rows.items()
    }
    return codes | {"about": EXACT if set(codes.values()) == {EXACT} else CIRCA}


def _sum(rows: tuple[Entry, ...]) -> float:
    return sum((row.persons for row in rows), 0.0) if rows else np.nan


def _implied_stocks(flows: GroupFlows) -> dict[date, _Implied]:
    """The stocks on days with which a period begins or ends, from the nearest ones given."""
    changes = {
        item.span: _sum(item.rows["inflow"]) - _sum(item.rows["outflow"])
        for item in flows.accounts()
        if item.span is not None
    }
    spans = sorted(changes, key=lambda span: (span.last, span.first))
    ahead = _walk(flows, START, spans, lambda span: (span.first, span.after, changes[span]))
    spans.sort(reverse=True)
    back = _walk(flows, END, spans, lambda span: (span.after, span.first, -changes[span]))
    found = {}
    for day in {**back, **ahead}:
        count = back.get(day, ahead.get(day, np.nan))
        # Fewer than nobody is no stock, and nor is one that the two sides do not agree on.
        if count >= 0 and ahead.get(day, count) == count and not flows.stock(END, day):
            found[day] = _Implied(count, day in ahead and day in back)
    return found


def _walk(
    flows: GroupFlows,
    side: str,
    spans: list[Span],
    step: Callable[[Span], tuple[date, date, float]],
) -> dict[date, float]:
    """The stock on each day that periods lead to, one way, from the nearest given before it."""
    given = {day: rows[0].persons for day in flows.turns if (rows := flows.stock(side, day))}
    found: dict[date, float] = {}
    passed: dict[date, int] = {}
    for span in spans:
        start, day, change = step(span)
        count = given.get(start, found.get(start, np.nan))
        over = sum(span.first < other < span.after for other in given)
        if not np.isnan(count) and (day not in found or over < passed[day]):
            found[day], passed[day] = count + change, over
    return found


def _balance(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    # Without a period the sum on the page is that of the numbers on it.
    alone = frame["first"].isna() & frame["implied_start"].notna()
    implied = frame["stock_end"] - frame["inflow"] + frame["outflow"]
    frame["implied_start"] = frame["implied_start"].mask(alone, implied)
    start, end = (
        frame[name].where(frame[f"{name.removeprefix('stock_')}_given"], frame[column])
        for name, column in IMPLIED.items()
    )
    change = frame["inflow"] - frame["outflow"]
    frame["expected_end"] = start.where(frame["start_known"]) + change
    frame["residual"] = end.where(frame["end_known"]) - frame["expected_end"]
    frame["residual_margin"] = ROUNDED_COUNTS * frame["margin"]
    frame["net_change"] = end - start
    return frame
