"""How comparable two arms are: what became of them, who is in them, and how they overlap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd

from evalutils.contracts.effect_tables import CONTROL, PROGRAMME
from evalutils.effect.clients.compared import (
    ARMS,
    ELSEWHERE,
    HORIZONS,
    WORK,
    BothArms,
)
from evalutils.effect.clients.shown_figures import Coarse, by_month, everyone, finished, shown
from evalutils.result import Balance, KeyFigure, Result, cells, named
from evalutils.statistics.adjustment.balance import standardised_differences
from evalutils.statistics.adjustment.propensity import propensity
from evalutils.statistics.calendar_months import places_at

PARTS = ("work", "elsewhere", "staying", "unclear")
BALANCE = "difference of shares in pooled standard deviations (Austin 2009)"
KISH = "effective sample size of odds weights (Kish 1965)"
# Propensities are counted in ten classes.
CLASSES = 10
_WHEN = ("before", "after")
_DIFFERENCES = dict.fromkeys(_WHEN, Coarse((0.1, 0.2, 0.5), 2.5, ARMS))


def compared_clients(two: BothArms) -> Result:
    """What is known of the clients of each arm at each horizon.

    Returns
    -------
    Result
        A row per arm and month (6, 12 and 18): clients; of them work (left to work by then),
        elsewhere, staying (still there), and unclear (not followed until then, or left for an
        unknown destination); and once (the clients, in the first row of the arm). No rows without
        two arms. Indicator ``effect.followed_clients``.
    """
    rows = [
        {"arm": arm, "month": month, "clients": int(two.arm(arm).sum()), **_parts(two, arm, month)}
        for arm in ARMS
        for month in HORIZONS
        if two.refused != "empty"
    ]
    frame = finished(rows, ["arm", "month", "clients", *PARTS])
    frame["group_key"] = frame["arm"].astype("str")
    return Result(
        frame,
        counts=("clients", *PARTS),
        balances=(
            *(Balance(((row, "clients"),), tuple((row, p) for p in PARTS)) for row in frame.index),
            *_over_time(frame),
            *_in_the_programme(),
        ),
        names={
            **named(frame, "clients", frame["arm"].astype("str").map(everyone)),
            **{
                (row, part): by_month(str(frame["arm"][row]), part, int(frame["month"][row]))
                for part in ("work", "staying")
                for row in frame.index
            },
        },
        derive=_once,
        key_figures=(
            KeyFigure(
                "effect.followed_clients", "once", "person", "clients who began in the period"
            ),
        ),
    )


def _in_the_programme() -> Iterator[Balance]:
    """Who began in the period are among all who came, and among all who were followed."""
    mine = everyone(PROGRAMME)
    for whole in ("caseload.inflow", "programme.clients"):
        yield Balance((whole,), (mine,), "remainder")
    for month in HORIZONS:
        of_month = by_month(PROGRAMME, "work", month)
        yield Balance((f"programme.work@{month}",), (of_month,), "remainder")


def _parts(two: BothArms, arm: str, month: int) -> dict[str, int]:
    own, place = two.arm(arm), places_at(month)
    gone = own & (two.event > 0) & (two.duration <= place)
    work = gone & (two.event == WORK)
    elsewhere = gone & (two.event == ELSEWHERE) & ~two.unclear
    found = {
        "work": int(work.sum()),
        "elsewhere": int(elsewhere.sum()),
        "staying": two.staying(arm, month),
    }
    return {**found, "unclear": int(own.sum()) - sum(found.values())}


def _over_time(frame: pd.DataFrame) -> list[Balance]:
    """Who left between two horizons is a group of people to protect, as who stayed no longer."""
    balances = []
    for _, part in frame.groupby("arm", sort=False):
        for early, late in zip(part.index[:-1], part.index[1:], strict=True):
            balances += [
                Balance(((late, "work"),), ((early, "work"),), "remainder"),
                Balance(((late, "elsewhere"),), ((early, "elsewhere"),), "remainder"),
                Balance(((early, "staying"),), ((late, "staying"),), "remainder"),
            ]
    return balances


def _once(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(once=frame["clients"].where(~frame["arm"].duplicated()))


def client_balance(two: BothArms) -> Result:
    """How far the arms differ in each group of clients, before and after weighting.

    Returns
    -------
    Result
        A row per grouping column and level: control and programme (clients), before and after
        (standardised difference; after is missing where nothing is estimated). No rows without two
        arms. Indicators ``effect.imbalance_before`` and ``effect.imbalance_after``.
    """
    rows = [] if two.refused == "empty" else _levels(two)
    frame = finished(rows, ["column", "level", *ARMS], _WHEN)
    frame["group_key"] = frame["column"].astype("str") + ":" + frame["level"].astype("str")
    return Result(
        frame,
        counts=ARMS,
        balances=(
            *(
                Balance((everyone(arm),), cells(part.index, arm))
                for _, part in frame.groupby("column", sort=False)
                for arm in ARMS
            ),
            *_in_groups(frame),
        ),
        derive=partial(shown, figures=_DIFFERENCES, counts=ARMS),
        key_figures=tuple(
            KeyFigure(f"effect.imbalance_{when}", when, "standard_deviation", BALANCE)
            for when in _WHEN
        ),
    )


def _levels(two: BothArms) -> list[dict[str, object]]:
    before = standardised_differences(two.covariates, two.treated)
    after = before * np.nan
    if not two.refused:
        after = standardised_differences(two.covariates, two.treated, two.weights)
    return [
        {
            "column": column,
            "level": level,
            **{arm: int(two.in_levels(arm)[place]) for arm in ARMS},
            "exact_before": before[place],
            "exact_after": after[place],
        }
        for place, (column, level) in enumerate(two.covariates.names)
    ]


def _in_groups(frame: pd.DataFrame) -> Iterator[Balance]:
    """Who began in the period are among all of their group, whose curves end at one of these."""
    for row, column, level in zip(frame.index, frame["column"], frame["level"], strict=True):
        for month in (3, 6, 12):
            group = f"{column}={level}@{month}.clients"
            yield Balance((group,), ((row, PROGRAMME),), "remainder")


def client_overlap(two: BothArms) -> Result:
    """How many clients of each arm had which chance to be in the programme.

    Returns
    -------
    Result
        A row per class of ten percent: lowest and highest (percent), control and programme
        (clients), share_control and share_programme (percent of the clients that are shown; whole
        ones where numbers are protected). No rows where the arms do not overlap.
    """
    rows = [] if two.refused in ("empty", "alone", "apart") else _classes(two)
    frame = finished(rows, ["lowest", "highest", *ARMS])
    balances = [Balance((everyone(arm),), cells(frame.index, arm)) for arm in ARMS]
    return Result(frame, counts=ARMS, balances=tuple(balances) if rows else (), derive=_with_shares)


def _with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    counts = frame[[*ARMS]].astype("float64")
    shares = 100 * counts / counts.sum()
    return frame.assign(
        **{f"share_{arm}": share.where(frame["margin"] == 0, share.round())
           for arm, share in shares.items()}
    )  # fmt: skip


def _classes(two: BothArms) -> list[dict[str, object]]:
    share = propensity(two.covariates, two.treated)[two.covariates.cell]
    place = np.minimum((share * CLASSES).astype(np.intp), CLASSES - 1)
    counts = {arm: np.bincount(place[two.arm(arm)], minlength=CLASSES) for arm in ARMS}
    return [
        {
            "lowest": 100 * number / CLASSES,
            "highest": 100 * (number + 1) / CLASSES,
            **{arm: int(counts[arm][number]) for arm in ARMS},
        }
        for number in range(CLASSES)
    ]


def weighted_clients(two: BothArms) -> Result:
    """For how many people the weighted control arm counts.

    Returns
    -------
    Result
        One row: control (clients) and effective (people; in tens where numbers are protected). No
        rows where the arms do not overlap. Indicator ``effect.effective_clients``.
    """
    rows = [
        {CONTROL: int(two.arm(CONTROL).sum()), "exact_effective": round(two.overlap.effective[0])}
        for _ in range(two.refused not in ("empty", "alone", "apart"))
    ]
    frame = finished(rows, [CONTROL], ["effective"])
    return Result(
        frame,
        counts=(CONTROL,),
        names=named(frame, CONTROL, everyone(CONTROL)),
        derive=_in_tens,
        key_figures=(
            KeyFigure("effect.effective_clients", "effective", "person", KISH, group=None),
        ),
    )


def _in_tens(frame: pd.DataFrame) -> pd.DataFrame:
    number = frame["exact_effective"].astype("float64")
    plain, known = frame["margin"] == 0, frame[CONTROL].notna()
    effective = number.where(plain, number.round(-1)).where(known)
    return frame.assign(effective=effective).drop(columns="exact_effective")
