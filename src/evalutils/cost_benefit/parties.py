"""What the programme is worth to each party: who pays and who gains, and any effect fitted in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.counted import VALUE, with_counts
from evalutils.cost_benefit.item import Item
from evalutils.cost_benefit.model import Filled, Values, depends_on_effect, net_exits, sign_for
from evalutils.cost_benefit.monthly_flows import Flows, item_flow, missed_flow, party_flows, present
from evalutils.result import Result

Floats = NDArray[np.float64]
WHO = ("municipality", "state", "client", "employer")
PER_PARTICIPANT, PER_EXIT, TOGETHER = "participant", "net_exit", "together"


@dataclass(frozen=True)
class Worth:
    """Present values per draw in euro, shape (draws,) each.

    Attributes
    ----------
    gains, losses
        Per participant, whatever the effect of the programme.
    exit_gains, exit_losses
        Per net exit.
    """

    gains: Floats
    losses: Floats
    exit_gains: Floats
    exit_losses: Floats

    def net(self, exits: Floats) -> Floats:
        """Balance per participant, for net exits per participant."""
        return self.received(exits) - self.paid(exits)

    def received(self, exits: Floats) -> Floats:
        """What the party receives per participant."""
        return self.gains + exits * self.exit_gains

    def paid(self, exits: Floats) -> Floats:
        """What the party pays per participant."""
        return self.losses + exits * self.exit_losses

    @property
    def fixed_cost(self) -> Floats:
        """Costs per participant minus what is gained whatever the effect."""
        return self.losses - self.gains

    @property
    def exit_value(self) -> Floats:
        """What one net exit is worth."""
        return self.exit_gains - self.exit_losses

    def needed(self) -> Floats:
        """Net exits per participant at which the balance is zero; endless when none pay."""
        with np.errstate(divide="ignore", invalid="ignore"):
            needed = np.maximum(self.fixed_cost, 0.0) / self.exit_value
        never = (self.exit_value <= 0) & (self.fixed_cost > 0)
        result: Floats = np.where(never, np.inf, needed)
        return result


def worth_of(filled: Filled, values: Values, party: str) -> Worth:
    """The present values of a party."""
    return present_worth(filled, party_flows(filled, values, party))


def present_worth(filled: Filled, flows: Flows) -> Worth:
    """The present values of monthly flows."""
    parts = (flows.gains, flows.losses, flows.exit_gains, flows.exit_losses)
    return Worth(*(present(filled, part) for part in parts))


def who_pays(case: Case) -> Result:
    """Present value of each amount for each party; across a row it adds up to society.

    What is paid whatever the effect stands per participant, what comes with the effect per net
    exit: no share of exits has to be assumed. When sources say the effect, a third part brings the
    two together per participant.

    Returns
    -------
    Result
        One row per amount and a total per part: part (``participant``, ``net_exit``,
        ``together``), label (empty for a total), a column per party, ``other`` (paid or received
        by a party that is not named) and ``society``; means of the draws in euro; no_income and
        no_production when what the client earns or what the work is worth to society is not known.
    """
    return with_counts(case, _who_pays, known=bool(case.items) and not case.lacks(*VALUE))


def _who_pays(filled: Filled) -> pd.DataFrame:
    values = filled.draws()
    rows = []
    for item in filled.case.items:
        amount = float(present(filled, item_flow(filled, item, values)).mean())
        part = PER_EXIT if depends_on_effect(item) else PER_PARTICIPANT
        rows.append({"part": part, "label": item.label, **_shared(item, amount)})
        missed = float(present(filled, missed_flow(filled, item, values)).mean())
        if missed != 0:
            label = f"{item.label}, gemist tijdens het traject"
            rows.append({"part": PER_PARTICIPANT, "label": label, **_shared(item, -missed)})
    frame = pd.DataFrame(rows)
    parts = [_with_total(frame, part) for part in (PER_PARTICIPANT, PER_EXIT)]
    if filled.case.net_known:
        exits = float(net_exits(filled, values).mean())
        amounts = [*WHO, "other", "society"]
        sums = frame[amounts].mul(frame["part"].eq(PER_EXIT).map({True: exits, False: 1.0}), axis=0)
        total = {"part": TOGETHER, "label": "", **sums.sum(skipna=False)}
        parts.append(pd.DataFrame([total]))
    whole = pd.concat(parts, ignore_index=True)
    case = filled.case
    return whole.assign(no_income=case.lacks("income"), no_production=case.lacks("production"))


def _shared(item: Item, amount: float) -> dict[str, float]:
    """What an amount is for each party."""
    row = {party: sign_for(item, party) * amount for party in WHO}
    society = sign_for(item, "society") * amount
    other = society - sum(sign_for(item, party) for party in WHO) * amount
    return {**row, "other": other, "society": society}


def _with_total(frame: pd.DataFrame, part: str) -> pd.DataFrame:
    rows = frame[frame["part"] == part]
    if rows.empty:
        return rows
    total = rows.drop(columns=["part", "label"]).sum(skipna=False)
    return pd.concat([rows, pd.DataFrame([{"part": part, "label": "", **total}])])
