"""Proportions drawn towards their common mean, the smallest groups most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.proportions.counts import Floats, counts_of

# Bounds of the logarithm of the strength; beyond them the limits themselves are as good.
LOG_STRENGTH = (-12.0, 16.0)
STARTS = 15
STEPS = 60
# A gain in likelihood below this part of it is rounding.
NO_GAIN = 1e-12


@dataclass(frozen=True)
class Shrunken:
    """Proportions after shrinkage.

    Attributes
    ----------
    estimate
        (count + strength * mean) / (n + strength), as fractions, shape (k,).
    mean
        Common mean that the proportions are drawn to.
    strength
        As many observations as the mean counts for; infinite when the proportions differ no more
        than chance would make them: then every estimate is the mean.
    """

    estimate: Floats
    mean: float
    strength: float


def shrink(count: npt.ArrayLike, n: npt.ArrayLike) -> Shrunken:
    """Empirical Bayes estimates under a beta-binomial model, fitted by maximum likelihood.

    Parameters
    ----------
    count, n : array_like, shape (k,)
        Known counts and their bases, at least one.

    Returns
    -------
    Shrunken
        Posterior means.

    Raises
    ------
    ValueError
        When a count or a base is at fault; the message names the first position.

    References
    ----------
    Skellam, J. G. (1948). A probability distribution derived from the binomial distribution by
    regarding the probability of success as variable between the sets of trials. Journal of the
    Royal Statistical Society B 10, 257-261.
    """
    counts, bases = counts_of(count, n)
    if not len(counts):
        raise ValueError("count is empty; give at least one proportion.")
    pooled = float(counts.sum() / bases.sum())
    mean, strength = pooled, float("inf")
    if 0 < pooled < 1:
        mean, strength = _fitted(counts, bases, pooled)
    if np.isinf(strength):
        return Shrunken(np.full(len(counts), pooled), pooled, strength)
    return Shrunken((counts + strength * mean) / (bases + strength), mean, strength)


def _fitted(counts: Floats, bases: Floats, pooled: float) -> tuple[float, float]:
    """Maximum likelihood mean and strength; an infinite strength when chance alone fits as well.

    The likelihood may have two tops, so the search starts from the best of several strengths.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    def cost(point: Floats) -> tuple[float, Floats]:
        value, slope, _ = _likelihood(point, counts, bases)
        return -value, -slope

    logit = np.log(pooled / (1 - pooled))
    starts = [np.array([logit, strength]) for strength in np.linspace(*LOG_STRENGTH, STARTS)]
    start = min(starts, key=lambda point: cost(point)[0])
    bounds = [(None, None), LOG_STRENGTH]
    point = np.asarray(minimize(cost, start, jac=True, method="L-BFGS-B", bounds=bounds).x)
    chance = float((counts * np.log(pooled) + (bases - counts) * np.log(1 - pooled)).sum())
    if point[1] > LOG_STRENGTH[1] - 0.01 or -cost(point)[0] <= chance + abs(chance) * NO_GAIN:
        return pooled, float("inf")
    if point[1] > LOG_STRENGTH[0] + 0.01:
        point = _polished(point, counts, bases)
    return float(1 / (1 + np.exp(-point[0]))), float(np.exp(point[1]))


def _polished(point: Floats, counts: Floats, bases: Floats) -> Floats:
    """The point after Newton steps on the derivatives, until they no longer help."""
    for _ in range(STEPS):
        _, slope, curve = _likelihood(point, counts, bases)
        step = np.linalg.solve(curve, slope)
        if not np.isfinite(step).all() or np.abs(step).max() > 1:
            break
        point = point - step
        if np.abs(step).max() < 1e-15:
            break
    return point


def _likelihood(point: Floats, counts: Floats, bases: Floats) -> tuple[float, Floats, Floats]:
    """Log-likelihood with its first and second derivatives.

    The point is the logit of the mean and the logarithm of the strength.
    """
    from scipy.special import betaln, digamma, polygamma  # type: ignore[import-untyped]

    mean, strength = 1 / (1 + np.exp(-point[0])), np.exp(point[1])
    a, b = mean * strength, (1 - mean) * strength
    rest = bases - counts
    value = float((betaln(counts + a, rest + b) - betaln(a, b)).sum())
    both = (digamma(strength) - digamma(bases + strength)).sum()
    to_a = (digamma(counts + a) - digamma(a)).sum() + both
    to_b = (digamma(rest + b) - digamma(b)).sum() + both
    second = (polygamma(1, strength) - polygamma(1, bases + strength)).sum()
    to_aa = (polygamma(1, counts + a) - polygamma(1, a)).sum() + second
    to_bb = (polygamma(1, rest + b) - polygamma(1, b)).sum() + second
    # d(a, b) by d(logit mean, log strength), and the second derivatives of a and b.
    tilt = mean * (1 - mean) * strength
    move = np.array([[tilt, a], [-tilt, b]])
    curve = move.T @ np.array([[to_aa, second], [second, to_bb]]) @ move
    bend = tilt * (1 - 2 * mean) * (to_a - to_b)
    cross = tilt * (to_a - to_b)
    curve += np.array([[bend, cross], [cross, a * to_a + b * to_b]])
    return value, move.T @ np.array([to_a, to_b]), curve
