"""How long clients stay on the programme and on benefit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.contracts.months import DAYS_PER_MONTH
from evalutils.dataset.client_days import joined_benefits
from evalutils.outflow.clients.curve_steps import (
    COUNTS,
    EVERYONE,
    LEVEL,
    climbed_shares,
    finished,
    reached,
    steps,
    with_interval,
    with_listed,
)
from evalutils.outflow.clients.followed import (
    Window,
    days_of,
    entry_of,
    followed,
    in_days,
    passed,
)
from evalutils.result import Balance, Result, cells, named, ranged
from evalutils.statistics.survival import kaplan_meier, median_time

CURVES = ("programme", "benefit")
METHOD = "Kaplan-Meier, delayed entry, log-log interval"
MEDIAN_METHOD = "Kaplan-Meier, Brookmeyer-Crowley interval"


def staying(spells: pd.DataFrame, benefits: pd.DataFrame, window: Window) -> Result:
    """Share still on the programme, and still on benefit, by month since the start (Kaplan-Meier).

    A table without rows gives no curve. Benefit that goes on the day after it ended never ended.

    Returns
    -------
    Result
        Columns curve (``programme``, ``benefit``), month, clients (spells seen), at_risk, exits
        (since the row before), base, effective, share (percent still there), lower, upper.
    """
    tables = _seen(spells, benefits, window).items()
    curves = (_curve(name, seen, window) for name, seen in tables)
    frame = finished(curves, ["curve", "month", *COUNTS])
    prefix = frame["curve"].map({"programme": "", "benefit": "benefit:"})
    frame["group_key"] = prefix + frame["month"].astype(str)
    return Result(
        frame,
        counts=COUNTS,
        balances=_of_the_programme(frame[frame["curve"] == CURVES[0]]),
        names=named(frame, "clients", frame["curve"] + ".clients"),
        derive=_shares,
        key_figures=(ranged("outflow.survival", "listed", "percent", METHOD, "clients"),),
    )


def _seen(spells: pd.DataFrame, benefits: pd.DataFrame, window: Window) -> dict[str, pd.DataFrame]:
    """The spells on the programme and on benefit, of those that have any in the window."""
    tables = zip(CURVES, (spells, joined_benefits(benefits)), strict=True)
    found = {name: followed(table, window) for name, table in tables}
    return {name: seen for name, seen in found.items() if len(seen)}


def _of_the_programme(frame: pd.DataFrame) -> tuple[Balance, ...]:
    left = cells(frame.index, "exits")
    return (EVERYONE, Balance(("caseload.outflow",), left), *reached(frame, "programme.left"))


def _curve(name: str, seen: pd.DataFrame, window: Window) -> pd.DataFrame:
    days, left = days_of(seen), seen["left"].to_numpy(dtype=bool)
    moments = in_days(window.months)
    curve = kaplan_meier(days, left, entry=entry_of(seen), times=moments)
    share, gone = 1 - curve.survival, passed(days[left], moments)
    rows = steps(window.months, share, curve.standard_error, curve.at_risk, gone, window)
    return rows.assign(curve=name, clients=float(len(seen)))


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = climbed_shares(frame, ["curve"])
    return with_listed(with_interval(frame.assign(share=1 - frame["share"])))


def median_months(spells: pd.DataFrame, benefits: pd.DataFrame, window: Window) -> Result:
    """Months after which half have left the programme, and half have left benefit.

    Returns
    -------
    Result
        Columns curve, clients, left (exits up to the median), at_risk (at the median), median,
        lower, upper (months). Where numbers are protected the months are whole ones, upwards: the
        day itself would be that of one person.
    """
    rows = [_median(name, seen) for name, seen in _seen(spells, benefits, window).items()]
    columns = ["curve", "clients", "left", "at_risk", "median", "lower", "upper"]
    frame = finished([pd.DataFrame(rows)], columns)
    frame["group_key"] = frame["curve"].replace("programme", "")
    return Result(
        frame,
        counts=("clients", "left", "at_risk"),
        names=named(frame, "clients", frame["curve"] + ".clients"),
        derive=_whole_months,
        key_figures=(ranged("outflow.median_months", "median", "month", MEDIAN_METHOD, "clients"),),
    )


def _median(name: str, seen: pd.DataFrame) -> dict[str, object]:
    days, left = days_of(seen), seen["left"].to_numpy(dtype=bool)
    curve = kaplan_meier(days, left, entry=entry_of(seen), level=LEVEL)
    median = median_time(curve)
    # Without a median the numbers say how far the follow-up came.
    last = curve.times[-1] if np.isnan(median.estimate) else median.estimate
    place = min(int(np.searchsorted(curve.times, last)), len(curve.times) - 1)
    months = np.array(median) / DAYS_PER_MONTH
    return {
        "curve": name,
        "clients": float(len(seen)),
        "left": float((days[left] <= last).sum()),
        "at_risk": float(curve.at_risk[place]),
        **dict(zip(("median", "lower", "upper"), months.tolist(), strict=True)),
    }


def _whole_months(frame: pd.DataFrame) -> pd.DataFrame:
    if not (frame["margin"] > 0).any():
        return frame
    shown = frame[["left", "at_risk"]].notna().all(axis=1)
    months = frame[["median", "lower", "upper"]].astype("float64")
    return frame.assign(**months.apply(np.ceil).where(shown))
