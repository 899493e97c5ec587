"""What the uncertainty does: tornado, acceptability and plane."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalutils.cost_benefit.balance_lines import costs_and_exits
from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.counted import (
    PAYER,
    finite,
    has_balance,
    has_value,
    lost_shares,
    spread_as,
    with_counts,
)
from evalutils.cost_benefit.model import Filled, net_exits
from evalutils.cost_benefit.model_inputs import EXITS, LOCK_IN
from evalutils.cost_benefit.monthly_flows import lasting
from evalutils.cost_benefit.needed import needed_of
from evalutils.cost_benefit.parties import worth_of
from evalutils.result import Result
from evalutils.statistics.decision import acceptability

Floats = NDArray[np.float64]
# Amounts per additional durable exit on the acceptability curve, in euro.
AMOUNTS = np.linspace(0, 50_000, 101)
DURABLE_MONTHS = 12
# So many draws are drawn as points on the plane.
POINTS = 150
_BISECTIONS = 40


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
        if name == EXITS or not filled.varies(name):
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
    for lost, costs, effects in costs_and_effects(filled):
        frame = pd.DataFrame({"lost": lost, "amount": AMOUNTS, "probability": np.nan})
        if not np.isnan(effects + costs).any():
            nothing = np.zeros_like(costs)
            found = acceptability(
                np.column_stack([nothing, costs]), np.column_stack([nothing, effects]), AMOUNTS
            )
            frame["probability"] = 100 * found[:, 1]
        frames.append(frame)
    return pd.concat(frames, ignore_index=True).assign(net_known=filled.case.net_known)


def costs_and_effects(filled: Filled) -> Iterator[tuple[float, Floats, Floats]]:
    """Per share of lost exits the draws of the costs and of the net durable exits.

    Costs are all costs that are no transfer; both are per participant.
    """
    shares, durable = lost_shares(filled.case), _durable(filled)
    for lost, (costs, exits) in zip(shares, costs_and_exits(filled, shares), strict=True):
        yield lost, np.broadcast_to(costs, exits.shape), exits * durable


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
        durable exits per 100), mean_cost and mean_effect of all draws with their bounds.
    """
    return with_counts(case, _plane, known=has_balance(case))


def _plane(filled: Filled) -> pd.DataFrame:
    frames = []
    for lost, costs, effects in costs_and_effects(filled):
        points = {"lost": lost, "cost": 100 * costs[:POINTS], "effect": 100 * effects[:POINTS]}
        means = {"mean_cost": 100 * costs.mean(), "mean_effect": 100 * effects.mean()}
        ends = spread_as("mean_cost", 100 * costs) | spread_as("mean_effect", 100 * effects)
        frames.append(pd.DataFrame({**points, **means, **ends}))
    return pd.concat(frames, ignore_index=True).assign(net_known=filled.case.net_known)
