"""Whether clients stayed away, per definition."""

from __future__ import annotations

from functools import partial

import pandas as pd

from evalutils.outflow.destinations import with_shares
from evalutils.result import Result, Share, named, ranged, remainders


def durable_shares(durability: pd.DataFrame, followed: bool = False) -> Result:
    """Share of the exits that lasted, each under its own definition.

    Parameters
    ----------
    durability
        Table ``durability`` of the contract.
    followed
        Whether clients are followed as well: their own share has the name without a cohort.

    Returns
    -------
    Result
        Columns cohort, cohort_start, cohort_end, definition, months, exits, still_out, share,
        lower, upper (percent), published_share.
    """
    frame = durability.reset_index(drop=True).rename(columns={"share": "published_share"})
    months = frame["months"].map(lambda value: "" if pd.isna(value) else f"{value:g}")
    frame["group_key"] = frame["definition"] + ":" + months
    several = frame["group_key"].duplicated(keep=False) | followed
    frame["group_key"] = frame["group_key"].where(
        ~several, frame["group_key"] + ":" + frame["cohort"]
    )
    frame["status"] = "published"
    method = "still out / exits, Wilson interval"
    # The exits of one cohort, followed under several definitions.
    cohorts = frame["cohort"].map(lambda cohort: f"durability.{cohort}.exits", na_action="ignore")
    return Result(
        frame,
        counts=("exits", "still_out"),
        shares=(Share("published_share", "still_out", ("exits",)),),
        balances=remainders(frame.index, "exits", "still_out"),
        names=named(frame[frame["cohort"].notna()], "exits", cohorts.dropna()),
        derive=partial(with_shares, count="still_out", base="exits", method=method),
        key_figures=(
            ranged("outflow.durable_share", "share", "percent", "column:method", "exits"),
        ),
    )
