"""How far arms differ on what is known of their people."""

from __future__ import annotations

import numpy as np

from evalutils.statistics.adjustment.covariates import Covariates, Floats
from evalutils.statistics.adjustment.propensity import Mask


def standardised_differences(
    covariates: Covariates, treated: Mask, weights: Floats | None = None
) -> Floats:
    """Difference in the share of each level between arms, in standard deviations, shape (L,).

    The standard deviation is that of the arms without weights, so that only the difference changes
    when people are weighted. A level that everybody has, or nobody, differs by 0.

    Parameters
    ----------
    covariates, treated
        Of the people.
    weights
        Shape (n,); 1 each when not given.

    References
    ----------
    Austin, P. C. (2009). Balance diagnostics for comparing the distribution of baseline covariates
    between treatment groups in propensity-score matched samples. Statistics in Medicine 28,
    3083-3107.
    """
    number = np.ones(len(treated)) if weights is None else weights
    control, programme = (_shares(covariates, np.where(arm, number, 0.0)) for arm in
                          (~treated, treated))  # fmt: skip
    plain = [_shares(covariates, np.where(arm, 1.0, 0.0)) for arm in (~treated, treated)]
    spread = np.sqrt(sum(share * (1 - share) for share in plain) / 2)
    difference = programme - control
    known = np.where(spread > 0, spread, np.inf)
    return np.asarray(np.where(difference == 0, 0.0, difference / known))


def _shares(covariates: Covariates, weights: Floats) -> Floats:
    return np.asarray(covariates.counted(weights) @ covariates.indicators / weights.sum())
