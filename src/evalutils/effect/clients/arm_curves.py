"""Leaving to work by month in both arms, weighted, and how long clients stayed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd

from evalutils.effect.clients.adjusted import WEIGHTED
from evalutils.effect.clients.compared import ARMS, HORIZONS, WORK, BothArms
from evalutils.effect.clients.shown_figures import (
    EXACT,
    Coarse,
    by_month,
    everyone,
    finished,
    shown,
)
from evalutils.result import Balance, Result, cells, named, ranged
from evalutils.statistics.calendar_months import places_at

RESTRICTED = "restricted mean of the odds-weighted Kaplan-Meier curve, percentile bootstrap"
# Months shown of protected clients: as few as say how a curve runs.
FEW_MONTHS = (3, *HORIZONS)
_COUNTS = ("clients", "exits", "staying")
_FIGURES = ("share", "lower", "upper")
_TIMES = ("months", "lower", "upper")
_PERCENT = Coarse((1, 2, 5, 10, 20), 100, ("clients",))
_MONTHS = Coarse((0.1, 0.2, 0.5, 1, 2), max(HORIZONS), ("clients",))


def arm_curves(two: BothArms) -> Result:
    """Share that left to work by month, of the programme and of comparable others.

    Returns
    -------
    Result
        A row per arm and month: clients, exits (to work, since the row before), staying (still
        there), share, lower and upper (percent, weighted) and listed (the share at 6, 12
        and 18 months). Where numbers are protected only at a few months, with enough exits since
        the one before in both arms. No rows where nothing is estimated.
    """
    months = _months(two)
    rows = [row for arm in ARMS for row in _rows(two, arm, months)] if months else []
    frame = finished(rows, ["arm", "month", *_COUNTS], _FIGURES)
    frame["group_key"] = frame["arm"].astype("str") + ":" + frame["month"].astype("str")
    return Result(
        frame,
        counts=_COUNTS,
        balances=tuple(_reached(frame)),
        names={
            **named(frame, "clients", frame["arm"].astype("str").map(everyone)),
            **named(frame, "staying", _staying(frame)),
        },
        derive=_shown_curve,
        key_figures=(ranged("effect.weighted_share", "listed", "percent", WEIGHTED, "clients"),),
    )


def _staying(frame: pd.DataFrame) -> list[str]:
    pairs = zip(frame["arm"], frame["month"], strict=True)
    return [by_month(str(arm), "staying", int(month)) for arm, month in pairs]


def _reached(frame: pd.DataFrame) -> Iterator[Balance]:
    """The exits up to a horizon are all who left to work by then."""
    for arm, part in frame.groupby("arm", sort=False):
        for month in part["month"][part["month"].isin(HORIZONS)]:
            steps = cells(part.index[part["month"] <= month], "exits")
            yield Balance((by_month(str(arm), "work", month),), steps, "flow")


def _months(two: BothArms) -> list[int]:
    if not two.horizons:
        return []
    last = max(two.horizons)
    if two.fewest == 1:
        return list(range(1, last + 1))
    kept, before = [], dict.fromkeys(ARMS, 0)
    for month in (month for month in FEW_MONTHS if month <= last):
        now = {arm: _exits(two, arm, month) for arm in ARMS}
        if all(now[arm] - before[arm] >= two.fewest for arm in ARMS):
            kept.append(month)
            before = now
    return kept


def _exits(two: BothArms, arm: str, month: int) -> int:
    own = two.arm(arm) & (two.event == WORK) & (two.duration <= places_at(month))
    return int(own.sum())


def _rows(two: BothArms, arm: str, months: list[int]) -> list[dict[str, object]]:
    place, own = ARMS.index(arm), two.arm(arm)
    exits = np.diff([_exits(two, arm, month) for month in months], prepend=0)
    found, at = two.curves, [month - 1 for month in months]
    shares = [100 * part[place][at] for part in (found.incidence, found.lower, found.upper)]
    # Of nobody, or of everybody, every draw is the same: that says nothing of how sure it is.
    certain = np.isin(shares[0], (0.0, 100.0))
    shares[1:] = [np.where(certain, np.nan, part) for part in shares[1:]]
    return [
        {
            "arm": arm,
            "month": month,
            "clients": int(own.sum()),
            "exits": int(exits[row]),
            "staying": two.staying(arm, month),
            **{EXACT.format(name): part[row] for name, part in zip(_FIGURES, shares, strict=True)},
        }
        for row, month in enumerate(months)
    ]


def _shown_curve(frame: pd.DataFrame) -> pd.DataFrame:
    frame = shown(frame, dict.fromkeys(_FIGURES, _PERCENT), _COUNTS)
    return frame.assign(listed=frame["share"].where(frame["month"].isin(HORIZONS)))


def restricted_months(two: BothArms) -> Result:
    """Mean months until any exit within the last horizon, and the difference of the programme.

    Returns
    -------
    Result
        A row for ``control``, ``programme`` and ``difference``: month (up to which), clients,
        months, lower and upper. No rows where nothing is estimated. Indicator
        ``effect.restricted_months``.
    """
    rows: list[dict[str, object]] = []
    if two.horizons:
        parts = zip(*two.restricted_months, strict=True)
        rows = [
            {
                "part": part,
                "month": max(two.horizons),
                "clients": two.people if part == "difference" else int(two.arm(part).sum()),
                **{EXACT.format(name): value for name, value in zip(_TIMES, values, strict=True)},
            }
            for part, values in zip((*ARMS, "difference"), parts, strict=True)
        ]
    frame = finished(rows, ["part", "month", "clients"], _TIMES)
    frame["group_key"] = frame["part"].astype("str") + ":" + frame["month"].astype("str")
    own = frame[frame["part"].isin(ARMS)]
    both = frame.index.difference(own.index)
    return Result(
        frame,
        counts=("clients",),
        balances=tuple(Balance(((row, "clients"),), cells(own.index, "clients")) for row in both),
        names=named(own, "clients", own["part"].astype("str").map(everyone)),
        derive=partial(shown, figures=dict.fromkeys(_TIMES, _MONTHS), counts=["clients"]),
        key_figures=(ranged("effect.restricted_months", "months", "month", RESTRICTED, "clients"),),
    )
