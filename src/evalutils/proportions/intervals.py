"""Proportions with their uncertainty: arrays in, arrays out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from evalutils.proportions.counts import Floats


class Interval(NamedTuple):
    """A proportion with its confidence interval, each of the shape of the input."""

    estimate: Floats
    lower: Floats
    upper: Floats


def wilson(count: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95) -> Interval:
    """Wilson score interval of a binomial proportion.

    Parameters
    ----------
    count : array_like, shape (...)
        Number of successes. NaN gives NaN.
    n : array_like, shape (...)
        Number of trials. NaN or 0 gives NaN.
    level : float
        Confidence level between 0 and 1.

    Returns
    -------
    Interval
        Estimate, lower and upper bound as fractions from 0 to 1.

    Raises
    ------
    ValueError
        When a count is negative or above n, or the level is not between 0 and 1.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.
    """
    from statsmodels.stats.proportion import proportion_confint

    if not 0 < level < 1:
        raise ValueError(f"level is {level}; it must lie between 0 and 1.")
    successes, trials = np.broadcast_arrays(
        np.asarray(count, dtype=np.float64), np.asarray(n, dtype=np.float64)
    )
    wrong = (successes < 0) | (successes > trials)
    if wrong.any():
        first = tuple(int(axis[0]) for axis in np.nonzero(np.atleast_1d(wrong)))
        raise ValueError(f"count must lie between 0 and n; position {first} does not.")
    usable = np.isfinite(successes) & (trials > 0)
    estimate = np.full(successes.shape, np.nan)
    lower, upper = estimate.copy(), estimate.copy()
    if usable.any():
        low, high = proportion_confint(
            successes[usable], trials[usable], alpha=1 - level, method="wilson"
        )
        estimate[usable] = successes[usable] / trials[usable]
        lower[usable], upper[usable] = low, high
    return Interval(estimate, lower, upper)


def percent_interval(count: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95) -> Interval:
    """`wilson` in percent; NaN where the count exceeds n, since that is no proportion.

    Published counts sometimes exceed the base that the source names; such a row keeps its counts
    and gets no share.
    """
    successes = np.asarray(count, dtype=np.float64)
    trials = np.asarray(n, dtype=np.float64)
    successes = np.where(successes <= trials, successes, np.nan)
    return Interval(*(100 * part for part in wilson(successes, trials, level)))
