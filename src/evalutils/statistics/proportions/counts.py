"""Checks of counts and their bases."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# At the level of nearly every interval, as scipy gives it: its import takes longer than a reading.
_USUAL, _HALF_AT_USUAL = 0.95, 1.959963984540054


def counts_of(count: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Flat arrays of known counts and bases of the same length.

    Raises
    ------
    ValueError
        When one is missing, negative or infinite, a base is 0, or a count exceeds its base; the
        message names the first position.
    """
    counts, bases = np.asarray(count, dtype=np.float64), np.asarray(n, dtype=np.float64)
    if counts.ndim != 1 or counts.shape != bases.shape:
        raise ValueError(
            f"count and n must be flat and equally long; they are {counts.shape} and {bases.shape}."
        )
    wrong = ~((counts >= 0) & (counts <= bases) & (bases > 0) & (bases < np.inf))
    if wrong.any():
        first = int(np.argmax(wrong))
        raise ValueError(
            f"count and n at position {first} are {counts[first]} and {bases[first]}; "
            "give a known count between 0 and a base above 0."
        )
    return counts, bases


def checked_level(level: float) -> float:
    """A confidence level between 0 and 1.

    Raises
    ------
    ValueError
        When it is none.
    """
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; it must lie between 0 and 1.")
    return level


def half_width(level: float) -> float:
    """Half of the width of a standard normal interval of that level."""
    if level == _USUAL:
        return _HALF_AT_USUAL
    from scipy.special import ndtri  # type: ignore[import-untyped]

    return -float(ndtri((1 - level) / 2))
