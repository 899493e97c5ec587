"""How long clients stay on the programme and on benefit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.dataset.client_days import joined_benefits
from evalutils.outflow.clients.curve_steps import (
    COUNTS,
    LEVEL,
    climbed_shares,
    everyone_in,
    finished,
    reached,
    steps,
    with_interval,
    with_listed,
)
from evalutils.outflow.clients.followed import (
    Window,
    clients_of,
    entry_of,
    followed,
    passed,
    places_of,
)
from evalutils.outflow.clients.late_entry import (
    Stretch,
    after,
    month_keys,
    of_whom,
    since,
    stretch_of,
)
from evalutils.result import Balance, Cell, Result, cells, named, ranged
from evalutils.statistics.calendar_months import months_of, places_at
from evalutils.statistics.survival import kaplan_meier, median_time

CURVES = ("programme", "benefit")
METHOD = "Kaplan-Meier, delayed entry, log-log interval, errors by client"
MEDIAN_METHOD = "Kaplan-Meier, Brookmeyer-Crowley interval, errors by client"


def staying(spells: pd.DataFrame, benefits: pd.DataFrame, window: Window) -> Result:
    """Share still on the programme, and still on benefit, by month since the start (Kaplan-Meier).

    A table without rows gives no curve. Benefit that goes on the day after it ended never ended.

    Returns
    -------
    Result
        Columns curve (``programme``, ``benefit``), start (month from which the curve holds: of
        those still there then; see `late_entry`), month, clients (spells seen from then on),
        at_risk, exits (since the row before), base, effective, share (percent still there), lower,
        upper.
    """
    tables = _seen(spells, benefits, window).items()
    curves = (_curve(name, seen, window) for name, seen in tables)
    frame = finished(curves, ["curve", "start", "month", "method", *COUNTS])
    prefix = frame["curve"].map({"programme": "", "benefit": "benefit:"})
    frame["group_key"] = prefix + month_keys(frame)
    return Result(
        frame,
        counts=COUNTS,
        balances=_of_the_programme(frame[frame["curve"] == CURVES[0]]),
        names=_clients(frame),
        derive=_shares,
        key_figures=(ranged("outflow.survival", "listed", "percent", "column:method", "clients"),),
    )


def _seen(spells: pd.DataFrame, benefits: pd.DataFrame, window: Window) -> dict[str, pd.DataFrame]:
    """The spells on the programme and on benefit, of those that have any in the window."""
    tables = zip(CURVES, (spells, joined_benefits(benefits)), strict=True)
    found = {name: followed(table, window) for name, table in tables}
    return {name: seen for name, seen in found.items() if len(seen)}


def _clients(frame: pd.DataFrame) -> dict[Cell, str]:
    """The clients of a curve are the same number on each of its rows."""
    names = map(since, frame["curve"].astype("str") + ".clients", frame["start"])
    return named(frame, "clients", names)


def _of_the_programme(frame: pd.DataFrame) -> tuple[Balance, ...]:
    left = cells(frame.index, "exits")
    everyone = everyone_in(frame)
    return (*everyone, Balance(("caseload.outflow",), left), *reached(frame, "programme.left"))


def _curve(name: str, seen: pd.DataFrame, window: Window) -> pd.DataFrame:
    seen, start, months, _ = stretch_of(seen, window)
    if not months:
        return pd.DataFrame()
    places, left = places_of(seen), seen["left"].to_numpy(dtype=bool)
    moments = places_at(months)
    curve = kaplan_meier(
        places, left, entry=entry_of(seen), times=moments, cluster=clients_of(seen)
    )
    share, gone = 1 - curve.survival, passed(places[left], moments)
    rows = steps(months, share, curve.standard_error, curve.at_risk, gone, window)
    method = of_whom(METHOD, start)
    return rows.assign(curve=name, start=start, method=method, clients=float(len(seen)))


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = climbed_shares(frame, ["curve"])
    left = frame["share"]
    return with_listed(with_interval(frame.assign(share=1 - left, left=left), "left"))


def median_months(spells: pd.DataFrame, benefits: pd.DataFrame, window: Window) -> Result:
    """Months after which half have left the programme, and half have left benefit.

    Returns
    -------
    Result
        Columns curve, start (month from which the curve holds), clients, left (exits up to the
        median), at_risk (at the median), median, lower, upper (months since the start). Where
        numbers are protected the months are whole ones, upwards: the day itself would be that of
        one person.
    """
    tables = _seen(spells, benefits, window).items()
    rows = [row for name, seen in tables for row in _median(name, stretch_of(seen, window))]
    columns = ["curve", "start", "method", "clients", "left", "at_risk", "median", "lower", "upper"]
    frame = finished([pd.DataFrame(rows)], columns)
    curve = frame["curve"].replace("programme", "")
    frame["group_key"] = (curve + ":" + after(frame)).str.strip(":")
    return Result(
        frame,
        counts=("clients", "left", "at_risk"),
        names=_clients(frame),
        derive=_whole_months,
        key_figures=(
            ranged("outflow.median_months", "median", "month", "column:method", "clients"),
        ),
    )


def _median(name: str, stretch: Stretch) -> list[dict[str, object]]:
    seen, start, months, until = stretch
    if not months:
        return []
    places, left = places_of(seen), seen["left"].to_numpy(dtype=bool)
    curve = kaplan_meier(places, left, entry=entry_of(seen), cluster=clients_of(seen), level=LEVEL)
    median = np.array(median_time(curve))
    median[median > until] = np.nan
    if left.sum() < 2:  # an interval never rests on one exit
        median[1:] = np.nan
    # Without a median the numbers say how far the follow-up came.
    last = min(curve.times[-1], until) if np.isnan(median[0]) else median[0]
    place = min(int(np.searchsorted(curve.times, last)), len(curve.times) - 1)
    known = months_of(median)
    row = {
        "curve": name,
        "start": start,
        "method": of_whom(MEDIAN_METHOD, start),
        "clients": float(len(seen)),
        "left": float((places[left] <= last).sum()),
        "at_risk": float(curve.at_risk[place]),
        **dict(zip(("median", "lower", "upper"), known.tolist(), strict=True)),
    }
    return [row]


def _whole_months(frame: pd.DataFrame) -> pd.DataFrame:
    if not (frame["margin"] > 0).any():
        return frame
    shown = frame[["left", "at_risk"]].notna().all(axis=1)
    months = frame[["median", "lower", "upper"]].astype("float64")
    return frame.assign(**months.apply(np.ceil).where(shown))
