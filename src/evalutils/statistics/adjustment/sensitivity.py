"""How strong something that nobody measured must be to take an effect away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# Odds of taking part that differ more than this between people alike are not looked at.
LARGEST = 50.0
STEPS = 40


def e_value(ratio: float, nearest: float | None = None) -> float:
    """Smallest association with arm and outcome that could explain a risk ratio away.

    Parameters
    ----------
    ratio
        Risk ratio, above 0.
    nearest
        Bound of its interval that lies nearest to 1; given, the E-value of the interval: 1 when it
        lies on the other side.

    References
    ----------
    VanderWeele, T. J. and Ding, P. (2017). Sensitivity analysis in observational research:
    introducing the E-value. Annals of Internal Medicine 167, 268-274.
    """
    if not ratio > 0:
        return float("nan")
    bound = ratio if nearest is None else nearest
    above = bound if ratio >= 1 else 1 / bound if bound > 0 else float("nan")
    return 1.0 if above <= 1 else above + float(np.sqrt(above * (above - 1)))


def rosenbaum_p(
    people: npt.ArrayLike,
    treated: npt.ArrayLike,
    successes: npt.ArrayLike,
    observed: float,
    odds: float,
    *,
    continuity: float = 0.5,
) -> float:
    """Largest one-sided p-value of no effect when people alike differ in their odds of taking part.

    Parameters
    ----------
    people, treated, successes
        Numbers in each stratum of people who are alike in what was measured, shape (S,).
    observed
        Successes among the treated, of all strata together.
    odds
        Gamma: by how much the odds of taking part of two people of a stratum may differ; 1 is the
        Mantel-Haenszel test.
    continuity
        Taken from the difference between `observed` and what is expected.

    References
    ----------
    Rosenbaum, P. R. (2002). Observational Studies, 2nd edition, section 4.4. Springer.
    """
    from scipy.special import ndtr  # type: ignore[import-untyped]
    from scipy.stats import nchypergeom_fisher  # type: ignore[import-untyped]

    size, inside, reached = (
        np.asarray(part, dtype=np.int64) for part in (people, treated, successes)
    )
    told = (inside > 0) & (inside < size) & (reached > 0) & (reached < size)
    if not told.any():
        return 1.0
    mean, variance = nchypergeom_fisher.stats(size[told], inside[told], reached[told], odds)
    sure = np.minimum(inside, reached)[~told & (inside == size)].sum()
    sure += inside[~told & (reached == size) & (inside < size)].sum()
    distance = observed - sure - mean.sum() - continuity
    return float(ndtr(-distance / np.sqrt(variance.sum())))


def rosenbaum_bound(
    people: npt.ArrayLike,
    treated: npt.ArrayLike,
    successes: npt.ArrayLike,
    observed: float,
    *,
    significant: float = 0.025,
) -> float:
    """Largest gamma at which an effect above 0 still shows; below 1: it does not at 1 either.

    Parameters
    ----------
    people, treated, successes, observed
        As of `rosenbaum_p`.
    significant
        One-sided p-value below which an effect shows.
    """

    def shows(odds: float) -> bool:
        return rosenbaum_p(people, treated, successes, observed, odds) < significant

    if not shows(1.0):
        return float("nan")
    low, high = 1.0, LARGEST
    if shows(high):
        return high
    while high - low > 0.005:
        middle = (low * high) ** 0.5
        low, high = (middle, high) if shows(middle) else (low, middle)
    return low


@dataclass(frozen=True)
class TippingPoint:
    """What people without follow-up must have done for a difference to go.

    Attributes
    ----------
    assumed
        Share with the outcome among the control people without follow-up: as of those with it.
    share
        Share among the programme's at which the difference is 0: below 0 or above 1 no outcome of
        theirs takes it away.
    worst, best
        Difference when none of the programme's and all of the control's had the outcome, and the
        other way round.
    """

    assumed: float
    share: float
    worst: float
    best: float


def tipping_point(
    successes: Sequence[float], known: Sequence[float], unknown: Sequence[float]
) -> TippingPoint:
    """Tipping point of a difference for people whose outcome is not known.

    Parameters
    ----------
    successes, known, unknown
        People with the outcome, with a known outcome and without one, of control and programme.

    References
    ----------
    Yan, X., Lee, S. and Li, N. (2009). Missing data handling methods in medical device clinical
    trials. Journal of Biopharmaceutical Statistics 19, 1085-1098.
    Manski, C. F. (1990). Nonparametric bounds on treatment effects. American Economic Review 80,
    319-323.
    """
    (without, within), (told, own), (lost, missed) = successes, known, unknown
    assumed = without / told if told else float("nan")
    control = (without + assumed * lost) / (told + lost) if told else float("nan")
    share = (control * (own + missed) - within) / missed if missed else float("nan")
    low = within / (own + missed) - (without + lost) / (told + lost)
    high = (within + missed) / (own + missed) - without / (told + lost)
    return TippingPoint(assumed, share, low, high)
