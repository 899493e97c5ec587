"""Counted steps from one rung to others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.result import KeyFigure, Result

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
        the rung's moves), surplus (parts minus rung_count).
    """
    frame = moves_table[moves_table["from_rung"] != ALL]
    frame = frame[["basis", "from_rung", "to_rungs", "count", "source"]].reset_index(drop=True)
    frame["rung_count"] = frame["from_rung"].map(_current_counts(ladder)).astype("Float64")
    frame["status"] = "published"
    return Result(frame, counts=("count", "rung_count"), derive=_sums)


def can_rise(moves_table: pd.DataFrame) -> Result:
    """Clients over all rungs together who can rise, stay, or reach some rungs.

    Returns
    -------
    Result
        Columns basis, to_rungs, count; `higher` is the indicator ``ladder.can_rise``.
    """
    frame = moves_table[moves_table["from_rung"] == ALL]
    frame = frame[["basis", "to_rungs", "count", "source"]].reset_index(drop=True)
    frame["status"] = "published"
    return Result(
        frame,
        counts=("count",),
        derive=_risers,
        key_figures=(KeyFigure("ladder.can_rise", "risers", "person", "as published", group=None),),
    )


def _current_counts(ladder: pd.DataFrame | None) -> dict[str, float]:
    if ladder is None:
        return {}
    now = ladder[(ladder["moment"] == "current") & ladder["count"].notna()]
    return dict(zip(now["rung"], now["count"].astype("float64"), strict=True))


def _sums(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    count = frame["count"].astype("float64")
    frame["parts"] = count.groupby([frame["basis"], frame["from_rung"]]).transform("sum")
    frame["surplus"] = frame["parts"] - frame["rung_count"].astype("float64")
    return frame


def _risers(frame: pd.DataFrame) -> pd.DataFrame:
    count = frame["count"].astype("float64")
    return frame.assign(risers=count.where(frame["to_rungs"] == "higher", np.nan))
