"""Do groups leave at the same pace, or for the same causes? Logrank test and Gray's test.

Gray's score and covariance are in the notation of Gray (1988), with rho = 0. Of T times and G
groups: Y at risk and S the survival of a group, F its incidence, F0 the incidence when all groups
are equal, h = Y / S- the risk set made up to those who left for other causes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.survival.arguments import Floats, checked_spells, refuse, same_length


@dataclass(frozen=True)
class GroupTest:
    """A test of equality between groups, for each cause.

    Attributes
    ----------
    causes
        Codes 1..K, shape (K,).
    statistic
        Chi-squared, shape (K,); missing where the data cannot tell the groups apart, such as for a
        cause that does not occur.
    degrees_of_freedom
        Number of groups minus 1.
    p
        Probability of a statistic at least as large when the groups are equal, shape (K,).
    """

    causes: npt.NDArray[np.int64]
    statistic: Floats
    degrees_of_freedom: int
    p: Floats


@dataclass(frozen=True)
class _Groups:
    """Counts at risk, shape (T, G), and leaving for each cause, shape (K, T, G)."""

    at_risk: Floats
    leaving: Floats


def logrank_test(
    duration: npt.ArrayLike,
    event: npt.ArrayLike,
    group: npt.ArrayLike,
    *,
    causes: int | None = None,
) -> GroupTest:
    """Logrank test of equal hazards; for each cause the other causes count as censored.

    Parameters
    ----------
    duration, event, causes
        As in `cumulative_incidence`.
    group : array_like, shape (n,)
        Group of each spell: at least two different ones, none missing.

    Raises
    ------
    ValueError
        When an argument is at fault; the message names the first offending position.

    References
    ----------
    Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising in its
    consideration. Cancer Chemotherapy Reports 50, 163-170.
    """
    return _tested(_counted(duration, event, group, causes), _logrank_score)


def gray_test(
    duration: npt.ArrayLike,
    event: npt.ArrayLike,
    group: npt.ArrayLike,
    *,
    causes: int | None = None,
) -> GroupTest:
    """Gray's test of equal cumulative incidence, with weight 1 at all times (rho = 0).

    Arguments and errors are those of `logrank_test`.

    References
    ----------
    Gray, R. J. (1988). A class of K-sample tests for comparing the cumulative incidence of a
    competing risk. Annals of Statistics 16, 1141-1154.
    """
    return _tested(_counted(duration, event, group, causes), _gray_score)


def _counted(
    duration: npt.ArrayLike, event: npt.ArrayLike, group: npt.ArrayLike, causes: int | None
) -> _Groups:
    spells = checked_spells(duration, event, causes)
    labels = np.asarray(group)
    same_length("group", labels, len(spells.duration))
    refuse(_missing(labels), "group", labels, "is missing")
    names, member = np.unique(labels, return_inverse=True)
    if len(names) < 2:
        raise ValueError("group holds one group only; a test compares at least two.")
    times, moment = np.unique(spells.duration, return_inverse=True)
    shape = (spells.causes + 1, len(times), len(names))
    cell = (spells.event.astype(np.intp) * shape[1] + moment) * shape[2] + member
    counts = np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(np.float64)
    at_risk = np.cumsum(counts.sum(axis=0)[::-1], axis=0)[::-1]
    events = counts[1:].sum(axis=(0, 2)) > 0
    return _Groups(at_risk[events], counts[1:, events])


def _missing(labels: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    if labels.dtype.kind == "f":
        return np.isnan(labels.astype(np.float64))
    if labels.dtype.kind != "O":
        return np.zeros(len(labels), dtype=bool)
    return np.array([label is None or label != label for label in labels.tolist()], dtype=bool)


def _tested(
    groups: _Groups, score: Callable[[Floats, Floats, Floats], tuple[Floats, Floats]]
) -> GroupTest:
    """Test every cause; `score` takes the counts at risk, leaving for it, and leaving otherwise."""
    from scipy.special import chdtrc  # type: ignore[import-untyped]

    freedom = groups.at_risk.shape[1] - 1
    all_leaving = groups.leaving.sum(axis=0)
    statistics = np.array(
        [_chi_squared(*score(groups.at_risk, own, all_leaving - own)) for own in groups.leaving]
    )
    codes = np.arange(1, len(groups.leaving) + 1)
    return GroupTest(codes, statistics, freedom, np.asarray(chdtrc(freedom, statistics)))


def _chi_squared(score: Floats, variance: Floats) -> float:
    """Quadratic form of the scores of all groups but the last."""
    score, variance = score[:-1], variance[:-1, :-1]
    if not np.isfinite(variance).all() or np.linalg.matrix_rank(variance) < len(score):
        return float("nan")
    return float(score @ np.linalg.solve(variance, score))


def _logrank_score(at_risk: Floats, own: Floats, _: Floats) -> tuple[Floats, Floats]:
    """Observed minus expected exits per group, and their hypergeometric covariance."""
    total, left = at_risk.sum(axis=1), own.sum(axis=1)
    part = at_risk / total[:, None]
    score = (own - part * left[:, None]).sum(axis=0)
    spread = left * _without_ties(left, total)
    return score, np.diag(spread @ part) - (part * spread[:, None]).T @ part


def _gray_score(at_risk: Floats, own: Floats, other: Floats) -> tuple[Floats, Floats]:
    """Gray's score per group, shape (G,), and its covariance, shape (G, G).

    From the numbers at risk, leaving for the cause and leaving for another, shape (T, G), at the
    times when anybody leaves.
    """
    paths = _Paths.of(at_risk, own, other)
    left = own.sum(axis=1)
    weight = paths.h * (1 - paths.incidence)
    expected = _over(weight, weight.sum(axis=1)[:, None]) * left[:, None]
    score = (own - expected).sum(axis=0)
    jump = left / paths.h.sum(axis=1)
    null = np.cumsum(jump)
    ratio = _over(np.broadcast_to(1 - null[:, None], at_risk.shape), paths.after)
    d, ahead = _steps(paths.h, jump / (1 - _before(null)))
    a = d + np.where(paths.after > 0, 1 - ratio, 0.0)[:, None, :] * ahead
    b = ratio[:, None, :] * ahead
    total = paths.h.sum(axis=1)[:, None] * paths.before
    mine = _over(jump[:, None], paths.h) * _without_ties(left[:, None], total)
    rest = other * _over(1.0, paths.h) ** 2 * _without_ties(other, at_risk)
    covariance = np.einsum("tir,tjr,tr->ij", a, a, mine)
    return score, covariance + np.einsum("tir,tjr,tr->ij", b, b, rest)


def _without_ties(left: Floats, total: Floats) -> Floats:
    """Factor by which drawing without replacement shrinks the variance of tied exits."""
    return np.where(left > 1, 1 - (left - 1) / np.where(total > 1, total - 1, 1.0), 1.0)


@dataclass(frozen=True)
class _Paths:
    """Per time and group: survival before and after, incidence before, and the risk set h."""

    before: Floats
    after: Floats
    incidence: Floats
    h: Floats

    @classmethod
    def of(cls, at_risk: Floats, own: Floats, other: Floats) -> _Paths:
        staying: Floats = 1 - _over(own + other, at_risk)
        after = np.asarray(np.cumprod(staying, axis=0), dtype=np.float64)
        before = np.concatenate([np.ones((1, after.shape[1])), after[:-1]])
        incidence = _before(np.cumsum(before * _over(own, at_risk), axis=0))
        return cls(before, after, incidence, _over(at_risk, before))


def _steps(h: Floats, hazard: Floats) -> tuple[Floats, Floats]:
    """The terms d, and c at the last time minus c; axes time, group of the score, group."""
    parts = _over(h, h.sum(axis=1)[:, None])
    d = h[:, None, :] * (np.eye(h.shape[1]) - parts[:, :, None])
    c = np.cumsum(d * hazard[:, None, None], axis=0)
    return d, c[-1:] - c


def _before(path: Floats) -> Floats:
    """A path just before each time, from 0."""
    return np.concatenate([np.zeros_like(path[:1]), path[:-1]])


def _over(top: Floats | float, bottom: Floats) -> Floats:
    """Division that gives 0 where the bottom is 0."""
    top, bottom = np.broadcast_arrays(np.asarray(top, dtype=np.float64), bottom)
    return np.divide(top, bottom, out=np.zeros(bottom.shape), where=bottom > 0)
