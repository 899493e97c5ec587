"""Where the clients went, as counts and as shares of a stated base."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.frames import rows
from evalutils.outflow.caseload import latest
from evalutils.proportions import percent_interval
from evalutils.result import KeyFigure, Result

TOTAL = "total"


def destinations(exits: pd.DataFrame, caseload: pd.DataFrame | None) -> Result:
    """Exits per destination with a Wilson interval for the share.

    The base of a share is the measure that the row names. A row that names none takes the total
    of its group; for all clients together that is the outflow of caseload.csv when there is no
    total row. Groups are never added up.

    Parameters
    ----------
    exits
        Table ``exits`` of the contract.
    caseload
        Table ``caseload``, when there is one.

    Returns
    -------
    Result
        Columns destination, group, count, base (name), n, share, lower, upper (percent),
        published_share, overlapping.
    """
    frame = exits[["destination", "group", "count", "share", "base", "overlapping", "source"]]
    frame = frame.rename(columns={"share": "published_share"}).reset_index(drop=True)
    frame["group"] = frame["group"].fillna("")
    frame["overlapping"] = frame["overlapping"].fillna(False).astype(bool)
    bases = [_base(row.base, row.group, row.destination, frame, caseload) for row in rows(frame)]
    frame["base"] = [name for name, _ in bases]
    frame["n"] = pd.Series([count for _, count in bases], index=frame.index, dtype="float64")
    frame["status"] = np.where(frame["count"].isna(), "published", "computed")
    separator = np.where(frame["group"] == "", "", ":")
    frame["group_key"] = frame["destination"] + separator + frame["group"]
    return Result(
        frame,
        counts=("count", "n"),
        shares=(("published_share", "n"),),
        derive=_shares,
        key_figures=(
            KeyFigure("outflow.count", "count", "person", "as published"),
            KeyFigure(
                "outflow.share",
                "share",
                "percent",
                "column:method",
                lower="lower",
                upper="upper",
                n="n",
            ),
        ),
    )


def _base(
    base: object, group: str, destination: str, frame: pd.DataFrame, caseload: pd.DataFrame | None
) -> tuple[str, float]:
    if isinstance(base, str) and caseload is not None:
        return base, latest(caseload, base)
    total = frame[(frame["group"] == group) & (frame["destination"] == TOTAL)]["count"]
    if destination == TOTAL:
        return "", np.nan
    if len(total) and pd.notna(total.iloc[0]):
        return "group_total", float(total.iloc[0])
    if group == "" and caseload is not None:
        count = latest(caseload, "outflow")
        return ("outflow", count) if not np.isnan(count) else ("", np.nan)
    return "", np.nan


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    count, base = frame["count"].astype("float64"), frame["n"].astype("float64")
    interval = percent_interval(count, base)
    computed = ~np.isnan(interval.estimate)
    frame["share"] = np.where(computed, interval.estimate, frame["published_share"])
    frame["lower"], frame["upper"] = interval.lower, interval.upper
    frame["method"] = np.where(computed, "count / base, Wilson interval", "as published")
    return frame
