"""Chapters about costs and benefits."""

from __future__ import annotations

from evalutils.chapters.chapter import Analysis, Chapter, asked
from evalutils.dataset.evaluation import Outlined
from evalutils.trace import late


def _modelled(analyse: str, *gives: str, means: str = "") -> Analysis:
    """An analysis of the model of the programme."""
    figures = tuple(f"cost_benefit.{name}" for name in gives)
    return asked(analyse, "cost_case", gives=figures, needs="costs", means=means)


def _of_amounts(analyse: str, *gives: str) -> Analysis:
    """An analysis of the amounts that the source gives."""
    figures = tuple(f"cost_benefit.{name}" for name in gives)
    return asked(analyse, "costs", "assumptions", gives=figures)


_TOTALS = tuple(
    f"cost_benefit.finances_{name}"
    for name in ("budget", "actual", "difference", "difference_share")
)
_OUTCOME_COSTS = Analysis(
    "outcome_costs",
    lambda inputs: late("cost_benefit.outcome_costs")(inputs.table("finances"), inputs.outcomes),
    ("cost_benefit.expenditure_per_exit_to_work", "cost_benefit.expenditure_per_participant"),
    needs=("finances",),
    also=("exits", "caseload"),
)


def _has_horizon(evaluation: Outlined) -> bool:
    """A horizon says that a balance is asked for, and so how sure it is."""
    return "horizon_months" in evaluation.assumptions


COST_BENEFIT = Chapter(
    name="cost_benefit",
    title="Kosten en baten",
    question="wat kost het, en hoeveel uitstroom moet extra zijn om dat terug te verdienen?",
    missing="de kosten",
    analyses=(
        asked("cost_benefit.finances", "finances", means="inkomsten-uitgaven"),
        asked("cost_benefit.finance_totals", "finances", gives=_TOTALS),
        _OUTCOME_COSTS,
        _modelled(
            "cost_benefit.needed_exits",
            "break_even_additional_exits",
            "switching_counterfactual_share",
        ),
        _modelled("cost_benefit.other_choices", means="extra-uitstroom"),
        asked("cost_benefit.cost_items", "costs", means="kosten"),
        _of_amounts("cost_benefit.unit_costs", "cost_per_participant", "cost_per_exit"),
        _of_amounts("cost_benefit.break_even", "break_even_months"),
        _modelled("cost_benefit.assumed", means="kosten"),
        _modelled(
            "cost_benefit.balances",
            "net_present_value",
            "benefit_cost_ratio",
            "break_even_months",
            "probability_positive",
        ),
        _modelled("cost_benefit.cost_per_additional_exit", "cost_per_additional_exit"),
        _modelled("cost_benefit.running_balance", means="saldo"),
        _modelled("cost_benefit.who_pays", means="saldo"),
    ),
)

UNCERTAINTY = Chapter(
    name="cost_benefit_uncertainty",
    title="Onzekerheid van kosten en baten",
    question="hoe zeker is dat, en wat zou de uitkomst doen omslaan?",
    figures="cost_benefit",
    asked=_has_horizon,
    analyses=(
        _modelled("cost_benefit.tornado", means="onzekerheid-kosten"),
        _modelled("cost_benefit.acceptable", means="onzekerheid-kosten"),
        _modelled("cost_benefit.plane", means="onzekerheid-kosten"),
        _modelled("cost_benefit.information", "evpi"),
    ),
)
