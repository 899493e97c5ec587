"""How strong something that nobody measured must be to take an effect away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

# Odds of taking part that differ more than this between people alike are not looked at.
LARGEST = 50.0
PRECISION = 0.005


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

    size, inside, reached = (
        np.asarray(part, dtype=np.int64) for part in (people, treated, successes)
    )
    mean, variance = _success_moments(size, inside, reached, odds)
    distance = observed - mean.sum() - continuity
    spread = float(np.sqrt(variance.sum()))
    return float(ndtr(-distance / spread)) if spread else 1.0


def _success_moments(
    size: Whole, inside: Whole, reached: Whole, odds: float
) -> tuple[Floats, Floats]:
    """Mean and variance of successes among the treated: Fisher's noncentral hypergeometric."""
    from scipy.special import gammaln

    low = np.maximum(0, inside + reached - size)
    high = np.minimum(inside, reached)
    first = np.repeat(low - np.concatenate([[0], np.cumsum(high - low + 1)[:-1]]), high - low + 1)
    stratum = np.repeat(np.arange(len(size)), high - low + 1)
    number = np.arange(len(stratum)) + first
    others = (inside[stratum] - number, reached[stratum] - number)
    neither = (size - inside - reached)[stratum] + number
    log = number * np.log(odds) - sum(gammaln(part + 1.0) for part in (number, neither, *others))
    log -= np.maximum.reduceat(log, np.searchsorted(stratum, np.arange(len(size))))[stratum]
    weight = np.exp(log)
    total = np.bincount(stratum, weight)
    mean = np.bincount(stratum, weight * number) / total
    square = np.bincount(stratum, weight * (number - mean[stratum]) ** 2) / total
    return mean, square


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
    while high - low > PRECISION:
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
    successes: Sequence[float],
    known: Sequence[float],
    unknown: Sequence[float],
    *,
    expected: float | None = None,
) -> TippingPoint:
    """Tipping point of a difference for people whose outcome is not known.

    Parameters
    ----------
    successes, known, unknown
        People with the outcome, with a known outcome and without one, of control and programme.
    expected
        Share that the people of the programme would have had without it, as an adjusted estimate
        has it: `share` is then that at which the adjusted effect on them is 0. Without it, the
        share of the control people.

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
    control = control if expected is None else expected
    share = (control * (own + missed) - within) / missed if missed else float("nan")
    low = within / (own + missed) - (without + lost) / (told + lost)
    high = (within + missed) / (own + missed) - without / (told + lost)
    return TippingPoint(assumed, share, low, high)
