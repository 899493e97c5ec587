"""Curves per arm of weighted people, with a band that counts the weighting itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.adjustment.censoring import Integers
from evalutils.statistics.adjustment.covariates import Covariates, Floats, summed
from evalutils.statistics.adjustment.logistic import fitted_shares
from evalutils.statistics.adjustment.propensity import Mask, Target, target_weights

ARMS = 2


@dataclass(frozen=True)
class WeightedCurves:
    """Share that left for a cause, per arm (control, programme), and what it adds up to.

    Attributes
    ----------
    times
        Shape (T,).
    incidence, lower, upper
        Fractions from 0 to 1, shape (2, T).
    difference, difference_lower, difference_upper
        Programme less control, shape (T,).
    restricted_mean, restricted_lower, restricted_upper
        Mean time until any exit, up to the last time: of control, programme and the programme less
        control, shape (3,).
    """

    times: npt.NDArray[np.int64]
    incidence: Floats
    lower: Floats
    upper: Floats
    difference: Floats
    difference_lower: Floats
    difference_upper: Floats
    restricted_mean: Floats
    restricted_lower: Floats
    restricted_upper: Floats


def weighted_curves(
    covariates: Covariates,
    treated: Mask,
    duration: Integers,
    event: Integers,
    times: Sequence[int],
    *,
    target: Target = "treated",
    cause: int = 1,
    draws: int = 200,
    seed: int = 1,
    level: float = 0.95,
) -> WeightedCurves:
    """Inverse probability weighted Aalen-Johansen curves of two arms.

    Parameters
    ----------
    covariates, treated, duration, event, cause, target
        As of `augmented_effect`; the curve of an arm at a horizon is the inverse probability
        weighted estimate of its share then.
    times
        Ascending whole times, shape (T,); the last one is where the mean time is restricted to.
    draws
        Number of bootstrap samples: everybody weighs an exponential number, so that no cell and no
        arm runs empty, and the propensity is estimated again in each.
    seed
        Of the samples: equal input gives equal bands.
    level
        Of the pointwise percentile bands.

    References
    ----------
    Cole, S. R. and Hernan, M. A. (2004). Adjusted survival curves with inverse probability weights.
    Computer Methods and Programs in Biomedicine 75, 45-49.
    Rubin, D. B. (1981). The Bayesian bootstrap. Annals of Statistics 9, 130-134.
    """
    last = times[-1]
    group = np.minimum(duration.astype(np.intp), last + 1)
    kind = np.where(event == 0, 0, np.where(event == cause, 1, 2))
    # A person's row in the table of arm, time and kind.
    row = (treated * (last + 2) + group) * 3 + kind
    place = np.asarray(times, dtype=np.int64)

    cells = len(covariates.indicators)
    own = treated * cells + covariates.cell

    def curves(frequency: Floats | None) -> Floats:
        control, programme = summed(own, frequency, ARMS * cells).reshape(ARMS, -1)
        share = fitted_shares(covariates.design, programme, control + programme)
        weight = np.concatenate(
            [target_weights(share, np.full(cells, arm), target) for arm in (False, True)]
        )[own]
        if frequency is not None:
            weight *= frequency
        table = summed(row, weight, ARMS * (last + 2) * 3)
        return _summary(table.reshape(ARMS, last + 2, 3), place)

    generator = np.random.default_rng(seed)
    drawn = np.array([curves(generator.standard_exponential(len(own))) for _ in range(draws)])
    tail = (1 - level) / 2
    bounds = np.nanquantile(drawn, [tail, 1 - tail], axis=0)
    parts = [_split(part, len(place)) for part in (curves(None), *bounds)]
    incidence, difference, restricted = zip(*parts, strict=True)
    return WeightedCurves(place, *incidence, *difference, *restricted)


def _summary(table: Floats, place: npt.NDArray[np.int64]) -> Floats:
    """Incidence per arm, its difference, and the mean times, in one row."""
    at_risk = np.cumsum(table.sum(axis=2)[:, ::-1], axis=1)[:, ::-1]
    rate = table[:, :, 1:] / np.where(at_risk > 0, at_risk, 1.0)[:, :, None]
    left = np.cumprod(1 - rate.sum(axis=2), axis=1)
    before = np.column_stack([np.ones(ARMS), left[:, :-1]])
    incidence = np.cumsum(before * rate[:, :, 0], axis=1)[:, place]
    # Who leaves on place t was there on t places.
    mean = left[:, : place[-1]].sum(axis=1)
    return np.concatenate(
        [incidence.ravel(), incidence[1] - incidence[0], mean, [mean[1] - mean[0]]]
    )


def _split(row: Floats, length: int) -> tuple[Floats, Floats, Floats]:
    first = ARMS * length
    return row[:first].reshape(ARMS, length), row[first : first + length], row[first + length :]
