"""Who was measured, who rose, stayed and fell: all clients and by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from evalutils.frames import computed
from evalutils.ladder.clients.measured import class_order, followed, group_names
from evalutils.result import Balance, Cell, KeyFigure, Result
from evalutils.statistics.proportions import percent_interval

WAYS = ("up", "same", "down")
COUNTS = ("clients", "measured", "followed", *WAYS)
STEP_METHOD = "first against last measurement in the period, Wilson interval"
REALISED = "realised"
COVERAGE_METHOD = "clients with a known rung / clients in the period"


def client_coverage(clients: pd.DataFrame) -> Result:
    """How many clients were measured in the period, and how many twice or more.

    Parameters
    ----------
    clients
        As `histories` gives them.

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

    Parameters
    ----------
    clients
        As for `client_coverage`.

    Returns
    -------
    Result
        One row: followed, and per way (up, same, down) the number, share, lower and upper
        (percent). Indicators ``ladder.share_up``, ``share_same`` and ``share_down``, group
        `realised`.
    """
    figures = tuple(_share_of_way(way, "realised_key") for way in WAYS)
    return replace(_everyone(clients), derive=_with_shares, key_figures=figures)


def client_groups(clients: pd.DataFrame) -> Result:
    """Coverage and ways per value of each grouping column.

    Parameters
    ----------
    clients
        As for `client_coverage`.

    Returns
    -------
    Result
        A row per column and value, as `client_coverage` and `client_ways` together, after a first
        row for all clients with an empty column. Indicators ``ladder.coverage`` and
        ``ladder.share_up`` and so on, group ``column:value``.
    """
    total = _everyone(clients)
    names = group_names(clients) if len(total.exact) else []
    parts = [("", "", clients)] if len(total.exact) else []
    for name in names:
        values = sorted(clients[name].unique(), key=class_order(name))
        parts += [(name, value, clients[clients[name] == value]) for value in values]
    frame = _counted(parts)
    balances = [balance for row in frame.index for balance in _within(int(row))]
    for name in names:
        rows = [int(row) for row in frame.index[frame["column"] == name]]
        for count in COUNTS:
            balances.append(Balance(((0, count),), tuple((row, count) for row in rows)))
    frame["group_key"] = frame["column"] + ":" + frame["value"]
    return Result(
        frame,
        counts=COUNTS,
        balances=tuple(balances),
        names=total.names,
        derive=_groups_only,
        key_figures=(
            KeyFigure("ladder.coverage", "coverage", "percent", COVERAGE_METHOD, n="clients"),
            *(_share_of_way(way, "step_key") for way in WAYS),
        ),
    )


def _share_of_way(way: str, group: str) -> KeyFigure:
    return KeyFigure(
        f"ladder.share_{way}",
        f"share_{way}",
        "percent",
        STEP_METHOD,
        group=group,
        lower=f"lower_{way}",
        upper=f"upper_{way}",
        n="followed",
    )


def _everyone(clients: pd.DataFrame) -> Result:
    """The counts of all clients, without rows when nobody was measured."""
    measured = bool((clients["measurements"] > 0).any())
    frame = _counted([("", "", clients)] if measured else []).assign(group_key="")
    balances = tuple(_within(0)) if len(frame) else ()
    names: dict[Cell, str] = {(0, name): f"clients.{name}" for name in COUNTS}
    return Result(frame, counts=COUNTS, balances=balances, names=names)


def _counted(parts: Sequence[tuple[str, str, pd.DataFrame]]) -> pd.DataFrame:
    rows = []
    for column, value, part in parts:
        steps = np.sign(followed(part)["last_rung"] - followed(part)["first_rung"])
        ways = [int((steps == sign).sum()) for sign in (1, 0, -1)]
        measured = int((part["measurements"] > 0).sum())
        rows.append((column, value, len(part), measured, len(steps), *ways))
    frame = pd.DataFrame(rows, columns=["column", "value", *COUNTS])
    return computed(frame.astype(dict.fromkeys(COUNTS, "int64")))


def _within(row: int) -> list[Balance]:
    """Those measured are among the clients, and those who moved or stayed among the measured."""
    return [
        Balance(((row, "clients"),), ((row, "measured"),), "remainder"),
        Balance(((row, "measured"),), ((row, "followed"),), "remainder"),
        Balance(((row, "followed"),), tuple((row, way) for way in WAYS)),
    ]


def _with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    counts = {name: frame[name].astype("float64") for name in COUNTS}
    frame = frame.assign(followed_key="followed", realised_key=REALISED)
    # Every client is counted here, so that coverage has no interval.
    frame["coverage"] = 100 * counts["measured"] / counts["clients"]
    frame["followed_share"] = 100 * counts["followed"] / counts["clients"]
    for way in WAYS:
        found = percent_interval(counts[way], counts["followed"])
        for name, values in zip(("share", "lower", "upper"), found, strict=True):
            frame[f"{name}_{way}"] = values
    return frame


def _groups_only(frame: pd.DataFrame) -> pd.DataFrame:
    frame = _with_shares(frame[frame["column"] != ""])
    return frame.assign(step_key=REALISED + ":" + frame["group_key"])
