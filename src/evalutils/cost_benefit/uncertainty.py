"""What the uncertainty does: tornado, acceptability, plane, and what knowing more is worth."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.polynomial import Polynomial
from numpy.typing import NDArray

from evalutils.cost_benefit.balance_lines import costs_and_exits
from evalutils.cost_benefit.case import EXITS, LOCK_IN, Case
from evalutils.cost_benefit.counted import (
    PAYER,
    finite,
    group_of,
    has_balance,
    has_value,
    lost_shares,
    method_of,
    with_counts,
)
from evalutils.cost_benefit.model import Filled, complete_parties, lasting, net_exits
from evalutils.cost_benefit.needed import needed_of
from evalutils.cost_benefit.parties import worth_of
from evalutils.result import KeyFigure, Result
from evalutils.statistics.decision import acceptability, expected_value_of_perfect_information

Floats = NDArray[np.float64]
# Amounts per additional durable exit on the acceptability curve, in euro.
AMOUNTS = np.linspace(0, 50_000, 101)
DURABLE_MONTHS = 12
# So many draws are drawn as points on the plane.
POINTS = 150
_BISECTIONS = 40
# Of the polynomial of the balance in one input.
DEGREE = 4


def tornado(case: Case) -> Result:
    """How the exits that are needed move when one input moves and the others stay central.

    Returns
    -------
    Result
        One row per uncertain input, widest first: input, label, low, central, high (the input),
        needed, needed_low, needed_high (per 100 participants, at the central, low and high input;
        missing when no number of exits is enough), observed (per 100), and switching: the value of
        the input at which the balance is zero if no exit is lost (with the effect of the sources
        where they give one); missing when there is no such value.
    """
    return with_counts(case, _tornado, known=has_value(case))


def _tornado(filled: Filled) -> pd.DataFrame:
    labels = {item.name: item.label for item in filled.case.items}
    rows = []
    for name, item in filled.inputs.items():
        if name == EXITS or (item.shape == "fixed" and not np.isnan(item.central)):
            continue
        levels = (item.low, item.central, item.high)
        needed = [_needed_at(filled, name, level) for level in levels]
        rows.append((name, labels.get(name, ""), *levels, *needed, _switching(filled, name)))
    columns = ["input", "label", "low", "central", "high", "needed_low", "needed", "needed_high"]
    frame = pd.DataFrame(rows, columns=[*columns, "switching"])
    frame["observed"] = 100 * filled.inputs[EXITS].central
    order = (frame["needed_high"] - frame["needed_low"]).abs().sort_values(ascending=False)
    return frame.loc[order.index].reset_index(drop=True)


def _needed_at(filled: Filled, name: str, value: float) -> float:
    values = {**filled.central, name: np.array([value])}
    return finite(100 * needed_of(worth_of(filled, values, PAYER), values)[0])


def _balance_at(filled: Filled, name: str, value: float) -> float:
    values = {**filled.central, name: np.array([value])}
    return float(worth_of(filled, values, PAYER).net(net_exits(filled, values))[0])


def _switching(filled: Filled, name: str) -> float:
    """The value where the balance turns, by bisection: it rises or falls over the whole range."""
    item = filled.inputs[name]
    left, right = 0.0, 10 * item.high if name.startswith("amount") else 1.0
    if name == LOCK_IN:
        right = float(filled.case.horizon_months or 0)
    first, last = _balance_at(filled, name, left), _balance_at(filled, name, right)
    if np.isnan(first + last) or np.sign(first) == np.sign(last):
        return np.nan
    for _ in range(_BISECTIONS):
        middle = (left + right) / 2
        if np.sign(_balance_at(filled, name, middle)) == np.sign(first):
            left = middle
        else:
            right = middle
    return (left + right) / 2


def acceptable(case: Case) -> Result:
    """Probability that the programme is worth it, over amounts for an additional durable exit.

    Doing nothing costs nothing and brings no exits. Costs are all costs that are no transfer;
    the effect is the net exits that are still out after a year.

    Returns
    -------
    Result
        One row per share of lost exits and amount: lost, amount in euro, probability in percent.

    References
    ----------
    Fenwick, Claxton and Sculpher (2001), Health Economics 10(8).
    """
    return with_counts(case, _acceptable, known=has_balance(case))


def _acceptable(filled: Filled) -> pd.DataFrame:
    frames = []
    for lost in lost_shares(filled.case):
        costs, effects = costs_and_effects(filled, lost)
        frame = pd.DataFrame({"lost": lost, "amount": AMOUNTS, "probability": np.nan})
        if not np.isnan(effects + costs).any():
            nothing = np.zeros_like(costs)
            found = acceptability(
                np.column_stack([nothing, costs]), np.column_stack([nothing, effects]), AMOUNTS
            )
            frame["probability"] = 100 * found[:, 1]
        frames.append(frame)
    return pd.concat(frames, ignore_index=True).assign(net_known=filled.case.net_known)


def costs_and_effects(filled: Filled, lost: float) -> tuple[Floats, Floats]:
    """Per draw the costs that are no transfer and the net durable exits, per participant."""
    costs, exits = costs_and_exits(filled, lost)
    return np.broadcast_to(costs, exits.shape), exits * _durable(filled)


def _durable(filled: Filled) -> Floats:
    """The share of the exits that is still out after a year."""
    durable: Floats = lasting(filled, filled.draws(), np.full((1, 1), float(DURABLE_MONTHS)))[:, 0]
    return durable


def plane(case: Case) -> Result:
    """Costs against effects per 100 participants: the cost-effectiveness plane.

    Returns
    -------
    Result
        Some draws per share of lost exits: lost, cost (euro per 100 participants), effect (net
        durable exits per 100), mean_cost and mean_effect of all draws.
    """
    return with_counts(case, _plane, known=has_balance(case))


def _plane(filled: Filled) -> pd.DataFrame:
    frames = []
    for lost in lost_shares(filled.case):
        costs, effects = costs_and_effects(filled, lost)
        points = {"lost": lost, "cost": 100 * costs[:POINTS], "effect": 100 * effects[:POINTS]}
        means = {"mean_cost": 100 * costs.mean(), "mean_effect": 100 * effects.mean()}
        frames.append(pd.DataFrame({**points, **means}))
    return pd.concat(frames, ignore_index=True).assign(net_known=filled.case.net_known)


def information(case: Case) -> Result:
    """What perfect information would be worth, for each share of the exits that may be lost.

    The choice is between the programme and nothing, for the municipality. Per input the gain is
    regressed on that input alone, so that another input that does not matter changes nothing.

    Returns
    -------
    Result
        Per share of lost exits first the value of knowing everything, then of each uncertain
        input: lost, input (``everything`` first), label, value in euro per participant.

    References
    ----------
    Claxton (1999), Journal of Health Economics 18(3); Strong, Oakley and Brennan (2014), Medical
    Decision Making 34(3).
    """
    method = method_of(case, "mean of the highest value per draw - highest mean, per participant")
    return with_counts(
        case,
        _information,
        known=has_balance(case) and PAYER in complete_parties(case),
        key_figures=(KeyFigure("cost_benefit.evpi", "all", "EUR", method),),
    )


def _information(filled: Filled) -> pd.DataFrame:
    values = filled.draws()
    worth = worth_of(filled, values, PAYER)
    labels = {item.name: item.label for item in filled.case.items}
    rows = []
    for lost in lost_shares(filled.case):
        net = worth.net(net_exits(filled, values, lost))
        group = group_of(filled.case, lost)
        everything = _gain(net)
        rows.append((lost, group, "everything", "", everything, everything))
        for name, item in filled.inputs.items():
            if item.shape != "fixed" or np.isnan(item.central):
                value = partial_value(net, values[name])
                rows.append((lost, group, name, labels.get(name, ""), value, np.nan))
    frame = pd.DataFrame(rows, columns=["lost", "group_key", "input", "label", "value", "all"])
    return frame.assign(net_known=filled.case.net_known)


def _gain(net: Floats) -> float:
    """Value of knowing the balance before choosing between the programme and nothing."""
    if np.isnan(net).any():
        return np.nan
    nothing = np.zeros_like(net)
    costs, effects = np.column_stack([nothing, -net]), np.column_stack([nothing, nothing])
    return float(expected_value_of_perfect_information(costs, effects, 0.0)[0])


def partial_value(net: Floats, values: Floats) -> float:
    """Value of knowing one input: that of the part of the balance that its draws explain."""
    if np.isnan(net).any() or np.isnan(values).any():
        return np.nan
    fitted = Polynomial.fit(values, net, DEGREE)(values)
    return _gain(np.asarray(fitted))
