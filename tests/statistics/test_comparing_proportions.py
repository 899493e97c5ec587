"""Random effects, shrinkage and funnel limits against R, by hand, and what must always hold."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.statistics.proportions import (
    arcsine,
    fewest_to_stand_out,
    from_arcsine,
    funnel_limits,
    overdispersion,
    random_effects,
    shrink,
)

REFERENCE = Path(__file__).parents[1] / "reference" / "comparison"


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rates(case: str) -> tuple[np.ndarray, np.ndarray]:
    chosen = [row for row in rows("rates.csv") if row["case"] == case]
    return np.array([float(row["count"]) for row in chosen]), np.array(
        [float(row["n"]) for row in chosen]
    )


@pytest.mark.parametrize(
    "row", rows("random_effects.csv"), ids=lambda row: "-".join(list(row.values())[:4])
)
def test_random_effects_agree_with_metafor_of_r(row: dict[str, str]) -> None:
    count, n = rates(row["case"])
    share = count / n
    data = arcsine(count, n) if row["scale"] == "PAS" else (share, share * (1 - share) / n)
    result = random_effects(*data, row["method"], row["test"] == "adhoc")
    # Two studies leave no degree of freedom for a prediction; metafor gives one all the same.
    names = [name for name in list(row)[4:] if len(n) > 2 or "prediction" not in name]
    for name in names:
        assert getattr(result, name) == pytest.approx(float(row[name]), rel=1e-10, abs=1e-12), name


def test_studies_that_agree_have_no_variance_between_them() -> None:
    # Three equal estimates: the mean is that estimate, and its variance is 1/(3/4) = 4/3.
    result = random_effects([2, 2, 2], [4, 4, 4], knha=False)
    assert result.tau2 == 0
    assert result.i2 == 0
    assert result.mean == 2
    assert result.standard_error == pytest.approx((4 / 3) ** 0.5)


def test_equal_variances_give_the_plain_mean_and_variance() -> None:
    # The variance of 1, 3, 8 is 13; without the 1 of chance 12 remains.
    result = random_effects([1, 3, 8], [1, 1, 1])
    assert result.mean == pytest.approx(4)
    assert result.tau2 == pytest.approx(12)
    assert result.i2 == pytest.approx(100 * 12 / 13)
    assert result.studies == 3


def test_the_mean_of_studies_that_agree_is_not_surer_than_their_sizes() -> None:
    # Equal estimates would give Hartung and Knapp no width at all; the factor is at least 1:
    # t of 2 degrees of freedom is 4.302653, times the root of 4/3.
    result = random_effects([2, 2, 2], [4, 4, 4])
    assert result.upper - result.mean == pytest.approx(4.302653 * (4 / 3) ** 0.5, rel=1e-6)


def test_a_prediction_has_two_degrees_of_freedom_less_than_there_are_studies() -> None:
    # As Higgins and others (2009): t of 3 - 2 = 1 degree of freedom is 12.7062.
    # The variance of 1, 3, 8 is 13, of which 12 between studies; that of the mean is 13/3.
    result = random_effects([1, 3, 8], [1, 1, 1])
    half = 12.7062 * (12 + 13 / 3) ** 0.5
    assert result.prediction_upper == pytest.approx(4 + half, rel=1e-5)
    assert result.prediction_lower == pytest.approx(4 - half, rel=1e-5)


def test_two_studies_predict_nothing_of_a_third() -> None:
    result = random_effects([1, 3], [1, 1])
    assert (result.prediction_lower, result.prediction_upper) == (-np.inf, np.inf)


@pytest.mark.parametrize(
    ("estimate", "variance", "message"),
    [
        ([1], [1], "There are 1 estimates"),
        ([1, 2], [1, 0], "position 1"),
        ([np.nan, 2], [1, 1], "position 0"),
        ([1, 2, np.inf], [1, 1, 1], "position 2"),
        ([1, 2], [1], "equally long"),
    ],
)
def test_estimates_without_a_usable_variance_are_refused(
    estimate: list[float], variance: list[float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        random_effects(estimate, variance)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match="method is 'PM'"):
        random_effects([1, 2], [1, 1], "PM")


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.1, 5)), min_size=2, max_size=12))
@settings(max_examples=40, deadline=None)
def test_a_mean_lies_among_its_studies_and_the_prediction_is_wider(
    pairs: list[tuple[float, float]],
) -> None:
    result = random_effects(*zip(*pairs, strict=True))
    values = [value for value, _ in pairs]
    assert min(values) - 1e-9 <= result.mean <= max(values) + 1e-9
    assert result.prediction_lower <= result.lower <= result.mean
    assert result.mean <= result.upper <= result.prediction_upper
    assert 0 <= result.i2 < 100


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@settings(max_examples=60, deadline=None)
def test_the_arcsine_comes_back(pair: tuple[int, int]) -> None:
    value, variance = arcsine([pair[0]], [pair[1]])
    assert from_arcsine(value[0]) == pytest.approx(pair[0] / pair[1], abs=1e-12)
    assert variance[0] == 1 / (4 * pair[1])


@pytest.mark.parametrize("case", ["spread", "two", "edge"])
def test_shrinkage_agrees_with_maximum_likelihood_in_r(case: str) -> None:
    expected = [row for row in rows("shrinkage.csv") if row["case"] == case]
    result = shrink(*rates(case))
    estimates = [float(row["estimate"]) for row in expected]
    assert result.estimate.tolist() == pytest.approx(estimates, rel=1e-10)
    assert result.mean == pytest.approx(float(expected[0]["mean"]), rel=1e-10)
    assert result.strength == pytest.approx(float(expected[0]["strength"]), rel=1e-9)


def test_rates_that_differ_by_chance_only_become_their_mean() -> None:
    # 20/50, 49/120, 37/90, 121/300, 30/75: all near 257/635.
    result = shrink(*rates("close"))
    assert result.estimate.tolist() == pytest.approx([257 / 635] * 5)
    assert result.strength == np.inf


@pytest.mark.parametrize(("count", "share"), [([0, 0], 0.0), ([5, 8], 1.0), ([3, 4], 7 / 13)])
def test_nobody_everybody_and_almost_equal_have_one_rate(count: list[int], share: float) -> None:
    assert shrink(count, [5, 8]).estimate.tolist() == pytest.approx([share, share])


def test_ten_of_thirteen_is_drawn_further_than_its_large_neighbour() -> None:
    result = shrink([10, 300, 450], [13, 1000, 1000])
    raw = np.array([10 / 13, 0.3, 0.45])
    moved = np.abs(result.estimate - raw)
    assert moved[0] > 10 * moved[1:].max()


@given(
    st.lists(
        st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
        max_size=10,
    )
)
@settings(max_examples=60, deadline=None)
def test_a_shrunken_rate_lies_between_the_raw_one_and_the_mean(
    pairs: list[tuple[int, int]],
) -> None:
    count, n = (np.array(column) for column in zip(*pairs, strict=True))
    result = shrink(count, n)
    raw = count / n
    assert (result.estimate >= np.minimum(raw, result.mean) - 1e-9).all()
    assert (result.estimate <= np.maximum(raw, result.mean) + 1e-9).all()


@pytest.mark.parametrize(
    ("count", "n", "message"),
    [
        ([1, 6], [5, 5], "position 1"),
        ([-1], [5], "position 0"),
        ([0], [0], "position 0"),
        ([np.nan, 1], [5, 5], "position 0"),
        ([1, 2], [5], "equally long"),
        ([], [], "empty"),
    ],
)
def test_counts_that_are_no_part_of_a_base_are_refused(
    count: list[float], n: list[float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        shrink(count, n)


@pytest.mark.parametrize(
    "row", rows("funnel.csv"), ids=lambda row: "-".join(list(row.values())[:4])
)
def test_funnel_limits_agree_with_r(row: dict[str, str]) -> None:
    given_ = (float(row[name]) for name in ("target", "n", "level", "dispersion"))
    limits = funnel_limits(*given_)
    assert float(limits.lower) == pytest.approx(float(row["lower"]), rel=1e-10, abs=1e-12)
    assert float(limits.upper) == pytest.approx(float(row["upper"]), rel=1e-10, abs=1e-12)


def test_overdispersion_agrees_with_r() -> None:
    (row,) = rows("dispersion.csv")
    found = overdispersion(*rates("spread"), float(row["target"]))
    assert found == pytest.approx(float(row["dispersion"]), rel=1e-10)


def test_chance_alone_is_no_overdispersion() -> None:
    assert overdispersion([40, 41, 39], [100, 100, 100], 0.4) == 1


@given(st.floats(0.01, 0.99), st.integers(1, 3000))
@settings(max_examples=60, deadline=None)
def test_the_wide_limits_hold_the_narrow_ones_and_the_target(target: float, n: int) -> None:
    narrow, wide = funnel_limits(target, n, 0.95), funnel_limits(target, n, 0.998)
    assert 0 <= wide.lower <= narrow.lower
    assert narrow.upper <= wide.upper <= 1
    if n * min(target, 1 - target) >= 5:
        assert narrow.lower <= target <= narrow.upper


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((1.2, 10), "target is 1.2"),
        ((0.4, [10, 0]), r"position \(1,\)"),
        ((0.4, 10, 95), "level is 95"),
        ((0.4, 10, 0.95, 0.5), "dispersion is 0.5"),
    ],
)
def test_limits_of_impossible_groups_are_refused(
    arguments: tuple[object, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        funnel_limits(*arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(("groups", "outside"), [(4, False), (5, True)])
def test_one_group_far_off_lies_beyond_the_widened_limits_from_five_groups_on(
    groups: int, outside: bool
) -> None:
    # All but one exactly on the target: the widest that limits of 99.8% can leave one beyond them.
    # With 4 its z is drawn in to 0.7 of it: sqrt(4) / 0.7 = 2.86 is below 3.09; with 5 it is
    # sqrt(5) / 0.6 = 3.73.
    n = np.full(groups, 1e6)
    count = np.append(np.full(groups - 1, 3e5), 9e5)
    limits = funnel_limits(0.3, n, 0.998, overdispersion(count, n, 0.3))
    assert bool(limits.upper[-1] < 0.9) is outside
    assert fewest_to_stand_out(0.998) == 5
    assert fewest_to_stand_out(0.95) == 3  # sqrt(3) / 0.8 = 2.17 > 1.96, sqrt(2) / 0.9 = 1.57
