"""Cost-benefit analysis: what a client costs, what a benefit saves, when that breaks even."""

from evalutils.cost_benefit.break_even import break_even
from evalutils.cost_benefit.unit_costs import cost_items, unit_costs

__all__ = ["break_even", "cost_items", "unit_costs"]
