"""The time by which half have left."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from evalutils.statistics.survival.arguments import Floats
from evalutils.statistics.survival.curves import KaplanMeier

# A curve that stays on the share itself, but for rounding.
ROUNDING = 1e-9


class Median(NamedTuple):
    """The median and its interval, in the unit of the curve; missing where it is not reached."""

    estimate: float
    lower: float
    upper: float


def median_time(curve: KaplanMeier, share: float = 0.5) -> Median:
    """Time at which survival falls to a share, by inverting the curve and its interval.

    Parameters
    ----------
    curve
        At all its own times.
    share
        Between 0 and 1; a half gives the median.

    Returns
    -------
    Median
        Where the curve runs level at the share itself, the middle of that stretch, as the R
        function ``quantile.survfit``.

    Raises
    ------
    ValueError
        When the share does not lie between 0 and 1.

    References
    ----------
    Brookmeyer, R. and Crowley, J. (1982). A confidence interval for the median survival time.
    Biometrics 38, 29-41.
    """
    if not 0 < share < 1:
        raise ValueError(f"share is {share}; it must lie between 0 and 1.")
    paths = (curve.survival, curve.lower, curve.upper)
    return Median(*(_crossing(curve.times, path, share) for path in paths))


def _crossing(times: Floats, path: Floats, share: float) -> float:
    reached = path <= share + ROUNDING
    if not reached.any():
        return float("nan")
    first = int(np.argmax(reached))
    below = path < share - ROUNDING
    if abs(path[first] - share) > ROUNDING or not below.any():
        return float(times[first])
    return float((times[first] + times[int(np.argmax(below))]) / 2)
