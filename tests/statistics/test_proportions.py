"""Wilson intervals against two independent sources, and what has no interval."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from evalutils.statistics.proportions import percent_interval, wilson
from evalutils.statistics.proportions.counts import half_width

REFERENCE = Path(__file__).parents[1] / "reference"


def reference(name: str) -> list[dict[str, float]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", reference("wilson_newcombe_1998.csv"), ids=str)
def test_wilson_agrees_with_the_published_examples(row: dict[str, float]) -> None:
    # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3: four decimals.
    interval = wilson(row["count"], row["n"])
    assert round(float(interval.lower), 4) == row["lower"]
    assert round(float(interval.upper), 4) == row["upper"]


@pytest.mark.parametrize("row", reference("wilson_prop_test.csv"), ids=str)
def test_wilson_agrees_with_prop_test_of_r(row: dict[str, float]) -> None:
    interval = wilson(row["count"], row["n"], row["level"])
    assert float(interval.lower) == pytest.approx(row["lower"], rel=1e-9, abs=1e-15)
    assert float(interval.upper) == pytest.approx(row["upper"], rel=1e-9, abs=1e-15)


def test_wilson_by_hand_for_an_even_split() -> None:
    # p = 1/2: centre stays 1/2, half width = z * sqrt(1/(4n) + z2/(4n2)) / (1 + z2/n).
    z, n = 1.959963984540054, 16
    half = z * np.sqrt(1 / (4 * n) + z**2 / (4 * n**2)) / (1 + z**2 / n)
    interval = wilson(8, n)
    assert float(interval.lower) == pytest.approx(0.5 - half)
    assert float(interval.upper) == pytest.approx(0.5 + half)


def test_wilson_keeps_the_shape_of_its_input() -> None:
    interval = wilson([[1, 2], [3, 4]], 10)
    assert interval.estimate.shape == (2, 2)
    assert interval.estimate.tolist() == [[0.1, 0.2], [0.3, 0.4]]


@pytest.mark.parametrize(("count", "n"), [(np.nan, 10), (3, np.nan), (0, 0), (np.nan, np.nan)])
def test_an_unknown_count_or_base_has_no_interval(count: float, n: float) -> None:
    assert np.isnan(np.array(wilson(count, n))).all()


def test_nothing_in_nothing_out() -> None:
    assert wilson([], []).estimate.shape == (0,)


def test_one_unknown_count_leaves_the_others_alone() -> None:
    interval = wilson([1, np.nan, 5], [10, 10, 10])
    assert interval.estimate[[0, 2]].tolist() == [0.1, 0.5]
    assert np.isnan(interval.estimate[1])


@pytest.mark.parametrize(("count", "n"), [(11, 10), (-1, 10), ([1, 2, 3], [5, 1, 5])])
def test_a_count_that_is_no_part_of_its_base_is_an_error(count: object, n: object) -> None:
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson(count, n)  # type: ignore[arg-type]


@pytest.mark.parametrize("level", [0, 1, -0.5, 95])
def test_a_level_that_is_no_probability_is_an_error(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, level)


def test_percentages_are_a_hundred_times_the_fraction() -> None:
    # Pastiel 2017: 418 / 759 = 0.550724
    interval = percent_interval(418, 759)
    assert float(interval.estimate) == pytest.approx(55.0724, abs=1e-4)
    assert float(interval.lower) == pytest.approx(51.5, abs=0.05)
    assert float(interval.upper) == pytest.approx(58.6, abs=0.05)


def test_a_count_above_its_base_has_no_percentage() -> None:
    interval = percent_interval([12, 5], [10, 10])
    assert np.isnan(interval.estimate[0])
    assert np.isnan(interval.upper[0])
    assert interval.estimate[1] == 50


counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
@settings(max_examples=150, deadline=None)
def test_an_interval_holds_its_estimate_and_stays_within_0_and_1(pair: tuple[int, int]) -> None:
    low, high = float(wilson(*pair).lower), float(wilson(*pair).upper)
    assert -1e-12 <= low <= pair[0] / pair[1] + 1e-12
    assert pair[0] / pair[1] - 1e-12 <= high <= 1 + 1e-12


@given(counts)
@settings(max_examples=100, deadline=None)
def test_the_interval_of_the_rest_is_the_mirror_image(pair: tuple[int, int]) -> None:
    count, n = pair
    assert float(wilson(n - count, n).lower) == pytest.approx(1 - float(wilson(count, n).upper))


@given(counts)
@settings(max_examples=100, deadline=None)
def test_more_people_with_the_same_share_give_a_narrower_interval(pair: tuple[int, int]) -> None:
    count, n = pair
    once, twice = wilson(count, n), wilson(2 * count, 2 * n)
    assert float(twice.upper - twice.lower) < float(once.upper - once.lower)


@given(counts)
@settings(max_examples=100, deadline=None)
def test_more_confidence_gives_a_wider_interval(pair: tuple[int, int]) -> None:
    narrow, wide = wilson(*pair, 0.9), wilson(*pair, 0.99)
    assert float(wide.lower) <= float(narrow.lower) + 1e-12
    assert float(wide.upper) >= float(narrow.upper) - 1e-12


def test_the_usual_half_width_is_that_of_scipy() -> None:
    assert half_width(0.95) == -float(special.ndtri((1 - 0.95) / 2))
    assert half_width(0.9) == -float(special.ndtri((1 - 0.9) / 2))
