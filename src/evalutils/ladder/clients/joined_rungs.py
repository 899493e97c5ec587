"""Tables from rung to rung with the rungs joined: what may be shown where few went each way."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evalutils.frames import computed
from evalutils.ladder.clients.rung_tables import (
    ARRIVAL,
    TRANSITION,
    Groups,
    arrivals,
    client_transitions,
)
from evalutils.ladder.standings import FOLDS
from evalutils.result import Balance, KeyFigure, Result, named


def group_transitions(
    clients: pd.DataFrame, rungs: Sequence[int], fewest: int, groups: Groups
) -> Result:
    """Clients by group of rungs at their first and last measurement, where numbers are hidden.

    Returns
    -------
    Result
        A row per pair of groups: from_rung, to_rung (``1-2``) and count; no rows where nothing is
        hidden or the scheme has no groups. Indicator ``ladder.group_transition``.
    """
    return _joined(client_transitions(clients, rungs, fewest, groups), TRANSITION, fewest)


def group_arrivals(
    clients: pd.DataFrame, rungs: Sequence[int], fewest: int, groups: Groups
) -> Result:
    """The same by the expected and the reached group. Indicator ``ladder.group_arrival``."""
    return _joined(arrivals(clients, rungs, fewest, groups), ARRIVAL, fewest)


def _joined(fine: Result, kind: str, fewest: int) -> Result:
    """The sums over the pairs of rungs in each pair of groups."""
    frame = fine.exact if fewest > 1 and fine.folds else fine.exact.iloc[:0]
    parts = [part for _, part in frame.groupby(FOLDS, sort=False)] if fine.folds else []
    keys = [str(part[FOLDS].iloc[0]) for part in parts]
    sums_of = pd.DataFrame(
        [
            (*key.split(":"), key, int(part["count"].sum()))
            for key, part in zip(keys, parts, strict=True)
        ],
        columns=["from_rung", "to_rung", "group_key", "count"],
    )
    pairs = [[fine.names[int(row), "count"] for row in part.index] for part in parts]
    method = fine.key_figures[0].method.replace("rung", "group of rungs")
    figure = KeyFigure(f"ladder.group_{kind}", "count", "person", f"{method}, sum of rungs")
    return Result(
        computed(sums_of),
        counts=("count",),
        balances=tuple(
            # No sum: who is in a pair of groups is no group known beforehand.
            Balance(((row, "count"),), tuple(names), "flow")
            for row, names in enumerate(pairs)
        ),
        names=named(sums_of, "count", [f"{kind} {key}" for key in keys]),
        key_figures=(figure,),
    )
