"""Who was measured, who rose, stayed and fell: all clients and by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.frames import computed
from evalutils.ladder.clients.measured import class_order, classes_of, group_names
from evalutils.ladder.counted_moves import WAYS, share_of_way, with_ways
from evalutils.result import Balance, Cell, KeyFigure, Result, cells, remainders

COUNTS = ("clients", "measured", "followed", *WAYS)
STEP_METHOD = "first against last measurement in the period, Wilson interval"
REALISED = "realised"
_RUNGS = ("last_rung", "first_rung")  # missing of who was not measured twice
# A column and value with the positions of its clients.
_Part = tuple[str, str, slice | npt.NDArray[np.bool_]]
# Every client, as a column and value without a name.
_ALL: _Part = ("", "", slice(None))
COVERAGE_METHOD = "clients with a known rung / clients in the period"


def client_coverage(clients: pd.DataFrame) -> Result:
    """How many clients were measured in the period, and how many twice or more.

    Returns
    -------
    Result
        One row: clients, measured, followed (numbers), coverage and followed_share (percent of
        the clients). Indicator ``ladder.coverage``, with group `followed` for the second share.
    """
    return replace(
        _everyone(clients),
        derive=_with_shares,
        key_figures=(
            KeyFigure("ladder.coverage", "coverage", "percent", COVERAGE_METHOD, n="clients"),
            KeyFigure(
                "ladder.coverage",
                "followed_share",
                "percent",
                "clients with two known rungs / clients in the period",
                group="followed_key",
                n="clients",
            ),
        ),
    )


def client_ways(clients: pd.DataFrame) -> Result:
    """How many of the clients measured twice or more rose, stayed and fell.

    Returns
    -------
    Result
        One row: followed, and per way (up, same, down) the number, share, lower and upper
        (percent). Indicators ``ladder.share_up``, ``share_same`` and ``share_down``, group
        `realised`.
    """
    figures = tuple(share_of_way(way, STEP_METHOD, "followed", "realised_key") for way in WAYS)
    return replace(_everyone(clients), derive=_with_shares, key_figures=figures)


def client_groups(clients: pd.DataFrame) -> Result:
    """Coverage and ways per value of each grouping column.

    Returns
    -------
    Result
        A row per column and value, as `client_coverage` and `client_ways` together, after a first
        row for all clients with an empty column. Indicators ``ladder.coverage`` and
        ``ladder.share_up`` and so on, group ``column:value``.
    """
    total = _everyone(clients)
    names = group_names(clients) if len(total.exact) else []
    parts: list[_Part] = [_ALL] if len(total.exact) else []
    for name in names:
        values = sorted({*clients[name], *classes_of(name)}, key=class_order(name))
        parts += [(name, value, clients[name].eq(value).to_numpy(dtype=bool)) for value in values]
    frame = _counted(clients, parts)
    balances = [balance for row in frame.index for balance in _within(int(row))]
    for name in names:
        rows = frame.index[frame["column"] == name]
        balances += [Balance(((0, count),), cells(rows, count)) for count in COUNTS]
    frame["group_key"] = frame["column"] + ":" + frame["value"]
    return Result(
        frame,
        counts=COUNTS,
        balances=tuple(balances),
        names=total.names,
        derive=_groups_only,
        key_figures=(
            KeyFigure("ladder.coverage", "coverage", "percent", COVERAGE_METHOD, n="clients"),
            *(share_of_way(way, STEP_METHOD, "followed", "step_key") for way in WAYS),
        ),
    )


def _everyone(clients: pd.DataFrame) -> Result:
    """The counts of all clients, without rows when nobody was measured."""
    measured = bool((clients["measurements"] > 0).any())
    frame = _counted(clients, [_ALL] if measured else []).assign(group_key="")
    balances = tuple(_within(0)) if len(frame) else ()
    names: dict[Cell, str] = {(0, name): f"clients.{name}" for name in COUNTS}
    return Result(frame, counts=COUNTS, balances=balances, names=names)


def _counted(clients: pd.DataFrame, parts: Sequence[_Part]) -> pd.DataFrame:
    """A row per column and value, of the clients at these positions."""
    measured = clients["measurements"].to_numpy() > 0
    ends = (clients[name].to_numpy(np.float64, na_value=np.nan) for name in _RUNGS)
    way = np.subtract(*ends)
    rows = []
    for column, value, inside in parts:
        steps = np.sign(way[inside])
        ways = [int((steps == sign).sum()) for sign in (1, 0, -1)]
        counts = len(steps), int(measured[inside].sum()), sum(ways), *ways
        rows.append((column, value, *counts))
    frame = pd.DataFrame(rows, columns=["column", "value", *COUNTS])
    return computed(frame.astype(dict.fromkeys(COUNTS, "int64")))


def _within(row: int) -> list[Balance]:
    """Those measured are among the clients, and those who moved or stayed among the measured."""
    return [
        *remainders([row], "clients", "measured"),
        *remainders([row], "measured", "followed"),
        Balance(((row, "followed"),), tuple((row, way) for way in WAYS)),
    ]


def _with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    clients, measured, followed_ = (frame[name].astype("float64") for name in COUNTS[:3])
    frame = frame.assign(followed_key="followed", realised_key=REALISED)
    # Every client is counted here, so that coverage has no interval.
    frame["coverage"] = 100 * measured / clients
    frame["followed_share"] = 100 * followed_ / clients
    return with_ways(frame, followed_)


def _groups_only(frame: pd.DataFrame) -> pd.DataFrame:
    # A class that nobody is in is left out only where everything may be told.
    told = frame["margin"].eq(0) & frame["clients"].eq(0)
    frame = _with_shares(frame[frame["column"].ne("") & ~told])
    return frame.assign(step_key=REALISED + ":" + frame["group_key"])
