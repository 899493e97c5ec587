"""What would have happened anyway, as measured in a control group, of counts and of clients."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filled_tables import SOURCE, public, table
from outputs import sentence

from evalutils.chapters import AnalysisInputs
from evalutils.chapters.cost_cases import cost_case
from evalutils.cost_benefit import (
    assumed,
    balances,
    break_even,
    cost_per_additional_exit,
    needed_exits,
)
from evalutils.cost_benefit.model import fill, net_exits
from evalutils.cost_benefit.persons import persons
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.from_effect import check_from_effect, control_rows
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import Hidden, cleared, publish
from evalutils.effect import adjusted_effect
from evalutils.keys import EvaluationKey
from evalutils.show import needed_exits as needed_exits_shown
from evalutils.show import party_balances

DATA = Path(__file__).parents[2] / "data"
AMOUNT = {"price_year": 2020, "bearer": "municipality", "source": "s"}
COSTS = table(
    "costs",
    {"item": "traject", "kind": "cost", "central": 1000, "per": "participant", **AMOUNT},
    {
        "item": "uitkering", "kind": "benefit", "central": 500, "per": "exit_month",
        "transfer": True, "counterparty": "client", **AMOUNT,
    },
)  # fmt: skip
KNOWN = {
    "participants": 200,
    "exits": 60,
    "exits_within_participants": True,
    "horizon_months": 14,
    "lock_in_months": 4,
    "durability": {"share": 1.0, "months": 12},
    "displacement_share": 0.0,
    "discount_date": date(2020, 1, 1),
}


def arm(role: str, people: int, reached: int, **other: Any) -> dict[str, Any]:
    row = {"arm": role, "role": role, "assignment": "randomised", "outcome": "werk", "months": 12}
    return {**row, "people": people, "reached": reached, **other}


OURS, THEIRS = arm("programme", 200, 60), arm("control", 250, 50)


def evaluation(anyway: Any, *rows: dict[str, Any], disclosure: Any = "published") -> Evaluation:
    values = {**KNOWN, "counterfactual_exit_share": anyway}
    return Evaluation(
        EvaluationKey("a", "b", "c"),
        Path(),
        *("titel", "", "Almelo", None, "gemeente"),
        *(date(2020, 1, 1), date(2020, 12, 31), "2020", None),
        disclosure,
        *("randomised", ("s",)),
        tables={"costs": COSTS, "arms": table("arms", *rows)},
        assumptions={
            name: {"value": value, "source": "s", "locator": None, "note": None}
            for name, value in values.items()
        },
    )


def test_the_net_effect_is_that_of_the_groups_and_its_chance_is_drawn() -> None:
    library = load_library(DATA)
    case = cost_case(evaluation("from_effect", OURS, THEIRS), library)
    assert case.net_known
    row = public(balances(case)).frame.iloc[0]
    typed = cost_case(evaluation({"count": 50, "of": 250}, OURS, THEIRS), library)
    assert public(balances(typed)).frame.iloc[0]["npv"] == row["npv"]
    # Taken as certain it is 20% too, so that 30% less 20% is what an exit is worth in both; half a
    # person more in each group (Jeffreys' prior) is less than the hundredth part of it.
    certain = public(balances(cost_case(evaluation(0.2, OURS, THEIRS), library))).frame.iloc[0]
    assert row["npv"] + 1000 == pytest.approx(certain["npv"] + 1000, rel=0.02)
    # One standard error of 20% of 250 is 2.5 points beside 3.2 of 30% of 200: together 4.1.
    width, alone = (one["npv_high"] - one["npv_low"] for one in (row, certain))
    assert width / alone == pytest.approx(4.1 / 3.2, rel=0.05)


def test_fewer_exits_than_without_the_programme_are_no_extra_ones() -> None:
    def said(reached: int) -> str:
        case = cost_case(
            evaluation("from_effect", OURS, arm("control", 250, reached)), load_library(DATA)
        )
        return sentence(needed_exits_shown.sentence(public(needed_exits(case))))

    # 60 of 200 beside 50 and 125 of 250: 30% beside 20% and 50%
    assert "Volgens de bron waren er 10,0 van de 100 extra." in said(50)
    assert "er 20,0 van de 100 minder dan zonder het programma." in said(125)


def test_the_list_of_inputs_says_where_the_share_comes_from() -> None:
    case = cost_case(evaluation("from_effect", OURS, THEIRS), load_library(DATA))
    frame = public(assumed(case)).frame.set_index("input")
    row = frame.loc["counterfactual_exit_share"]
    assert (row["origin"], row["count"], row["of"]) == ("effect", 50, 250)
    assert row["source"] == SOURCE


def test_the_control_group_is_that_of_the_outcome_that_the_exits_are() -> None:
    later = [{**row, "months": 24, "reached": row["reached"] + 20} for row in (OURS, THEIRS)]
    group = [{**row, "group": "jongeren"} for row in (OURS, THEIRS)]
    undated = [{**row, "months": None, "outcome": "uitstroom"} for row in (OURS, THEIRS)]
    given = evaluation("from_effect").assumptions
    assert list(control_rows(table("arms", *later, OURS, THEIRS, *group), given).index) == [3]
    assert list(control_rows(table("arms", *later, *undated), given).index) == [3]
    assert control_rows(table("arms", *later), given).empty


INVENTED = "synthetisch/werkfit-vergeleken/2023-2024"
COUNTED = ("participants", "exits", "exits_within_participants")


def followed(**other: Any) -> AnalysisInputs:
    """Invented clients in two arms, with the amounts of this page."""
    (given,) = load_evaluations(DATA, [INVENTED])
    assumptions = {
        name: {"value": value, "source": "synthetic", "locator": None, "note": None}
        for name, value in {**KNOWN, "counterfactual_exit_share": "from_effect"}.items()
        if name not in COUNTED
    }
    tables = {**given.tables, "costs": COSTS.assign(price_year=2024)}
    made = replace(given, tables=tables, assumptions=assumptions, **other)
    return AnalysisInputs(made, load_library(DATA))


def test_the_net_effect_on_clients_is_drawn_as_sure_as_its_chapter_says() -> None:
    inputs = followed()
    effect = public(adjusted_effect(inputs.compared)).frame.set_index("month").loc[12]
    filled = fill(inputs.cost_case, effect["programme"], effect["programme_share"] * 0.01 *
                  effect["programme"])  # fmt: skip
    net = 100 * net_exits(filled, filled.draws())  # nothing is displaced
    # Draws of half a person more in each group: within a tenth of a percentage point.
    assert net.mean() == pytest.approx(effect["adjusted"], abs=0.1)
    ends = np.quantile(net, (0.025, 0.975))
    assert ends == pytest.approx(effect[["adjusted_lower", "adjusted_upper"]].tolist(), abs=0.15)


def test_the_researcher_may_choose_the_month() -> None:
    given = followed().evaluation.assumptions
    for month in (6, 18):
        chosen = {**given, "effect_months": {"value": month, "source": None}}
        (one,) = load_evaluations(DATA, [INVENTED])
        inputs = AnalysisInputs(replace(one, assumptions=chosen), load_library(DATA))
        filled = inputs.cost_case.assumptions
        effect = public(adjusted_effect(inputs.compared)).frame.set_index("month").loc[month]
        assert filled["counterfactual_exit_share"]["value"]["share"] == pytest.approx(
            effect["control_share"] / 100
        )
        assert filled["exits"]["locator"].endswith(f"na {month} maanden")
        assert "effect_months" not in filled


def test_exits_of_clients_are_as_many_as_if_everybody_was_followed() -> None:
    inputs = followed()
    effect = public(adjusted_effect(inputs.compared)).frame.set_index("month").loc[12]
    frame = public(assumed(inputs.cost_case)).frame.set_index("input")
    assert frame.loc["participants", "count"] == effect["programme"]
    expected = round(effect["programme"] * effect["programme_share"] / 100)
    assert frame.loc["exits", "count"] == expected > effect["work_programme"]
    (cost,) = public(break_even(COSTS, inputs.cost_case.assumptions)).frame["cost_eur"]
    assert cost == pytest.approx(1000 * effect["programme"] / expected)
    row = frame.loc["counterfactual_exit_share"]
    assert row["origin"] == "from_effect"
    assert 100 * row["central"] == pytest.approx(effect["control_share"])


def test_a_balance_says_that_it_rests_on_an_association_unless_a_lot_decided() -> None:
    for evidence, tied in (("comparison", True), ("randomised", False)):
        case = followed(evidence=evidence).cost_case
        needed = sentence(needed_exits_shown.sentence(public(needed_exits(case))))
        whole = sentence(
            party_balances.sentence(public(balances(case)), public(cost_per_additional_exit(case)))
        )
        assert "gemiddeld" in whole
        for text in (needed, whole):
            words = "samenhangt met het programma, na correctie voor leeftijd, opleiding en duur"
            assert (words in text) == tied
            assert "leidde tot" not in text


def test_without_an_estimate_nothing_is_filled_in() -> None:
    inputs = followed()
    young = inputs.arms["age_group"].eq("18 tot 27 jaar") & inputs.arms["arm"].eq("control")
    tables = {**inputs.evaluation.tables, "spells": inputs.arms[~young]}
    alone = AnalysisInputs(replace(inputs.evaluation, tables=tables), inputs.library)
    assert alone.compared.refused == "alone"
    assert not {"counterfactual_exit_share", "exits"} & {*alone.cost_case.assumptions}


def test_a_count_that_is_hidden_hides_the_balance_too() -> None:
    inputs = followed(disclosure="protected")
    displaced = {"displacement_share": {"value": {"low": 0.0, "high": 0.3}, "source": "synthetic"}}
    assumptions = {**inputs.evaluation.assumptions, **displaced}
    inputs = replace(inputs, evaluation=replace(inputs.evaluation, assumptions=assumptions))
    case = inputs.cost_case
    shown = publish(balances(case), inputs.rule).frame
    assert shown["npv"].notna().all()
    # Steps of 0.05 are steps of more than ten of the exits.
    assert case.assumptions["displacement_share"]["value"] == pytest.approx({"low": 0, "high": 0.3})
    names = persons(case.assumptions).names
    assert names[0, "exits"] == "effect.programme.work@12"
    assert names[0, "counterfactual_exit_share_of"] == "effect.control.clients"
    result = balances(case)
    for hidden in ("participants", "exits", "counterfactual_exit_share_count"):
        cell = frozenset({(0, hidden)})
        frame = cleared(result, Hidden(cell), inputs.rule).frame
        assert frame[["npv", "positive"]].isna().all(axis=None)


@pytest.mark.parametrize(("month", "said"), [(12, ""), (9, "9 is no month of an estimate")])
def test_the_month_is_one_of_which_there_is_an_estimate(month: int, said: str) -> None:
    faults = FaultList()
    given = {"counterfactual_exit_share": "from_effect", "effect_months": month}
    spells = table("spells").reindex([0]).assign(arm="control")
    check_from_effect(
        {name: {"value": value} for name, value in given.items()},
        {"spells": spells},
        faults.of("assumptions.yaml"),
    )
    assert [fault.problem[: len(said)] for fault in faults.faults] == [said][: bool(said)]
