"""Choosing between options under uncertainty: acceptability and the value of information."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evalutils.errors import InputError

Floats = NDArray[np.float64]


def acceptability(costs: ArrayLike, effects: ArrayLike, willingness_to_pay: ArrayLike) -> Floats:
    """Probability that each option is best, over amounts one is willing to pay for an effect.

    Parameters
    ----------
    costs, effects
        Euro, and effects in one unit; shape (draws, options).
    willingness_to_pay
        Euro per unit of effect, shape (amounts,).

    Returns
    -------
    ndarray
        Share of the draws in which each option has the highest net benefit, shape (amounts,
        options); options that are equally good share a draw.

    Raises
    ------
    InputError
        When costs and effects are no tables of the same shape with numbers only.

    References
    ----------
    Fenwick, Claxton and Sculpher (2001), Representing uncertainty: the role of cost-effectiveness
    acceptability curves, Health Economics 10(8).
    """
    shares = []
    for benefit in _net_benefits(costs, effects, willingness_to_pay):
        best = benefit == benefit.max(axis=0)
        shares.append((best / best.sum(axis=0)).mean(axis=1))
    return np.array(shares)


def expected_value_of_perfect_information(
    costs: ArrayLike, effects: ArrayLike, willingness_to_pay: ArrayLike
) -> Floats:
    """What knowing everything before choosing would be worth, per amount.

    The mean over draws of the highest net benefit, minus the highest mean net benefit.

    Parameters
    ----------
    costs, effects
        Euro, and effects in one unit; shape (draws, options).
    willingness_to_pay
        Euro per unit of effect, shape (amounts,).

    Returns
    -------
    ndarray
        Euro, shape (amounts,); never below zero.

    Raises
    ------
    InputError
        When costs and effects are no tables of the same shape with numbers only.

    References
    ----------
    Claxton (1999), The irrelevance of inference, Journal of Health Economics 18(3).
    """
    benefits = _net_benefits(costs, effects, willingness_to_pay)
    worth = [benefit.max(axis=0).mean() - benefit.mean(axis=1).max() for benefit in benefits]
    return np.maximum(worth, 0.0)


def _net_benefits(
    costs: ArrayLike, effects: ArrayLike, willingness_to_pay: ArrayLike
) -> Iterator[Floats]:
    """Net benefit at each amount, shape (options, draws)."""
    cost = np.asarray(costs, dtype="float64")
    effect = np.asarray(effects, dtype="float64")
    amounts = np.atleast_1d(np.asarray(willingness_to_pay, dtype="float64"))
    if cost.ndim != 2 or cost.shape != effect.shape or not cost.size:
        raise InputError("Costs and effects are tables of draws by options, of the same shape.")
    if amounts.ndim != 1 or not len(amounts):
        raise InputError("Willingness to pay is one row of amounts.")
    # A sum is finite when everything is; it needs no second array.
    if not all(np.isfinite(array.sum()) for array in (cost, effect, amounts)):
        raise InputError("Costs, effects and amounts are numbers; one is missing or infinite.")
    cost, effect = np.ascontiguousarray(cost.T), np.ascontiguousarray(effect.T)
    for amount in amounts:
        yield amount * effect - cost
