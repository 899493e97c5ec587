"""Cost-benefit analysis: what a client costs, what a benefit saves, when that breaks even."""

from evalutils.cost_benefit.assumed import assumed
from evalutils.cost_benefit.balances import balances, cost_per_additional_exit, running_balance
from evalutils.cost_benefit.break_even import break_even
from evalutils.cost_benefit.case import Case, make_case
from evalutils.cost_benefit.information import information
from evalutils.cost_benefit.needed import needed_exits, other_choices
from evalutils.cost_benefit.parties import who_pays
from evalutils.cost_benefit.uncertainty import acceptable, plane, tornado
from evalutils.cost_benefit.unit_costs import cost_items, unit_costs
from evalutils.statistics.decision import (
    acceptability,
    efficient_frontier,
    expected_value_of_perfect_information,
)
from evalutils.statistics.discounting import break_even_month, net_present_value
from evalutils.statistics.prices import price_factor
from evalutils.statistics.retention import (
    discounted_exit_months,
    monthly_retention,
    still_out_curve,
)

__all__ = [
    "Case",
    "acceptability",
    "acceptable",
    "assumed",
    "balances",
    "break_even",
    "break_even_month",
    "cost_items",
    "cost_per_additional_exit",
    "discounted_exit_months",
    "efficient_frontier",
    "expected_value_of_perfect_information",
    "information",
    "make_case",
    "monthly_retention",
    "needed_exits",
    "net_present_value",
    "other_choices",
    "plane",
    "price_factor",
    "running_balance",
    "still_out_curve",
    "tornado",
    "unit_costs",
    "who_pays",
]
