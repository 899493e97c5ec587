"""The caseload account: start + inflow - outflow = end, and what is left unexplained."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.result import KeyFigure, Result

ACCOUNT = ("stock_start", "inflow", "outflow", "stock_end")


def caseload_figures(caseload: pd.DataFrame) -> Result:
    """Every published stock and flow, in the order of the file.

    Returns
    -------
    Result
        Columns measure, date, count, qualifier.
    """
    frame = caseload[["measure", "date", "count", "qualifier", "source"]].reset_index(drop=True)
    frame["qualifier"] = frame["qualifier"].fillna("exact")
    frame["status"] = "published"
    return Result(frame, counts=("count",))


def caseload_account(caseload: pd.DataFrame) -> Result:
    """Balance of the stocks and flows of the period.

    The opening stock is the earliest one; of the other measures the latest date counts. With
    three of the four published figures the opening stock can be implied; with all four the
    residual shows what the flows do not explain.

    Parameters
    ----------
    caseload
        Table ``caseload`` of the contract.

    Returns
    -------
    Result
        One row with stock_start, inflow, outflow, stock_end, expected_end, residual (published
        end minus expected end), implied_start, net_change; empty when inflow, outflow and closing
        stock are not all published.
    """
    values = {measure: _value(caseload, measure) for measure in ACCOUNT}
    frame = pd.DataFrame([values], dtype="float64")
    frame["source"] = caseload["source"].iloc[0] if len(caseload) else None
    frame["status"] = "computed"
    known = frame[["inflow", "outflow", "stock_end"]].notna().all(axis=1)
    method = "caseload account"
    return Result(
        frame[known],
        counts=ACCOUNT,
        derive=_balance,
        key_figures=(
            KeyFigure("outflow.net_change", "net_change", "person", method, group=None),
            KeyFigure("outflow.flow_residual", "residual", "person", method, group=None),
            KeyFigure("outflow.implied_stock_start", "implied_start", "person", method, group=None),
        ),
    )


def latest(caseload: pd.DataFrame, measure: str) -> float:
    """The count of a measure on its latest date; a row without a date counts as earliest."""
    rows = caseload[caseload["measure"] == measure].sort_values("date", na_position="first")
    return float(rows["count"].iloc[-1]) if len(rows) else np.nan


def _value(caseload: pd.DataFrame, measure: str) -> float:
    if measure != "stock_start":
        return latest(caseload, measure)
    rows = caseload[caseload["measure"] == measure].sort_values("date", na_position="last")
    return float(rows["count"].iloc[0]) if len(rows) else np.nan


def _balance(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    frame["expected_end"] = frame["stock_start"] + frame["inflow"] - frame["outflow"]
    frame["residual"] = frame["stock_end"] - frame["expected_end"]
    implied = frame["stock_end"] - frame["inflow"] + frame["outflow"]
    frame["implied_start"] = implied.where(frame["stock_start"].isna())
    start = frame["stock_start"].fillna(frame["implied_start"])
    frame["net_change"] = frame["stock_end"] - start
    return frame
