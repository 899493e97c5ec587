"""How much more one group changed than another, with errors that allow for few clusters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evalutils.statistics.adjustment.clustered_errors import all_zero_p, coefficients
from evalutils.statistics.adjustment.covariates import Floats, Places


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
    before_p
        How often the difference between the groups varies at least so much between the periods
        before the start when it is the same in all of them; missing with one period, a group of one
        cluster, or too few clusters for so many periods.
    """

    difference: Estimate
    before: Estimate | None
    before_p: float


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
        the groups move apart: along a straight line, and in any way, as the joint test of a
        difference of its own in each period but the last (leads of an event study). Errors are CR2
        with the degrees of freedom of Bell and McCaffrey, for rows of which the error is smaller
        the more people they stand for: also with few clusters, or with few of one group, intervals
        cover as often as they say. See `clustered_errors`.

    Raises
    ------
    ValueError
        When a group has no row before or after the start.

    References
    ----------
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
    sure = np.nan if alone else level
    periods = np.unique(when)
    fixed = np.column_stack([np.ones(len(value)), group, *(when == other for other in periods[1:])])
    change = (group & after)[:, None]
    found = _first(value, np.hstack([change, fixed]), number, owner, sure)
    early, before, before_p = ~after, None, np.nan
    earlier = periods[periods < start]
    if len(earlier) > 1:
        # Periods after the start tell nothing of it: each has effects of its own in both groups.
        inside = fixed[early][:, [True, True, *(periods[1:] < start)]]
        rows = value[early], number[early], owner[early]
        apart = (group * when)[early, None]
        before = _first(rows[0], np.hstack([apart, inside]), *rows[1:], sure)
        leads = group[early, None] & (when[early, None] == earlier[:-1])
        if not alone:
            each = np.hstack([leads, inside])
            before_p = all_zero_p(coefficients(rows[0], each, *rows[1:], len(earlier) - 1))
    return DifferenceInDifferences(found, before, before_p)


def _first(value: Floats, rows: Floats, number: Floats, owner: Places, level: float) -> Estimate:
    """The first coefficient of weighted least squares; without a level nothing of its error."""
    from scipy.stats import t  # type: ignore[import-untyped]

    found = coefficients(value, rows, number, owner, 1)
    middle, error = float(found.values[0]), float(np.linalg.norm(found.scores))
    if np.isnan(level) or np.isnan(found.degrees):
        return Estimate(middle, np.nan, np.nan, np.nan, np.nan)
    reach = float(t.ppf((1 + level) / 2, found.degrees)) * error
    return Estimate(middle, error, middle - reach, middle + reach, found.degrees)
