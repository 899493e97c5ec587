"""Whether clients stayed away, per definition."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.proportions import percent_interval
from evalutils.result import KeyFigure, Result


def durable_shares(durability: pd.DataFrame) -> Result:
    """Share of the exits that lasted, each under its own definition.

    Parameters
    ----------
    durability
        Table ``durability`` of the contract.

    Returns
    -------
    Result
        Columns cohort, cohort_start, cohort_end, definition, months, exits, still_out, share,
        lower, upper (percent), published_share.
    """
    frame = durability.reset_index(drop=True).rename(columns={"share": "published_share"})
    months = frame["months"].map(lambda value: "" if pd.isna(value) else f"{value:g}")
    frame["group_key"] = frame["definition"] + ":" + months
    several = frame["group_key"].duplicated(keep=False)
    frame.loc[several, "group_key"] += ":" + frame["cohort"]
    computed = frame["exits"].notna() & frame["still_out"].notna()
    frame["status"] = np.where(computed, "computed", "published")
    return Result(
        frame,
        counts=("exits", "still_out"),
        shares=(("published_share", "exits"),),
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
    interval = percent_interval(
        frame["still_out"].astype("float64"), frame["exits"].astype("float64")
    )
    computed = ~np.isnan(interval.estimate)
    frame["share"] = np.where(computed, interval.estimate, frame["published_share"])
    frame["lower"], frame["upper"] = interval.lower, interval.upper
    frame["method"] = np.where(computed, "still out / exits, Wilson interval", "as published")
    return frame
