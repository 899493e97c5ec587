"""Balances of each party as a function of the share of the exits that is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.counted import (
    INTERVAL,
    PAYER,
    bounded_figure,
    finite,
    group_of,
    has_balance,
    lost_shares,
    method_of,
    spread,
    spread_as,
    with_counts,
)
from evalutils.cost_benefit.item import MONTHLY, Item
from evalutils.cost_benefit.model import (
    Filled,
    Values,
    complete_parties,
    depends_on_effect,
    net_exits,
)
from evalutils.cost_benefit.monthly_flows import Flows, party_flows
from evalutils.cost_benefit.parties import Worth, present_worth, worth_of
from evalutils.result import KeyFigure, Result, ranged
from evalutils.statistics.discounting import break_even_month, discount_factors

Floats = NDArray[np.float64]
RATIO_METHOD = "mean gains / mean costs of 10,000 draws"
_FIGURES = (
    ("net_present_value", "npv", "EUR", "mean of 10,000 draws, per participant", "group_key"),
    ("benefit_cost_ratio", "ratio", "times", RATIO_METHOD, "group_key"),
    ("break_even_months", "months", "month", "median of 10,000 draws, discounted", "group_months"),
)


def balances(case: Case) -> Result:
    """Net present value, benefit-cost ratio, break-even month and chance of gain per party.

    One row per party and per share of the exits that may be lost; a single share when sources say
    what would have happened anyway and what was displaced.

    Returns
    -------
    Result
        party, lost (share), net_known, npv (mean of the draws, euro per participant), ratio, months
        (median; after so many months the balance stays at zero or above, see `running_balance`),
        each with _low and _high (central 95% of the draws), positive (percent of the draws). Only
        parties of which both gains and losses are known.
    """
    method = method_of(case, "share of 10,000 draws with a positive balance")
    chance = KeyFigure("cost_benefit.probability_positive", "positive", "percent", method)
    figures = (
        bounded_figure(name, column, unit, method_of(case, text), group)
        for name, column, unit, text, group in _FIGURES
    )
    return with_counts(case, _balances, known=has_balance(case), key_figures=(*figures, chance))


def _balances(filled: Filled) -> pd.DataFrame:
    case = filled.case
    rows = []
    for party in complete_parties(case):
        flows = _flows_of(filled, party)
        for lost in lost_shares(case):
            months = group_of(case, lost, party) + (":discounted" if case.net_known else "")
            keys = {"group_key": group_of(case, lost, party), "group_months": months}
            rows.append({"party": party, **_balance(filled, flows, lost), **keys})
    return pd.DataFrame(rows).assign(net_known=case.net_known, rate=case.rate)


def _balance(filled: Filled, flows: _PartyFlows, lost: float) -> dict[str, object]:
    exits = net_exits(filled, flows.values, lost)
    gains, losses = flows.worth.received(exits), flows.worth.paid(exits)
    hidden = bool(np.isnan(gains - losses).any())
    months = np.full(1, np.nan)
    if not hidden:
        steps = flows.steps(exits)
        times = np.arange(steps.shape[1])
        # Already discounted.
        months = break_even_month(steps, rate_per_year=0.0, months=times)
        months = np.nan_to_num(months, nan=np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = {"npv": gains - losses, "ratio": gains / losses, "months": months}
        ratio = finite(float(gains.mean() / losses.mean()))
    row: dict[str, object] = {
        "lost": lost,
        "npv": float((gains - losses).mean()),
        "ratio": ratio,
        "months": np.nan if hidden else finite(np.quantile(months, 0.5, method="inverted_cdf")),
        "positive": np.nan if hidden else float(100 * ((gains - losses) > 0).mean()),
    }
    for name, drawn in parts.items():
        row |= spread_as(name, drawn)
    return row


def cost_per_additional_exit(case: Case) -> Result:
    """Costs of all parties per net exit, for each share of the exits that may be lost.

    Returns
    -------
    Result
        lost (share), value (mean costs / mean net exits), low, high in euro; missing when all
        exits are lost.
    """
    name = "cost_benefit.cost_per_additional_exit"
    method = method_of(case, "mean costs / mean additional exits of 10,000 draws")
    figure = ranged(name, "value", "EUR", method, ends=("low", "high"))
    return with_counts(case, _per_exit, known=has_balance(case), key_figures=(figure,))


def _per_exit(filled: Filled) -> pd.DataFrame:
    rows = []
    shares = lost_shares(filled.case)
    for lost, (costs, exits) in zip(shares, costs_and_exits(filled, shares), strict=True):
        with np.errstate(divide="ignore", invalid="ignore"):
            value = finite(float(costs.mean() / exits.mean()))
            low, high = spread(np.where(exits > 0, costs / exits, np.inf))
        hidden = bool(np.isnan(exits).any())
        row = {"lost": lost, "value": value if value > 0 else np.nan}
        row |= {"low": np.nan if hidden else low, "high": np.nan if hidden else high}
        rows.append({**row, "group_key": group_of(filled.case, lost)})
    return pd.DataFrame(rows)


def costs_and_exits(filled: Filled, shares: Iterable[float]) -> Iterator[tuple[Floats, Floats]]:
    """Per draw the costs that are no transfer and the net exits, for each share that is lost."""
    values = filled.draws()
    worth = worth_of(filled, values, "society")
    for lost in shares:
        exits = net_exits(filled, values, lost)
        yield worth.paid(exits), exits


def running_balance(case: Case) -> Result:
    """The cumulative discounted balance of the municipality, month by month.

    After t months everything counts that falls in the first t months. What is paid once at the
    start counts at once, so that month 0 has it and the last month has the net present value.

    Returns
    -------
    Result
        One row per share of lost exits and month (0 up to the horizon): lost, month, mean, low,
        high (central 95% of the draws) in euro per participant.
    """
    known = has_balance(case) and PAYER in complete_parties(case)
    return with_counts(case, _running, known=known)


def _running(filled: Filled) -> pd.DataFrame:
    flows = _flows_of(filled, PAYER)
    months = np.arange(int(filled.case.horizon_months or 0) + 1)
    frames = []
    for lost in lost_shares(filled.case):
        steps = flows.steps(net_exits(filled, flows.values, lost))
        balance = np.cumsum(steps, axis=1)
        low, high = np.quantile(balance, INTERVAL, axis=0)
        parts = {"lost": lost, "month": months, "mean": balance.mean(axis=0)}
        frames.append(pd.DataFrame({**parts, "low": low, "high": high}))
    return pd.concat(frames, ignore_index=True).assign(net_known=filled.case.net_known)


@dataclass(frozen=True)
class _PartyFlows:
    """What a party gains and loses per draw, worked out once for every share of lost exits.

    Attributes
    ----------
    values
        The draws.
    worth
        The present values.
    monthly, at_start
        The flows discounted to the start, and those that fall at the start.
    """

    values: Values
    worth: Worth
    monthly: Flows
    at_start: Flows
    rate: float

    def steps(self, exits: Floats) -> Floats:
        """Discounted balance per month after which it counts, (draws, horizon + 1); 0: start."""
        flows = self.monthly.balance(exits)
        flows = flows * discount_factors(np.arange(flows.shape[1]), rate_per_year=self.rate)
        start = self.at_start.balance(exits)[:, :1]
        return np.concatenate([start, flows[:, :1] - start, flows[:, 1:]], axis=1)


def _flows_of(filled: Filled, party: str) -> _PartyFlows:
    values = filled.draws()
    monthly = party_flows(filled, values, party)
    once = [item for item in filled.case.items if _at_start(item)]
    only = replace(filled, case=replace(filled.case, items=tuple(once)))
    return _PartyFlows(
        values,
        present_worth(filled, monthly),
        monthly,
        party_flows(only, values, party),
        filled.case.rate or 0.0,
    )


def _at_start(item: Item) -> bool:
    """Whether an amount is paid or received once, when the programme starts."""
    once = item.per not in MONTHLY and item.start_month == 0
    return once and not depends_on_effect(item)
