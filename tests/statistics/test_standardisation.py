"""Indirect standardisation and the decomposition of a difference, with the arithmetic in sight."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalutils.statistics.proportions import wilson
from evalutils.statistics.standardisation import (
    composition_part,
    standardise,
    standardise_by_model,
)

REFERENCE = Path(__file__).parents[1] / "reference" / "comparison"

# Two programmes, of which people under and over 45: 100 and 300, 300 and 100.
N = [[100, 300], [300, 100]]
SHARE = [[0.40, 0.20], [0.50, 0.10]]


def test_what_is_expected_are_its_own_people_with_the_outcomes_of_the_others() -> None:
    found = standardise(N, SHARE)
    assert found.observed.estimate == pytest.approx([(40 + 60) / 400, (150 + 10) / 400])
    first = (100 * 0.50 + 300 * 0.10) / 400
    second = (300 * 0.40 + 100 * 0.20) / 400
    assert found.expected.estimate == pytest.approx([first, second])
    assert found.difference.estimate == pytest.approx([0.25 - 0.20, 0.40 - 0.35])
    assert found.elsewhere.tolist() == [SHARE[1], SHARE[0]]


def test_of_more_programmes_the_others_weigh_by_their_people() -> None:
    found = standardise([[10], [100], [300]], [[0.5], [0.20], [0.40]])
    assert found.expected.estimate[0] == pytest.approx((100 * 0.20 + 300 * 0.40) / 400)


def test_with_one_group_it_is_the_share_of_the_others_with_its_own_wilson_interval() -> None:
    found = standardise([[50], [80]], [[0.4], [0.25]])
    alone = [float(part) for part in wilson(20, 80)]
    assert [part[0] for part in found.expected] == pytest.approx(alone)


def test_that_nobody_elsewhere_had_the_outcome_is_no_certainty() -> None:
    # Nobody of 50 and 50 people elsewhere: the interval of 0 of 100.
    found = standardise([[50, 50], [40, 40]], [[0, 0], [0.2, 0.3]])
    assert [part[1] for part in found.expected] == pytest.approx([float(x) for x in wilson(0, 100)])
    # Everybody of 2 people elsewhere, with whom half of the own people are compared.
    few = standardise([[1000, 2], [50, 50]], [[0.3, 1.0], [0.2, 0.3]])
    assert few.expected.estimate[1] == pytest.approx((0.3 + 1.0) / 2)
    # As if one more of either: 3 of 4, so a quarter times 0.75 * 0.25 / 2 and 0.3 * 0.7 / 1000.
    size = 0.65 * 0.35 / (0.25 * (0.75 * 0.25 / 2 + 0.3 * 0.7 / 1000))
    assert few.expected.lower[1] == pytest.approx(float(wilson(0.65 * size, size).lower))


def test_a_model_of_a_level_that_nobody_reached_elsewhere_has_no_interval() -> None:
    found = standardise_by_model([["x", "y"]], [[50, 50], [40, 60]], [[0, 0.4], [0.2, 0.3]])
    assert found.expected.estimate[1] == pytest.approx(0.6 * 0.4)
    assert np.isnan(found.expected.lower[1])
    assert np.isfinite(found.expected.lower[0])


def test_who_was_not_followed_to_the_end_makes_intervals_wider_and_nothing_else() -> None:
    whole, half = standardise(N, SHARE), standardise(N, SHARE, np.array(N) / 2)
    assert half.expected.estimate == pytest.approx(whole.expected.estimate)
    assert half.observed.lower == pytest.approx(wilson([50, 80], [200, 200]).lower)
    assert np.all(half.expected.lower < whole.expected.lower)


def test_programmes_with_the_same_outcome_per_group_differ_by_nothing_that_is_left() -> None:
    found = standardise(N, [[0.4, 0.1], [0.4, 0.1]])
    assert found.observed.estimate == pytest.approx([70 / 400, 130 / 400])
    assert found.difference.estimate == pytest.approx([0, 0])


def test_a_group_that_is_nowhere_else_leaves_nothing_to_expect() -> None:
    found = standardise([[100, 20], [100, 0]], [[0.4, 0.3], [0.4, 0.9]])
    assert np.isnan(found.expected.estimate[0])
    assert found.expected.estimate[1] == pytest.approx(0.4)


def test_one_programme_has_nothing_beside_it() -> None:
    with pytest.raises(ValueError, match="two programmes or more"):
        standardise([[10]], [[0.5]])


def test_a_difference_is_what_composition_makes_of_it_and_the_rest() -> None:
    composition, rest = composition_part(N, SHARE)
    # (0.25 - 0.75) * 0.45 + (0.75 - 0.25) * 0.15, and (0.4 - 0.5) * 0.5 + (0.2 - 0.1) * 0.5
    assert composition == pytest.approx(-0.15)
    assert rest == pytest.approx(0)
    assert composition + rest == pytest.approx(0.25 - 0.40)


def test_equal_composition_explains_nothing() -> None:
    composition, rest = composition_part([[10, 30], [100, 300]], SHARE)
    assert composition == pytest.approx(0)
    assert rest == pytest.approx(0.25 * -0.1 + 0.75 * 0.1)


def test_a_group_in_one_programme_only_cannot_be_divided() -> None:
    with pytest.raises(ValueError, match="only in one"):
        composition_part([[10, 0], [10, 10]], SHARE)


def test_the_interval_of_the_difference_holds_the_truth_about_as_often_as_it_says() -> None:
    draws = np.random.default_rng(1)
    n, truth = np.array([[120, 180], [200, 60], [90, 150]]), np.array([0.45, 0.15])
    found = [standardise(n, draws.binomial(n, truth) / n).difference for _ in range(400)]
    held = np.mean([(one.lower <= 0) & (one.upper >= 0) for one in found])
    assert 0.93 < held < 0.98  # 1,200 intervals of 95%, which are no narrower than that


def test_of_one_characteristic_the_model_says_what_the_groups_say() -> None:
    found = standardise_by_model([["young", "old"]], N, SHARE)
    assert found.expected.estimate == pytest.approx(standardise(N, SHARE).expected.estimate)
    assert found.elsewhere == pytest.approx(np.array([SHARE[1], SHARE[0]]))


def test_a_combination_that_is_nowhere_else_gets_what_its_levels_say() -> None:
    levels = [["young", "young", "old", "old"], ["low", "high", "low", "high"]]
    # Elsewhere nobody is old with more education; odds are 1/4, 1 and 1/9, so 4/9 for these.
    found = standardise_by_model(
        levels, [[100, 100, 100, 100], [50, 50, 50, 0]], [[0.2, 0.4, 0.1, 0.3], [0.2, 0.5, 0.1, 0]]
    )
    odds = (1 / 9) * (1 / (1 / 4))
    assert found.expected.estimate[0] == pytest.approx((0.2 + 0.5 + 0.1 + odds / (1 + odds)) / 4)


def test_a_level_that_is_nowhere_else_leaves_no_expectation() -> None:
    found = standardise_by_model([["young", "old"]], [[100, 300], [300, 0]], SHARE)
    assert np.isnan(found.expected.estimate[0])
    assert found.expected.estimate[1] == pytest.approx(0.40)


def test_the_model_is_that_of_r() -> None:
    cells = pd.read_csv(REFERENCE / "case_mix.csv")
    cells["both"] = cells["age"] + " " + cells["education"]
    n, share, sure = (
        cells.pivot(index="programme", columns="both", values=name).fillna(0.0)
        for name in ("people", "share", "effective")
    )
    levels = [[text.split()[place] for text in n.columns] for place in (0, 1)]
    found = standardise_by_model(levels, n, share, sure)
    expected = pd.read_csv(REFERENCE / "case_mix_expected.csv", index_col="programme")
    assert np.isnan(found.expected.estimate).tolist() == [False, False, True]  # oldest only in c
    assert found.expected.estimate[:2] == pytest.approx(expected["expected"].to_numpy(), rel=1e-7)
    # As sure as so many people of whom none are alike: see the methods.
    size = expected["expected"] * (1 - expected["expected"]) / expected["variance"]
    bounds = wilson(expected["expected"] * size, size)
    assert found.expected.lower[:2] == pytest.approx(np.asarray(bounds.lower), rel=1e-6)
    assert found.expected.upper[:2] == pytest.approx(np.asarray(bounds.upper), rel=1e-6)
