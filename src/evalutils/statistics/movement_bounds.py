"""What two distributions alone say about movement between rungs.

Two distributions over the same rungs fix how many clients stand where, not who went where. The
bounds below hold for every way in which clients can have moved, and each of them is reached by one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def rise_bounds(current: npt.ArrayLike, later: npt.ArrayLike) -> tuple[float, float]:
    """Lowest and highest share of clients that can have risen.

    With cumulative shares R of `current` and C of `later`, the share that rose lies between
    ``max(0, max_k(R_k - C_k))`` and ``1 - max(0, max_k(C_k - R_(k-1)))``. Both are sharp.

    Parameters
    ----------
    current, later : array_like, shape (rungs,)
        Clients per rung at the start and later, rungs from low to high, on any scale: shares,
        percentages or counts. Each is divided by its own total.

    Returns
    -------
    tuple of float
        Lowest and highest share, as fractions from 0 to 1.

    Raises
    ------
    ValueError
        When the two differ in length, or one is empty, negative, not finite or adds up to 0.

    References
    ----------
    Strassen, V. (1965). The existence of probability measures with given marginals. Annals of
    Mathematical Statistics 36, 423-439.
    """
    start, end = _pair(current, later)
    at_start, at_end = np.cumsum(start), np.cumsum(end)
    below_start = np.concatenate([[0.0], at_start[:-1]])
    lowest = max(0.0, float(np.max(at_start - at_end)))
    highest = 1 - max(0.0, float(np.max(at_end - below_start)))
    # Decimal fractions are off by a last binary digit; the order of the two must not be.
    return _clean(min(lowest, highest)), _clean(max(lowest, highest))


def fall_bounds(current: npt.ArrayLike, later: npt.ArrayLike) -> tuple[float, float]:
    """Lowest and highest share of clients that can have fallen; all else as `rise_bounds`.

    Who falls from the first moment to the second rises from the second to the first.
    """
    return rise_bounds(later, current)


def minimum_movers(current: npt.ArrayLike, later: npt.ArrayLike) -> float:
    """Lowest share of clients that must have changed rung: half of ``sum |later - current|``.

    A fraction from 0 to 1; arguments and errors are those of `rise_bounds`.
    """
    start, end = _pair(current, later)
    return _clean(0.5 * float(np.abs(start - end).sum()))


def _pair(current: npt.ArrayLike, later: npt.ArrayLike) -> tuple[Floats, Floats]:
    start, end = _fractions(current, "current"), _fractions(later, "later")
    if start.shape != end.shape:
        raise ValueError(f"current has {len(start)} rungs and later has {len(end)}.")
    return start, end


def _fractions(values: npt.ArrayLike, name: str) -> Floats:
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1 or not len(numbers):
        raise ValueError(f"{name} must hold one number per rung.")
    if not np.isfinite(numbers).all() or (numbers < 0).any():
        raise ValueError(f"{name} must hold numbers from 0.")
    total = float(numbers.sum())
    if total <= 0 or not np.isfinite(total):
        raise ValueError(f"{name} adds up to {total:g}; it must be above 0.")
    return np.asarray(numbers / total, dtype=np.float64)


def _clean(share: float) -> float:
    """A share within 0 and 1, without the noise of binary arithmetic around 0."""
    return float(np.clip(round(share, 12), 0.0, 1.0))
