"""Kaplan-Meier and Aalen-Johansen curves with delayed entry, ties and weights."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from evalutils.statistics.survival.arguments import Floats, Spells, checked_spells, times_of
from evalutils.statistics.survival.clusters import leavers_of, repeated
from evalutils.statistics.survival.influence import Influence
from evalutils.statistics.survival.risk_table import RiskTable, risk_table

# A share this near to 0 or 1 is that: sums of fractions are off by less.
ROUNDING_ERROR = 1e-12
# A band of exp(10) times -log(share) on either side says nothing of a share.
WIDEST = 10.0


@dataclass(frozen=True)
class CumulativeIncidence:
    """Share that has left for each cause by each time, in fractions from 0 to 1.

    Attributes
    ----------
    times
        Shape (T,).
    causes
        Codes 1..K, shape (K,).
    incidence, standard_error, lower, upper
        Shape (K, T). The bounds are missing where the incidence is 0 or 1.
    survival
        Share that has not left, shape (T,).
    at_risk
        Weight of the spells at risk just before each time, shape (T,).
    """

    times: Floats
    causes: npt.NDArray[np.int64]
    incidence: Floats
    standard_error: Floats
    lower: Floats
    upper: Floats
    survival: Floats
    at_risk: Floats


@dataclass(frozen=True)
class KaplanMeier:
    """Share that has not left by each time, in fractions from 0 to 1.

    Attributes
    ----------
    times, survival, standard_error, lower, upper, at_risk
        Shape (T,). The bounds are missing where survival is 0 or 1.
    """

    times: Floats
    survival: Floats
    standard_error: Floats
    lower: Floats
    upper: Floats
    at_risk: Floats


def cumulative_incidence(
    duration: npt.ArrayLike,
    event: npt.ArrayLike,
    *,
    entry: npt.ArrayLike | None = None,
    times: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    causes: int | None = None,
    cluster: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> CumulativeIncidence:
    """Aalen-Johansen estimate of leaving for each of several causes.

    Parameters
    ----------
    duration : array_like of float, shape (n,)
        Time of exit or censoring, in any unit. Times are equal only when they are the same number.
    event : array_like of int, shape (n,)
        0 = censored, 1..K = cause of exit.
    entry : array_like of float, shape (n,), optional
        Time from which a spell is observed: it is at risk after `entry` up to and including
        `duration`.
    times : array_like of float, shape (T,), optional
        Times to evaluate the right-continuous curves at; all distinct durations when not given.
        After the last duration nothing is known, unless everybody has left: then NaN.
    weights : array_like of float, shape (n,), optional
        Weight of each spell.
    causes : int, optional
        K; the highest code when not given. A cause that does not occur has incidence 0.
    cluster : array_like, shape (n,), optional
        Whose spell it is; every spell on its own when not given.
    level : float
        Confidence level between 0 and 1.

    Returns
    -------
    CumulativeIncidence
        Standard errors are the infinitesimal jackknife, of clusters when these are given, as in the
        R function ``survfit``; the interval is symmetric in log(-log(incidence)).

    Raises
    ------
    ValueError
        When an argument is at fault; the message names the first offending position.

    References
    ----------
    Aalen, O. O. and Johansen, S. (1978). An empirical transition matrix for non-homogeneous Markov
    chains based on censored observations. Scandinavian Journal of Statistics 5, 141-150.
    """
    z = normal_quantile(level)
    spells = checked_spells(duration, event, causes, entry, weights)
    table = risk_table(spells)
    exits, hazards = table.hazard
    survival = np.concatenate([[1.0], np.cumprod(1 - exits)])
    influence = Influence.of(table, exits, survival)
    rows, clients = repeated(cluster, len(spells.duration))
    several = replace(table, leavers=leavers_of(table, spells, rows))
    together = Influence.of(several, exits, survival)
    incidence = np.zeros((spells.causes, len(survival)))
    error = np.zeros_like(incidence)
    for number, hazard in enumerate(hazards):
        incidence[number, 1:] = np.cumsum(survival[:-1] * hazard)
        variance = influence.of_incidence(hazard, incidence[number], number + 1)
        if len(rows):
            more = together.between_incidence(hazard, incidence[number], number + 1, clients)
            variance = np.maximum(variance + more, 0.0)
        error[number, 1:] = np.sqrt(variance)
    moments, at_risk, place = _moments(table, spells, times, survival)
    values, errors = _at(incidence, place), _at(error, place)
    lower, upper = log_log_interval(values, errors, z)
    codes = np.arange(1, spells.causes + 1)
    rest = _at(survival, place)
    return CumulativeIncidence(moments, codes, values, errors, lower, upper, rest, at_risk)


def kaplan_meier(
    duration: npt.ArrayLike,
    event: npt.ArrayLike,
    *,
    entry: npt.ArrayLike | None = None,
    times: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    cluster: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> KaplanMeier:
    """Kaplan-Meier estimate of not having left.

    Parameters
    ----------
    duration, entry, times, weights, cluster, level
        As in `cumulative_incidence`.
    event : array_like of int or bool, shape (n,)
        0 = censored, 1 = left.

    Returns
    -------
    KaplanMeier
        Standard errors are the infinitesimal jackknife, which without weights and clusters is
        Greenwood's formula; the interval is symmetric in log(-log(survival)).

    Raises
    ------
    ValueError
        When an argument is at fault; the message names the first offending position.

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations.
    Journal of the American Statistical Association 53, 457-481.
    """
    z = normal_quantile(level)
    spells = checked_spells(duration, event, 1, entry, weights)
    table = risk_table(spells)
    exits, _ = table.hazard
    survival = np.concatenate([[1.0], np.cumprod(1 - exits)])
    variance = Influence.of(table, exits, survival).of_survival()
    rows, clients = repeated(cluster, len(spells.duration))
    if len(rows):
        several = replace(table, leavers=leavers_of(table, spells, rows))
        more = Influence.of(several, exits, survival).between_survival(clients)
        variance = np.maximum(variance + more, 0.0)
    error = np.concatenate([[0.0], np.sqrt(variance)])
    moments, at_risk, place = _moments(table, spells, times, survival)
    values, errors = _at(survival, place), _at(error, place)
    lower, upper = log_log_interval(values, errors, z)
    return KaplanMeier(moments, values, errors, lower, upper, at_risk)


def log_log_interval(share: Floats, error: Floats, z: float) -> tuple[Floats, Floats]:
    """Interval that is symmetric in log(-log(share)).

    It is missing where the share is 0 or 1, and where it would be all from 0 to 1.
    """
    inside = np.where((share > ROUNDING_ERROR) & (share < 1 - ROUNDING_ERROR), share, np.nan)
    logarithm = np.log(inside)
    ratio = np.abs(z * error / (inside * logarithm))
    width = np.exp(np.where(ratio < WIDEST, ratio, np.nan))
    return np.exp(logarithm * width), np.exp(logarithm / width)


def normal_quantile(level: float) -> float:
    """Half width of a standard normal interval of that level."""
    from scipy.special import ndtri  # type: ignore[import-untyped]

    if not 0 < level < 1:
        raise ValueError(f"level is {level}; it must lie between 0 and 1.")
    return float(ndtri(0.5 + level / 2))


def _moments(
    table: RiskTable, spells: Spells, times: npt.ArrayLike | None, survival: Floats
) -> tuple[Floats, Floats, npt.NDArray[np.intp]]:
    """The times of the result, the weight at risk there, and their place in paths with a start.

    A time after the last duration has place -1, unless everybody has left by then.
    """
    if times is None:
        return table.times, table.at_risk, np.arange(1, len(table.times) + 1)
    moments = times_of("times", times)
    place = np.searchsorted(table.times, moments, side="right")
    if survival[-1] > 0:
        place = np.where(moments > table.times[-1], -1, place)
    earlier = np.searchsorted(table.times, moments, side="left")
    gone = np.concatenate([[0.0], np.cumsum(table.leaving.sum(axis=1))])
    return moments, _entered(spells, moments, gone[-1]) - gone[earlier], place


def _entered(spells: Spells, moments: Floats, total: float) -> Floats:
    """Weight of the spells that came under observation before each time."""
    if spells.entry is None:
        return np.full(len(moments), total)
    order = np.argsort(spells.entry, kind="stable")
    weights = np.ones(len(order)) if spells.weights is None else spells.weights[order]
    running = np.concatenate([[0.0], np.cumsum(weights)])
    return np.asarray(running[np.searchsorted(spells.entry[order], moments, side="left")])


def _at(path: Floats, place: npt.NDArray[np.intp]) -> Floats:
    """A path with its start, at places; missing where the place is -1."""
    return np.asarray(np.where(place < 0, np.nan, path[..., place]))
