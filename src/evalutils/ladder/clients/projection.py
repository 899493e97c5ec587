"""Where clients would stand some months on, when the measured steps keep their pace."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.coarse_steps import coarse_step
from evalutils.frames import computed
from evalutils.ladder.clients.measured import followed
from evalutils.ladder.standings import rung_name
from evalutils.result import Result, named, ranged, sums
from evalutils.statistics.calendar_months import elapsed, months_of
from evalutils.statistics.step_rates import after, fit_rates, same_rates
from evalutils.statistics.transition_tables import table_of_pairs

MONTHS = (0, 6, 12)
# Percents; the widest step that leaves something to tell.
STEPS = (1.0, 2.0, 5.0, 10.0, 20.0)
# Below this chance the pace differs between who was measured soon and who late.
OTHER_PACE = 0.05
# Times between measurements that differ no more than this are alike: there is nothing to test.
ALIKE = 1.25
# Where it cannot be tested: how many times a long gap between measurements may be a short one.
MOST_SPREAD = 2.0
# Any number does; a fixed one gives the same book twice.
SEED = 20260101
METHOD = (
    "Markov chain in continuous time, steps to the next rung at a constant rate per month, each "
    "client over the own time between measurements; interval from the normal approximation of the "
    "log rates"
)


def projection(clients: pd.DataFrame, rungs: Sequence[int]) -> Result:
    """The last distribution, and that 6 and 12 months on under unchanged behaviour.

    The interval is about chance in the measured steps only. Where numbers are protected its bounds
    move outward to steps of at least ten clients, because they come from the exact table.

    Returns
    -------
    Result
        A row per number of months (0, 6, 12) and rung: months, rung, count (clients, those of later
        months projected), n, share, lower and upper (whole percents). No rows when nobody was
        measured twice, when nobody was first measured on one of the rungs where clients stand or
        pass, or when the times between measurements differ more than one pace can explain.
        Indicator ``ladder.projected_share``, group ``months:rung``, for months 6 and 12.

    Raises
    ------
    ValueError
        When a rung is outside the scheme.
    """
    pairs = followed(clients)
    table = table_of_pairs(pairs, rungs)
    paths = _paths(pairs, table)
    n = len(pairs)
    rows = [
        (months, rung, n * share, n, lower, upper)
        for months, path in zip(MONTHS, zip(*paths, strict=True) if paths else (), strict=False)
        for rung, share, lower, upper in zip(rungs, *path, strict=True)
    ]
    names = ["months", "rung", "count", "n", "exact_lower", "exact_upper"]
    frame = computed(pd.DataFrame(rows, columns=names))
    frame["group_key"] = frame["months"].astype("str") + ":" + frame["rung"].astype("str")
    last = frame[frame["months"] == 0]
    return Result(
        frame,
        counts=("count", "n"),
        balances=sums(frame, "months", "n", "count"),
        # Month 0 is the last distribution, of everybody measured twice or more.
        names=named(frame, "n", "clients.followed")
        | named(last, "count", [rung_name("realised", rung) for rung in last["rung"]]),
        derive=_shares,
        key_figures=(ranged("ladder.projected_share", "projected", "percent", METHOD, "n"),),
    )


def _paths(pairs: pd.DataFrame, table: pd.DataFrame) -> tuple[npt.NDArray[np.float64], ...]:
    """Fractions per number of months and rung, with their bounds; nothing when not to be told."""
    start, end = table.sum(axis=1).to_numpy(), table.sum(axis=0).to_numpy()
    places = np.flatnonzero(start + end)
    if len(places) < 2:
        return ()
    low, high = int(places[0]), int(places[-1]) + 1
    first, last = (
        table.index.get_indexer(pd.Index(pairs[name])) - low for name in ("first_rung", "last_rung")
    )
    # From a day to the same day a month later is a month.
    months = months_of(elapsed(pairs["first_date"], pairs["last_date"] - pd.Timedelta(days=1)))
    size = high - low
    if not start[low:high].all() or not _bearable(first, last, months, size):
        return ()
    found = after(fit_rates(first, last, months, size), end[low:high], MONTHS, seed=SEED)
    beyond = ((0, 0), (low, len(table) - high))  # rungs where nobody stands or passes
    return tuple(np.pad(part, beyond) for part in found)


def _bearable(
    first: npt.NDArray[np.int64],
    last: npt.NDArray[np.int64],
    months: npt.NDArray[np.float64],
    size: int,
) -> bool:
    """Whether one pace per month fits short and long times between measurements."""
    short, long = np.quantile(months, [0.1, 0.9])
    if long <= ALIKE * short:
        return True
    p = same_rates(first, last, months, size)
    return bool(long <= MOST_SPREAD * short) if np.isnan(p) else p >= OTHER_PACE


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    later = frame["months"] > 0
    share = (100 * frame["count"].astype("float64") / frame["n"].astype("float64")).round()
    frame = frame.assign(share=share, projected=share.where(later))
    shown = share.notna() & later
    lower, upper = 100 * frame["exact_lower"], 100 * frame["exact_upper"]
    if (frame["margin"] > 0).any():
        step = coarse_step(frame["n"], STEPS, 100)
        lower, upper = np.floor(lower / step) * step, np.ceil(upper / step) * step
    frame = frame.assign(lower=lower.round().where(shown), upper=upper.round().where(shown))
    return frame.drop(columns=["exact_lower", "exact_upper"])
