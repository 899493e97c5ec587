"""Cost-benefit analysis: what a client costs, what a benefit saves, when that breaks even."""

from evalutils.cost_benefit.break_even import break_even
from evalutils.cost_benefit.decision import (
    acceptability,
    efficient_frontier,
    expected_value_of_perfect_information,
)
from evalutils.cost_benefit.discounting import break_even_month, net_present_value
from evalutils.cost_benefit.durability import (
    discounted_exit_months,
    monthly_retention,
    still_out_curve,
)
from evalutils.cost_benefit.unit_costs import cost_items, unit_costs

__all__ = [
    "acceptability",
    "break_even",
    "break_even_month",
    "cost_items",
    "discounted_exit_months",
    "efficient_frontier",
    "expected_value_of_perfect_information",
    "monthly_retention",
    "net_present_value",
    "still_out_curve",
    "unit_costs",
]
