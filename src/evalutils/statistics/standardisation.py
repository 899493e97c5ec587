"""Indirect standardisation: the outcome of a programme beside that of comparable people elsewhere.

Outcomes are shares per programme and group of people; a group without people in a programme has
weight 0 there, whatever its share says.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from evalutils.statistics.estimate_change import change
from evalutils.statistics.proportions import Interval, wilson

Floats = npt.NDArray[np.float64]
# No share that people elsewhere have comes so near to none or all: the model found no end.
_CERTAIN = 1e-6


class Standardised(NamedTuple):
    """Of each programme, as fractions.

    Attributes
    ----------
    observed
        Its own share, over all its people, with a Wilson interval.
    expected
        The share that its people would have with the outcomes of the same groups elsewhere; NaN
        where one of its groups is nowhere else. The interval is that of the people elsewhere.
    difference
        Observed less expected.
    elsewhere
        Share of each group elsewhere, shape (programmes, groups).
    """

    observed: Interval
    expected: Interval
    difference: Interval
    elsewhere: Floats


def standardise(
    n: npt.ArrayLike, share: npt.ArrayLike, size: npt.ArrayLike | None = None
) -> Standardised:
    """Observed and expected shares, each programme beside all others.

    What is expected of a programme never rests on its own outcomes, so that how well it fits is
    cross-validated by itself.

    Parameters
    ----------
    n : array_like, shape (programmes, groups)
        Number of people.
    share : array_like, shape (programmes, groups)
        Share of them with the outcome, from 0 to 1; any where there are none.
    size : array_like, shape (programmes, groups), optional
        Number of people that each share is as sure as, where not all were followed; `n` by default.

    Raises
    ------
    ValueError
        When there are fewer than two programmes, or one has no people.

    References
    ----------
    Breslow, N.E. and Day, N.E. (1987). Statistical Methods in Cancer Research II, IARC, chapter 2.
    """
    people, shares, sure = _cells(n, share, size)
    counts = people * shares
    others = people.sum(axis=0) - people
    with np.errstate(divide="ignore", invalid="ignore"):
        squares = np.where(sure > 0, people**2 / sure, 0.0)
        elsewhere = (counts.sum(axis=0) - counts) / others
    weights = people / people.sum(axis=1, keepdims=True)
    known = np.all((others > 0) | (people == 0), axis=1)
    rates = np.where(others > 0, elsewhere, 0.0)
    expected = np.where(known, (weights * rates).sum(axis=1), np.nan)

    def of_others(squared: Floats) -> Floats:
        spread = (squared.sum(axis=0) - squared) / np.where(others > 0, others, 1.0) ** 2
        return np.asarray((weights**2 * spread).sum(axis=1))

    variance = of_others(squares * _spread(shares, sure))
    # Where nobody or everybody reached it, the number of people that they stand for.
    none = (expected == 0) | (expected == 1)
    with np.errstate(divide="ignore"):
        alike = np.where(none, 1 / of_others(squares), expected * (1 - expected) / variance)
    return _beside(people, shares, sure, expected, alike, elsewhere)


def _spread(shares: Floats, sure: Floats) -> Floats:
    """Variance of one person; of nobody and everybody with one more on either side.

    Agresti, A. and Caffo, B. (2000). The American Statistician 54, 280-288: a share of 0 of few
    people is no certainty.
    """
    certain = (shares == 0) | (shares == 1)
    counted = np.where(certain, (shares * sure + 1) / (sure + 2), shares)
    return np.asarray(counted * (1 - counted))


def standardise_by_model(
    levels: Sequence[npt.ArrayLike],
    n: npt.ArrayLike,
    share: npt.ArrayLike,
    size: npt.ArrayLike | None = None,
) -> Standardised:
    """As `standardise`, of groups of several characteristics together, by logistic regression.

    The model of a programme is fitted on all others: an effect of each level of each
    characteristic, and none of their combinations, so that a combination need not be elsewhere.

    Parameters
    ----------
    levels : sequence of array_like, each of shape (groups,)
        Per characteristic the level that each group has.
    n, share, size
        As of `standardise`; the model weighs by `size`.

    Returns
    -------
    Standardised
        Expected is NaN where a level of the programme is nowhere else; its interval is that of the
        coefficients (delta method), of programmes that do not differ otherwise, and NaN where
        nobody or everybody like some of its people had the outcome: these have no finite one.

    Raises
    ------
    ValueError
        When there are fewer than two programmes, or one has no people.

    References
    ----------
    Hosmer, D.W., Lemeshow, S. and Sturdivant, R.X. (2013). Applied Logistic Regression, 3rd
    edition. Wiley.
    """
    people, shares, sure = _cells(n, share, size)
    codes = [np.unique(np.asarray(one), return_inverse=True)[1] for one in levels]
    expected, alike = np.full((2, len(people)), np.nan)
    elsewhere = np.full(people.shape, np.nan)
    for place, own in enumerate(people):
        others = np.arange(len(people)) != place
        given = (people[others] > 0).any(axis=0)
        known = np.all([np.isin(one, one[given]) for one in codes], axis=0)
        if not given.any():
            continue
        effects = (_indicators(one, given) for one in codes)
        rows = np.column_stack([np.ones(people.shape[1]), *effects])
        fit = _logistic(rows, shares[others], sure[others])
        foretold = np.asarray(fit.predict(rows))
        elsewhere[place] = np.where(known, foretold, np.nan)
        if known[own > 0].all():
            weights = own / own.sum()
            slope = (weights * foretold * (1 - foretold)) @ rows
            expected[place] = weights @ foretold
            if np.minimum(foretold, 1 - foretold)[own > 0].min() > _CERTAIN:
                variance = float(slope @ fit.cov_params() @ slope)
                alike[place] = expected[place] * (1 - expected[place]) / variance
    return _beside(people, shares, sure, expected, alike, elsewhere)


def _indicators(codes: npt.NDArray[np.intp], given: npt.NDArray[np.bool_]) -> Floats:
    """A column for each level that is given, but the first."""
    return np.asarray(codes[:, None] == np.unique(codes[given])[1:], dtype=np.float64)


def _logistic(rows: Floats, shares: Floats, sure: Floats) -> Any:
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    some = sure.ravel() > 0
    design = np.tile(rows, (len(shares), 1))[some]
    weights = sure.ravel()[some]
    with warnings.catch_warnings():
        # A level at which all or none succeed has no finite coefficient, but it has a share.
        warnings.simplefilter("ignore")
        return GLM(shares.ravel()[some], design, family=Binomial(), var_weights=weights).fit()


def _cells(
    n: npt.ArrayLike, share: npt.ArrayLike, size: npt.ArrayLike | None
) -> tuple[Floats, Floats, Floats]:
    people = np.asarray(n, dtype=np.float64)
    shares = np.where(people > 0, np.asarray(share, dtype=np.float64), 0.0)
    if people.ndim != 2 or len(people) < 2 or np.any(people.sum(axis=1) <= 0):
        raise ValueError("Standardising asks for two programmes or more, each with people.")
    sure = people if size is None else np.where(people > 0, np.asarray(size, np.float64), 0.0)
    return people, shares, sure


def _beside(
    people: Floats, shares: Floats, sure: Floats, expected: Floats, alike: Floats, elsewhere: Floats
) -> Standardised:
    """The shares of programmes beside what was expected of them, as sure as of so many people."""
    whole = sure.sum(axis=1)
    observed = wilson((people * shares).sum(axis=1) / people.sum(axis=1) * whole, whole)
    bounds = wilson(expected * alike, alike)
    fitted = Interval(expected, bounds.lower, bounds.upper)
    return Standardised(observed, fitted, change(fitted, observed), elsewhere)


def composition_part(n: npt.ArrayLike, share: npt.ArrayLike) -> tuple[float, float]:
    """The difference between two programmes: what their composition makes of it, and the rest.

    Parameters are those of `standardise`, of two programmes; the difference is the first less the
    second.

    Raises
    ------
    ValueError
        When there are not two programmes, one has no people, or a group is only in one of them: its
        share in the other is not known.

    References
    ----------
    Kitagawa, E.M. (1955). Components of a difference between two rates. Journal of the American
    Statistical Association 50, 1168-1194.
    """
    people, shares = np.asarray(n, dtype=np.float64), np.asarray(share, dtype=np.float64)
    if len(people) != 2 or np.any(people.sum(axis=1) <= 0):
        raise ValueError("A difference is of two programmes, each with people.")
    some = people.sum(axis=0) > 0
    people, shares = people[:, some], shares[:, some]
    if np.any(people <= 0):
        raise ValueError("A group is only in one of the two programmes.")
    weights = people / people.sum(axis=1, keepdims=True)
    composition = ((weights[0] - weights[1]) * shares.mean(axis=0)).sum()
    rest = ((shares[0] - shares[1]) * weights.mean(axis=0)).sum()
    return float(composition), float(rest)
