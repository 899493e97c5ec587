"""The change between two estimates, from their own intervals."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from evalutils.statistics.proportions import Interval


def change(before: Interval, after: Interval, correlation: npt.ArrayLike = 0.0) -> Interval:
    """The second estimate less the first, with an interval of the same level as theirs.

    The distances to their bounds are added as squares ("square and add", MOVER). Of two proportions
    with Wilson intervals it is Newcombe's hybrid score interval, which suits small numbers.

    Parameters
    ----------
    before, after : Interval
        Estimates with their bounds, in one unit; arrays of shape (figures,). A missing bound gives
        a missing bound.
    correlation : array_like, shape (figures,) or a number
        Between the errors of the two: 0 when they are about different people. When they share
        people and it is not known, -1 gives an interval that holds for every correlation.

    Returns
    -------
    Interval
        Change, lower and upper bound, in the unit of the estimates.

    Raises
    ------
    ValueError
        When a correlation is not between -1 and 1.

    References
    ----------
    Newcombe, R.G. (1998). Interval estimation for the difference between independent proportions.
    Statistics in Medicine 17, 873-890, method 10. Zou, G.Y. and Donner, A. (2008). Construction of
    confidence limits about effect measures: a general approach. Statistics in Medicine 27,
    1693-1702.
    """
    shared = np.asarray(correlation, dtype=np.float64)
    if np.any(np.abs(shared) > 1):
        raise ValueError("A correlation lies between -1 and 1.")
    difference = np.asarray(after.estimate) - np.asarray(before.estimate)
    down = _together(after.estimate - after.lower, before.upper - before.estimate, shared)
    up = _together(after.upper - after.estimate, before.estimate - before.lower, shared)
    return Interval(difference, difference - down, difference + up)


def _together(
    one: npt.ArrayLike, other: npt.ArrayLike, correlation: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    a, b = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    return np.asarray(np.sqrt(np.clip(a**2 - 2 * correlation * a * b + b**2, 0, None)))
