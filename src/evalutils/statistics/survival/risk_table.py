"""Who is at risk at each time, and who leaves: the counts that every estimate starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.survival.arguments import Floats, Integers, Spells

# Times that are whole numbers below this many, or below the number of spells, are counted without
# sorting.
FEW_TIMES = 4096
# At a time when everybody at risk leaves, weights may leave a trace of rounding.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Leavers:
    """Groups of spells with the same exit, code and entry.

    Attributes
    ----------
    exit
        Index into the times of the table.
    code
        0 for censored, 1..K for a cause.
    entry
        Index of the first time at risk; None when all are at risk from the first time.
    square_weight
        Sum of the squared weights of the group.
    """

    exit: npt.NDArray[np.intp]
    code: Integers
    entry: npt.NDArray[np.intp] | None
    square_weight: Floats


@dataclass(frozen=True)
class RiskTable:
    """Counts at every distinct time of exit or censoring.

    Attributes
    ----------
    times
        Ascending, shape (T,).
    at_risk
        Weight of the spells with entry < time <= exit, shape (T,).
    leaving
        Weight that leaves, by code 0..K, shape (T, K + 1).
    leavers
        What the standard errors need to know of the spells.
    """

    times: Floats
    at_risk: Floats
    leaving: Floats
    leavers: Leavers

    @property
    def hazard(self) -> tuple[Floats, Floats]:
        """Per time the hazard of any exit, shape (T,), and of each cause, shape (K, T)."""
        known = np.where(self.at_risk > 0, self.at_risk, 1.0)
        causes = self.leaving[:, 1:].T / known
        exits = causes.sum(axis=0)
        return np.where(exits >= 1 - ROUNDING, 1.0, exits), causes


def risk_table(spells: Spells) -> RiskTable:
    """Count the spells."""
    times, index = _times(spells.duration)
    shape = (len(times), spells.causes + 1)
    cell = index * shape[1]
    cell += spells.event
    counts = np.bincount(cell, minlength=shape[0] * shape[1])
    leaving = _summed(cell, counts, spells.weights).reshape(shape)
    kept = counts.reshape(shape).any(axis=1)
    leaving, times = leaving[kept], times[kept]
    if spells.entry is None:
        squares = _summed(cell, counts, _squared(spells.weights)).reshape(shape)[kept]
        exits, codes = np.nonzero(counts.reshape(shape)[kept])
        leavers = Leavers(exits, codes, None, squares[exits, codes])
        at_risk = np.cumsum(leaving.sum(axis=1)[::-1])[::-1]
        return RiskTable(times, at_risk, leaving, leavers)
    exits = (np.cumsum(kept) - 1)[index]
    entries = np.searchsorted(times, spells.entry, side="right")
    entered = np.bincount(entries, spells.weights, minlength=len(times))
    gone = np.concatenate([[0.0], leaving.sum(axis=1)[:-1]])
    squares = np.ones(len(exits)) if spells.weights is None else spells.weights**2
    leavers = Leavers(exits, spells.event, entries, squares)
    return RiskTable(times, np.cumsum(entered - gone), leaving, leavers)


def _times(duration: Floats) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Ascending times that hold every duration, and the index of each duration in them."""
    last = duration.max()
    if last < max(FEW_TIMES, len(duration)):
        whole = duration.astype(np.intp)
        if np.array_equal(whole, duration):
            return np.arange(int(last) + 1, dtype=np.float64), whole
    return np.unique(duration, return_inverse=True)


def _squared(weights: Floats | None) -> Floats | None:
    return None if weights is None else weights**2


def _summed(
    cell: npt.NDArray[np.intp], counts: npt.NDArray[np.intp], weights: Floats | None
) -> Floats:
    if weights is None:
        return counts.astype(np.float64)
    return np.bincount(cell, weights, minlength=len(counts)).astype(np.float64, copy=False)
