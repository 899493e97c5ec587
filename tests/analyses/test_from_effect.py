"""What would have happened anyway, as measured in the control group that a lot decided on."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filled_tables import SOURCE, public, table

from evalutils.chapters.cost_cases import cost_case
from evalutils.cost_benefit import assumed, balances
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.from_effect import control_rows
from evalutils.dataset.library import load_library
from evalutils.keys import EvaluationKey

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
