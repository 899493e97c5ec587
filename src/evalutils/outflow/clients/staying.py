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
    listed,
    reached,
    steps,
    with_interval,
)
from evalutils.outflow.clients.followed import (
    Window,
    days_of,
    entry_of,
    followed,
    in_days,
    passed,
)
from evalutils.result import Balance, KeyFigure, Result, named
from evalutils.statistics.survival import kaplan_meier, median_time

CURVES = ("programme", "benefit")


def staying(spells: pd.DataFrame, benefits: pd.DataFrame, window: Window) -> Result:
    """Share still on the programme, and still on benefit, by month since the start (Kaplan-Meier).

    Parameters
    ----------
    spells, benefits
        Client tables of the contract; one without rows gives no curve. Benefit that goes on the
        day after it ended never ended.
    window
        The period in which clients were followed.

    Returns
    -------
    Result
        Columns curve (``programme``, ``benefit``), month, clients (spells seen), at_risk, exits
        (since the row before), base, effective, share (percent still there), lower, upper.
    """
    tables = dict(zip(CURVES, (spells, joined_benefits(benefits)), strict=True))
    parts = [_curve(name, followed(table, window), window) for name, table in tables.items()]
    frame = finished(pd.concat(parts, ignore_index=True))
    prefix = frame["curve"].map({"programme": "", "benefit": "benefit:"})
    frame["group_key"] = prefix + frame["month"].astype(str)
    return Result(
        frame,
        counts=COUNTS,
        balances=_of_the_programme(frame[frame["curve"] == CURVES[0]]),
        names=named(frame, "clients", frame["curve"] + ".clients"),
        derive=_shares,
        key_figures=(
            KeyFigure(
                "outflow.survival",
                "listed",
                "percent",
                "Kaplan-Meier, delayed entry, log-log interval",
                lower="lower",
                upper="upper",
                n="clients",
            ),
        ),
    )


def _of_the_programme(frame: pd.DataFrame) -> tuple[Balance, ...]:
    left = tuple((int(str(row)), "exits") for row in frame.index)
    return (EVERYONE, Balance(("caseload.outflow",), left), *reached(frame, "programme.left"))


def _curve(name: str, seen: pd.DataFrame, window: Window) -> pd.DataFrame:
    if seen.empty:
        return pd.DataFrame(columns=["curve", "month", *COUNTS])
    days, left = days_of(seen), seen["left"].to_numpy(dtype=bool)
    moments = in_days(window.months)
    curve = kaplan_meier(days, left, entry=entry_of(seen), times=moments)
    gone = passed(days[left], moments)
    rows = steps(
        window.months, 1 - curve.survival, curve.standard_error, curve.at_risk, gone, window
    )
    return rows.assign(curve=name, clients=float(len(seen)))


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = climbed_shares(frame, ["curve"])
    frame = with_interval(frame.assign(share=1 - frame["share"]))
    frame[["share", "lower", "upper"]] *= 100
    return frame.assign(listed=listed(frame, "share"))


def median_months(spells: pd.DataFrame, benefits: pd.DataFrame, window: Window) -> Result:
    """Months after which half have left the programme, and half have left benefit.

    Parameters
    ----------
    spells, benefits, window
        As for `staying`.

    Returns
    -------
    Result
        Columns curve, clients, left (exits up to the median), at_risk (at the median), median,
        lower, upper (months). Where numbers are protected the months are whole ones, upwards: the
        day itself would be that of one person.
    """
    tables = dict(zip(CURVES, (spells, joined_benefits(benefits)), strict=True))
    parts = [_median(name, followed(table, window)) for name, table in tables.items()]
    found = [part for part in parts if part is not None]
    columns = ["curve", "clients", "left", "at_risk", "median", "lower", "upper"]
    frame = finished(pd.DataFrame(found, columns=columns))
    frame["group_key"] = frame["curve"].replace("programme", "")
    return Result(
        frame,
        counts=("clients", "left", "at_risk"),
        names=named(frame, "clients", frame["curve"] + ".clients"),
        derive=_whole_months,
        key_figures=(
            KeyFigure(
                "outflow.median_months",
                "median",
                "month",
                "Kaplan-Meier, Brookmeyer-Crowley interval",
                lower="lower",
                upper="upper",
                n="clients",
            ),
        ),
    )


def _median(name: str, seen: pd.DataFrame) -> dict[str, object] | None:
    if seen.empty:
        return None
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
    months = ["median", "lower", "upper"]
    frame = frame.copy()
    if not (frame["margin"] > 0).any():
        return frame
    shown = frame[["left", "at_risk"]].notna().all(axis=1)
    for column in months:
        whole = np.ceil(frame[column].to_numpy(dtype=np.float64))
        frame[column] = np.where(shown, whole, np.nan)
    return frame
