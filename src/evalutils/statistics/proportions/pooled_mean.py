"""Random-effects mean of several estimates, with the spread between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.proportions.counts import Floats, checked_level, counts_of

# Trial values of the variance between estimates, beside 0.
TRIALS = 400
FEWEST_STUDIES = 2


@dataclass(frozen=True)
class RandomEffects:
    """Mean of estimates that differ by more than chance.

    Attributes
    ----------
    mean, standard_error, lower, upper
        The mean with its interval, in the unit of the estimates.
    prediction_lower, prediction_upper
        Where the true value of one new study may lie; infinite with two studies, which leave no
        degree of freedom.
    tau2
        Variance between the true values.
    i2
        Part of the variance that is not chance within studies, in percent.
    studies
        Number of estimates.
    """

    mean: float
    standard_error: float
    lower: float
    upper: float
    prediction_lower: float
    prediction_upper: float
    tau2: float
    i2: float
    studies: int


def random_effects(
    estimate: npt.ArrayLike,
    variance: npt.ArrayLike,
    method: str = "REML",
    knha: bool = True,
    level: float = 0.95,
) -> RandomEffects:
    """Random-effects mean, by default with REML and the Hartung-Knapp interval.

    Parameters
    ----------
    estimate, variance : array_like, shape (k,)
        Estimates of at least two studies and their sampling variances, above 0.
    method
        ``REML`` (restricted maximum likelihood) or ``DL`` (DerSimonian and Laird) for the variance
        between studies.
    knha
        Whether to use the interval of Hartung and Knapp with k - 1 degrees of freedom, never
        narrower than its weights allow (factor at least 1); otherwise the normal one.
    level
        Confidence level between 0 and 1, of both intervals.

    Returns
    -------
    RandomEffects
        The prediction interval has k - 2 degrees of freedom, as in Higgins and others (2009).

    Raises
    ------
    ValueError
        When an argument is at fault; the message names the first offending position.

    References
    ----------
    Viechtbauer, W. (2005). Bias and efficiency of meta-analytic variance estimators in the
    random-effects model. Journal of Educational and Behavioral Statistics 30, 261-293.
    Knapp, G. and Hartung, J. (2003). Improved tests for a random effects meta-regression with a
    single covariate. Statistics in Medicine 22, 2693-2710.
    Rover, C., Knapp, G. and Friede, T. (2015). Hartung-Knapp-Sidik-Jonkman approach and its
    modification for random-effects meta-analysis with few studies. BMC Medical Research
    Methodology 15, 99: the factor of at least 1.
    Higgins, J. P. T., Thompson, S. G. and Spiegelhalter, D. J. (2009). A re-evaluation of
    random-effects meta-analysis. Journal of the Royal Statistical Society A 172, 137-159.
    """
    from scipy import stats  # type: ignore[import-untyped]

    checked_level(level)
    if method not in _METHODS:
        raise ValueError(f"method is {method!r}; it must be one of {', '.join(_METHODS)}.")
    values, variances = _checked(estimate, variance)
    k = len(values)
    tau2 = _METHODS[method](values, variances)
    weights = 1 / (variances + tau2)
    mean = _mean(values, weights)
    squared = 1 / weights.sum()
    if knha:
        squared *= max(1.0, float((weights * (values - mean) ** 2).sum()) / (k - 1))
    tail = 0.5 + level / 2
    error = float(np.sqrt(squared))
    half = error * float(stats.t.ppf(tail, k - 1) if knha else stats.norm.ppf(tail))
    further = float(stats.t.ppf(tail, k - 2)) if k > FEWEST_STUDIES else np.inf
    wide = further * float(np.sqrt(squared + tau2))
    typical = (k - 1) / _trace(1 / variances)
    i2 = 100 * tau2 / (tau2 + typical)
    bounds = (mean - half, mean + half, mean - wide, mean + wide)
    return RandomEffects(mean, error, *bounds, tau2, float(i2), k)


def arcsine(count: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Arcsine of the root of proportions, and its variance, which depends on the base only.

    Parameters
    ----------
    count, n : array_like, shape (k,)
        Known counts and their bases.

    Raises
    ------
    ValueError
        When a count or a base is at fault; the message names the first position.
    """
    counts, bases = counts_of(count, n)
    return np.arcsin(np.sqrt(counts / bases)), 1 / (4 * bases)


