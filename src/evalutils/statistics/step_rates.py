"""How often clients step to the next rung, per month, from measurements at unequal times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from evalutils.statistics.proportions.counts import checked_level

Floats = npt.NDArray[np.float64]
# The prior of every rate: half a step in one month of one client, so that none is 0 or infinite.
HALF_STEP = 0.5
# Logarithms of a rate that the search may try.
LOG_RATES = (-20.0, 5.0)
# Of the numerical second derivatives, in units of the logarithm of a rate.
STEP = 1e-3


@dataclass(frozen=True)
class StepRates:
    """Rates of a chain in continuous time that steps to the rung above or below.

    Attributes
    ----------
    log_rates
        Logarithms of steps per client per month: upward from each rung but the last, then downward
        from each rung but the first, shape (2 * (rungs - 1),).
    covariance
        Of these logarithms.
    log_likelihood
        At these rates, but for a constant.
    """

    log_rates: Floats
    covariance: Floats
    log_likelihood: float


def fit_rates(
    first: npt.ArrayLike,
    last: npt.ArrayLike,
    months: npt.ArrayLike,
    rungs: int,
    half_step: float = HALF_STEP,
) -> StepRates:
    """Rates that make the measured pairs most likely, each over its own time.

    Parameters
    ----------
    first, last : array_like, shape (n,)
        Places of the rungs of two measurements of a client, from 0.
    months : array_like, shape (n,)
        Time between them, above 0.
    rungs
        Number of rungs, at least two; a client was first measured on each of them.
    half_step
        Weight of the prior; 0 gives maximum likelihood.

    Raises
    ------
    ValueError
        When nobody was first measured on one of the rungs, or a time is not above 0.

    References
    ----------
    Kalbfleisch, J. D. and Lawless, J. F. (1985). The analysis of panel data under a Markov
    assumption. Journal of the American Statistical Association 80, 863-871.
    Jackson, C. H. (2011). Multi-state models for panel data: the msm package for R. Journal of
    Statistical Software 38(8).
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    pairs = np.column_stack([np.asarray(part, dtype=np.float64) for part in (first, last, months)])
    if rungs < 2 or len(np.unique(pairs[:, 0])) < rungs:
        raise ValueError("Every rung needs a client who was first measured on it.")
    if not (pairs[:, 2] > 0).all():
        raise ValueError("The time between two measurements must be above 0.")
    kinds, times = np.unique(pairs, axis=0, return_counts=True)
    cost = partial(_cost, kinds=kinds, times=times, half_step=half_step)
    start = np.full(2 * (rungs - 1), -np.log(10 * float(pairs[:, 2].mean())))
    search = {
        "jac": partial(_slope, cost),
        "method": "L-BFGS-B",
        "bounds": [LOG_RATES] * len(start),
        "options": {"ftol": 1e-14, "gtol": 1e-7},
    }
    point = np.asarray(minimize(cost, start, **search).x)
    for _ in range(2):  # two steps of Newton take off what is left
        slope, curve = _derivatives(cost, point)
        point = np.asarray(point - np.linalg.solve(curve, slope), dtype=np.float64)
    likelihood = float(-cost(point) - _prior(point, half_step))
    covariance = np.asarray(np.linalg.inv(_derivatives(cost, point)[1]), dtype=np.float64)
    return StepRates(point, covariance, likelihood)


def chances(log_rates: Floats, months: npt.ArrayLike) -> Floats:
    """Chances to be on each rung (columns) after some months, by present rung (rows).

    Parameters
    ----------
    log_rates
        As in `StepRates`; of several chains shape (..., 2 * (rungs - 1)).
    months : array_like, shape (...)
        Times from 0, which broadcast with the chains.

    Returns
    -------
    numpy.ndarray, shape (..., rungs, rungs)
    """
    values, vectors, weights = _spectrum(log_rates)
    decay = np.exp(np.asarray(months, dtype=np.float64)[..., None] * values)
    found = np.einsum("...ik,...k,...jk->...ij", vectors, decay, vectors)
    undone = np.exp(weights[..., None, :] - weights[..., None])
    return np.asarray(np.clip(found * undone, 0.0, 1.0))


