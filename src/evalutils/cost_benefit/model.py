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
    DURABILITY,
    EXITS,
    LOCK_IN,
)
from evalutils.cost_benefit.structure import NATURAL, PART_TIME, PART_TIME_SAVING, STAYERS
from evalutils.statistics.discounting import net_present_value
from evalutils.statistics.retention import monthly_retention, still_out_curve
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


@dataclass(frozen=True)
class Flows:
    """What a party gains and loses per month, in euro of the price year, not discounted.

    Attributes
    ----------
    gains, losses
        Per participant, whatever the effect of the programme; shape (draws, horizon).
    exit_gains, exit_losses
        Per net exit: one that would not have happened anyway and displaces nobody.
    """

    gains: Floats
    losses: Floats
    exit_gains: Floats
    exit_losses: Floats

    def balance(self, net_exits: Floats) -> Floats:
        """Gains minus losses per participant, (draws, horizon), for net exits per participant."""
        per_exit = self.exit_gains - self.exit_losses
        return self.gains - self.losses + np.reshape(net_exits, (-1, 1)) * per_exit


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
    shares = {name: counted(name, count, of) for name, (count, of) in counts.items()}
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


def item_flow(filled: Filled, item: Item, values: Values) -> Floats:
    """One amount in each month, without its sign; (draws, horizon) or (1, horizon).

    Per net exit when it depends on the effect, otherwise per participant. A part-time exit brings
    a part of each month, and an exit brings nothing any more once the client would have left
    without the programme as well.
    """
    horizon = int(filled.case.horizon_months or 0)
    amount = values[item.name][:, None]
    if item.per == "programme":
        return amount / filled.participants * _window(horizon, item.start_month, 1)
    if item.per == "participant" or (item.per == "exit" and item.sign < 0):
        share = _paid_for(item, values) if item.per == "exit" else 1.0
        return amount * share * _window(horizon, item.start_month, 1)
    if item.per == "participant_month":
        return amount * _window(horizon, item.start_month, item.months)
    share = 1.0 if item.sign > 0 else values[EXITS][:, None]
    after = _months_after_exit(values, horizon)
    months = 1 if item.per == "exit" else item.months
    last = np.inf if months is None else item.start_month + months
    since = np.maximum(after, item.start_month)
    flow: Floats = amount * share * np.clip(np.minimum(after + 1, last) - since, 0, 1)
    if item.per == "exit_month":
        flow = flow * lasting(filled, values, since)
    return flow * _full_time(values) * _still_on(values, since) if item.monthly_gain else flow


def missed_flow(filled: Filled, item: Item, values: Values) -> Floats:
    """What a monthly gain would have brought before the exit of the programme, per participant.

    Without the programme some would have left by then already; within it nobody does.
    """
    horizon = int(filled.case.horizon_months or 0)
    if not item.monthly_gain or NATURAL not in values:
        return np.zeros((1, horizon))
    before = np.clip(-_months_after_exit(values, horizon), 0, 1)
    gone = 1 - _still_on(values, np.arange(horizon, dtype="float64")[None, :])
    missed: Floats = values[item.name][:, None] * _full_time(values) * gone * before
    return missed


def _paid_for(item: Item, values: Values) -> Floats:
    """Participants per participant for whom a cost per exit is made."""
    exits = values[EXITS][:, None]
    if not item.leavers_only:
        return exits
    paid: Floats = exits + values[STAYERS][:, None] * (1 - exits)
    return paid


def _full_time(values: Values) -> Floats:
    """What an exit saves or brings on average, as a part of a full one."""
    if PART_TIME not in values:
        return np.ones((1, 1))
    whole: Floats = 1 - values[PART_TIME] * (1 - values[PART_TIME_SAVING])
    return whole[:, None]


def _still_on(values: Values, months: Floats) -> Floats:
    """Who would still be on benefit so many months on, without the programme."""
    if NATURAL not in values:
        return np.ones((1, 1))
    share: Floats = (1 - values[NATURAL])[:, None] ** (months / 12)
    return share


def party_flows(filled: Filled, values: Values, party: str) -> Flows:
    """All amounts of a party.

    Society holds every amount that is no transfer; the others what they bear or receive, and the
    other side of transfers that name them.
    """
    shape = (max(len(value) for value in values.values()), int(filled.case.horizon_months or 0))
    totals = {name: np.zeros(shape) for name in ("gains", "losses", "exit_gains", "exit_losses")}
    for item in filled.case.items:
        sign = sign_for(item, party)
        if sign:
            name, other = ("gains", "losses") if sign > 0 else ("losses", "gains")
            totals[f"exit_{name}" if depends_on_effect(item) else name] += item_flow(
                filled, item, values
            )
            totals[other] += missed_flow(filled, item, values)
    return Flows(**totals)


def _window(horizon: int, start: int, months: int | None) -> Floats:
    times = np.arange(horizon)
    last = horizon if months is None else start + months
    return ((times >= start) & (times < last)).astype("float64")[None, :]


def _months_after_exit(values: Values, horizon: int) -> Floats:
    """Months from the exit to the start of each month, per draw; below zero before the exit."""
    lock_in = values[LOCK_IN] if LOCK_IN in values else np.full(1, np.nan)
    after: Floats = np.arange(horizon, dtype="float64")[None, :] - lock_in[:, None]
    return after


def lasting(filled: Filled, values: Values, months: Floats) -> Floats:
    """The share of the exits that lasts so many months, shape (draws or 1, N).

    A constant hazard from one share, or the curve S of a table. A curve that has a drawn share s
    at month m as well becomes S ** (log s / log S_m): the hazard of every month changes in the same
    proportion.
    """
    case = filled.case
    if case.curve is None and DURABILITY not in values:
        return np.full(months.shape, np.nan)
    if case.curve is None:
        stay = monthly_retention(values[DURABILITY], months=case.durability_months)
        constant: Floats = stay[:, None] ** months
        return constant
    curve = still_out_curve(case.curve, horizon_months=int(months.max()) + 2)
    # Months need not be whole: between two of them the share goes down in a straight line.
    measured: Floats = np.interp(months, np.arange(len(curve)), curve)
    if DURABILITY in values:
        with np.errstate(divide="ignore"):
            hazard = np.log(values[DURABILITY]) / np.log(case.curve[int(case.durability_months)])
        measured = measured ** hazard[:, None]
    return measured


def sign_for(item: Item, party: str) -> int:
    """1 when an amount is a gain for a party, -1 when it is a loss, 0 when it is neither."""
    if party == "society":
        return 0 if item.transfer else item.sign
    if item.bearer == party:
        return item.sign
    return -item.sign if item.counterparty == party else 0


def present(filled: Filled, flows: Floats) -> Floats:
    """Present value of monthly flows at the rate of the case; shape (draws,)."""
    rate = np.nan if filled.case.rate is None else filled.case.rate
    return net_present_value(flows, rate_per_year=rate, months=np.arange(flows.shape[1]))


def complete_parties(case: Case) -> tuple[str, ...]:
    """The parties of which both gains and losses are known, so that a balance means something."""
    signs = {party: {sign_for(item, party) for item in case.items} for party in PARTIES}
    return tuple(party for party in PARTIES if {1, -1} <= signs[party])
