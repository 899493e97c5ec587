"""Chapters about costs and benefits."""

from __future__ import annotations

from collections.abc import Callable

from evalutils import cost_benefit
from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.chapter import Analysis, Chapter
from evalutils.cost_benefit import Case
from evalutils.dataset.evaluation import Evaluation
from evalutils.result import Result

_BALANCES = (
    "cost_benefit.net_present_value",
    "cost_benefit.benefit_cost_ratio",
    "cost_benefit.break_even_months",
    "cost_benefit.probability_positive",
)


def _modelled(name: str, analyse: Callable[[Case], Result], *indicators: str) -> Analysis:
    """An analysis of the model of the programme."""
    return Analysis(name, lambda inputs: analyse(inputs.cost_case), indicators, needs=("costs",))


def _of_amounts(name: str, analyse: Callable[..., Result], *indicators: str) -> Analysis:
    """An analysis of the amounts that the source gives."""

    def compute(inputs: AnalysisInputs) -> Result:
        return analyse(inputs.cost_case.costs, inputs.cost_case.assumptions)

    return Analysis(name, compute, indicators, needs=("costs",))


def _has_horizon(evaluation: Evaluation) -> bool:
    """A horizon says that a balance is asked for, and so how sure it is."""
    return "horizon_months" in evaluation.assumptions


COST_BENEFIT = Chapter(
    name="cost_benefit",
    title="Kosten en baten",
    question="wat kost het, en hoeveel uitstroom moet extra zijn om dat terug te verdienen?",
    missing="de kosten",
    analyses=(
        _modelled(
            "needed_exits",
            cost_benefit.needed_exits,
            "cost_benefit.break_even_additional_exits",
            "cost_benefit.switching_counterfactual_share",
        ),
        _modelled("other_choices", cost_benefit.other_choices),
        Analysis(
            "cost_items",
            lambda inputs: cost_benefit.cost_items(inputs.cost_case.costs),
            needs=("costs",),
        ),
        _of_amounts(
            "unit_costs",
            cost_benefit.unit_costs,
            "cost_benefit.cost_per_participant",
            "cost_benefit.cost_per_exit",
        ),
        _of_amounts("break_even", cost_benefit.break_even, "cost_benefit.break_even_months"),
        _modelled("assumed", cost_benefit.assumed),
        _modelled("balances", cost_benefit.balances, *_BALANCES),
        _modelled(
            "cost_per_additional_exit",
            cost_benefit.cost_per_additional_exit,
            "cost_benefit.cost_per_additional_exit",
        ),
        _modelled("running_balance", cost_benefit.running_balance),
        _modelled("who_pays", cost_benefit.who_pays),
    ),
)

UNCERTAINTY = Chapter(
    name="cost_benefit_uncertainty",
    title="Onzekerheid van kosten en baten",
    question="hoe zeker is dat, en wat zou de uitkomst doen omslaan?",
    figures="cost_benefit",
    asked=_has_horizon,
    analyses=(
        _modelled("tornado", cost_benefit.tornado),
        _modelled("acceptable", cost_benefit.acceptable),
        _modelled("plane", cost_benefit.plane),
        _modelled("information", cost_benefit.information, "cost_benefit.evpi"),
    ),
)
