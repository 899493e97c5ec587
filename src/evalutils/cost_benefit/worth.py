"""Present values of a party: a fixed part and a part per net exit, so that any effect fits in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalutils.cost_benefit.model import Filled, Values, party_flows, present

Floats = NDArray[np.float64]


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
    flows = party_flows(filled, values, party)
    parts = (flows.gains, flows.losses, flows.exit_gains, flows.exit_losses)
    return Worth(*(present(filled, part) for part in parts))
