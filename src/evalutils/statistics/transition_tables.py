"""From measurements of clients to steps between rungs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.frames import day_numbers

Whole = npt.NDArray[np.int64]
UNKNOWN = "unknown"


def valid_measurements(measurements: pd.DataFrame, kind: str = "measured") -> pd.DataFrame:
    """The measurements that count: one per client and date, with a known rung.

    A row with a correction mark replaces the other row of that client, date and kind. A
    measurement with an unknown rung says nothing about a step and is left out.

    Parameters
    ----------
    measurements
        Table ``measurements`` of the contract.
    kind
        ``measured``, ``expected`` or ``target``.

    Returns
    -------
    pandas.DataFrame
        The rows together per client and then in order of date; column rung holds whole numbers.

    Raises
    ------
    ValueError
        When a client has two rungs on one date of which not exactly one is a correction.
    """
    rows = measurements[(measurements["kind"] == kind).to_numpy()]
    places, _, rungs = _in_order(rows)
    return rows.iloc[places].assign(rung=rungs)


def _in_order(rows: pd.DataFrame) -> tuple[Whole, Whole, Whole]:
    """Places of the rows that count, by client and date, with a number per client and the rung."""
    client = pd.factorize(rows["client_id"])[0].astype(np.int64)
    days = day_numbers(rows["date"])
    days -= days.min(initial=0)
    corrected = (
        rows["correction"].fillna(False).to_numpy(dtype=bool)
        if "correction" in rows
        else np.zeros(len(rows), dtype=bool)
    )
    # One number per client and day sorts much faster than three columns.
    day_keys = client * (days.max(initial=0) + 1) + days
    order = np.argsort(2 * day_keys + corrected)
    day_keys, corrected = day_keys[order], corrected[order]
    replaced = np.flatnonzero(day_keys[1:] == day_keys[:-1])
    if (corrected[replaced] | ~corrected[replaced + 1]).any():
        raise ValueError(
            f"{len(replaced)} measurements share client, date and kind with another one. "
            "Mark exactly one of each as a correction."
        )
    order = np.delete(order, replaced)
    rungs = _numbers(rows["rung"])[order]
    return order[rungs >= 0], client[order][rungs >= 0], rungs[rungs >= 0]


def _numbers(rungs: pd.Series[str]) -> Whole:
    """Rungs as whole numbers, -1 for an unknown one; few are different, so each is read once."""
    codes, values = pd.factorize(rungs)
    numbers = [-1 if value == UNKNOWN else int(value) for value in values]
    return np.asarray([*numbers, -1], dtype=np.int64)[codes]


def first_and_last(measurements: pd.DataFrame) -> pd.DataFrame:
    """First and last measurement per client, of the clients measured on two dates or more.

    Parameters
    ----------
    measurements
        Table ``measurements`` of the contract, of the period that counts.

    Returns
    -------
    pandas.DataFrame
        A row per client: client_id, first_date, last_date, first_rung, last_rung (whole numbers)
        and measurements (how many there are).

    Raises
    ------
    ValueError
        As `valid_measurements`.
    """
    rows = measurements[(measurements["kind"] == "measured").to_numpy()]
    places, client, rungs = _in_order(rows)
    starts = np.flatnonzero(np.diff(client, prepend=-1))
    sizes = np.diff(starts, append=len(client))
    starts, sizes = starts[sizes > 1], sizes[sizes > 1]
    ends = starts + sizes - 1
    return pd.DataFrame(
        {
            "client_id": rows["client_id"].take(places[starts]).to_numpy(),
            "first_date": rows["date"].take(places[starts]).to_numpy(),
            "last_date": rows["date"].take(places[ends]).to_numpy(),
            "first_rung": rungs[starts],
            "last_rung": rungs[ends],
            "measurements": sizes,
        }
    )


def table_of_pairs(pairs: pd.DataFrame, rungs: Sequence[int]) -> pd.DataFrame:
    """The transition table: clients by first (rows) and last rung (columns).

    Parameters
    ----------
    pairs
        Columns first_rung and last_rung, as `first_and_last` gives them.
    rungs
        Rung numbers of the scheme, low to high.

    Returns
    -------
    pandas.DataFrame, shape (rungs, rungs)
        Numbers of clients; index and columns are the rung numbers.

    Raises
    ------
    ValueError
        When a rung is outside the scheme.
    """
    index = pd.Index(list(rungs), name="first_rung")
    start, end = (index.get_indexer(pd.Index(pairs[name])) for name in ("first_rung", "last_rung"))
    if (start < 0).any() or (end < 0).any():
        raise ValueError(f"A rung is outside the scheme; its rungs are {list(rungs)}.")
    size = len(index)
    counts = np.bincount(start * size + end, minlength=size * size).reshape(size, size)
    return pd.DataFrame(counts, index=index, columns=index.rename("last_rung"))
