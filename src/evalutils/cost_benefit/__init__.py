"""Cost-benefit analysis: what a client costs, what a benefit saves, when that breaks even.

`costs` is the table of the contract, in euro, and `assumptions` the content of assumptions.yaml.
"""

from evalutils.cost_benefit.assumed_inputs import assumed
from evalutils.cost_benefit.balance_lines import balances, cost_per_additional_exit, running_balance
from evalutils.cost_benefit.case import BudgetRules, Case, make_case
from evalutils.cost_benefit.choices import other_choices
from evalutils.cost_benefit.cost_units import break_even, cost_items, unit_costs
from evalutils.cost_benefit.knowing_more import information
from evalutils.cost_benefit.needed import needed_exits
from evalutils.cost_benefit.parties import who_pays
from evalutils.cost_benefit.per_outcome import EXIT_TO_WORK, PARTICIPANT, PersonCount, outcome_costs
from evalutils.cost_benefit.programme_finances import finance_totals, finances
from evalutils.cost_benefit.uncertainty import acceptable, plane, tornado

__all__ = [
    "EXIT_TO_WORK",
    "PARTICIPANT",
    "BudgetRules",
    "Case",
    "PersonCount",
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
