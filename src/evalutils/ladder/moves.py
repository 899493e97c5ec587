"""Counted steps from one rung to others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.ladder.distribution import distribution
from evalutils.result import Balance, Cell, KeyFigure, Repeat, Result

ALL = "all"


def moves(moves_table: pd.DataFrame, ladder: pd.DataFrame | None) -> Result:
    """Steps per starting rung beside the number of clients on that rung.

    Parameters
    ----------
    moves_table
        Table ``ladder_moves`` of the contract.
    ladder
        Table ``ladder``: gives the number of clients on the starting rung now.

    Returns
    -------
    Result
        Columns basis, from_rung, to_rungs, count, rung_count (clients on the rung), parts (sum of
        the rung's moves), surplus (parts minus rung_count) and surplus_margin (how much of the
        surplus rounding can explain).
    """
    frame = moves_table[moves_table["from_rung"] != ALL]
    frame = frame[["basis", "from_rung", "to_rungs", "count", "source"]].reset_index(drop=True)
    standing = _current(ladder)
    counts = {} if standing is None else _current_counts(standing.frame)
    frame["rung_count"] = frame["from_rung"].map({rung: n for rung, (_, n) in counts.items()})
    frame["rung_count"] = frame["rung_count"].astype("float64")
    frame["status"] = "published"
    per_rung = {
        str(rung): tuple((int(str(row)), "rung_count") for row in part.index)
        for rung, part in frame.groupby("from_rung")
        if rung in counts
    }
    return Result(
        frame,
        counts=("count", "rung_count"),
        balances=_balances(frame),
        copies=tuple(per_rung.values()),
        repeats=tuple(
            Repeat(cells[0], standing, (counts[rung][0], "count"))
            for rung, cells in per_rung.items()
            if standing is not None
        ),
        derive=_sums,
    )


def can_rise(moves_table: pd.DataFrame) -> Result:
    """Clients over all rungs together who can rise, stay, or reach some rungs.

    Returns
    -------
    Result
        Columns basis, to_rungs, count; `higher` is the indicator ``ladder.can_rise``, grouped by
        basis when there are several.
    """
    frame = moves_table[moves_table["from_rung"] == ALL]
    frame = frame[["basis", "to_rungs", "count", "source"]].reset_index(drop=True)
    frame["status"] = "published"
    frame["group_key"] = frame["basis"] if frame["basis"].nunique() > 1 else ""
    return Result(
        frame,
        counts=("count",),
        derive=_risers,
        key_figures=(KeyFigure("ladder.can_rise", "risers", "person", "as published"),),
    )


def _current(ladder: pd.DataFrame | None) -> Result | None:
    """The distribution now, under the protection it has on the page."""
    if ladder is None:
        return None
    now = ladder[ladder["moment"] == "current"]
    rungs = [int(rung) for rung in now["rung"] if rung.isdigit()]
    return distribution(now, rungs)


def _current_counts(frame: pd.DataFrame) -> dict[str, tuple[int, float]]:
    """Row and count per rung."""
    known = frame[frame["count"].notna()]
    counts = known["count"].astype("float64")
    return {
        rung: (int(str(row)), float(count))
        for row, rung, count in zip(known.index, known["rung"], counts, strict=True)
    }


def _balances(frame: pd.DataFrame) -> tuple[Balance, ...]:
    """The steps from a rung are parts of the clients on it."""
    balances = []
    for _, part in frame.groupby(["basis", "from_rung"]):
        cells: list[Cell] = [(int(str(row)), "count") for row in part.index]
        balances.append(Balance(((cells[0][0], "rung_count"),), tuple(cells)))
    return tuple(balances)


def _sums(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    groups = [frame["basis"], frame["from_rung"]]
    count = frame["count"].astype("float64")
    # A sum with a hidden step is unknown: leaving the step out would count it as zero.
    frame["parts"] = count.groupby(groups).transform(lambda part: part.sum(skipna=False))
    frame["surplus"] = frame["parts"] - frame["rung_count"]
    frame["surplus_margin"] = frame["margin"] * (count.groupby(groups).transform("size") + 1)
    return frame


def _risers(frame: pd.DataFrame) -> pd.DataFrame:
    count = frame["count"].astype("float64")
    return frame.assign(risers=count.where(frame["to_rungs"] == "higher", np.nan))
