"""Whether two measurements of the same clients differ: tests on a square table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Test(NamedTuple):
    """A chi-square statistic, its degrees of freedom and its p-value.

    Without degrees of freedom nobody moved: the statistic is 0 and there is no p-value (NaN).
    """

    statistic: float
    df: int
    p: float


@dataclass(frozen=True)
class Homogeneity:
    """Three tests on one square table.

    Attributes
    ----------
    stuart_maxwell, bhapkar
        Whether the distributions at the two moments are equal. Bhapkar's test uses the variance
        that does not assume so.
    bowker
        Whether as many clients went from one rung to another as the other way round.
    """

    stuart_maxwell: Test
    bhapkar: Test
    bowker: Test


def marginal_homogeneity(table: npt.ArrayLike) -> Homogeneity:
    """Test whether the two margins of a square table are equal, and whether it is symmetric.

    A rung from which and to which nobody moved adds nothing to a statistic and takes no degree of
    freedom; a pair of rungs between which nobody moved does not count for Bowker's test.

    Parameters
    ----------
    table : array_like, shape (rungs, rungs)
        Clients per rung at the first (rows) and the second moment (columns).

    Returns
    -------
    Homogeneity
        The three tests. Bhapkar's statistic is infinite when the movement has no variance left.

    Raises
    ------
    ValueError
        When the table is not square, or holds a negative or infinite number or no clients.

    References
    ----------
    Stuart, A. (1955). A test for homogeneity of the marginal distributions in a two-way
    classification. Biometrika 42, 412-416.
    Bhapkar, V. P. (1966). A note on the equivalence of two test criteria for hypotheses in
    categorical data. Journal of the American Statistical Association 61, 228-235.
    Bowker, A. H. (1948). A test for symmetry in contingency tables. Journal of the American
    Statistical Association 43, 572-574.
    """
    counts = square(table)
    difference = counts.sum(axis=1) - counts.sum(axis=0)
    both = counts + counts.T
    spread = np.diag(both.sum(axis=1)) - both  # variance of the difference when margins are equal
    df = int(np.linalg.matrix_rank(spread, hermitian=True)) if spread.any() else 0
    statistic = float(difference @ np.linalg.pinv(spread, hermitian=True) @ difference)
    left = 1 - statistic / float(counts.sum())
    bhapkar = statistic / left if left > 1e-12 else np.inf
    return Homogeneity(_test(statistic, df), _test(bhapkar, df), _bowker(counts))


def square(table: npt.ArrayLike) -> Floats:
    """The table as numbers, once it has been found to be a square table of clients."""
    counts = np.asarray(table, dtype=np.float64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise ValueError(f"The table has shape {counts.shape}; it must be square.")
    if not np.isfinite(counts).all() or (counts < 0).any():
        raise ValueError("The table must hold numbers from 0.")
    if not counts.sum() > 0:
        raise ValueError("The table holds no clients.")
    return counts


def _bowker(counts: Floats) -> Test:
    upper = np.triu_indices(len(counts), k=1)
    there, back = counts[upper], counts.T[upper]
    moved = there + back > 0
    parts = (there[moved] - back[moved]) ** 2 / (there[moved] + back[moved])
    return _test(float(parts.sum()), int(moved.sum()))


def _test(statistic: float, df: int) -> Test:
    from scipy.special import chdtrc  # type: ignore[import-untyped]

    if df == 0:
        return Test(0.0, 0, float("nan"))
    return Test(statistic, df, float(chdtrc(df, statistic)))
