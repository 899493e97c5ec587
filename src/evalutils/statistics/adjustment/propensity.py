"""The probability to be in the programme, whether arms overlap, and the weights that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from evalutils.statistics.adjustment.covariates import Covariates, Floats
from evalutils.statistics.adjustment.logistic import fitted_shares

Mask = npt.NDArray[np.bool_]
Target = Literal["treated", "everyone"]

# Outside 0.1..0.9 an estimate rests on few people with large weights (Crump and others, 2009).
EXTREME = 0.1
# No share of people that there are comes this near to certainty: the model found no end.
CERTAIN = 1e-6


@dataclass(frozen=True)
class Overlap:
    """Whether for the people of one arm there are comparable ones in the other.

    Attributes
    ----------
    alone
        Covariate and level that occur in one arm only: of these nobody can be compared.
    apart
        Cells of people whom the effect is about and whom the model puts in one arm for certain:
        each level occurs in both arms, but nobody like them does.
    extreme
        Share of all people with a propensity outside 0.1 to 0.9.
    effective
        Kish's effective number of people of each weighted arm (control, programme), shape (2,).
    """

    alone: tuple[tuple[str, str], ...]
    apart: npt.NDArray[np.intp]
    extreme: float
    effective: Floats


def propensity(covariates: Covariates, treated: Mask, frequency: Floats | None = None) -> Floats:
    """Probability of each cell to be treated: a logistic model with main effects, shape (C,).

    References
    ----------
    Rosenbaum, P. R. and Rubin, D. B. (1983). The central role of the propensity score in
    observational studies for causal effects. Biometrika 70, 41-55.
    """
    number = np.ones(len(treated)) if frequency is None else frequency
    inside, total = covariates.counted(number * treated), covariates.counted(number)
    return fitted_shares(covariates.design, inside, total)


def target_weights(share: Floats, treated: Mask, target: Target) -> Floats:
    """Weight with which each person stands for the people that the effect is about, shape (n,).

    Parameters
    ----------
    share
        Propensity of each person, shape (n,).
    treated
        Who is in the programme, shape (n,).
    target
        ``treated``: the effect on the people of the programme, who weigh 1, and the others their
        odds. ``everyone``: on the people of both arms together.
    """
    if target == "treated":
        return np.where(treated, 1.0, share / (1 - share))
    return np.where(treated, 1 / share, 1 / (1 - share))


def overlap(covariates: Covariates, treated: Mask, target: Target = "treated") -> Overlap:
    """Levels without people in one of the arms, and how much weighting costs.

    References
    ----------
    Crump, R. K., Hotz, V. J., Imbens, G. W. and Mitnik, O. A. (2009). Dealing with limited overlap
    in estimation of average treatment effects. Biometrika 96, 187-199.
    Kish, L. (1965). Survey Sampling. Wiley.
    """
    arms = [covariates.counted(np.where(arm, 1.0, 0.0)) for arm in (~treated, treated)]
    counts = np.array([arm @ covariates.indicators for arm in arms])
    one = (counts == 0).any(axis=0)
    alone = tuple(name for name, only in zip(covariates.names, one, strict=True) if only)
    of_cell = propensity(covariates, treated)
    apart = (of_cell > 1 - CERTAIN) & (arms[1] > 0)
    if target == "everyone":
        apart |= (of_cell < CERTAIN) & (arms[0] > 0)
    share = of_cell[covariates.cell]
    outside = (share < EXTREME) | (share > 1 - EXTREME)
    weights = target_weights(np.clip(share, 1e-9, 1 - 1e-9), treated, target)
    effective = np.array([effective_number(weights[arm]) for arm in (~treated, treated)])
    return Overlap(alone, np.flatnonzero(apart), float(outside.mean()), effective)


def effective_number(weights: Floats) -> float:
    """Number of people with equal weights that say as much (Kish, 1965)."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0
