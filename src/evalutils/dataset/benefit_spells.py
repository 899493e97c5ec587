"""Benefit as it was received: what an administration cut in pieces is one spell."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.dataset.client_days import client_days

NEVER = pd.Timestamp.max.normalize().floor("D")


def joined_benefits(benefits: pd.DataFrame) -> pd.DataFrame:
    """Benefit spells of a client that overlap or follow each other the next day, as one.

    `benefits` has columns client_id, start, end (the last day; missing while it goes on). So has
    what is returned, by start; there the end is far in the future while it goes on.
    """
    frame = benefits[["client_id", "start", "end"]]
    frame = frame.assign(end=frame["end"].fillna(NEVER))
    clients = pd.factorize(frame["client_id"])[0]
    start = client_days(clients, frame["start"])
    order = np.argsort(start, kind="stable")
    start, end = start[order], client_days(clients, frame["end"])[order]
    # Clients come one after another, so that the latest end so far is that of this client or less.
    reached = np.maximum.accumulate(end)
    fresh = np.ones(len(frame), dtype=bool)
    fresh[1:] = start[1:] > reached[:-1] + 1
    first = np.flatnonzero(fresh)
    if not len(first):
        return frame
    last = np.maximum.reduceat(end, first)
    # The row with that end, to take its date from.
    longest = np.searchsorted(reached, last, side="left")
    joined = frame[["client_id", "start"]].take(order[first])
    joined["end"] = frame["end"].to_numpy()[order[longest]]
    return joined.sort_values("start", kind="stable").reset_index(drop=True)
