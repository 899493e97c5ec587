"""Sison and Glaz's simultaneous intervals, with the coverage worked out instead of approximated."""

from __future__ import annotations

import numpy as np

from evalutils.statistics.proportions.counts import Floats


def sison_glaz(counts: Floats, level: float) -> tuple[Floats, Floats]:
    """Lower and upper bounds of multinomial proportions.

    With v(c) the chance that every count falls within c of what was seen, c is such that
    ``v(c) <= level < v(c + 1)``, and the interval runs from c below to c + 2g above, where g
    interpolates between the two chances.

    Parameters
    ----------
    counts : numpy.ndarray, shape (classes,)
        Whole numbers, together above 0.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    tuple of numpy.ndarray
        Bounds as fractions from 0 to 1.

    References
    ----------
    Sison, C. P. and Glaz, J. (1995), JASA 90, 366-369, formula 7. Levin, B. (1981). A
    representation for multinomial cumulative distribution functions. Annals of Statistics 9,
    1123-1126.
    """
    total = int(counts.sum())
    low, high = 0, total  # the chance at `low` is at most the level, at `high` it is above
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
    from scipy.stats import poisson  # type: ignore[import-untyped]

    total = int(counts.sum())
    chances, start = np.ones(1), 0
    for mean in counts:
        first = max(0, int(mean) - distance)
        possible = np.arange(first, int(mean) + distance + 1)
        chances = np.convolve(chances, poisson.pmf(possible, mean))
        start += first
    return float(chances[total - start] / poisson.pmf(total, total))
