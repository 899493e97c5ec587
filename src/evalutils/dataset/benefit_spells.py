"""Benefit as it was received: what an administration cut in pieces is one spell."""

from __future__ import annotations

import pandas as pd

ONE_DAY = pd.Timedelta(days=1)


def joined_benefits(benefits: pd.DataFrame) -> pd.DataFrame:
    """Benefit spells of a client that overlap or follow each other the next day, as one.

    Parameters
    ----------
    benefits
        Columns client_id, start, end (the last day; missing while it goes on).

    Returns
    -------
    DataFrame
        Columns client_id, start, end (far in the future while it goes on), by start.
    """
    frame = benefits[["client_id", "start", "end"]].sort_values(["client_id", "start"])
    frame = frame.assign(end=frame["end"].fillna(pd.Timestamp.max.normalize().floor("D")))
    reached = frame.groupby("client_id")["end"].cummax()
    before = reached.groupby(frame["client_id"]).shift()
    fresh = before.isna() | (frame["start"] > before + ONE_DAY)
    joined = frame.loc[fresh, ["client_id", "start"]]
    joined["end"] = reached.groupby(fresh.cumsum()).max().to_numpy()
    return joined.sort_values("start", kind="stable").reset_index(drop=True)
