"""Whether clients stayed away, per definition."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.result import Balance, KeyFigure, Result, Share, named
from evalutils.statistics.proportions import percent_interval


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
    balances = tuple(
        Balance(((row, "exits"),), ((row, "still_out"),), "remainder") for row in range(len(frame))
    )
    return Result(
        frame,
        counts=("exits", "still_out"),
        shares=(Share("published_share", "still_out", ("exits",)),),
        balances=balances,
        # The exits of one cohort, followed under several definitions.
        names=named(
            frame,
            "exits",
            [
                None if pd.isna(cohort) else f"durability.{cohort}.exits"
                for cohort in frame["cohort"]
            ],
        ),
        derive=_shares,
        key_figures=(
            KeyFigure(
                "outflow.durable_share",
                "share",
                "percent",
                "column:method",
                lower="lower",
                upper="upper",
                n="exits",
            ),
        ),
    )


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    stayed, exits = frame["still_out"].astype("float64"), frame["exits"].astype("float64")
    interval = percent_interval(stayed, exits)
    computed = ~np.isnan(interval.estimate)
    # A printed share only stands in for a count that the source does not give.
    printed = frame["published_share"].where(stayed.isna() | exits.isna())
    frame["share"] = np.where(computed, interval.estimate, printed)
    frame["lower"], frame["upper"] = interval.lower, interval.upper
    frame["method"] = np.where(computed, "still out / exits, Wilson interval", "as published")
    frame["status"] = np.where(computed, "computed", "published")
    return frame
