"""Score and covariance of Gray's test, in the notation of Gray (1988), with rho = 0.

Of T times and G groups: Y at risk and S the survival of a group, F its incidence, F0 the incidence
when all groups are equal, h = Y / S- the risk set made up to those who left for other causes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalutils.statistics.survival.arguments import Floats


def gray_score(at_risk: Floats, own: Floats, other: Floats) -> tuple[Floats, Floats]:
    """Score per group, shape (G,), and its covariance, shape (G, G).

    Parameters
    ----------
    at_risk, own, other
        Numbers at risk, leaving for the cause and leaving for another, shape (T, G), at the times
        when anybody leaves.
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
    mine = _over(jump[:, None], paths.h) * without_ties(left[:, None], total)
    rest = other * _over(1.0, paths.h) ** 2 * without_ties(other, at_risk)
    covariance = np.einsum("tir,tjr,tr->ij", a, a, mine)
    return score, covariance + np.einsum("tir,tjr,tr->ij", b, b, rest)


def without_ties(left: Floats, total: Floats) -> Floats:
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
