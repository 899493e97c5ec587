"""The caseload account: start + inflow - outflow = end, and what is left unexplained."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from evalutils.frames import rows
from evalutils.result import Balance, KeyFigure, Result, cells, named

ACCOUNT = ("stock_start", "inflow", "outflow", "stock_end")
# A residual of four rounded counts can be off by the margin of each.
ROUNDED_COUNTS = len(ACCOUNT)


def caseload_figures(caseload: pd.DataFrame) -> Result:
    """Every published stock and flow, in the order of the file.

    Returns
    -------
    Result
        Columns measure, date, count, qualifier_count.
    """
    frame = caseload[["measure", "date", "count", "qualifier", "unit", "source"]].reset_index(
        drop=True
    )
    frame = frame.rename(columns={"qualifier": "qualifier_count", "unit": "unit_count"})
    frame["status"] = "published"
    places = [_place(frame, measure) for measure in ACCOUNT]
    known = cells([place for place in places if place is not None], "count")
    whole = len(known) == len(ACCOUNT)
    return Result(
        frame,
        counts=("count",),
        balances=(Balance(known[:2], known[2:], "flow"),) if whole else (),
        names=named(frame, "count", number_names(caseload)),
    )


def caseload_account(caseload: pd.DataFrame) -> Result:
    """Balance of the stocks and flows of the period.

    The opening stock is the earliest one; of the other measures the latest date counts. With
    three of the four published figures the opening stock can be implied; with all four the
    residual shows what the flows do not explain.

    Returns
    -------
    Result
        One row with stock_start, inflow, outflow, stock_end, expected_end, residual (published
        end minus expected end), implied_start, net_change, start_given (whether the source gives
        the opening stock) and residual_margin (how much of the residual rounding can explain);
        empty when inflow, outflow and closing stock are not all published.
    """
    table = caseload.reset_index(drop=True)
    values = {measure: _count(table, _place(table, measure)) for measure in ACCOUNT}
    frame = pd.DataFrame([values], dtype="float64")
    frame["start_given"] = frame["stock_start"].notna()
    implied = frame["stock_end"] - frame["inflow"] + frame["outflow"]
    frame["implied_start"] = implied.where(~frame["start_given"])
    frame["source"] = caseload["source"].iloc[0] if len(caseload) else None
    frame["status"] = "computed"
    known = frame[["inflow", "outflow", "stock_end"]].notna().all(axis=1)
    names = {(0, measure): f"caseload.{measure}" for measure in ACCOUNT}
    balances: tuple[Balance, ...] = ()
    if (frame["implied_start"] >= 0).any():
        # Another period may have it as its closing stock.
        names[0, "implied_start"] = "caseload.stock_start"
        start, inflow, outflow, end = ((0, name) for name in ("implied_start", *ACCOUNT[1:]))
        balances = (Balance((start, inflow), (outflow, end), "flow"),)
    method = "caseload account"
    return Result(
        frame[known],
        counts=(*ACCOUNT, "implied_start"),
        balances=balances,
        names=names,
        derive=_balance,
        key_figures=(
            KeyFigure("outflow.net_change", "net_change", "person", method, group=None),
            KeyFigure("outflow.flow_residual", "residual", "person", method, group=None),
            KeyFigure("outflow.implied_stock_start", "implied_start", "person", method, group=None),
        ),
    )


def stock_days(caseload: pd.DataFrame, start: date, end: date) -> dict[str, date]:
    """Per name of a stock the day that starts with it: the end of a day is the next day's start.

    Parameters
    ----------
    caseload
        Table ``caseload`` of the contract.
    start, end
        First and last day of the period: the days of stocks without a date.
    """
    night = {"stock_start": timedelta(0), "stock_end": timedelta(days=1)}
    days = {"caseload.stock_start": start, "caseload.stock_end": end + night["stock_end"]}
    for name, row in zip(number_names(caseload), rows(caseload), strict=True):
        if row.measure in night and not pd.isna(row.date):
            days[name] = pd.Timestamp(row.date).date() + night[row.measure]
    return days


def number_names(caseload: pd.DataFrame) -> list[str]:
    """What the number in each row is: that of the account, or one of its own row."""
    table = caseload.reset_index(drop=True)
    used = {_place(table, measure) for measure in ACCOUNT}
    return [
        f"caseload.{measure}" if place in used else f"caseload.{measure}@{place}"
        for place, measure in enumerate(table["measure"])
    ]


def latest_place(caseload: pd.DataFrame, measure: str) -> int | None:
    """Position of the row of a measure with the latest date; no date counts as earliest."""
    return _extreme_place(caseload, measure, na_position="first", last=True)


def latest(caseload: pd.DataFrame, measure: str) -> float:
    """The count of a measure on its latest date; NaN when there is none."""
    return _count(caseload.reset_index(drop=True), latest_place(caseload, measure))


def _place(caseload: pd.DataFrame, measure: str) -> int | None:
    """Position of the row that the account uses: the earliest opening stock, else the latest."""
    if measure == "stock_start":
        return _extreme_place(caseload, measure, na_position="last", last=False)
    return latest_place(caseload, measure)


def _extreme_place(
    caseload: pd.DataFrame, measure: str, *, na_position: str, last: bool
) -> int | None:
    given = (caseload["measure"] == measure) & caseload["count"].notna()
    places = np.flatnonzero(given.to_numpy())
    if not len(places):
        return None
    dates = caseload["date"].to_numpy(dtype="datetime64[D]")[places]
    days = dates.astype("int64")  # a missing date is the lowest number: the earliest
    if na_position == "last":
        days[np.isnat(dates)] = np.iinfo("int64").max
    order = np.argsort(days, kind="stable")
    return int(places[order[-1 if last else 0]])


def _count(frame: pd.DataFrame, place: int | None) -> float:
    return np.nan if place is None else float(frame["count"].iloc[place])


def _balance(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    frame["expected_end"] = frame["stock_start"] + frame["inflow"] - frame["outflow"]
    frame["residual"] = frame["stock_end"] - frame["expected_end"]
    frame["residual_margin"] = ROUNDED_COUNTS * frame["margin"]
    implied = frame["stock_end"] - frame["inflow"] + frame["outflow"]
    frame["implied_start"] = implied.where(frame["implied_start"].notna())
    start = frame["stock_start"].where(frame["start_given"], frame["implied_start"])
    frame["net_change"] = frame["stock_end"] - start
    return frame
