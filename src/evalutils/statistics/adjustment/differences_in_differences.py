"""How much more one group changed than another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from evalutils.statistics.adjustment.covariates import Floats


@dataclass(frozen=True)
class DifferenceInDifferences:
    """Change of the treated group beyond that of the other.

    Attributes
    ----------
    difference, standard_error, lower, upper, p
        In the unit of the outcome.
    clusters
        Number of clusters, of which errors have one degree of freedom less.
    before
        p-value of both groups having moved alike before the start; missing with one period before
        it, when that cannot be told.
    """

    difference: float
    standard_error: float
    lower: float
    upper: float
    p: float
    clusters: int
    before: float


def difference_in_differences(
    outcome: npt.ArrayLike,
    treated: npt.ArrayLike,
    period: npt.ArrayLike,
    start: int,
    cluster: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> DifferenceInDifferences:
    """Two groups over two or more periods, with errors that allow for what clusters share.

    Parameters
    ----------
    outcome
        Of each row, shape (n,).
    treated
        Whether the row is of the group that the programme was for, shape (n,).
    period
        Whole numbers in order, shape (n,).
    start
        First period with the programme.
    cluster
        Whose rows belong together, shape (n,).
    weights
        Number of people that each row stands for, shape (n,).
    level
        Confidence level between 0 and 1.

    Returns
    -------
    DifferenceInDifferences
        Least squares with an effect of each period and of the group.

    Raises
    ------
    ValueError
        When a group has no row before or after the start, or there are fewer than three clusters.

    References
    ----------
    Bertrand, M., Duflo, E. and Mullainathan, S. (2004). How much should we trust
    differences-in-differences estimates? Quarterly Journal of Economics 119, 249-275.
    Angrist, J. D. and Pischke, J.-S. (2009). Mostly Harmless Econometrics, section 5.2. Princeton
    University Press.
    """
    value = np.asarray(outcome, dtype=np.float64)
    group = np.asarray(treated, dtype=bool)
    when = np.asarray(period, dtype=np.int64)
    owner = np.unique(np.asarray(cluster), return_inverse=True)[1]
    number = np.ones(len(value)) if weights is None else np.asarray(weights, dtype=np.float64)
    after = when >= start
    for name, arm in (("treated", group), ("other", ~group)):
        if not (after & arm).any() or (after | ~arm).all():
            raise ValueError(f"the {name} group needs rows before and after period {start}.")
    clusters = int(owner.max()) + 1
    if clusters < 3:
        raise ValueError(f"{clusters} clusters are too few for errors of clusters; give 3 or more.")
    periods = np.unique(when)
    fixed = np.column_stack([np.ones(len(value)), group, *(when == other for other in periods[1:])])
    fit = _clustered(value, np.column_stack([group & after, fixed]), number, owner)
    low, high = fit.conf_int(alpha=1 - level)[0]
    # How the groups differ in each period before the last one before the start.
    leads = [group & (when == other) for other in periods[periods < start][:-1]]
    before = float("nan")
    if leads:
        wide = np.column_stack([*leads, group & after, fixed])
        tested = np.eye(wide.shape[1])[: len(leads)]
        found = _clustered(value, wide, number, owner)
        before = float(found.wald_test(tested, scalar=True).pvalue)
    return DifferenceInDifferences(
        float(fit.params[0]), float(fit.bse[0]), float(low), float(high), float(fit.pvalues[0]),
        clusters, before,
    )  # fmt: skip


def _clustered(value: Floats, rows: Floats, number: Floats, owner: npt.NDArray[np.intp]) -> Any:
    from statsmodels.regression.linear_model import WLS

    how = {"groups": owner}
    return WLS(value, rows.astype(np.float64), weights=number).fit(
        cov_type="cluster", cov_kwds=how, use_t=True
    )