def from_arcsine(value: float) -> float:
    """The proportion whose root has this arcsine; values beyond 0 and 1 become 0 and 1."""
    return float(np.sin(np.clip(value, 0, np.pi / 2)) ** 2)


def _checked(estimate: npt.ArrayLike, variance: npt.ArrayLike) -> tuple[Floats, Floats]:
    values = np.asarray(estimate, dtype=np.float64)
    variances = np.asarray(variance, dtype=np.float64)
    if values.ndim != 1 or values.shape != variances.shape:
        raise ValueError(
            "estimate and variance must be flat and equally long; they are "
            f"{values.shape} and {variances.shape}."
        )
    if len(values) < FEWEST_STUDIES:
        raise ValueError(
            f"There are {len(values)} estimates; a mean of several needs at least {FEWEST_STUDIES}."
        )
    wrong = ~(np.isfinite(values) & (variances > 0) & (variances < np.inf))
    if wrong.any():
        first = int(np.argmax(wrong))
        raise ValueError(
            f"estimate and variance at position {first} are {values[first]} and "
            f"{variances[first]}; give a known estimate and a variance above 0."
        )
    return values, variances


def _mean(values: Floats, weights: Floats) -> float:
    return float((weights * values).sum() / weights.sum())


def _trace(weights: Floats) -> float:
    """Trace of the projection that takes the weighted mean out."""
    return float(weights.sum() - (weights**2).sum() / weights.sum())


def _score(tau2: float, values: Floats, variances: Floats) -> float:
    """Twice the derivative of the restricted log-likelihood to tau2."""
    weights = 1 / (variances + tau2)
    deviations = values - _mean(values, weights)
    return float((weights**2 * deviations**2).sum()) - _trace(weights)


def _likelihood(tau2: float, values: Floats, variances: Floats) -> float:
    """Twice the restricted log-likelihood, but for a constant."""
    weights = 1 / (variances + tau2)
    deviations = values - _mean(values, weights)
    fit = float((weights * deviations**2).sum())
    return float(np.log(weights).sum()) - float(np.log(weights.sum())) - fit


def _reml(values: Floats, variances: Floats) -> float:
    """The best of a row of trial values, then the exact root of the score beside it."""
    from scipy.optimize import brentq  # type: ignore[import-untyped]

    spread = float(np.var(values)) * len(values) + float(variances.max())
    smallest = float(variances.min()) * 1e-8
    trials = np.concatenate([[0.0], np.geomspace(smallest, 10 * spread, TRIALS)])
    best = int(np.argmax([_likelihood(float(trial), values, variances) for trial in trials]))
    low = float(trials[max(best - 1, 0)])
    high = float(trials[min(best + 1, TRIALS)])
    ends = [_score(end, values, variances) for end in (low, high)]
    if not ends[0] > 0 > ends[1]:
        return float(trials[best]) if best else 0.0
    return float(brentq(_score, low, high, (values, variances), xtol=1e-300, rtol=1e-15))


def _dersimonian_laird(values: Floats, variances: Floats) -> float:
    """The variance that makes Cochran's Q equal to its expectation, at least 0."""
    weights = 1 / variances
    q = float((weights * (values - _mean(values, weights)) ** 2).sum())
    return max(0.0, (q - (len(values) - 1)) / _trace(weights))


_METHODS: dict[str, Callable[[Floats, Floats], float]] = {
    "REML": _reml,
    "DL": _dersimonian_laird,
}
