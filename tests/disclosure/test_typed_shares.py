"""A typed percentage tells the counts behind it, unless it is as coarse as those are published."""

from dataclasses import replace
from datetime import date

import pytest
from every_table import Story, evaluation, shared, typed

from evalutils.chapters import AnalysisInputs
from evalutils.chapters.clearing import ledger_of
from evalutils.chapters.coarse_shares import coarse
from evalutils.disclosure import Rule
from evalutils.show import rung_coverage

RULE = Rule(threshold=10, rounding=5)
LIBRARY = shared()


def fitting(share: float, persons: range, step: float) -> set[int]:
    """The attack: the counts that some number of persons and a share on a page allow."""
    return {
        count
        for whole in persons
        for count in range(whole + 1)
        if abs(count / whole - share) <= step / 2 + 1e-9
    }


@pytest.mark.parametrize(("count", "exits"), [(7, 64), (3, 31), (9, 150), (2, 12), (14, 23)])
def test_a_share_of_the_exits_leaves_as_many_counts_as_rounding_does(
    count: int, exits: int
) -> None:
    shown = range(5 * round(exits / 5) - 2, 5 * round(exits / 5) + 3)
    typed_share = round(count / exits, 3)
    given = {"exits": {"value": exits}, "displacement_share": {"value": typed_share}}
    # As typed, 0.109 of 63 to 67 is 7 and nothing else.
    assert fitting(typed_share, shown, 0.001) == {count}
    found = coarse(given, RULE)["displacement_share"]["value"]
    steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5]
    step = next(item for item in steps if item * 5 * round(exits / 5) >= 5)
    assert found == pytest.approx(step * round(found / step))
    assert len(fitting(found, shown, step)) >= 5 or found == 0


def test_the_step_of_a_share_and_the_exits_beside_it_leave_four_numbers_of_exits() -> None:
    # Were the step that of the nearest five, then 20 beside a step of 25 would be 23 or 24.
    fit: dict[tuple[float, float], set[int]] = {}
    for number in range(60):
        rule = Rule(10, 5, bytes([number]) * 32)
        for exits in range(10, 120):
            given = {"exits": {"value": exits}, "displacement_share": {"value": 0.137}}
            share = coarse(given, rule, "almelo/werkfit/2023")["displacement_share"]["value"]
            shown = rule.shown(exits, rule.lift("a label of the exits"))
            fit.setdefault((shown, share), set()).add(exits)
    assert min(map(len, fit.values())) >= 4


def test_a_range_and_a_durability_are_as_coarse_and_counts_stay_counts() -> None:
    given = {
        "exits": {"value": 100},
        "counterfactual_exit_share": {"value": {"low": 0.113, "high": 0.287}},
        "durability": {"value": {"share": 0.617, "months": 12}},
        "displacement_share": {"value": {"count": 7, "of": 64}},
        "stayers_cost_share": {"value": 0.123},
    }
    rounded = coarse(given, RULE)
    assert rounded["durability"]["note"] == "Afgerond op een veelvoud van 5%"
    assert "note" not in rounded["displacement_share"]
    found = {name: entry["value"] for name, entry in rounded.items()}
    assert found == {
        "exits": 100,
        "counterfactual_exit_share": {"low": 0.1, "high": 0.3},
        "durability": {"share": 0.6, "months": 12},
        "displacement_share": {"count": 7, "of": 64},
        "stayers_cost_share": 0.123,  # of costs, and not of persons
    }


def test_coverage_without_a_number_of_clients_is_left_out_of_table_figure_and_sentence() -> None:
    inputs = AnalysisInputs(evaluation(Story(60, 1)), LIBRARY)
    shown = ledger_of(inputs).publish("coverage")
    assert shown.frame["share"].isna().all()
    assert shown.key_figures["status"].tolist() == ["suppressed"]
    assert (rung_coverage.notes(shown), rung_coverage.reach(shown)) == ([], "")


@pytest.mark.parametrize("unit", ["percent", "per_100", "rung_number", "month", "probability"])
def test_a_reached_share_ratio_or_mean_is_left_out(unit: str) -> None:
    row = {"indicator": "doel", "unit": unit, "target": 1, "result": 0.73, "direction": "at_least"}
    table = typed("targets", [{**row, "target_start": date(2023, 1, 1)}])
    one = replace(evaluation(Story(60, 1)), tables={"targets": table}, assumptions={})
    frame = ledger_of(AnalysisInputs(one, LIBRARY)).publish("target_results").frame
    assert frame["result"].isna().all()
    assert frame["hidden_percentages"].notna().all()
