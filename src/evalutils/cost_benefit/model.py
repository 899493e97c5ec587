"""The model: per participant and month, what is spent anyway and what one net exit is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from evalutils.cost_benefit.case import PARTIES, Case
from evalutils.cost_benefit.item import Item
from evalutils.cost_benefit.model_inputs import (
    COUNTERFACTUAL,
    DISPLACEMENT,
    EXITS,
    LOCK_IN,
)
from evalutils.cost_benefit.persons import share_input
from evalutils.statistics.uncertain_inputs import Input, averaged, counted, fixed

Floats = NDArray[np.float64]
Values = Mapping[str, Floats]
"""A draw or many draws of every input, shape (draws,) each."""
DRAWS, SEED = 10_000, 20_260_101


@dataclass(frozen=True)
class Filled:
    """A case with its counts of persons, ready to run.

    Attributes
    ----------
    case
        The programme; horizon and discount rate are known.
    inputs
        All inputs by name.
    participants
        Number of participants; missing when not known or left out.
    """

    case: Case
    inputs: Mapping[str, Input]
    participants: float

    @property
    def central(self) -> dict[str, Floats]:
        """Every input at its central value, as one draw."""
        return {name: np.array([item.central]) for name, item in self.inputs.items()}

    def draws(self, count: int = DRAWS, seed: int = SEED) -> dict[str, Floats]:
        """Draws of every input, shape (count,) each."""
        return {name: item.draws(count, seed) for name, item in self.inputs.items()}

    def varies(self, name: str) -> bool:
        """Whether draws of an input differ; it does not hang on whether a count is hidden."""
        if name == EXITS:
            return self.case.exits_are_a_share
        if name in self.case.groups or (name == LOCK_IN and self.case.spread is not None):
            return True
        return self.inputs[name].shape != "fixed"

    def at_rate(self, rate_per_year: float) -> Filled:
        """The same with another discount rate."""
        return replace(self, case=replace(self.case, rate=rate_per_year))

    def over(self, horizon_months: int) -> Filled:
        """The same over another number of months."""
        return replace(self, case=replace(self.case, horizon_months=horizon_months))


def fill(
    case: Case,
    participants: float,
    exits: float,
    groups: Mapping[str, tuple[float, float]] | None = None,
) -> Filled:
    """Fill in the counts of persons, missing ones as NaN.

    `groups` has the count and the group of each share that is one; None takes those of `case`.
    """
    counts = case.groups if groups is None else groups
    shares = {name: share_input(case.assumptions, name, *pair) for name, pair in counts.items()}
    shares[EXITS] = counted(EXITS, exits, participants)
    if not case.exits_are_a_share:  # a ratio has no spread of a share
        shares[EXITS] = fixed(EXITS, shares[EXITS].central)
    if case.spread is not None:
        mean, ends = case.spread["mean"], (case.spread["shortest"], case.spread["longest"])
        shares[LOCK_IN] = averaged(LOCK_IN, mean, *ends, exits)
    return Filled(case, {**case.inputs, **shares}, participants)


def net_exits(filled: Filled, values: Values, lost: float | Floats = 0.0) -> Floats:
    """Exits per participant that would not have happened anyway and displace nobody.

    The share that is `lost` to either is only used when no source says.
    """
    if filled.case.net_known:
        return (values[EXITS] - values[COUNTERFACTUAL]) * (1 - values[DISPLACEMENT])
    return values[EXITS] * (1 - lost)


def depends_on_effect(item: Item) -> bool:
    """Whether an amount only comes with a net exit; costs are made for every exit."""
    return item.sign > 0 and item.per in ("exit", "exit_month")


def sign_for(item: Item, party: str) -> int:
    """1 when an amount is a gain for a party, -1 when it is a loss, 0 when it is neither."""
    if party == "society":
        return 0 if item.transfer else item.sign
    if item.bearer == party:
        return item.sign
    return -item.sign if item.counterparty == party else 0


def complete_parties(case: Case) -> tuple[str, ...]:
    """The parties of which both gains and losses are known, so that a balance means something."""
    signs = {party: {sign_for(item, party) for item in case.items} for party in PARTIES}
    return tuple(party for party in PARTIES if {1, -1} <= signs[party])
