"""Sison and Glaz's simultaneous intervals, for all half-widths at once.

statsmodels has the same method; trying its half-widths one by one takes seconds for a page.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln, pdtr

from evalutils.proportions.counts import Floats

# So many half-widths are tried in one go.
CHUNK = 64


def sison_glaz(counts: Floats, level: float) -> tuple[Floats, Floats]:
    """Lower and upper bounds of the proportions of a multinomial.

    Parameters
    ----------
    counts : numpy.ndarray, shape (classes,)
        Number of observations per class.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    lower, upper : numpy.ndarray, shape (classes,)
        Fractions from 0 to 1.

    References
    ----------
    Sison, C. P. and Glaz, J. (1995). Simultaneous confidence intervals and sample size
    determination for multinomial proportions. Journal of the American Statistical Association 90,
    366-369. Formulas (1) and (7).
    """
    n = counts.sum()
    before = 0.0  # no more than one point lies in a box without width
    for first in range(0, int(n) + 1, CHUNK):
        widths = np.arange(first + 1, first + CHUNK + 1, dtype=np.float64)
        # A box of n wide holds every outcome; the expansion may fall short of that.
        coverage = np.where(widths < n, box_probability(counts, np.minimum(widths, n)), 1.0)
        previous = np.concatenate([[before], coverage[:-1]])
        found = np.flatnonzero((previous <= level) & (level < coverage))
        if len(found):
            place = found[0]
            width = widths[place] - 1
            rest = (level - previous[place]) / (coverage[place] - previous[place])
            shares = counts / n
            lower = np.maximum(shares - width / n, 0.0)
            return lower, np.minimum(shares + (width + 2 * rest) / n, 1.0)
        before = coverage[-1]
    raise ValueError(f"level is {level}; no half-width reaches it.")


def box_probability(counts: Floats, widths: Floats) -> Floats:
    """Chance that a multinomial with these expected counts stays within each half-width of them.

    Parameters
    ----------
    counts : numpy.ndarray, shape (classes,)
    widths : numpy.ndarray, shape (W,)
        Half-widths, in observations.

    Returns
    -------
    numpy.ndarray, shape (W,)
        Sison and Glaz's approximation: independent Poisson variables, given their sum.
    """
    n = counts.sum()
    low = np.maximum(counts - widths[:, None], 0.0)
    high = np.minimum(counts + widths[:, None], n)
    inside = _between(low, high, counts)
    poisson_n = n * np.log(n) - n - gammaln(n + 1)
    chance = np.log(inside).sum(axis=1) + np.log(_edgeworth(low, high, counts, inside))
    return np.asarray(np.exp(chance - poisson_n), dtype=np.float64)


def _between(low: Floats, high: Floats, mean: Floats) -> Floats:
    """Chance that a Poisson variable lies from `low` to `high`."""
    below = np.where(low > 0, pdtr(np.maximum(low - 1, 0), mean), 0.0)
    up_to = np.where(high >= 0, pdtr(np.maximum(high, 0), mean), 0.0)
    return np.asarray(up_to - below, dtype=np.float64)


def _edgeworth(low: Floats, high: Floats, mean: Floats, inside: Floats) -> Floats:
    """Density at n of the sum of Poisson variables that are cut off at `low` and `high`."""
    m1, m2, m3, m4 = (
        mean**r
        * (1 - (_between(high - r + 1, high, mean) - _between(low - r, low - 1, mean)) / inside)
        for r in range(1, 5)  # factorial moments
    )
    variance = m2 + m1 - m1**2
    third = m3 + m2 * (3 - 3 * m1) + m1 - 3 * m1**2 + 2 * m1**3
    fourth = m4 + m3 * (6 - 4 * m1) + m2 * (7 - 12 * m1 + 6 * m1**2)
    fourth += m1 - 4 * m1**2 + 6 * m1**3 - 3 * m1**4
    total = variance.sum(axis=1)
    skew = third.sum(axis=1) / total**1.5
    excess = (fourth.sum(axis=1) - 3 * (variance**2).sum(axis=1)) / total**2
    x = (mean.sum() - m1.sum(axis=1)) / np.sqrt(total)
    h3, h4 = x**3 - 3 * x, x**4 - 6 * x**2 + 3
    h6 = x**6 - 15 * x**4 + 45 * x**2 - 15
    series = 1 + skew * h3 / 6 + excess * h4 / 24 + skew**2 * h6 / 72
    return np.asarray(np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi * total) * series, dtype=np.float64)
