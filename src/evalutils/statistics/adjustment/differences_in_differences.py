"""How much more one group changed than another, with errors that allow for few clusters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from evalutils.statistics.adjustment.covariates import Floats, Places

# Of a direction in which a cluster has no error of its own the square root has no inverse.
_NOTHING = 1e-10


@dataclass(frozen=True)
class Estimate:
    """An estimate with its error.

    Attributes
    ----------
    value, standard_error, lower, upper
        In the unit of the outcome, or that unit per unit of time. The last three are missing where
        a group has one cluster or clusters do not differ: then nothing tells how sure it is.
    degrees
        Degrees of freedom of its t-distribution.
    """

    value: float
    standard_error: float
    lower: float
    upper: float
    degrees: float


@dataclass(frozen=True)
class DifferenceInDifferences:
    """Change of the treated group beyond that of the other.

    Attributes
    ----------
    difference
        In the unit of the outcome.
    before
        By how much the treated group moved away from the other before the start, per unit of time;
        None with one period before it, when that cannot be told.
    """

    difference: Estimate
    before: Estimate | None


def difference_in_differences(
    outcome: npt.ArrayLike,
    treated: npt.ArrayLike,
    time: npt.ArrayLike,
    start: float,
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
    time
        When it was; rows of one period have the same, shape (n,).
    start
        From this time on there is the programme.
    cluster
        Whose rows belong together, shape (n,).
    weights
        Number of people that each row stands for, shape (n,).
    level
        Confidence level between 0 and 1.

    Returns
    -------
    DifferenceInDifferences
        Least squares with an effect of each period and of the group, and before the start of how
        the groups move apart along a straight line. Errors are CR2 with the degrees of freedom of
        Bell and McCaffrey, for rows of which the error is smaller the more people they stand for:
        also with few clusters, or with few of one group, intervals cover as often as they say.

    Raises
    ------
    ValueError
        When a group has no row before or after the start.

    References
    ----------
    Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression
    with multi-stage samples. Survey Methodology 28, 169-181.
    Imbens, G. W. and Kolesár, M. (2016). Robust standard errors in small samples. Review of
    Economics and Statistics 98, 701-712.
    Angrist, J. D. and Pischke, J.-S. (2009). Mostly Harmless Econometrics, section 5.2. Princeton
    University Press.
    """
    value, when = np.asarray(outcome, dtype=np.float64), np.asarray(time, dtype=np.float64)
    group = np.asarray(treated, dtype=bool)
    owner = np.unique(np.asarray(cluster), return_inverse=True)[1]
    number = np.ones(len(value)) if weights is None else np.asarray(weights, dtype=np.float64)
    after = when >= start
    for name, arm in (("treated", group), ("other", ~group)):
        if not (after & arm).any() or (after | ~arm).all():
            raise ValueError(f"the {name} group needs rows before and after {start}.")
    alone = min(len(np.unique(owner[arm])) for arm in (group, ~group)) < 2
    fit = partial(_first, level=np.nan if alone else level)
    periods = np.unique(when)
    fixed = np.column_stack([np.ones(len(value)), group, *(when == other for other in periods[1:])])
    change = (group & after)[:, None]
    found = fit(value, np.hstack([change, fixed]), number, owner)
    early, before = ~after, None
    if (periods < start).sum() > 1:
        # Periods after the start tell nothing of it: each has effects of its own in both groups.
        apart = (group * when)[early, None]
        inside = fixed[early][:, [True, True, *(periods[1:] < start)]]
        rows = np.hstack([apart, inside])
        before = fit(value[early], rows, number[early], owner[early])
    return DifferenceInDifferences(found, before)


def _first(value: Floats, rows: Floats, number: Floats, owner: Places, level: float) -> Estimate:
    """The first coefficient of weighted least squares; without a level nothing of its error."""
    from scipy.stats import t  # type: ignore[import-untyped]

    root = np.sqrt(number)
    y, x = root * value, root[:, None] * rows.astype(np.float64)
    bread = np.linalg.inv(x.T @ x)
    middle, left = float(bread[0] @ (x.T @ y)), y - x @ (bread @ (x.T @ y))
    toward = np.zeros(len(y))
    for place in np.unique(owner):
        own = owner == place
        toward[own] = _lengthened(x[own], bread) @ x[own] @ bread[0]
    error = float(np.linalg.norm(np.bincount(owner, toward * left)))
    if np.isnan(level) or error < _NOTHING:
        return Estimate(middle, np.nan, np.nan, np.nan, np.nan)
    crossed = np.array([np.bincount(owner, toward * column) for column in x.T])
    spread = np.diag(np.bincount(owner, toward**2)) - crossed.T @ bread @ crossed
    degrees = float(np.trace(spread) ** 2 / np.sum(spread**2))
    reach = float(t.ppf((1 + level) / 2, degrees)) * error
    return Estimate(middle, error, middle - reach, middle + reach, degrees)


def _lengthened(own: Floats, bread: Floats) -> Floats:
    """How much more the errors of a cluster vary than what is left of them."""
    length, axes = np.linalg.eigh(np.eye(len(own)) - own @ bread @ own.T)
    kept = length > _NOTHING
    longer: Floats = (axes[:, kept] / np.sqrt(length[kept])) @ axes[:, kept].T
    return longer
