"""How far the same clients moved, and what became of those who were not measured again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
import pandas as pd

from evalutils.coarse_steps import coarse_step
from evalutils.contracts.spans import Span
from evalutils.dataset.codelists import Destination, codes_of_work, name_of_exits
from evalutils.frames import computed
from evalutils.ladder.clients.measured import followed
from evalutils.ladder.counted_moves import WAYS
from evalutils.result import Balance, KeyFigure, Result, cells, named, ranged, remainders
from evalutils.statistics.calendar_months import elapsed, months_of
from evalutils.statistics.paired_measurements import mean_interval
from evalutils.statistics.proportions import percent_interval

CHANGE_METHOD = "mean of last minus first rung of the same clients, t interval"
TESTED = ("followed", "up", "down")
CHANGE_STEPS = (0.1, 0.2, 0.5)  # rungs
DECIMALS = 3
# Who was measured: how often, and of those measured again which way they went.
TWICE, ONCE, NEVER = "twice", "once", "never"
NAMES = {
    TWICE: "clients.followed",
    **{way: f"clients.{way}" for way in WAYS},
    ONCE: "clients.once",
    NEVER: "clients.unmeasured",
}
WORK_METHOD = "clients of whom a stay ended for work in the period / clients, Wilson interval"
LEAST_METHOD = "clients / measured, when all who were measured once went the other way"
MOST_METHOD = "(clients + measured once) / measured: all who were measured once went this way"


def client_change(clients: pd.DataFrame) -> Result:
    """Mean change of the clients measured twice or more: the last rung less the first of each.

    It is paired, so that who was measured once decides over neither side. Where numbers are
    protected it is rounded to a step that stands for ten clients, its bounds outward, and there
    only when the numbers who rose and fell are shown.

    Returns
    -------
    Result
        One row: followed, up, down (clients), change, lower and upper (rungs). No rows when nobody
        was measured twice. Indicator ``ladder.paired_change``.
    """
    pairs = followed(clients)
    steps = (pairs["last_rung"] - pairs["first_rung"]).to_numpy(dtype=np.float64)
    up, down = int((steps > 0).sum()), int((steps < 0).sum())
    rows = [(len(steps), up, down, *mean_interval(steps))] if len(steps) else []
    exact = [f"exact_{name}" for name in ("change", "lower", "upper")]
    frame = computed(pd.DataFrame(rows, columns=[*TESTED, *exact]))
    return Result(
        frame,
        counts=TESTED,
        names={(row, name): f"clients.{name}" for row in range(len(frame)) for name in TESTED},
        derive=_rounded_change,
        key_figures=(
            ranged("ladder.paired_change", "change", "rung", CHANGE_METHOD, "followed", group=None),
        ),
    )


def _rounded_change(frame: pd.DataFrame) -> pd.DataFrame:
    change, lower, upper = (
        frame[f"exact_{name}"].astype("float64") for name in ("change", "lower", "upper")
    )
    if (frame["margin"] > 0).any():
        step = coarse_step(frame["followed"], CHANGE_STEPS, 1)
        step = step.where(np.isfinite(step) & frame[list(TESTED)].notna().all(axis=1))
        change = (change / step).round() * step
        lower, upper = (lower // step) * step, -((-upper // step) * step)
    found = {"change": change, "lower": lower, "upper": upper}
    frame = frame.assign(**{name: values.round(DECIMALS) for name, values in found.items()})
    return frame.drop(columns=[f"exact_{name}" for name in found])


def measured_again(
    clients: pd.DataFrame,
    spells: pd.DataFrame,
    codelist: Mapping[str, Destination],
    period: Span,
    fewest: int = 1,
) -> Result:
    """Who was measured twice, once and not at all: how long they stayed, and who left for work.

    Who leaves quickly is not measured again, so that steps alone say too little: an exit to work is
    an outcome of the same people, beside the rungs.

    Parameters
    ----------
    clients
        As `histories` gives them.
    spells
        Table ``spells``; without rows nothing is known of stays and exits.
    codelist
        Destinations by code.
    period
        First and last day that count.
    fewest
        Smallest number of clients on either side of a median, where numbers are protected.

    Returns
    -------
    Result
        A row per kind (`twice`, of whom `up`, `same` and `down`; `once`; `never`): clients, work
        (who left for work in the period), share, lower, upper (percent), months (median time on
        the programme up to the end of the period), least and most (rows `up` and `down`: percent
        of who was measured, when those measured once all went the other way, or all this way).
        Indicators ``ladder.work_share``, ``ladder.step_share_min`` and ``ladder.step_share_max``,
        by kind.
    """
    measured = bool((clients["measurements"] > 0).any())
    stays = _stays(spells, codelist, period).reindex(clients.index)
    rows = [
        (kind, int(mask.sum()), float(stays["work"][mask].sum()), stays["months"][mask].median())
        for kind, mask in (_kinds(clients) if measured else {}).items()
    ]
    frame = computed(pd.DataFrame(rows, columns=["group_key", "clients", "work", "exact_months"]))
    frame["work"] = frame["work"] if len(spells) else np.nan
    return Result(
        frame,
        counts=("clients", "work"),
        balances=tuple(_balances(frame, spells, codelist)) if len(frame) else (),
        names=named(frame, "clients", [NAMES[kind] for kind in frame["group_key"]]),
        derive=partial(_outcomes, fewest=fewest),
        key_figures=(
            ranged("ladder.work_share", "share", "percent", WORK_METHOD, "clients"),
            KeyFigure("ladder.step_share_min", "least", "percent", LEAST_METHOD),
            KeyFigure("ladder.step_share_max", "most", "percent", MOST_METHOD),
        ),
    )


def _kinds(clients: pd.DataFrame) -> dict[str, pd.Series[bool]]:
    """Which clients are of each kind."""
    first, last = (clients[f"{name}_rung"].astype("float64") for name in ("first", "last"))
    step = (last - first).clip(-1, 1)
    twice, once = step.notna(), step.isna() & (clients["measurements"] > 0)
    ways = {way: step == sign for way, sign in zip(WAYS, (1, 0, -1), strict=True)}
    return {TWICE: twice, **ways, ONCE: once, NEVER: ~twice & ~once}


def _stays(spells: pd.DataFrame, codelist: Mapping[str, Destination], period: Span) -> pd.DataFrame:
    """Per client the months on the programme up to the end of the period, and an exit to work."""
    first, last = pd.Timestamp(period.first), pd.Timestamp(period.last)
    seen = spells[(spells["start"] <= last) & ~(spells["end"] < first)]
    left = seen["end"] <= last
    months = months_of(elapsed(seen["start"], seen["end"].where(left, last)))
    work = left & seen["destination"].isin(codes_of_work(codelist))
    stays = pd.DataFrame({"client_id": seen["client_id"], "months": months, "work": work})
    found = stays.groupby("client_id", sort=False)
    return pd.DataFrame({"months": found["months"].sum(), "work": found["work"].max()})


def _balances(
    frame: pd.DataFrame, spells: pd.DataFrame, codelist: Mapping[str, Destination]
) -> Iterator[Balance]:
    """The kinds together are all clients; who left for work has exits to it."""
    row = {kind: place for place, kind in enumerate(frame["group_key"])}
    yield Balance(("clients.clients",), cells((row[TWICE], row[ONCE], row[NEVER]), "clients"))
    yield Balance(("clients.measured",), cells((row[TWICE], row[ONCE]), "clients"))
    if frame["work"].isna().any():
        return
    yield Balance(((row[TWICE], "work"),), cells([row[way] for way in WAYS], "work"))
    yield from remainders(frame.index, "clients", "work")
    codes = set(spells["destination"].dropna()) & set(codes_of_work(codelist))
    everybody = cells((row[TWICE], row[ONCE], row[NEVER]), "work")
    yield Balance(tuple(map(name_of_exits, sorted(codes))), everybody, "remainder")


def _outcomes(frame: pd.DataFrame, fewest: int) -> pd.DataFrame:
    clients, work = frame["clients"].astype("float64"), frame["work"].astype("float64")
    found = percent_interval(work, clients)
    frame = frame.assign(share=found.estimate, lower=found.lower, upper=found.upper)
    exact = frame["margin"] == 0
    enough = exact | ((clients - frame["margin"]) // 2 >= fewest)
    months = frame["exact_months"].astype("float64")
    frame["months"] = months.where(exact, months.round()).where(enough)
    number = pd.Series(clients.to_numpy(), index=frame["group_key"])
    ways = frame["group_key"].isin(["up", "down"])
    everybody = number.get(TWICE, np.nan) + number.get(ONCE, np.nan)
    frame["least"] = (100 * clients / everybody).where(ways)
    frame["most"] = (100 * (clients + number.get(ONCE, np.nan)) / everybody).where(ways)
    return frame.drop(columns="exact_months")
