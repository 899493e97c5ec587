"""What measurements of the same clients show beyond the transition table."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.statistics.homogeneity import Test, square
from evalutils.statistics.proportions.counts import checked_level
from evalutils.statistics.transition_tables import valid_measurements

Floats = npt.NDArray[np.float64]


def signed_rank(table: npt.ArrayLike) -> Test:
    """Wilcoxon's signed rank test of the number of rungs moved, with Pratt's zeros.

    Who stayed takes part in the ranking and not in the sum; ties are corrected for.

    Parameters
    ----------
    table : array_like, shape (rungs, rungs)
        Clients per rung before (rows) and after (columns), rungs in order.

    Returns
    -------
    Test
        The square of the standardised statistic (chi-square with 1 degree of freedom) and its
        two-sided p-value; 0 degrees of freedom when nobody moved.

    Raises
    ------
    ValueError
        When the table is not square, or holds a negative or infinite number or no clients.

    References
    ----------
    Pratt, J. W. (1959). Remarks on zeros and ties in the Wilcoxon signed rank procedures. Journal
    of the American Statistical Association 54, 655-667.
    """
    from scipy.special import chdtrc  # type: ignore[import-untyped]

    counts = square(table)
    size = len(counts)
    up = np.array([np.trace(counts, step) for step in range(size)])
    down = np.array([np.trace(counts, -step) for step in range(size)])
    tied = np.concatenate([up[:1], up[1:] + down[1:]])
    ranks = np.cumsum(tied) - (tied - 1) / 2
    moved = np.arange(size) > 0
    variance = float((tied * ranks**2)[moved].sum())
    if variance == 0:
        return Test(0.0, 0, float("nan"))
    statistic = float(((up - down) * ranks)[moved].sum()) ** 2 / variance
    return Test(statistic, 1, float(chdtrc(1, statistic)))


def mean_interval(values: npt.ArrayLike, level: float = 0.95) -> tuple[float, float, float]:
    """Mean with its t interval.

    Parameters
    ----------
    values : array_like, shape (n,)
        One value per person, n at least 1.
    level
        Confidence level between 0 and 1.

    Returns
    -------
    tuple of float
        Mean, lower and upper bound; without bounds when all values are the same.

    References
    ----------
    Student (1908). The probable error of a mean. Biometrika 6, 1-25.
    """
    from scipy.special import stdtrit

    checked_level(level)
    given = np.asarray(values, dtype=np.float64)
    mean, number = float(given.mean()), len(given)
    if number < 2 or (given == given[0]).all():
        return mean, float("nan"), float("nan")
    half = stdtrit(number - 1, 0.5 + level / 2) * given.std(ddof=1) / np.sqrt(number)
    return mean, mean - float(half), mean + float(half)


def expectation_pairs(measurements: pd.DataFrame) -> pd.DataFrame:
    """The first expectation of each client, with the rung reached after that day.

    Parameters
    ----------
    measurements
        Table ``measurements`` of the contract, of the period that counts.

    Returns
    -------
    pandas.DataFrame
        A row per client with an expectation: client_id, expected_rung and reached_rung (of the
        last measurement after it; missing when there is none).

    Raises
    ------
    ValueError
        As `valid_measurements`.
    """
    columns = ["client_id", "date", "rung"]
    expected = valid_measurements(measurements, "expected")[columns].drop_duplicates("client_id")
    reached = valid_measurements(measurements)[columns]
    later = expected.merge(reached, on="client_id", how="inner", suffixes=("", "_reached"))
    later = later[later["date_reached"] > later["date"]]
    last = later.drop_duplicates("client_id", keep="last").set_index("client_id")["rung_reached"]
    return pd.DataFrame(
        {
            "client_id": expected["client_id"].to_numpy(),
            "expected_rung": expected["rung"].to_numpy(),
            "reached_rung": last.reindex(expected["client_id"]).to_numpy(dtype="float64"),
        }
    )
