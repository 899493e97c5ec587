"""Whether programmes differ among each other, and whether an effect differs between groups."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from evalutils.statistics.proportions.counts import counts_of

# With fewer expected in a cell the chi-square distribution no longer holds (Cochran 1954).
FEWEST_EXPECTED = 5


def shares_differ_p(count: npt.ArrayLike, n: npt.ArrayLike) -> float:
    """The p-value that several shares are all equal, by Pearson's chi-square test.

    Parameters
    ----------
    count, n : array_like, shape (groups,)
        Number of people who reached the outcome, and of all people.

    Returns
    -------
    float
        NaN with fewer than two groups, or where so few people are expected to reach the outcome,
        or not to, that the test does not hold.

    References
    ----------
    Cochran, W. G. (1954). Some methods for strengthening the common chi-square tests. Biometrics
    10, 417-451.
    """
    counts, people = counts_of(count, n)
    share = counts.sum() / people.sum() if len(counts) else float("nan")
    if len(counts) < 2 or (people * min(share, 1 - share)).min() < FEWEST_EXPECTED:
        return float("nan")
    from statsmodels.stats.proportion import proportions_chisquare

    return float(proportions_chisquare(counts, people)[1])


def differences_differ_p(
    count: npt.ArrayLike,
    n: npt.ArrayLike,
    control_count: npt.ArrayLike,
    control_n: npt.ArrayLike,
) -> float:
    """The p-value that the difference with the control group is the same in several groups.

    Cochran's Q of the differences, weighed by their precision; with one more on either side of each
    count (Agresti and Caffo 2000), since a share of 0 is no certainty.

    Parameters
    ----------
    count, n, control_count, control_n : array_like, shape (groups,)
        As of `evalutils.statistics.two_proportions.difference`, of groups that do not overlap.

    Returns
    -------
    float
        NaN with fewer than two groups.
    """
    programme, control = counts_of(count, n), counts_of(control_count, control_n)
    if len(programme[0]) < 2:
        return float("nan")
    from statsmodels.stats.meta_analysis import combine_effects

    shares = [(counts + 1) / (people + 2) for counts, people in (programme, control)]
    sizes = [programme[1] + 2, control[1] + 2]
    variance = sum(share * (1 - share) / size for share, size in zip(shares, sizes, strict=True))
    with np.errstate(divide="ignore"):  # of differences that are equal it divides by nought
        found = combine_effects(shares[0] - shares[1], np.asarray(variance))
    return float(found.test_homogeneity().pvalue)
