"""Choosing between options under uncertainty: acceptability, value of information, frontier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evalutils.errors import InputError
from evalutils.statistics.envelope import Grid, blocks, counts_of, stretches, sums_of

Floats = NDArray[np.float64]
# So many draws are worked on at a time, to stay in the cache of a processor.
BLOCK = 16384

EFFICIENT, EXTENDEDLY_DOMINATED, DOMINATED = "non-dominated", "extendedly dominated", "dominated"


@dataclass(frozen=True)
class Acceptability:
    """How sure it is which option is best.

    Attributes
    ----------
    probability
        Share of the draws in which each option has the highest net benefit; options that are
        equally good share a draw. Shape (amounts, options).
    best
        Per amount the option with the highest mean net benefit. Shape (amounts,).
    frontier
        Per amount the probability of that option. Shape (amounts,).
    """

    probability: Floats
    best: NDArray[np.intp]
    frontier: Floats


@dataclass(frozen=True)
class Frontier:
    """Which options could be worth their costs.

    Attributes
    ----------
    status
        ``non-dominated``, ``extendedly dominated`` or ``dominated``; shape (options,).
    ratio
        Extra costs per extra effect against the non-dominated option before it; missing for the
        cheapest one and for dominated options. Shape (options,).
    """

    status: NDArray[np.str_]
    ratio: Floats


def acceptability(
    costs: ArrayLike, effects: ArrayLike, willingness_to_pay: ArrayLike
) -> Acceptability:
    """Probability that each option is best, over amounts one is willing to pay for an effect.

    Parameters
    ----------
    costs, effects
        Euro, and effects in one unit; shape (draws, options).
    willingness_to_pay
        Euro per unit of effect, shape (amounts,).

    Raises
    ------
    InputError
        When costs and effects are no tables of the same shape with numbers only.

    References
    ----------
    Fenwick, Claxton and Sculpher (2001), Representing uncertainty: the role of cost-effectiveness
    acceptability curves, Health Economics 10(8).
    """
    cost, effect, amounts = _options(costs, effects, willingness_to_pay)
    distinct, which = np.unique(amounts, return_inverse=True)
    grid, changes = Grid(distinct), np.zeros((cost.shape[1], len(distinct) + 1))
    for stretch in stretches(cost, effect, grid):
        changes[stretch.option] += counts_of(stretch, len(distinct))
    wins = changes.cumsum(axis=1)[:, which].T
    # Where options tie they share the draw, which is counted amount by amount.
    tied = np.flatnonzero(grid.tied[which])
    wins[tied] = 0.0
    for index, benefit in _net_benefits(cost, effect, amounts[tied]):
        wins[tied[index]] += _wins(benefit)
    probability = wins / len(cost)
    means = _mean_benefits(cost, effect, amounts)
    best = means.argmax(axis=1)
    return Acceptability(probability, best, probability[np.arange(len(amounts)), best])


def _wins(benefit: Floats) -> Floats:
    """How many draws each option wins; net benefit has shape (options, draws)."""
    highest = _highest(benefit)
    best = [option == highest for option in benefit]
    counts = np.array([np.count_nonzero(option) for option in best], dtype="float64")
    if counts.sum() == benefit.shape[1]:
        return counts
    shared: Floats = (np.array(best) / np.sum(best, axis=0)).sum(axis=1)
    return shared


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
    cost, effect, amounts = _options(costs, effects, willingness_to_pay)
    distinct, which = np.unique(amounts, return_inverse=True)
    grid, size = Grid(distinct), len(distinct)
    changes = np.zeros((2, size + 1))  # of effects and costs in the draws won
    for stretch in stretches(cost, effect, grid):
        if stretch.option:  # the first option is what the others are counted from
            changes[0] += sums_of(stretch, stretch.effect, size)
            changes[1] += sums_of(stretch, stretch.cost, size)
    effects, spent = changes.cumsum(axis=1)[:, which]
    highest: Floats = np.subtract(np.multiply(amounts, effects), spent)
    tied = np.flatnonzero(grid.tied[which])
    highest[tied] = 0.0
    for index, benefit in _net_benefits(cost, effect, amounts[tied]):
        highest[tied[index]] += _highest(benefit).sum()
    means = _mean_benefits(cost, effect, amounts)
    value: Floats = np.maximum(highest / len(cost) - means.max(axis=1), 0.0)
    return value


def _net_benefits(cost: Floats, effect: Floats, amounts: Floats) -> Iterator[tuple[int, Floats]]:
    """Net benefit per block of draws and per amount, (options, draws); the array is reused.

    It is counted from the first option, whose row stays zero.
    """
    buffer = np.zeros((cost.shape[1], BLOCK))
    for costs, effects in blocks(cost, effect, BLOCK) if len(amounts) else ():
        benefit = buffer[:, : costs.shape[1]]
        for index, amount in enumerate(amounts):
            np.multiply(effects[1:], amount, out=benefit[1:])
            np.subtract(benefit[1:], costs[1:], out=benefit[1:])
            yield index, benefit


def _mean_benefits(cost: Floats, effect: Floats, amounts: Floats) -> Floats:
    """Mean net benefit per amount and option, counted from the first option."""
    costs, effects = np.ones(len(cost)) @ cost, np.ones(len(cost)) @ effect
    sums = amounts[:, None] * (effects - effects[0]) - (costs - costs[0])
    means: Floats = sums / len(cost)
    return means


def _highest(benefit: Floats) -> Floats:
    """The highest net benefit of each draw, counted from the first option."""
    if len(benefit) == 1:
        return np.zeros(benefit.shape[1])
    highest: Floats = np.maximum(benefit[1], 0.0)
    for option in benefit[2:]:
        np.maximum(highest, option, out=highest)
    return highest


def efficient_frontier(costs: ArrayLike, effects: ArrayLike) -> Frontier:
    """Which options are on the frontier of costs and effects, with their incremental ratios.

    An option is dominated when another one costs no more and does no less, and extendedly
    dominated when a mix of two others is. Of two equal options the first one stays.

    Parameters
    ----------
    costs, effects
        Mean costs in euro and mean effects, shape (options,).

    Raises
    ------
    InputError
        When costs and effects are no rows of the same length with numbers only.

    References
    ----------
    Drummond et al. (2015), Methods for the Economic Evaluation of Health Care Programmes, 4th ed.
    """
    cost = np.asarray(costs, dtype="float64")
    effect = np.asarray(effects, dtype="float64")
    if cost.ndim != 1 or cost.shape != effect.shape or not len(cost):
        raise InputError("Give one cost and one effect for each option.")
    _finite(cost, effect)
    status = np.full(len(cost), DOMINATED, dtype=f"<U{len(EXTENDEDLY_DOMINATED)}")
    kept: list[int] = []
    for option in np.lexsort((np.arange(len(cost)), -effect, cost)):
        if kept and effect[option] <= effect[kept].max():
            continue
        status[option] = EFFICIENT
        kept.append(int(option))
    kept = _without_detours(kept, cost, effect, status)
    ratio = np.full(len(cost), np.nan)
    ratio[kept[1:]] = np.diff(cost[kept]) / np.diff(effect[kept])
    return Frontier(status, ratio)


def _without_detours(
    kept: list[int], cost: Floats, effect: Floats, status: NDArray[np.str_]
) -> list[int]:
    """The options on the convex hull; the others get their status. Kept by rising cost."""
    hull: list[int] = []
    for option in kept:
        while len(hull) > 1 and _above(hull[-2], hull[-1], option, cost, effect):
            status[hull.pop()] = EXTENDEDLY_DOMINATED
        hull.append(option)
    return hull


def _above(left: int, middle: int, right: int, cost: Floats, effect: Floats) -> bool:
    """Whether a mix of the outer two gives the effect of the middle one for less."""
    rise = (cost[middle] - cost[left]) * (effect[right] - effect[middle])
    return bool(rise > (cost[right] - cost[middle]) * (effect[middle] - effect[left]))


def _options(
    costs: ArrayLike, effects: ArrayLike, willingness_to_pay: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Costs and effects as (draws, options), and a row of amounts."""
    cost = np.asarray(costs, dtype="float64")
    effect = np.asarray(effects, dtype="float64")
    amounts = np.atleast_1d(np.asarray(willingness_to_pay, dtype="float64"))
    if cost.ndim != 2 or cost.shape != effect.shape or not cost.size:
        raise InputError("Costs and effects are tables of draws by options, of the same shape.")
    if amounts.ndim != 1 or not len(amounts):
        raise InputError("Willingness to pay is one row of amounts.")
    _finite(cost, effect, amounts)
    return cost, effect, amounts


def _finite(*arrays: Floats) -> None:
    # A sum is finite when everything is; it needs no second array.
    if not all(np.isfinite(array.sum()) for array in arrays):
        raise InputError("Costs, effects and amounts are numbers; one is missing or infinite.")
