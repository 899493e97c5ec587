"""Two groups side by side: against Newcombe's table, against R, and what must always hold."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.statistics.taken_part import Arm, effect_on_participants, fieller
from evalutils.statistics.two_proportions import (
    difference,
    equality_p,
    holm,
    ratio,
    smallest_difference,
)

REFERENCE = Path(__file__).parents[1] / "reference" / "effect"
COUNTS = ("count", "n", "control_count", "control_n")
Group = tuple[int, int]


def columns(name: str) -> dict[str, np.ndarray]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}


def counts(table: dict[str, np.ndarray]) -> list[np.ndarray]:
    return [table[name] for name in COUNTS]


def test_intervals_of_the_examples_of_newcombe_are_those_that_r_computes() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table II, method 6, in its four decimals.
    table = columns("newcombe_1998.csv")
    found = difference(*counts(table))
    assert found.lower == pytest.approx(table["lower"], abs=5.1e-5)
    assert found.upper == pytest.approx(table["upper"], abs=5.1e-5)


def test_difference_ratio_and_test_agree_with_a_likelihood_that_r_maximises() -> None:
    table = columns("two_proportions.csv")
    found, times = difference(*counts(table)), ratio(*counts(table))
    assert found.lower == pytest.approx(table["lower"], abs=1e-7)
    assert found.upper == pytest.approx(table["upper"], abs=1e-7)
    assert times.lower == pytest.approx(table["ratio_lower"], rel=1e-7)
    assert times.upper == pytest.approx(table["ratio_upper"], rel=1e-7)
    p = equality_p(*counts(table))
    assert p == pytest.approx(table["p"], rel=1e-6)
    assert holm(p) == pytest.approx(table["holm"], rel=1e-6)


def test_the_smallest_difference_is_that_of_power_prop_test() -> None:
    table = columns("smallest_difference.csv")
    found = [
        smallest_difference(share, n, n, looks=int(looks))
        for share, n, looks in zip(table["control_share"], table["n"], table["looks"], strict=True)
    ]
    assert found == pytest.approx(table["rise"], rel=1e-3)


def test_so_few_people_find_no_rise_at_all() -> None:
    # From 90% only 10 points are left, and 10 against 10 people never tell that from chance.
    assert np.isnan(smallest_difference(0.9, 10, 10))


def test_holm_takes_the_smallest_times_all_and_the_next_times_one_less() -> None:
    # 0.01 * 3, then max(0.03, 0.02 * 2), then max(0.04, 0.03 * 1); what was not tested stays out.
    assert holm([0.01, np.nan, 0.03, 0.02]) == pytest.approx(
        [0.03, np.nan, 0.04, 0.04], nan_ok=True
    )


def test_nobody_on_either_side_has_no_ratio_and_a_control_group_without_anyone_no_upper_bound() -> (
    None
):
    found = ratio([0, 5, 0], [10, 10, 10], [0, 0, 5], [10, 10, 10])
    assert np.isnan(found.lower[0])
    assert np.isinf(found.upper[1])
    assert found.lower[2] == 0


groups = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=150, deadline=None)
@given(one=groups, other=groups)
def test_the_interval_holds_the_estimate_mirrors_and_agrees_with_the_test(
    one: Group, other: Group
) -> None:
    (here, n), (there, control_n) = one, other
    found = difference([here], [n], [there], [control_n])
    mirrored = difference([there], [control_n], [here], [n])
    assert found.lower[0] - 1e-9 <= found.estimate[0] <= found.upper[0] + 1e-9
    assert found.lower[0] == pytest.approx(-mirrored.upper[0], abs=1e-9)
    p = equality_p([here], [n], [there], [control_n])[0]
    if abs(p - 0.05) > 1e-6:
        assert (p < 0.05) == (found.lower[0] > 0 or found.upper[0] < 0)


def test_equal_groups_show_no_difference_and_p_values_as_often_low_as_chance_says() -> None:
    # 4,000 pairs of 200 people with the same chance of 0.3: 5% of them below 0.05, give or take
    # four times sqrt(0.05 * 0.95 / 4000) = 0.0138.
    random = np.random.default_rng(16)
    n = np.full(4000, 200.0)
    here, there = (random.binomial(200, 0.3, 4000) for _ in range(2))
    assert (equality_p(here, n, there, n) < 0.05).mean() == pytest.approx(0.05, abs=0.014)
    assert difference([30], [100], [30], [100]).estimate[0] == 0


def test_the_effect_on_participants_is_the_difference_over_the_difference_in_taking_part() -> None:
    # 30% - 20% = 10 points, and 80% - 0% took part: 10 / 0.8 = 12.5 points.
    found = effect_on_participants(Arm(200, 60, 160), Arm(200, 40, 0))
    assert found.estimate == pytest.approx(0.125)
    assert found.lower < 0.125 < found.upper
    # Who all take part: as the plain difference, but for the error in taking part.
    everyone = effect_on_participants(Arm(2000, 600, 2000), Arm(2000, 400, 0))
    plain = difference([600], [2000], [400], [2000])
    assert everyone.lower == pytest.approx(plain.lower[0], abs=0.002)


def test_taking_part_that_hardly_differs_bounds_nothing() -> None:
    found = effect_on_participants(Arm(100, 30, 12), Arm(100, 20, 10))
    assert (found.lower, found.upper) == (-np.inf, np.inf)
    assert np.isnan(effect_on_participants(Arm(100, 30, 10), Arm(100, 20, 10)).estimate)


def test_fieller_solves_his_quadratic() -> None:
    # (0.1 - x 0.8)^2 = 1.96^2 (0.002 + x^2 0.001) holds at both ends.
    for x in fieller(0.1, 0.8, 0.002, 0.001):
        assert (0.1 - 0.8 * x) ** 2 == pytest.approx(1.959964**2 * (0.002 + 0.001 * x**2), rel=1e-5)
