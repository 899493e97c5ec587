"""Cost-benefit analysis: what a client costs, what a benefit saves, when that breaks even.

`costs` is the table of the contract, in euro, and `assumptions` the content of assumptions.yaml.
"""

from evalutils.cost_benefit.assumed_inputs import assumed
from evalutils.cost_benefit.balance_lines import balances, cost_per_additional_exit, running_balance
from evalutils.cost_benefit.case import Case, make_case
from evalutils.cost_benefit.cost_units import break_even, cost_items, unit_costs
from evalutils.cost_benefit.needed import needed_exits, other_choices
from evalutils.cost_benefit.outcome_costs import EXIT_TO_WORK, PARTICIPANT, Outcome, outcome_costs
from evalutils.cost_benefit.parties import who_pays
from evalutils.cost_benefit.programme_finances import finance_totals, finances
from evalutils.cost_benefit.uncertainty import acceptable, information, plane, tornado

__all__ = [
    "EXIT_TO_WORK",
    "PARTICIPANT",
    "Case",
    "Outcome",
    "acceptable",
    "assumed",
    "balances",
    "break_even",
    "cost_items",
    "cost_per_additional_exit",
    "finance_totals",
    "finances",
    "information",
    "make_case",
    "needed_exits",
    "other_choices",
    "outcome_costs",
    "plane",
    "running_balance",
    "tornado",
    "unit_costs",
    "who_pays",
]
