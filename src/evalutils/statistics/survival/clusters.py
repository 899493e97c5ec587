"""Variances when spells of one client may be alike: influences summed per client, then squared.

Most clients have one spell, for whom nothing changes. For the others the squares of their spells
are replaced by the square of their sum. After any time the influence of a spell is a combination
of a few paths that are the same for everybody, with one set of factors while it is at risk and
another after its exit. So a sum over the spells of a client changes at their entries and exits
only, and the sum of squares over all clients needs no table of clients by times.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt

from evalutils.statistics.survival.arguments import Floats, Spells
from evalutils.statistics.survival.risk_table import Leavers, RiskTable

Whole = npt.NDArray[np.intp]


def repeated(cluster: npt.ArrayLike | None, length: int) -> tuple[Whole, Whole]:
    """Positions of the spells of clients who have more than one, and the number of each client.

    Raises
    ------
    ValueError
        When the clusters are not as many as the spells.
    """
    if cluster is None:
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    given = np.asarray(cluster)
    if given.shape != (length,):
        raise ValueError(f"cluster has shape {given.shape} and duration has {length} positions.")
    _, codes, sizes = np.unique(given, return_inverse=True, return_counts=True)
    rows = np.flatnonzero(sizes[codes] > 1)
    return rows, codes[rows].astype(np.intp)


def leavers_of(table: RiskTable, spells: Spells, rows: Whole) -> Leavers:
    """Some spells, one by one, in the form of the risk table."""
    exits = np.searchsorted(table.times, spells.duration[rows])
    weights = np.ones(len(rows)) if spells.weights is None else spells.weights[rows]
    entry = None
    if spells.entry is not None:
        entry = np.searchsorted(table.times, spells.entry[rows], side="right")
    return Leavers(exits, spells.event[rows], entry, weights**2)


def between(
    paths: Sequence[Floats],
    waiting: Sequence[Floats],
    gone: Sequence[Floats],
    leavers: Leavers,
    codes: Whole,
) -> Floats:
    """How much the squared sums per client exceed the summed squares of spells, at every time.

    Parameters
    ----------
    paths
        Each of shape (T,): the values after every time.
    waiting, gone
        Per path the factor of each spell while it is at risk, and after its exit, shape (n,).
    leavers
        The spells, one by one.
    codes
        The client of each spell, shape (n,).

    Returns
    -------
    ndarray
        Shape (T,).
    """
    number = len(codes)
    entry = np.zeros(number, dtype=np.intp) if leavers.entry is None else leavers.entry
    weight = np.sqrt(leavers.square_weight)
    when = np.concatenate([entry, leavers.exit])
    steps = [
        np.concatenate([weight * before, weight * (after - before)])
        for before, after in zip(waiting, gone, strict=True)
    ]
    clients, each = np.tile(codes, 2), np.tile(np.arange(number), 2)
    return _squares(paths, steps, when, clients) - _squares(paths, steps, when, each)


def _squares(paths: Sequence[Floats], steps: Sequence[Floats], when: Whole, who: Whole) -> Floats:
    """Sum over clients of the squared combination of the paths, at every time."""
    order = np.lexsort((when, who))
    first = np.flatnonzero(np.diff(who[order], prepend=-1))
    sizes = np.diff(first, append=len(order))
    after, before = [], []
    for step in steps:
        running = np.cumsum(step[order])
        start = np.repeat(running[first] - step[order][first], sizes)
        after.append(running - start)
        before.append(running - start - step[order])
    total = np.zeros(len(paths[0]))
    for one, other in combinations_with_replacement(range(len(paths)), 2):
        change = after[one] * after[other] - before[one] * before[other]
        sums = np.cumsum(np.bincount(when[order], change, minlength=len(total)))
        total += (1 if one == other else 2) * paths[one] * paths[other] * sums
    return total
