"""How many clients reach each next stage."""

from __future__ import annotations

import pandas as pd

from evalutils.keys import told_apart
from evalutils.result import Balance, Result, cells, named, ranged
from evalutils.statistics.proportions import percent_interval


def funnel_shares(funnel: pd.DataFrame) -> Result:
    """Share of the first and of the previous stage, with Wilson intervals.

    Returns
    -------
    Result
        Columns funnel, order, stage, count, first, previous, share, lower, upper (of the first
        stage), share_previous, lower_previous, upper_previous (percent). The first stage has no
        share.
    """
    frame = funnel[["funnel", "order", "stage", "count", "source"]]
    frame = frame.sort_values(["funnel", "order"], ignore_index=True)
    keys = frame["funnel"] + ":" + frame["stage"]
    twice = keys.duplicated(keep=False)
    frame["group_key"] = told_apart(
        keys.where(~twice, keys + ":" + frame["order"].astype("str")), ":"
    )
    frame["status"] = "computed"
    stages = zip(frame["funnel"], frame["order"], strict=True)
    next_stages = frame.index[frame["funnel"].duplicated()]
    return Result(
        frame,
        counts=("count",),
        balances=tuple(
            Balance(cells([row - 1], "count"), cells([row], "count"), "remainder")
            for row in next_stages
        ),
        names=named(frame, "count", [stage_name(*pair) for pair in stages]),
        derive=_shares,
        key_figures=(
            ranged(
                "outflow.funnel_share",
                "share",
                "percent",
                "count / first stage, Wilson interval",
                "first",
            ),
        ),
    )


def stage_name(funnel: str, order: object) -> str:
    """The name of the number of clients who reached a stage."""
    return f"funnel.{funnel}.{order}"


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    count = frame["count"].astype("float64")
    by_funnel = count.groupby(frame["funnel"])
    later = frame["funnel"].duplicated()
    frame["first"] = by_funnel.transform(lambda part: part.iloc[0])
    frame["previous"] = by_funnel.shift(1)
    of_first = percent_interval(count.where(later), frame["first"])
    of_previous = percent_interval(count, frame["previous"])
    frame["share"], frame["lower"], frame["upper"] = of_first
    frame["share_previous"], frame["lower_previous"], frame["upper_previous"] = of_previous
    return frame
