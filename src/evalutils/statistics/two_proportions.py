"""The proportions of two groups laid beside each other: difference, ratio, test, and power.

The score method of Miettinen and Nurminen suits small numbers, and its interval leaves out 0 (or a
ratio of 1) just when its test does. It is worked out here: statsmodels 0.15 gives a wrong limit for
a difference (0.344 for 56/70 and 48/80, where Newcombe (1998) prints 0.3382) or none.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from evalutils.statistics.proportions import Interval
from evalutils.statistics.proportions.counts import (
    Floats,
    checked_level,
    counts_of,
    half_width,
)

# The chance that a study should have of finding a difference that is there (Cohen 1988, p. 56), and
# that of seeing one by chance.
POWER, ALPHA = 0.8, 0.05
_HALVINGS = 60  # of a range as wide as 2, to beyond the precision of a double
_WIDEST_LOG_RATIO = 25.0
Statistic = Callable[[Floats], Floats]


class _Groups:
    """Counts of programme groups and of the control group of each."""

    def __init__(
        self,
        count: npt.ArrayLike,
        n: npt.ArrayLike,
        control_count: npt.ArrayLike,
        control_n: npt.ArrayLike,
    ) -> None:
        self.count, self.n = counts_of(count, n)
        self.control, self.control_n = counts_of(control_count, control_n)
        self.share, self.control_share = self.count / self.n, self.control / self.control_n
        self.all_n, self.all_count = self.n + self.control_n, self.count + self.control

    def z_of_difference(self, difference: Floats) -> Floats:
        """The score statistic of a difference, with the shares that fit it best."""
        control = self._likeliest(difference)
        programme = control + difference
        spread = programme * (1 - programme) / self.n + control * (1 - control) / self.control_n
        return self._z(self.share - self.control_share - difference, spread)

    def z_of_ratio(self, ratio: Floats) -> Floats:
        """The score statistic of a ratio."""
        a = self.all_n * ratio
        b = self.n * ratio + self.count + self.control_n + self.control * ratio
        root = np.sqrt(np.clip(b**2 - 4 * a * self.all_count, 0, None))
        control = (b - root) / (2 * a)
        programme = np.clip(control * ratio, 0, 1)
        spread = (
            programme * (1 - programme) / self.n
            + ratio**2 * control * (1 - control) / self.control_n
        )
        return self._z(self.share - ratio * self.control_share, spread)

    def _z(self, distance: Floats, spread: Floats) -> Floats:
        """A distance over its error; 0 when both are nothing."""
        variance = np.clip(spread, 0, None) * self.all_n / (self.all_n - 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            z = distance / np.sqrt(variance)
        return np.asarray(np.where(np.abs(distance) < 1e-12, 0.0, z))

    def _likeliest(self, difference: Floats) -> Floats:
        """The control share that fits the counts best, given the difference.

        The root of the cubic equation in the appendix of Miettinen and Nurminen (1985).
        """
        third = 3 * self.all_n
        b = ((self.n + 2 * self.control_n) * difference - self.all_n - self.all_count) / third
        c = (
            self.control_n * difference - self.all_n - 2 * self.control
        ) * difference + self.all_count
        d = self.control * difference * (1 - difference)
        q = b**3 - b * c / (2 * self.all_n) + d / (2 * self.all_n)
        p = np.where(q < 0, -1.0, 1.0) * np.sqrt(np.clip(b**2 - c / third, 0, None))
        with np.errstate(divide="ignore", invalid="ignore"):
            cosine = np.where(p == 0, 0.0, q / p**3)
        angle = (np.pi + np.arccos(np.clip(cosine, -1, 1))) / 3
        root = 2 * p * np.cos(angle) - b
        return np.asarray(np.clip(root, np.maximum(0, -difference), np.minimum(1, 1 - difference)))


def difference(
    count: npt.ArrayLike,
    n: npt.ArrayLike,
    control_count: npt.ArrayLike,
    control_n: npt.ArrayLike,
    level: float = 0.95,
) -> Interval:
    """The difference of two independent proportions with its Miettinen-Nurminen interval.

    Parameters
    ----------
    count, n : array_like, shape (groups,)
        Number of people who reached the outcome, and of all people, per group.
    control_count, control_n : array_like, shape (groups,)
        The same of the group that each is compared with.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    Interval
        Estimate, lower and upper bound, from -1 to 1.

    Raises
    ------
    ValueError
        When a count is missing, negative or above its base, a base is 0, or the level is no level.

    References
    ----------
    Miettinen, O. and Nurminen, M. (1985). Comparative analysis of two rates. Statistics in Medicine
    4, 213-226.
    """
    groups = _Groups(count, n, control_count, control_n)
    estimate = groups.share - groups.control_share
    one = np.ones_like(estimate)
    lower, upper = _limits(groups.z_of_difference, estimate, -one, one, level)
    return Interval(estimate, lower, upper)


def ratio(
    count: npt.ArrayLike,
    n: npt.ArrayLike,
    control_count: npt.ArrayLike,
    control_n: npt.ArrayLike,
    level: float = 0.95,
) -> Interval:
    """The ratio of two independent proportions with its Miettinen-Nurminen interval.

    Parameters, errors and reference are those of `difference`.

    Returns
    -------
    Interval
        From 0; NaN where nobody in either group reached the outcome, and a bound that is infinite
        where nobody in the control group did.
    """
    groups = _Groups(count, n, control_count, control_n)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = groups.share / groups.control_share
    wide = np.full_like(estimate, _WIDEST_LOG_RATIO)
    start = np.clip(np.log(np.where(estimate > 0, estimate, np.exp(-wide))), -wide, wide)
    logs = _limits(lambda log: groups.z_of_ratio(np.exp(log)), start, -wide, wide, level)
    lower, upper = (np.exp(log) for log in logs)
    nobody, none_there = groups.all_count == 0, groups.control == 0
    lower = np.where(groups.count == 0, 0.0, lower)
    upper = np.where(none_there, np.inf, upper)
    return Interval(estimate, *(np.where(nobody, np.nan, bound) for bound in (lower, upper)))


def equality_p(
    count: npt.ArrayLike,
    n: npt.ArrayLike,
    control_count: npt.ArrayLike,
    control_n: npt.ArrayLike,
) -> Floats:
    """The two-sided p-value of no difference, by the score test that belongs to `difference`.

    Parameters and errors are those of `difference`.

    Returns
    -------
    ndarray, shape (groups,)
        1 where all or none of both groups reached the outcome.
    """
    from scipy.special import ndtr  # type: ignore[import-untyped]

    groups = _Groups(count, n, control_count, control_n)
    return np.asarray(2 * ndtr(-np.abs(groups.z_of_difference(np.zeros_like(groups.share)))))


def _limits(
    statistic: Statistic, estimate: Floats, lowest: Floats, highest: Floats, level: float
) -> tuple[Floats, Floats]:
    """Where a statistic that falls with the value crosses the critical value, on either side."""
    critical = half_width(checked_level(level))
    return (
        _crossing(lambda value: statistic(value) > critical, lowest, estimate),
        _crossing(lambda value: statistic(value) > -critical, estimate, highest),
    )


def _crossing(
    before: Callable[[Floats], npt.NDArray[np.bool_]], low: Floats, high: Floats
) -> Floats:
    """The value up to which `before` holds, by halving."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        inside = before(middle)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return (low + high) / 2


