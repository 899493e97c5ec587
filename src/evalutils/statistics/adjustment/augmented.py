"""Doubly robust effect of a programme on a binary outcome, for people not all followed as long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.adjustment.censoring import (
    Followed,
    Integers,
    followed_until,
    hazard_of_censoring,
)
from evalutils.statistics.adjustment.covariates import Covariates, Floats, summed
from evalutils.statistics.adjustment.logistic import fitted_shares
from evalutils.statistics.adjustment.propensity import Mask, Target, propensity, target_weights
from evalutils.statistics.survival.curves import normal_quantile


@dataclass(frozen=True)
class Effect:
    """Outcome of the people of interest in the programme and without it, in fractions.

    Attributes
    ----------
    horizon
        Shape (H,).
    control, programme
        Share with the outcome, shape (H,). A share of few people may lie outside 0 to 1.
    difference, standard_error, lower, upper
        Programme less control, shape (H,).
    ratio, ratio_lower, ratio_upper
        Programme over control, shape (H,); missing where either is not positive.
    """

    horizon: npt.NDArray[np.int64]
    control: Floats
    programme: Floats
    difference: Floats
    standard_error: Floats
    lower: Floats
    upper: Floats
    ratio: Floats
    ratio_lower: Floats
    ratio_upper: Floats


def augmented_effect(
    covariates: Covariates,
    treated: Mask,
    duration: Integers,
    event: Integers,
    horizons: Sequence[int],
    *,
    target: Target = "treated",
    cause: int = 1,
    level: float = 0.95,
) -> Effect:
    """Augmented inverse probability weighted effect on leaving for a cause by each horizon.

    It is right when the model of who takes part or the model of the outcome is: both logistic, with
    main effects, the second one per arm. Who was not followed until the horizon is stood for by
    those of the same arm who were, as far as they are alike in the covariates: how fast people
    leave sight may hang on these (`hazard_of_censoring`).

    Parameters
    ----------
    covariates, treated
        Of each of n people.
    duration, event, cause
        As of `followed_until`.
    horizons
        Whole times, shape (H,).
    target
        Whom the effect is about, as of `target_weights`.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    Effect
        Errors by the influence function, with what estimating the weights of censoring adds.

    References
    ----------
    Lunceford, J. K. and Davidian, M. (2004). Stratification and weighting via the propensity score
    in estimation of causal treatment effects. Statistics in Medicine 23, 2937-2960.
    Mercatanti, A. and Li, F. (2014). Do debit cards increase household spending? Annals of Applied
    Statistics 8, 2485-2508 (the effect on the treated).
    Bang, H. and Tsiatis, A. A. (2000). Estimating medical costs with censored data. Biometrika 87,
    329-343 (the influence of estimated weights of censoring).
    """
    z = normal_quantile(level)
    share = propensity(covariates, treated)[covariates.cell]
    weights = target_weights(share, treated, target)
    interest = treated.astype(np.float64) if target == "treated" else np.ones(len(treated))

    def means(arm: Mask) -> list[tuple[float, Floats]]:
        own = duration[arm], event[arm]
        cell, last = covariates.cell[arm], max(horizons, default=1)
        design = covariates.design[:, 1:]  # all but the constant
        hazard = hazard_of_censoring(*own, last, design, cell)
        return [
            _arm(covariates, arm, seen, weights, interest)
            for horizon in horizons
            for seen in [followed_until(*own, horizon, cause, hazard=hazard, cell=cell)]
        ]

    rows = [_compared(*both, z) for both in zip(means(~treated), means(treated), strict=True)]
    columns = np.array(rows, dtype=np.float64).reshape(len(horizons), -1).T
    return Effect(np.asarray(horizons, dtype=np.int64), *columns)


def _arm(
    covariates: Covariates, arm: Mask, seen: Followed, weights: Floats, interest: Floats
) -> tuple[float, Floats]:
    """Mean outcome in an arm of the people of interest, and the influence of each person on it."""
    cells = len(covariates.indicators)
    own = covariates.cell[arm]
    known = summed(own, seen.weight, cells)
    reached = summed(own, seen.weight * seen.outcome, cells)
    model = fitted_shares(covariates.design, reached, known)
    expected = model[covariates.cell]
    rest = weights[arm] * (seen.outcome - model[own])
    residual = rest * seen.weight
    size = interest.sum()
    mean = float((interest @ expected + residual.sum()) / size)
    influence = interest * (expected - mean)
    influence[arm] += residual + seen.correction(rest)
    return mean, influence / size


def _compared(
    control: tuple[float, Floats], programme: tuple[float, Floats], z: float
) -> list[float]:
    """The columns of `Effect` after the horizon."""
    (without, other), (within, own) = control, programme
    difference = within - without
    error = float(np.sqrt(((own - other) ** 2).sum()))
    row = [without, within, difference, error, difference - z * error, difference + z * error]
    if without <= 0 or within <= 0:
        return [*row, np.nan, np.nan, np.nan]
    ratio = within / without
    width = z * float(np.sqrt(((own / within - other / without) ** 2).sum()))
    return [*row, ratio, ratio * np.exp(-width), ratio * np.exp(width)]
