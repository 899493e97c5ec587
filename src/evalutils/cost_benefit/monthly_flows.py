"""What each amount brings and takes month by month, and what that is for a party."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evalutils.cost_benefit.item import Item
from evalutils.cost_benefit.model import Filled, Floats, Values, depends_on_effect, sign_for
from evalutils.cost_benefit.model_inputs import DURABILITY, EXITS, LOCK_IN
from evalutils.cost_benefit.structure import NATURAL, PART_TIME, PART_TIME_SAVING, STAYERS
from evalutils.statistics.discounting import net_present_value
from evalutils.statistics.retention import monthly_retention, still_out_curve


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
    early = np.flatnonzero(before.any(axis=0))
    gone = 1 - _still_on(values, early[None, :].astype("float64"))
    known = values[item.name][:, None] * _full_time(values) * gone * before[:, early]
    missed = np.zeros((len(known), horizon))
    missed[:, early] = known
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
            if item.monthly_gain:
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


def present(filled: Filled, flows: Floats) -> Floats:
    """Present value of monthly flows at the rate of the case; shape (draws,)."""
    rate = np.nan if filled.case.rate is None else filled.case.rate
    return net_present_value(flows, rate_per_year=rate, months=np.arange(flows.shape[1]))
