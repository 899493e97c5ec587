"""Checks of what comes in; every message names the first offending position."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Spells:
    """Spells that were checked, a position each.

    Attributes
    ----------
    duration
        Time of exit or censoring, finite and not negative, shape (n,).
    event
        0 for censored, 1..K for the cause of exit, shape (n,).
    causes
        K, at least 1.
    entry
        Time from which the spell is observed, before its exit; None: all from the start.
    weights
        Finite and not negative; None: 1 each.
    """

    duration: Floats
    event: Integers
    causes: int
    entry: Floats | None = None
    weights: Floats | None = None


def checked_spells(
    duration: npt.ArrayLike,
    event: npt.ArrayLike,
    causes: int | None = None,
    entry: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
) -> Spells:
    """Check spells.

    Raises
    ------
    ValueError
        For arrays that are empty, not flat or of unequal length, times that are missing, negative
        or infinite, codes that are no whole number from 0 to K, an entry that does not lie before
        the exit, and weights that are missing, negative or infinite.
    """
    exits = times_of("duration", duration)
    if not len(exits):
        raise ValueError("duration is empty; give at least one spell.")
    codes, highest = _codes(event, causes, len(exits))
    starts = None if entry is None else times_of("entry", entry, len(exits))
    if starts is not None:
        refuse(starts >= exits, "entry", starts, "does not lie before its exit")
    factors = None if weights is None else times_of("weights", weights, len(exits))
    return Spells(exits, codes, highest, starts, factors)


def times_of(name: str, values: npt.ArrayLike, length: int | None = None) -> Floats:
    """A flat array of finite numbers that are not negative.

    Raises
    ------
    ValueError
        When it is none, with the first position at fault.
    """
    array = np.asarray(values, dtype=np.float64)
    same_length(name, array, length)
    # Two cheap passes for arrays in order; the fault itself is looked up only when there is one.
    if array.size and not (array.min() >= 0 and array.max() < np.inf):
        refuse(np.isnan(array), name, array, "is missing")
        refuse(np.isinf(array), name, array, "is infinite")
        refuse(array < 0, name, array, "is negative")
    return array


def same_length(name: str, array: npt.NDArray[np.generic], length: int | None) -> None:
    """Refuse an array that is not flat or not as long as duration."""
    if array.ndim != 1:
        raise ValueError(f"{name} has {array.ndim} dimensions; it must have 1.")
    if length is not None and len(array) != length:
        first = min(len(array), length)
        raise ValueError(
            f"{name} has {len(array)} positions and duration has {length}; "
            f"position {first} stands in one of them only."
        )


def refuse(
    wrong: npt.NDArray[np.bool_], name: str, array: npt.NDArray[np.generic], fault: str
) -> None:
    """Raise for the first position that is wrong."""
    if wrong.any():
        first = int(np.argmax(wrong))
        raise ValueError(f"{name} at position {first} {fault}: {array[first]}.")


def _codes(event: npt.ArrayLike, causes: int | None, length: int) -> tuple[Integers, int]:
    """Event codes as whole numbers, and the number of causes."""
    given = np.asarray(event)
    same_length("event", given, length)
    if given.dtype.kind == "b":
        given = given.astype(np.int8)
    if given.dtype.kind not in "iu":
        given = given.astype(np.float64)
        refuse(np.isnan(given), "event", given, "is missing")
        refuse(given != np.floor(given), "event", given, "is no whole number")
    lowest, highest = given.min(), given.max()
    limit = highest if causes is None else causes
    if lowest < 0 or highest > limit or highest == np.inf:
        wrong = (given < 0) | (given > limit) | (given == np.inf)
        refuse(wrong, "event", given, f"lies outside 0..{limit}")
    codes = given if given.dtype.kind in "iu" else given.astype(np.int64)
    return codes, max(1, int(limit))