def after(
    rates: StepRates,
    now: npt.ArrayLike,
    months: Sequence[float],
    *,
    seed: int,
    draws: int = 2000,
    level: float = 0.95,
) -> tuple[Floats, Floats, Floats]:
    """Distribution over the rungs when the rates stay as they are, with an interval.

    The interval holds chance in the measured steps only: the logarithms of the rates are drawn
    from their normal approximation.

    Parameters
    ----------
    rates
        As `fit_rates` gives them.
    now : array_like, shape (rungs,)
        Clients per rung, on any scale.
    months
        Times from now.
    seed
        Seed of the random numbers.
    draws
        Number of draws.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    tuple of numpy.ndarray, each of shape (months, rungs)
        Fractions: estimate, lower and upper bound.
    """
    checked_level(level)
    present = np.asarray(now, dtype=np.float64)
    present = present / present.sum()
    random = np.random.default_rng(seed)
    drawn = random.multivariate_normal(rates.log_rates, rates.covariance, size=draws)
    paths = present @ chances(drawn[:, None], months)
    lower, upper = np.quantile(paths, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return present @ chances(rates.log_rates, months), lower, upper


def same_rates(
    first: npt.ArrayLike,
    last: npt.ArrayLike,
    months: npt.ArrayLike,
    rungs: int,
    half_step: float = HALF_STEP,
) -> float:
    """Whether who was measured after a short and after a long time stepped at one rate.

    A likelihood ratio test of the clients up to and above the median time; arguments as of
    `fit_rates`.

    Returns
    -------
    float
        The p-value; NaN when one half does not start on every rung, as when all times are equal.

    Raises
    ------
    ValueError
        As `fit_rates`.
    """
    from scipy.special import chdtrc  # type: ignore[import-untyped]

    pairs = np.column_stack([np.asarray(part, dtype=np.float64) for part in (first, last, months)])
    short = pairs[:, 2] <= np.median(pairs[:, 2])
    halves = pairs[short], pairs[~short]
    if any(len(np.unique(half[:, 0])) < rungs for half in halves):
        return float("nan")
    apart, together = (
        sum(
            fit_rates(part[:, 0], part[:, 1], part[:, 2], rungs, half_step).log_likelihood
            for part in parts
        )
        for parts in (halves, (pairs,))
    )
    more = 2 * (apart - together)
    return float(chdtrc(2 * (rungs - 1), max(more, 0.0)))


# The rest works on one chain, or on any number of them at once.
def _spectrum(log_rates: Floats) -> tuple[Floats, Floats, Floats]:
    """Eigenvalues and vectors of the symmetric form, and the logarithms that undo it."""
    up, down = np.split(log_rates, 2, axis=-1)
    none = np.zeros((*log_rates.shape[:-1], 1))
    places = np.arange(up.shape[-1] + 1)
    form = np.zeros((*log_rates.shape[:-1], len(places), len(places)))
    form[..., places, places] = -np.concatenate([np.exp(up), none], axis=-1)
    form[..., places, places] -= np.concatenate([none, np.exp(down)], axis=-1)
    form[..., places[1:], places[:-1]] = np.exp((up + down) / 2)  # the lower half is read
    values, vectors = np.linalg.eigh(form)
    return values, vectors, np.concatenate([none, np.cumsum((up - down) / 2, axis=-1)], axis=-1)


def _cost(
    log_rates: Floats, kinds: Floats, times: npt.NDArray[np.int64], half_step: float
) -> Floats:
    """Minus the logarithm of likelihood and prior."""
    values, vectors, weights = _spectrum(log_rates)
    first, last = kinds[:, 0].astype(np.int64), kinds[:, 1].astype(np.int64)
    months, place = np.unique(kinds[:, 2], return_inverse=True)
    decay = np.exp(months[:, None] * values[..., None, :])[..., place, :]
    found = (vectors[..., first, :] * decay * vectors[..., last, :]).sum(axis=-1)
    logs = np.log(np.maximum(found, 1e-300)) + weights[..., last] - weights[..., first]
    return np.asarray(-(times * logs).sum(axis=-1) - _prior(log_rates, half_step))


def _prior(log_rates: Floats, half_step: float) -> Floats:
    """The logarithm of a gamma prior, on the scale of the logarithm of a rate."""
    return np.asarray(half_step * (log_rates - 2 * np.exp(log_rates)).sum(axis=-1))


def _slope(cost: partial[Floats], point: Floats) -> Floats:
    """First derivatives, by central differences."""
    steps = STEP * np.eye(len(point))
    return np.asarray((cost(point + steps) - cost(point - steps)) / (2 * STEP))


def _derivatives(cost: partial[Floats], point: Floats) -> tuple[Floats, Floats]:
    """First and second derivatives, by central differences."""
    steps = STEP * np.eye(len(point))
    i, j = np.tril_indices(len(point))
    both, apart = steps[i] + steps[j], steps[i] - steps[j]
    curve = np.empty_like(steps)
    curve[i, j] = curve[j, i] = (
        cost(point + both) + cost(point - both) - cost(point + apart) - cost(point - apart)
    ) / (4 * STEP**2)
    return _slope(cost, point), curve
