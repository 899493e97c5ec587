"""A client and a day as one number, so that a million spells sort, match and join in a second."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.frames import day_numbers

Ints = npt.NDArray[np.int64]

# More days than pandas knows: clients come one after another, each with its own days.
_SPAN, _BEFORE_1970 = 2**22, 2**21


def numbered(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with one number in all of them for each client: text takes long to match."""
    if not tables:
        return {}
    codes = pd.factorize(pd.concat([table["client_id"] for table in tables.values()]))[0]
    parts = np.split(codes, np.cumsum([len(table) for table in tables.values()])[:-1])
    return {
        name: table.assign(client_id=part)
        for (name, table), part in zip(tables.items(), parts, strict=True)
    }


def client_days(clients: npt.NDArray[np.intp], days: pd.Series[pd.Timestamp]) -> Ints:
    """Numbers that are ordered by client, then by day.

    Of each client a number from 0 and a day, none missing, both of shape (n,).
    """
    return clients.astype(np.int64) * _SPAN + day_numbers(days) + _BEFORE_1970


def nearest_start(asked: pd.DataFrame, spells: pd.DataFrame, *, after: bool) -> Ints:
    """The spell of the same client that starts nearest to a day, on one side of it.

    For every row of `asked` (columns client_id and day; a missing day finds nothing) the position
    in `spells` (client_id, of the same kind: numbers match faster than text, and start), -1 for
    none. With `after` that is the first start after the day, else the last one up to that day
    itself.
    """
    found = np.full(len(asked), -1, dtype=np.int64)
    given = asked["day"].notna().to_numpy()
    known = asked[given]
    if known.empty or spells.empty:
        return found
    codes = pd.factorize(pd.concat([known["client_id"], spells["client_id"]]))[0]
    wanted = client_days(codes[: len(known)], known["day"])
    starts = client_days(codes[len(known) :], spells["start"])
    order = np.argsort(starts, kind="stable")
    place = np.searchsorted(starts[order], wanted, side="right") - (not after)
    row = order[np.clip(place, 0, len(order) - 1)]
    there = (place >= 0) & (place < len(order)) & (codes[len(known) :][row] == codes[: len(known)])
    found[given] = np.where(there, row, -1)
    return found


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
