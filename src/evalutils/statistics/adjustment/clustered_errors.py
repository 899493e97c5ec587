"""Least squares of rows that belong to clusters, with errors that suit few of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalutils.statistics.adjustment.covariates import Floats, Places

# Of a direction in which a cluster has no error of its own the square root has no inverse.
_NOTHING = 1e-10


@dataclass(frozen=True)
class Coefficients:
    """The first k coefficients of a regression.

    Attributes
    ----------
    values
        Shape (k,).
    scores
        What each cluster adds to their error, shape (clusters, k): their product is the covariance.
    degrees
        Of the Wishart distribution that comes nearest to the covariance; missing when clusters
        leave a direction without error, so that nothing tells how sure the coefficients are.
    """

    values: Floats
    scores: Floats
    degrees: float


def coefficients(
    value: Floats, rows: Floats, number: Floats, owner: Places, first: int
) -> Coefficients:
    """Weighted least squares with CR2 errors by cluster.

    Parameters
    ----------
    value
        Outcome of each row, shape (n,).
    rows
        Its columns, shape (n, columns), of full rank; the coefficients of the first ones are asked.
    number
        Of people: the variance of a row is taken to be one over it, shape (n,).
    owner
        Cluster of each row, from 0, shape (n,).
    first
        How many coefficients: k.

    References
    ----------
    Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression
    with multi-stage samples. Survey Methodology 28, 169-181.
    Pustejovsky, J. E. and Tipton, E. (2018). Small-sample methods for cluster-robust variance
    estimation and hypothesis testing in fixed effects models. Journal of Business and Economic
    Statistics 36, 672-683.
    """
    root = np.sqrt(number)
    y, x = root * value, root[:, None] * rows.astype(np.float64)
    bread = np.linalg.inv(x.T @ x)
    fit = bread @ (x.T @ y)
    left = y - x @ fit
    toward = np.zeros((len(y), first))
    for place in np.unique(owner):
        own = owner == place
        toward[own] = _lengthened(x[own], bread) @ x[own] @ bread[:, :first]
    scores = _by_cluster(owner, toward * left[:, None])
    enough = min(scores.shape) == first and _least(scores) > _NOTHING
    degrees = _degrees(x, bread, toward, owner) if enough else np.nan
    return Coefficients(fit[:first], scores, degrees)


def all_zero_p(found: Coefficients) -> float:
    """How often coefficients at least this far from 0 come about when all of them are 0.

    Hotelling's T-squared with the degrees of freedom of the covariance (HTZ of Pustejovsky and
    Tipton 2018); of one coefficient the t-test. Missing with too few clusters for it.
    """
    from scipy.stats import f  # type: ignore[import-untyped]

    asked = len(found.values)
    denominator = found.degrees - asked + 1
    if not denominator > 0:
        return np.nan
    length = np.linalg.solve(np.linalg.qr(found.scores)[1].T, found.values)
    statistic = denominator / (found.degrees * asked) * float(length @ length)
    return float(f.sf(statistic, asked, denominator))


def _degrees(x: Floats, bread: Floats, toward: Floats, owner: Places) -> float:
    """Those of `Coefficients`: k (k + 1) over the variances of all entries of the covariance."""
    half = np.linalg.cholesky(bread)

    def spreads(columns: Floats) -> list[tuple[Floats, Floats]]:
        """Of each column its products with itself per row, and those with the fit per cluster."""
        return [(one, _by_cluster(owner, one[:, None] * x) @ half) for one in columns.T]

    def together(one: tuple[Floats, Floats], two: tuple[Floats, Floats]) -> Floats:
        own = np.bincount(owner, one[0] * two[0])
        found: Floats = np.diag(own) - one[1] @ two[1].T
        return found

    parts = spreads(toward)
    expected = np.array([[np.trace(together(one, two)) for two in parts] for one in parts])
    size, axes = np.linalg.eigh(expected)
    parts = spreads(toward @ ((axes / np.sqrt(size)) @ axes.T))
    alone = np.sum([together(one, one) for one in parts], axis=0)
    varied = float(np.sum(alone**2))
    for one in parts:
        for two in parts:
            both = together(one, two)
            varied += float(np.sum(both * both.T))
    return len(parts) * (len(parts) + 1) / varied


def _by_cluster(owner: Places, columns: Floats) -> Floats:
    return np.column_stack([np.bincount(owner, column) for column in columns.T])


def _least(scores: Floats) -> float:
    return float(np.linalg.svd(scores, compute_uv=False)[-1])


def _lengthened(own: Floats, bread: Floats) -> Floats:
    """How much more the errors of a cluster vary than what is left of them."""
    length, axes = np.linalg.eigh(np.eye(len(own)) - own @ bread @ own.T)
    kept = length > _NOTHING
    longer: Floats = (axes[:, kept] / np.sqrt(length[kept])) @ axes[:, kept].T
    return longer
