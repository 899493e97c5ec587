"""Where clients would stand when the measured steps repeat themselves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.ladder.clients import project_interval
from evalutils.ladder.histories import followed
from evalutils.ladder.transitions import table_of_pairs
from evalutils.result import Balance, KeyFigure, Result

Floats = npt.NDArray[np.float64]
PERIODS = 2
# Any number does; a fixed one gives the same book twice.
SEED = 20260101
METHOD = "Markov chain of the measured steps, bootstrap interval; unchanged behaviour assumed"


def projection(clients: pd.DataFrame, rungs: Sequence[int]) -> Result:
    """The last distribution, and one and two periods on under unchanged behaviour.

    A period is the time between a client's first and last measurement. The interval is about
    chance in the measured steps only.

    Parameters
    ----------
    clients
        As `histories` gives them.
    rungs
        Rung numbers of the scheme, low to high.

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
    rows = [] if paths is None else _rows(paths, len(pairs), rungs)
    names = ["period", "rung", "count", "n", "exact_lower", "exact_upper"]
    frame = pd.DataFrame(rows, columns=names).assign(status="computed")
    frame["source"] = pd.Series(index=frame.index, dtype="str")
    frame["group_key"] = frame["period"].astype("str") + ":" + frame["rung"].astype("str")
    return Result(
        frame,
        counts=("count", "n"),
        balances=tuple(
            Balance(
                ((int(str(part.index[0])), "n"),),
                tuple((int(str(row)), "count") for row in part.index),
            )
            for _, part in frame.groupby("period")
        ),
        copies=(tuple((int(str(row)), "n") for row in frame.index),) if len(frame) else (),
        derive=_shares,
        key_figures=(
            KeyFigure(
                "ladder.projected_share",
                "projected",
                "percent",
                METHOD,
                lower="lower",
                upper="upper",
                n="n",
            ),
        ),
    )


def _rows(
    paths: tuple[Floats, Floats, Floats], n: int, rungs: Sequence[int]
) -> list[tuple[object, ...]]:
    found, lower, upper = paths
    return [
        (period, rung, n * found[period, place], n, lower[period, place], upper[period, place])
        for period in range(PERIODS + 1)
        for place, rung in enumerate(rungs)
    ]


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    later = frame["period"] > 0
    share = (100 * frame["count"].astype("float64") / frame["n"].astype("float64")).round()
    frame = frame.assign(share=share, projected=share.where(later))
    for name in ("lower", "upper"):
        frame[name] = (100 * frame[f"exact_{name}"]).round().where(share.notna() & later)
    return frame.drop(columns=["exact_lower", "exact_upper"])
