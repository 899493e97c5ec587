"""How many clients reach each next stage."""

from __future__ import annotations

import pandas as pd

from evalutils.keys import told_apart
from evalutils.outflow.counted_shares import precision, resting_on, shares_of
from evalutils.result import Balance, Result, cells, named, ranged


def funnel_shares(funnel: pd.DataFrame) -> Result:
    """Share of the first and of the previous stage, with Wilson intervals.

    Returns
    -------
    Result
        Columns funnel, order, stage, count, first, previous, share, lower, upper (of the first
        stage), share_previous, lower_previous, upper_previous (percent). The first stage has no
        share. How precise a number is stands in ``qualifier_`` with its name.
    """
    frame = funnel[["funnel", "order", "stage", "count", "qualifier", "source"]]
    frame = frame.sort_values(["funnel", "order"], ignore_index=True)
    frame = frame.rename(columns={"qualifier": "qualifier_count"})
    keys = frame["funnel"] + ":" + frame["stage"]
    twice = keys.duplicated(keep=False)
    frame["group_key"] = told_apart(
        keys.where(~twice, keys + ":" + frame["order"].astype("str")), ":"
    )
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
    codes = precision(frame, "count").groupby(frame["funnel"])
    frame["qualifier_first"] = codes.transform(lambda part: part.iloc[0])
    frame["qualifier_previous"] = codes.shift(1)
    for of, base, counts in (("", "first", count.where(later)), ("_previous", "previous", count)):
        found = shares_of(frame, "count", base, counts)
        for part, values in found._asdict().items():
            frame[f"{'qualifier_share' if part == 'qualifier' else part}{of}"] = values
    frame["status"] = resting_on("computed", frame["qualifier_share"])
    return frame
