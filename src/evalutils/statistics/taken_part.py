"""The effect on those who took part, when a lot decided who was offered to: Wald and Fieller."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from evalutils.statistics.proportions.counts import checked_level, half_width


class Arm(NamedTuple):
    """Numbers of people of one group."""

    n: float  # everybody who was assigned to it
    reached: float  # of them, who reached the outcome
    took_part: float  # of them, who took part in the programme


class EffectBounds(NamedTuple):
    """An estimate with its interval; the bounds are infinite when the numbers allow anything."""

    estimate: float
    lower: float
    upper: float


def effect_on_participants(programme: Arm, control: Arm, level: float = 0.95) -> EffectBounds:
    """The difference in outcome over the difference in taking part, with Fieller's interval.

    It holds for those who take part when they are offered to and not otherwise, if the offer works
    through taking part only, and keeps nobody from it. Outcome and taking part are taken to vary
    apart within a group, since tables of counts do not tell them together: where those who take
    part reach the outcome more often than others do, the interval is wider than it need be.

    Parameters
    ----------
    programme, control
        Numbers of each group; n is above 0.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    EffectBounds
        The estimate is NaN when as many took part in both groups.

    References
    ----------
    Angrist, J. D., Imbens, G. W. and Rubin, D. B. (1996). Identification of causal effects using
    instrumental variables. Journal of the American Statistical Association 91, 444-455.
    Fieller, E. C. (1954). Some problems in interval estimation. Journal of the Royal Statistical
    Society B 16, 175-185.
    """
    outcome = programme.reached / programme.n - control.reached / control.n
    uptake = programme.took_part / programme.n - control.took_part / control.n
    errors = (
        sum(_variance(getattr(arm, what), arm.n) for arm in (programme, control))
        for what in ("reached", "took_part")
    )
    estimate = outcome / uptake if uptake else float("nan")
    return EffectBounds(estimate, *fieller(outcome, uptake, *errors, level=level))


def _variance(count: float, n: float) -> float:
    """Of a share, with one more on either side (Agresti and Caffo 2000): nobody is no certainty."""
    share = (count + 1) / (n + 2)
    return share * (1 - share) / n


def fieller(
    above: float, below: float, variance_above: float, variance_below: float, *, level: float = 0.95
) -> tuple[float, float]:
    """Fieller's interval of the ratio of two independent estimates.

    Returns
    -------
    float, float
        Infinite when the lower number may be 0: no ratio is then out of the question.
    """
    squared = half_width(checked_level(level)) ** 2
    a = below**2 - squared * variance_below
    c = above**2 - squared * variance_above
    if a <= 0:
        return -float("inf"), float("inf")
    middle = above * below
    reach = float(np.sqrt(max(middle**2 - a * c, 0.0)))
    return (middle - reach) / a, (middle + reach) / a
