"""Costs per unit and the months until they are earned back."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import figures, only, protected, public, table

from evalutils.cost_benefit import break_even, cost_items, unit_costs

ASSUMED = {"participants": {"value": 100}, "exits": {"value": 50}}


def cost(central: float, per: str, **columns: Any) -> dict[str, Any]:
    row = {"item": f"post {per} {columns}", "kind": "cost", "bearer": "municipality"}
    return {**row, "price_year": 2020, "central": central, "per": per, **columns}


def saving(central: float, **columns: Any) -> dict[str, Any]:
    return cost(central, "exit_month", kind="benefit", **columns)


def amounts(*rows: dict[str, Any], assumed: dict[str, Any] | None = None) -> dict[str, float]:
    """The central amount per quantity."""
    frame = public(unit_costs(table("costs", *rows), ASSUMED if assumed is None else assumed)).frame
    return dict(zip(frame["quantity"], frame["central"], strict=True))


def test_a_missing_low_or_high_is_the_central_amount() -> None:
    row = only(public(cost_items(table("costs", cost(3000, "participant", low=2000)))))
    assert row[["low", "central", "high"]].tolist() == [2000, 3000, 3000]
    assert row["transfer"] is False or not row["transfer"]


def test_costs_per_participant_are_added_up() -> None:
    rows = [cost(1000, "participant", item="a"), cost(500, "participant", item="b")]
    assert amounts(*rows)["cost_per_participant"] == 1500


def test_a_monthly_cost_counts_for_as_many_months_as_it_runs() -> None:
    assert amounts(cost(200, "participant_month", months=6))["cost_per_participant"] == 1200


def test_programme_costs_are_divided_by_the_participants() -> None:
    # 400,000 / 100 participants
    assert amounts(cost(400_000, "programme"))["cost_per_participant"] == 4000


def test_the_cost_of_an_exit_holds_everyone_who_took_part() -> None:
    # 1,500 per exit + 1,000 * 100 / 50 + 400,000 / 50 = 1,500 + 2,000 + 8,000
    rows = [cost(1500, "exit"), cost(1000, "participant"), cost(400_000, "programme")]
    found = amounts(*rows)
    assert found["cost_per_exit"] == 11_500
    assert found["cost_per_participant"] == 5750  # 1,000 + 400,000 / 100 + 1,500 * 50 / 100


def test_a_cost_per_exit_needs_no_participants() -> None:
    assert amounts(cost(7000, "exit"), assumed={})["cost_per_exit"] == 7000


def test_programme_costs_per_exit_need_exits_only() -> None:
    found = amounts(cost(90_000, "programme"), assumed={"exits": {"value": 30}})
    assert found == {"cost_per_exit": 3000}


@pytest.mark.parametrize(
    "unbringable",
    [
        cost(300, "participant_month"),  # no months
        cost(146_000, "programme"),  # no participants and no exits
    ],
    ids=["months unknown", "participants unknown"],
)
def test_a_cost_that_cannot_be_brought_to_a_unit_makes_it_missing_not_zero(
    unbringable: dict[str, Any],
) -> None:
    found = amounts(cost(1000, "participant"), unbringable, assumed={})
    assert "cost_per_participant" not in found
    assert "cost_per_exit" not in found


@pytest.mark.parametrize("participants", [None, 0])
def test_no_participants_is_not_divided_by(participants: int | None) -> None:
    assumed = {"participants": {"value": participants}, "exits": {"value": 10}}
    assert "cost_per_participant" not in amounts(cost(5000, "programme"), assumed=assumed)


def test_without_costs_there_is_no_amount_and_not_zero() -> None:
    assert amounts() == {}
    assert amounts(saving(1000)) == {"monthly_saving": 1000, "yearly_saving": 12_000}


def test_only_what_the_municipality_saves_on_benefit_months_is_its_saving() -> None:
    rows = [saving(1250), saving(999, bearer="state"), cost(50, "exit", kind="benefit")]
    assert amounts(*rows)["yearly_saving"] == 15_000  # 12 * 1,250


def test_low_and_high_amounts_go_through_every_step() -> None:
    data = table("costs", cost(3000, "participant", low=2000, high=5000), saving(1000, high=1200))
    frame = public(unit_costs(data, ASSUMED)).frame.set_index("quantity")
    levels = ["low", "central", "high"]
    assert frame.loc["cost_per_participant", levels].tolist() == [2000, 3000, 5000]
    assert frame.loc["cost_per_exit", levels].tolist() == [4000, 6000, 10_000]  # * 100 / 50
    assert frame.loc["yearly_saving", levels].tolist() == [12_000, 12_000, 14_400]


def test_key_figures_carry_the_range() -> None:
    data = table("costs", cost(3000, "participant", low=2000, high=5000))
    rows = public(unit_costs(data, {})).key_figures
    assert rows["indicator"].tolist() == ["cost_benefit.cost_per_participant"]
    assert rows[["value", "lower", "upper"]].iloc[0].tolist() == [3000, 2000, 5000]
    assert rows["unit"].tolist() == ["EUR"]


def test_pastiel_breaks_even_after_5_6_months() -> None:
    # 7,000 / (15,000 / 12) = 7,000 / 1,250 = 5.6
    result = public(break_even(table("costs", cost(7000, "exit"), saving(1250)), {}))
    row = only(result)
    assert row["months"] == pytest.approx(5.6)
    assert row[["months_low", "months_high"]].isna().all()  # no range in the source: no interval
    assert figures(result, "cost_benefit.break_even_months") == {"municipality": pytest.approx(5.6)}


def test_the_best_case_pairs_the_lowest_cost_with_the_highest_saving() -> None:
    # 4,000 / 1,600 = 2.5; 6,000 / 1,200 = 5; 9,000 / 1,000 = 9
    data = table(
        "costs",
        cost(6000, "exit", low=4000, high=9000),
        saving(1200, low=1000, high=1600),
    )
    row = only(public(break_even(data, {})))
    assert row[["months_low", "months", "months_high"]].tolist() == [2.5, 5, 9]


def test_what_others_pay_is_not_earned_back_by_the_municipality() -> None:
    data = table("costs", cost(6000, "exit"), cost(9000, "exit", bearer="employer"), saving(1000))
    assert only(public(break_even(data, {})))["months"] == 6


def test_a_saving_that_may_be_zero_has_no_worst_case() -> None:
    row = only(public(break_even(table("costs", cost(6000, "exit"), saving(1000, low=0)), {})))
    assert row["months"] == 6
    assert pd.isna(row["months_high"])


@pytest.mark.parametrize("rows", [[cost(7000, "exit")], [saving(1250)], []])
def test_without_a_cost_and_a_saving_there_is_no_break_even(rows: list[dict[str, Any]]) -> None:
    result = public(break_even(table("costs", *rows), {}))
    assert result.empty
    assert result.key_figures.empty


def test_amounts_that_rest_on_few_persons_are_left_out_when_protected() -> None:
    # 40,000 per 8 participants would give the 8 away.
    data = table("costs", cost(40_000, "programme"), cost(500, "exit"), saving(1000))
    assumed = {"participants": {"value": 8}, "exits": {"value": 3}}
    result = protected(unit_costs(data, assumed))
    shown = dict(zip(result.frame["quantity"], result.frame["central"], strict=True))
    assert pd.isna(shown["cost_per_participant"])
    assert pd.isna(shown["cost_per_exit"])
    assert shown["monthly_saving"] == 1000
    assert set(result.key_figures["status"]) == {"suppressed"}
    assert pd.isna(only(protected(break_even(data, assumed)))["months"])


def test_amounts_per_person_of_a_protected_programme_rest_on_rounded_counts() -> None:
    # 113 participants become 115: 115,000 / 115 = 1,000
    data = table("costs", cost(115_000, "programme"))
    frame = protected(unit_costs(data, {"participants": {"value": 113}})).frame
    assert frame["central"].tolist() == [1000]


def test_a_published_amount_per_participant_needs_no_protection() -> None:
    frame = protected(unit_costs(table("costs", cost(2550, "participant")), {})).frame
    assert frame["central"].tolist() == [2550]


def test_a_cost_that_may_not_cover_who_stayed_is_a_range() -> None:
    # 50 of 100 left: 3,500 per participant up to 7,000, and 7,000 per exit up to 14,000.
    data = table("costs", cost(7000, "exit", covers="unknown"), saving(1250))
    frame = public(unit_costs(data, ASSUMED)).frame.set_index("quantity")
    levels = ["low", "central", "high"]
    assert frame.loc["cost_per_participant", levels].tolist() == [3500, 3500, 7000]
    assert frame.loc["cost_per_exit", levels].tolist() == [7000, 7000, 14_000]
    row = only(public(break_even(data, ASSUMED)))
    assert (row["months"], row["months_high"]) == (pytest.approx(5.6), pytest.approx(11.2))


def test_one_amount_in_a_source_is_a_key_figure_without_an_interval() -> None:
    rows = public(unit_costs(table("costs", cost(3000, "participant")), {})).key_figures
    assert rows["value"].tolist() == [3000]
    assert rows[["lower", "upper"]].isna().all(axis=None)
