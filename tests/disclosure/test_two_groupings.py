"""Groups of two kinds: who reads *man*, *vrouw*, *noord* and *zuid* knows which are everyone."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from attacker import Place, reading
from every_table import Rows, Story, evaluation, shared, typed

from evalutils.chapters import AnalysisInputs
from evalutils.statistics.groupings import adding_up, together

LIBRARY = shared()
# Shown are 25 (23 to 27) and 15 (13 to 17): 9 women are 6 to 9, four values.
PEOPLE = {None: 24, "man": 15, "vrouw": 9, "noord": 12, "zuid": 12}
YEAR = {"target_start": date(2023, 1, 1), "unit": "person", "direction": "at_least", "target": 10}
COHORT = {"cohort": "naar werk", "definition": "benefit_not_resumed", "months": 6}
STAGE = {"funnel": "traject", "order": 1, "stage": "begonnen"}
ARM = {"arm": "traject", "role": "programme", "assignment": "waiting_list", "outcome": "werk"}
# Of each table: analysis and column of the number, and the row but for the number.
KINDS = {
    "exits": ("destinations", "count", {"destination": "paid_work", "overlapping": True}),
    "inflow": ("inflow_reasons", "count", {"reason": "referral", "overlapping": True}),
    "caseload": ("caseload_figures", "count", {"measure": "participants"}),
    "funnel": ("funnel_shares", "count", STAGE),
    "durability": ("durable_shares", "still_out", COHORT),
    "targets": ("target_results", "persons", {"indicator": "naar werk", **YEAR}),
    "arms": ("arm_effects", "people", {**ARM, "months": 12}),
}
TYPED_AS = {"persons": "result"}


def inputs_with(**tables: Rows) -> AnalysisInputs:
    made = {name: typed(name, rows) for name, rows in tables.items()}
    one = replace(evaluation(Story(60, 1)), tables=made, assumptions={}, coverage=None)
    return AnalysisInputs(one, LIBRARY)


def rows_of(alike: dict[str, object], column: str, people: dict[str | None, int]) -> Rows:
    return [
        {**alike, "group": group, column: count}
        | ({"overlapping": None} if group is None and "overlapping" in alike else {})
        for group, count in people.items()
    ]


@pytest.mark.parametrize("table", KINDS)
def test_nine_women_are_not_found_from_everyone_and_the_men(table: str) -> None:
    name, column, alike = KINDS[table]
    inputs = inputs_with(**{table: rows_of(alike, TYPED_AS.get(column, column), PEOPLE)})
    attacker = reading(inputs)
    frame = inputs.made[name].exact
    place: dict[str, Place] = {
        str(group): (name, int(row), column)
        for row, group in zip(frame.index, frame["group"].fillna(""), strict=True)
    }
    attacker.holds([place[""]], [place["man"], place["vrouw"]])
    attacker.holds([place[""]], [place["noord"], place["zuid"]])
    low, high = attacker.extremes(place["vrouw"])
    assert attacker.truth[place["vrouw"]] == 9
    assert high - low + 1 >= 5


def test_groups_that_fit_in_their_whole_are_one_grouping() -> None:
    assert together(np.array([[3.0, 4, 2]]), np.array([10.0])) == [[0, 1, 2]]


def test_groups_of_two_kinds_are_each_all_of_the_whole() -> None:
    # 6 + 4 = 7 + 3 = 10 and 2 + 3 = 1 + 4 = 5.
    counts = np.array([[6.0, 4, 7, 3], [2, 3, 1, 4]])
    assert adding_up(counts, np.array([10.0, 5.0])) == [[0, 1], [2, 3]]


def test_a_group_in_which_nobody_is_goes_with_those_beside_it() -> None:
    # Nobody is unknown: man, vrouw, unknown; noord, zuid.
    counts = np.array([[6.0, 4, 0, 7, 3]])
    assert adding_up(counts, np.array([10.0])) == [[0, 1, 2], [3, 4]]


def test_a_group_that_is_part_of_no_grouping_is_a_part_by_itself() -> None:
    # 6 + 4 = 10; of 8 and 9 no two are.
    assert together(np.array([[6.0, 4, 8, 9]]), np.array([10.0])) == [[0, 1], [2], [3]]


def test_of_many_groups_those_beside_each_other_are_tried() -> None:
    # Ten of 1 and ten of 1 are 10 each; there are 2**20 ways to take some of these.
    assert adding_up(np.ones((1, 20)), np.array([10.0])) == [[*range(10)], [*range(10, 20)]]
