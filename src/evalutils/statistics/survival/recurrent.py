"""Mean number of events per person when events can come back and something can end them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.survival.arguments import Floats, refuse, same_length, times_of
from evalutils.statistics.survival.curves import normal_quantile


@dataclass(frozen=True)
class MeanCount:
    """Mean number of events per person by each time.

    Attributes
    ----------
    times, mean, standard_error, lower, upper, at_risk
        Shape (T,). The mean is missing after the last time anybody was followed; the bounds are
        missing where the mean is 0.
    """

    times: Floats
    mean: Floats
    standard_error: Floats
    lower: Floats
    upper: Floats
    at_risk: Floats


@dataclass(frozen=True)
class _Counts:
    """At every distinct time: at risk, ended, events, shape (U,), and survival just before."""

    times: Floats
    at_risk: Floats
    ended: Floats
    events: Floats
    before: Floats


def mean_cumulative_count(
    followup: npt.ArrayLike,
    ended: npt.ArrayLike,
    subject: npt.ArrayLike,
    event_time: npt.ArrayLike,
    *,
    times: npt.ArrayLike,
    level: float = 0.95,
) -> MeanCount:
    """Mean cumulative count of recurrent events with a terminal event.

    Parameters
    ----------
    followup : array_like of float, shape (n,)
        Time until which each person is followed.
    ended : array_like of bool, shape (n,)
        True when a terminal event ended it, after which no event can come; False = censored.
    subject : array_like of int, shape (m,)
        Position of the person that each event happened to.
    event_time : array_like of float, shape (m,)
        Time of each event, at most the follow-up of its person.
    times : array_like of float, shape (T,)
        Times to evaluate the right-continuous curve at.
    level : float
        Confidence level between 0 and 1.

    Returns
    -------
    MeanCount
        Standard errors are the infinitesimal jackknife with every person on its own, so that the
        events of one person may depend on each other; the interval is symmetric in log(mean).

    Raises
    ------
    ValueError
        When an argument is at fault; the message names the first offending position.

    References
    ----------
    Ghosh, D. and Lin, D. Y. (2000). Nonparametric analysis of recurrent events and death.
    Biometrics 56, 554-562.
    Dong, H. et al. (2015). Estimating the burden of recurrent events in the presence of competing
    risks: the method of mean cumulative count. American Journal of Epidemiology 181, 532-540.
    """
    z = normal_quantile(level)
    until = times_of("followup", followup)
    over = np.asarray(ended, dtype=bool)
    same_length("ended", over, len(until))
    who, when = _events(until, subject, event_time)
    moments = times_of("times", times)
    counts = _counted(until, over, when)
    climb = counts.before * counts.events / counts.at_risk
    mean = np.concatenate([[0.0], np.cumsum(climb)])
    place = np.searchsorted(counts.times, moments, side="right")
    error = np.array([_error(counts, mean, int(end), until, over, (who, when)) for end in place])
    unknown = (moments > until.max()) & (not over[until == until.max()].all())
    values = np.where(unknown, np.nan, mean[place])
    errors = np.where(unknown, np.nan, error)
    ratio = np.exp(z * errors / np.where(values > 0, values, np.nan))
    at_risk = (len(until) - np.searchsorted(np.sort(until), moments, side="left")).astype(float)
    return MeanCount(moments, values, errors, values / ratio, values * ratio, at_risk)


def _events(
    until: Floats, subject: npt.ArrayLike, event_time: npt.ArrayLike
) -> tuple[npt.NDArray[np.intp], Floats]:
    when = times_of("event_time", event_time)
    who = np.asarray(subject)
    if not len(when):
        return np.zeros(0, dtype=np.intp), when
    same_length("subject", who, len(when))
    refuse((who < 0) | (who >= len(until)), "subject", who, "is nobody")
    who = who.astype(np.intp)
    refuse(when > until[who], "event_time", when, "lies after the follow-up of its person")
    return who, when


def _counted(until: Floats, over: npt.NDArray[np.bool_], when: Floats) -> _Counts:
    if not len(until):
        raise ValueError("followup is empty; give at least one person.")
    times = np.unique(np.concatenate([until, when]))
    gone = np.searchsorted(np.sort(until), times, side="left")
    at_risk = (len(until) - gone).astype(np.float64)
    ended = _tally(times, until[over])
    after = np.cumprod(1 - ended / at_risk)
    before = np.concatenate([[1.0], after[:-1]])
    return _Counts(times, at_risk, ended, _tally(times, when), before)


def _tally(times: Floats, values: Floats) -> Floats:
    index = np.searchsorted(times, values)
    return np.bincount(index, minlength=len(times)).astype(np.float64)


def _error(
    counts: _Counts,
    mean: Floats,
    end: int,
    until: Floats,
    over: npt.NDArray[np.bool_],
    events: tuple[npt.NDArray[np.intp], Floats],
) -> float:
    """Root of the summed squared influences of all persons on the mean at one time."""
    if end == 0:
        return 0.0
    who, when = events
    known = counts.times[end - 1]
    unit = counts.before / counts.at_risk
    rest = mean[end] - mean[1:]
    left = counts.at_risk - counts.ended
    weight = np.divide(rest, left, out=np.zeros_like(rest), where=left > 0)
    expected = unit * counts.events / counts.at_risk
    expected -= weight * counts.ended / counts.at_risk
    running = np.concatenate([[0.0], np.cumsum(expected)])
    last = np.searchsorted(counts.times, np.minimum(until, known), side="right")
    influence = -running[last]
    inside = when <= known
    places = np.searchsorted(counts.times, when[inside])
    influence += np.bincount(who[inside], unit[places], minlength=len(until))
    stopped = over & (until <= known)
    influence[stopped] -= weight[np.searchsorted(counts.times, until[stopped])]
    return float(np.sqrt((influence**2).sum()))
