"""Where clients would stand when the measured steps repeat themselves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from evalutils.frames import computed
from evalutils.ladder.clients.measured import coarse_step, followed
from evalutils.ladder.standings import rung_name
from evalutils.result import Result, named, ranged, sums
from evalutils.statistics.paired_measurements import project_interval
from evalutils.statistics.transition_tables import table_of_pairs

PERIODS = 2
# Percents; the widest step that leaves something to tell.
STEPS = (1.0, 2.0, 5.0, 10.0, 20.0)
# Any number does; a fixed one gives the same book twice.
SEED = 20260101
METHOD = "Markov chain of the measured steps, bootstrap interval; unchanged behaviour assumed"


def projection(clients: pd.DataFrame, rungs: Sequence[int]) -> Result:
    """The last distribution, and one and two periods on under unchanged behaviour.

    A period is the time between a client's first and last measurement. The interval is about
    chance in the measured steps only. Where numbers are protected its bounds move outward to steps
    of at least ten clients, because they come from the exact table.

    Returns
    -------
    Result
        A row per period (0, 1, 2) and rung: period, rung, count (clients, those of period 1 and 2
        projected), n, share, lower and upper (whole percents). No rows when nobody was measured
        twice, or when clients stand on a rung from which no step was measured. Indicator
        ``ladder.projected_share``, group ``period:rung``, for periods 1 and 2.

    Raises
    ------
    ValueError
        When a rung is outside the scheme.
    """
    pairs = followed(clients)
    table = table_of_pairs(pairs, rungs)
    start, end = table.sum(axis=1).to_numpy(), table.sum(axis=0).to_numpy()
    can = len(pairs) > 0 and not ((end > 0) & (start == 0)).any()
    paths = project_interval(table, end, PERIODS, seed=SEED) if can else None
    n = len(pairs)
    rows = [
        (period, rung, n * share, n, lower, upper)
        for period, path in enumerate(zip(*paths, strict=True) if paths else ())
        for rung, share, lower, upper in zip(rungs, *path, strict=True)
    ]
    names = ["period", "rung", "count", "n", "exact_lower", "exact_upper"]
    frame = computed(pd.DataFrame(rows, columns=names))
    frame["group_key"] = frame["period"].astype("str") + ":" + frame["rung"].astype("str")
    last = frame[frame["period"] == 0]
    return Result(
        frame,
        counts=("count", "n"),
        balances=sums(frame, "period", "n", "count"),
        # Period 0 is the last distribution, of everybody measured twice or more.
        names=named(frame, "n", "clients.followed")
        | named(last, "count", [rung_name("realised", rung) for rung in last["rung"]]),
        derive=_shares,
        key_figures=(ranged("ladder.projected_share", "projected", "percent", METHOD, "n"),),
    )


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    later = frame["period"] > 0
    share = (100 * frame["count"].astype("float64") / frame["n"].astype("float64")).round()
    frame = frame.assign(share=share, projected=share.where(later))
    shown = share.notna() & later
    lower, upper = 100 * frame["exact_lower"], 100 * frame["exact_upper"]
    if (frame["margin"] > 0).any():
        step = coarse_step(frame["n"], STEPS, 100)
        lower, upper = np.floor(lower / step) * step, np.ceil(upper / step) * step
    frame = frame.assign(lower=lower.round().where(shown), upper=upper.round().where(shown))
    return frame.drop(columns=["exact_lower", "exact_upper"])
