"""Proportions with their uncertainty: arrays in, arrays out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from evalutils.statistics.proportions.counts import Floats, checked_level, half_width

# Below this base a share is given as its interval only: the point says too little.
SMALL_BASE = 30


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
    checked_level(level)
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
        share, base = successes[usable] / trials[usable], trials[usable]
        width = half_width(level)
        scale = 1 + width**2 / base
        middle = (share + width**2 / (2 * base)) / scale
        reach = width * np.sqrt(share * (1 - share) / base + width**2 / (4 * base**2)) / scale
        estimate[usable] = share
        lower[usable] = np.clip(middle - reach, 0, 1)
        upper[usable] = np.clip(middle + reach, 0, 1)
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


def goodman(count: npt.ArrayLike, n: npt.ArrayLike, classes: int, level: float = 0.95) -> Interval:
    """Goodman's simultaneous intervals of multinomial proportions.

    Together they hold all true proportions with at least the stated confidence. Each needs its own
    count only, so that they also exist where another count is not known.

    Parameters
    ----------
    count : array_like, shape (...)
        Number in a class. NaN gives NaN.
    n : array_like, shape (...)
        Number in all classes together. NaN or 0 gives NaN.
    classes
        Number of classes, at least 2.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    Interval
        Estimate, lower and upper bound as fractions from 0 to 1.

    Raises
    ------
    ValueError
        When there are fewer than two classes, or as `wilson`.

    References
    ----------
    Goodman, L. A. (1965). On simultaneous confidence intervals for multinomial proportions.
    Technometrics 7, 247-254.
    """
    if classes < 2:
        raise ValueError(f"classes is {classes}; it must be at least 2.")
    # Goodman's formula (2.5) is the score interval, with the error shared over the classes.
    return wilson(count, n, 1 - (1 - level) / classes)


# Sison and Glaz's intervals need many classes, none of them nearly empty (May and Johnson 1997);
# above this number of observations they differ little from Goodman's.
SISON_GLAZ_CLASSES, SISON_GLAZ_COUNT, SISON_GLAZ_MOST = 7, 5, 10_000


def simultaneous(count: npt.ArrayLike, n: float, level: float = 0.95) -> tuple[Interval, str]:
    """Simultaneous intervals of multinomial proportions, by the method that fits the counts.

    Sison and Glaz from seven classes with at least 5 each and up to 10,000 observations, else
    Goodman.

    Parameters
    ----------
    count : array_like, shape (classes,)
        Number per class; NaN where it is not known.
    n
        Number in all classes together; NaN gives NaN.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    Interval, str
        Fractions from 0 to 1 and the name of the method.

    Raises
    ------
    ValueError
        As `goodman`.

    References
    ----------
    Sison, C. P. and Glaz, J. (1995). Simultaneous confidence intervals and sample size
    determination for multinomial proportions. Journal of the American Statistical Association 90,
    366-369.
    May, W. L. and Johnson, W. D. (1997). Properties of simultaneous confidence intervals for
    multinomial proportions. Communications in Statistics - Simulation and Computation 26, 495-518.
    """
    counts = np.asarray(count, dtype=np.float64)
    enough = len(counts) >= SISON_GLAZ_CLASSES and bool((counts >= SISON_GLAZ_COUNT).all())
    if enough and n <= SISON_GLAZ_MOST and counts.sum() == n:
        return Interval(counts / n, *_sison_glaz(counts, level)), "Sison-Glaz"
    return goodman(counts, n, len(counts), level), "Goodman"


def _sison_glaz(counts: Floats, level: float) -> tuple[Floats, Floats]:
    """Lower and upper bounds of multinomial proportions, as fractions.

    The coverage is worked out instead of approximated. With v(c) the chance that every count falls
    within c of what was seen, c is such that ``v(c) <= level < v(c + 1)``, and the interval runs
    from c below to c + 2g above, where g interpolates between the two chances.

    References
    ----------
    Sison, C. P. and Glaz, J. (1995), JASA 90, 366-369, formula 7. Levin, B. (1981). A
    representation for multinomial cumulative distribution functions. Annals of Statistics 9,
    1123-1126.
    """
    total = int(counts.sum())
    low, high = 0, 1  # the chance at `low` is at most the level, at `high` it is above
    while high < total and _coverage(counts, high) <= level:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _coverage(counts, middle) <= level else (low, middle)
    before, after = _coverage(counts, low), _coverage(counts, low + 1)
    extra = 2 * (level - before) / (after - before)
    lower = np.clip((counts - low) / total, 0, 1)
    return lower, np.clip((counts + low + max(0.0, extra)) / total, 0, 1)


def _coverage(counts: Floats, distance: int) -> float:
    """Chance that all counts lie within a distance of what was seen.

    Independent Poisson counts with the counts seen as means, conditioned on their total, are the
    multinomial counts; so the chance is that of their cut-off sum, over that of the whole sum.
    """
    total = int(counts.sum())
    chances, start = np.ones(1), 0
    for mean in counts:
        first = max(0, int(mean) - distance)
        possible = np.arange(first, int(mean) + distance + 1)
        chances = np.convolve(chances, _poisson(possible, mean))
        start += first
    return float(chances[total - start] / _poisson(total, total))


def _poisson(number: npt.ArrayLike, mean: float) -> Floats:
    """Chance of a number of a Poisson distribution; loading scipy.stats for it takes longer."""
    from scipy.special import gammaln, xlogy  # type: ignore[import-untyped]

    return np.asarray(np.exp(xlogy(number, mean) - gammaln(np.add(number, 1)) - mean))
