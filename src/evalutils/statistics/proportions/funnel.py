"""Limits of a funnel plot: how far proportions may lie from a target by chance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from evalutils.statistics.proportions.counts import (
    Floats,
    checked_level,
    counts_of,
    half_width,
)

# The outer part of the z-scores, at either side, that is drawn in before measuring the spread.
WINSORISED = 0.1


class FunnelLimits(NamedTuple):
    """Lower and upper limit as fractions, each of the shape of the bases."""

    lower: Floats
    upper: Floats


def funnel_limits(
    target: float, n: npt.ArrayLike, level: float = 0.95, dispersion: float = 1.0
) -> FunnelLimits:
    """Control limits around a target proportion.

    Parameters
    ----------
    target
        Proportion between 0 and 1 that is expected of every group.
    n : array_like, shape (...)
        Sizes of groups, above 0; NaN gives NaN.
    level
        Part of the groups within the limits when only chance makes them differ: 0.95 or 0.998.
    dispersion
        Over-dispersion factor of the variance, at least 1. At 1 the limits are exact binomial ones,
        interpolated between counts; above 1 they are normal and widened by its root.

    Raises
    ------
    ValueError
        When the target or the level does not lie between 0 and 1, a size is not above 0, or the
        dispersion is below 1.

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics in
    Medicine 24, 1185-1202.
    """
    from scipy.special import ndtri  # type: ignore[import-untyped]

    checked_level(level)
    _check_target(target)
    if not 1 <= dispersion < np.inf:
        raise ValueError(f"dispersion is {dispersion}; it must be at least 1.")
    sizes = np.asarray(n, dtype=np.float64)
    wrong = (sizes <= 0) | np.isinf(sizes)
    if wrong.any():
        first = tuple(int(axis[0]) for axis in np.nonzero(np.atleast_1d(wrong)))
        raise ValueError(f"n must be a number above 0; position {first} is not.")
    tail = (1 - level) / 2
    if dispersion == 1:
        return FunnelLimits(_exact(target, sizes, tail), _exact(target, sizes, 1 - tail))
    half = -float(ndtri(tail)) * np.sqrt(dispersion * target * (1 - target) / sizes)
    return FunnelLimits(np.maximum(target - half, 0.0), np.minimum(target + half, 1.0))


def overdispersion(count: npt.ArrayLike, n: npt.ArrayLike, target: float) -> float:
    """How many times larger than chance the variance around the target is, at least 1.

    Parameters
    ----------
    count, n : array_like, shape (k,)
        Known counts and their bases, at least one.
    target
        Proportion between 0 and 1.

    Returns
    -------
    float
        The mean of the squared z-scores, after the outermost tenth at either side was drawn in.

    Raises
    ------
    ValueError
        When an argument is at fault; the message names the first position.

    References
    ----------
    Spiegelhalter, D. J. (2005). Handling over-dispersion of performance indicators. Quality and
    Safety in Health Care 14, 347-351.
    """
    counts, bases = counts_of(count, n)
    _check_target(target)
    if not len(counts):
        raise ValueError("count is empty; give at least one proportion.")
    scores = (counts / bases - target) / np.sqrt(target * (1 - target) / bases)
    drawn_in = np.clip(scores, *np.quantile(scores, [WINSORISED, 1 - WINSORISED]))
    return max(1.0, float((drawn_in**2).mean()))


def fewest_to_stand_out(level: float) -> int:
    """The fewest groups of which one can lie beyond limits that are widened by their own spread.

    However far one of k groups lies off, z, its own deviation widens the limits: drawn in to
    1 - w (k - 1) of it, with w the tenth that is drawn in, it makes the over-dispersion at least
    (z (1 - w (k - 1)))^2 / k. So it is at most sqrt(k) / (1 - w (k - 1)) widened errors off.

    Parameters
    ----------
    level
        As of `funnel_limits`.

    Raises
    ------
    ValueError
        When the level does not lie between 0 and 1.
    """
    checked_level(level)
    furthest = half_width(level)
    groups = 1
    while groups**0.5 <= furthest * (1 - WINSORISED * (groups - 1)):
        groups += 1
    return groups


def _check_target(target: float) -> None:
    if not 0 < target < 1:
        raise ValueError(f"target is {target}; it must lie between 0 and 1.")


def _exact(target: float, sizes: Floats, probability: float) -> Floats:
    """Binomial quantile as a proportion, interpolated between two counts."""
    from scipy.stats import binom  # type: ignore[import-untyped]

    quantile = binom.ppf(probability, sizes, target)
    at, below = binom.cdf(quantile, sizes, target), binom.cdf(quantile - 1, sizes, target)
    part = (at - probability) / (at - below)
    return np.asarray(np.clip((quantile - part) / sizes, 0.0, 1.0), dtype=np.float64)