def holm(p: npt.ArrayLike) -> Floats:
    """P-values corrected for looking as often as there are, by Holm's method.

    Parameters
    ----------
    p : array_like, shape (comparisons,)
        P-values. NaN is no comparison and stays NaN.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal
    of Statistics 6, 65-70.
    """
    from statsmodels.stats.multitest import multipletests

    given = np.asarray(p, dtype=np.float64)
    known = ~np.isnan(given)
    corrected = np.full_like(given, np.nan)
    if known.any():
        corrected[known] = multipletests(given[known], method="holm")[1]
    return corrected


def smallest_difference(
    control_share: float, n: float, control_n: float, *, looks: int = 1, power: float = POWER
) -> float:
    """The smallest rise above the control share that a study of this size finds often enough.

    Parameters
    ----------
    control_share
        Share of the control group that reached the outcome, from 0 to 1.
    n, control_n
        People in the programme group and in the control group.
    looks
        Number of comparisons; each is tested at `ALPHA` over that number, the first step of Holm.
    power
        Chance of finding it.

    Returns
    -------
    float
        From 0 to 1; NaN when no rise is large enough for so few people.
    """
    from scipy.optimize import brentq  # type: ignore[import-untyped]
    from statsmodels.stats.proportion import power_proportions_2indep

    def short(rise: float) -> float:
        found = power_proportions_2indep(
            rise, control_share, n, ratio=control_n / n, alpha=ALPHA / looks, return_results=False
        )
        return float(found) - power

    least, most = 1e-9, 1 - control_share - 1e-9
    if most <= least or short(most) < 0:
        return float("nan")
    return float(brentq(short, least, most))
