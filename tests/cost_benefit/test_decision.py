"""Acceptability, value of information and the frontier, by hand and against other software."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from evalutils.cost_benefit import (
    acceptability,
    efficient_frontier,
    expected_value_of_perfect_information,
)
from evalutils.errors import InputError
from evalutils.statistics import decision

REFERENCE = Path(__file__).parents[1] / "reference" / "cost_benefit"
STATUS = {"ND": "non-dominated", "ED": "extendedly dominated", "D": "dominated"}
DRAWS = arrays("float64", (9, 3), elements=st.integers(-20, 20).map(float))


def test_an_option_is_acceptable_in_the_draws_where_it_wins() -> None:
    costs = [[0, 100], [0, 100], [0, 100], [0, 100]]
    effects = [[0, 1], [0, 2], [0, 0.5], [0, 0]]
    # At 100 per effect option 2 gains 0, 100, -50 and -100: one tie, one win, two losses.
    found = acceptability(costs, effects, [100])
    assert found.probability.tolist() == [[2.5 / 4, 1.5 / 4]]
    # Its mean gain is -12.5, so doing nothing is best.
    assert found.best.tolist() == [0]
    assert found.frontier.tolist() == [2.5 / 4]


def test_perfect_information_is_worth_the_losses_it_avoids() -> None:
    costs = [[0, 100], [0, 100], [0, 100], [0, 100]]
    effects = [[0, 1], [0, 2], [0, 0.5], [0, 0]]
    # With perfect information: (0 + 100 + 0 + 0) / 4 = 25; without it: 0, doing nothing.
    assert expected_value_of_perfect_information(costs, effects, [100]).tolist() == [25]


def test_loops_in_r_give_the_same() -> None:
    draws = pd.read_csv(REFERENCE / "draws.csv").to_numpy()
    expected = pd.read_csv(REFERENCE / "draws_by_brute_force.csv")
    costs, effects = draws[:, :3], draws[:, 3:]
    found = acceptability(costs, effects, expected["amount"])
    np.testing.assert_allclose(found.probability, expected[["p_1", "p_2", "p_3"]], atol=1e-12)
    assert found.best.tolist() == expected["best"].tolist()
    np.testing.assert_allclose(found.frontier, expected["frontier"], atol=1e-12)
    evpi = expected_value_of_perfect_information(costs, effects, expected["amount"])
    np.testing.assert_allclose(evpi, expected["evpi"], rtol=1e-9, atol=1e-9)


def test_a_normal_gain_has_the_known_value_of_information() -> None:
    # Gain ~ N(mu, s): P(best) = Phi(mu / s), EVPI = s * (phi(z) - z * (1 - Phi(z))), z = mu / s.
    mean, spread = 200.0, 500.0
    gains = mean + spread * stats.norm.ppf((np.arange(200_000) + 0.5) / 200_000)
    costs = np.column_stack([np.zeros_like(gains), -gains])
    z = mean / spread
    evpi = expected_value_of_perfect_information(costs, np.zeros_like(costs), [0])
    expected = spread * (stats.norm.pdf(z) - z * stats.norm.sf(z))
    assert evpi == pytest.approx([expected], rel=1e-4)
    probability = acceptability(costs, np.zeros_like(costs), [0]).probability[0, 1]
    assert probability == pytest.approx(stats.norm.cdf(z), abs=1e-5)


@given(DRAWS, DRAWS)
@settings(deadline=None)
def test_shares_of_the_draws_add_up_and_information_is_never_harmful(
    costs: np.ndarray, effects: np.ndarray
) -> None:
    amounts = np.arange(0.0, 30.0, 5)
    found = acceptability(costs, effects, amounts)
    assert found.probability.sum(axis=1) == pytest.approx(np.ones(6))
    assert (expected_value_of_perfect_information(costs, effects, amounts) >= 0).all()


@given(DRAWS, DRAWS)
@settings(deadline=None)
def test_the_order_of_the_options_does_not_matter(costs: np.ndarray, effects: np.ndarray) -> None:
    forward = acceptability(costs, effects, [3.0]).probability[0]
    backward = acceptability(costs[:, ::-1], effects[:, ::-1], [3.0]).probability[0]
    assert backward[::-1] == pytest.approx(forward)


def test_results_do_not_depend_on_the_size_of_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(1)
    costs, effects = generator.normal(size=(2, 1000, 3))
    amounts = [0.5, 2.0]
    whole = acceptability(costs, effects, amounts).probability
    worth = expected_value_of_perfect_information(costs, effects, amounts)
    monkeypatch.setattr(decision, "BLOCK", 7)
    assert (acceptability(costs, effects, amounts).probability == whole).all()
    pieces = expected_value_of_perfect_information(costs, effects, amounts)
    assert pieces == pytest.approx(worth, rel=1e-12)


@pytest.mark.parametrize(
    ("costs", "effects"),
    [([1, 2], [1, 2]), ([[1, 2]], [[1, 2, 3]]), ([[1, np.nan]], [[1, 2]]), ([[]], [[]])],
    ids=["one row", "other shape", "missing", "empty"],
)
def test_tables_that_do_not_fit_are_refused(costs: list, effects: list) -> None:
    with pytest.raises(InputError):
        acceptability(costs, effects, [1])
    with pytest.raises(InputError):
        expected_value_of_perfect_information(costs, effects, [1])


def test_hiv_screening_frontier_of_paltiel_2006() -> None:
    costs = [26_000, 27_000, 28_020, 28_440, 29_440]
    months = [277.25, 277.57, 277.78, 277.83, 277.76]
    found = efficient_frontier(costs, np.array(months) / 12)
    # Annual screening costs more than every 3 years and does less.
    assert found.status.tolist() == ["non-dominated"] * 4 + ["dominated"]
    # 1,000 / (0.32 / 12) = 37,500; 1,020 / (0.21 / 12) = 58,286; 420 / (0.05 / 12) = 100,800
    assert np.isnan(found.ratio[[0, 4]]).all()
    assert found.ratio[1:4] == pytest.approx([37_500, 58_285.71, 100_800], rel=1e-6)


def test_the_eleven_strategies_of_dampack() -> None:
    expected = pd.read_csv(REFERENCE / "cdiff_icers.csv")
    found = efficient_frontier(expected["Cost"], expected["Effect"])
    assert found.status.tolist() == expected["Status"].map(STATUS).tolist()
    np.testing.assert_allclose(found.ratio, expected["ICER"], rtol=1e-9)


def test_of_two_equal_options_the_first_stays() -> None:
    found = efficient_frontier([5, 5, 5], [1, 1, 0.5])
    assert found.status.tolist() == ["non-dominated", "dominated", "dominated"]


def test_a_mix_of_two_others_dominates() -> None:
    # Halfway between (0, 0) and (100, 10) an effect of 5 costs 50, less than 80.
    found = efficient_frontier([0, 80, 100], [0, 5, 10])
    assert found.status.tolist() == ["non-dominated", "extendedly dominated", "non-dominated"]
    assert found.ratio[2] == 10


@given(
    arrays("float64", (6,), elements=st.integers(0, 50).map(float)),
    arrays("float64", (6,), elements=st.integers(0, 50).map(float)),
)
@settings(deadline=None)
def test_ratios_rise_along_the_frontier(costs: np.ndarray, effects: np.ndarray) -> None:
    found = efficient_frontier(costs, effects)
    ratios = found.ratio[np.argsort(costs, kind="stable")]
    ratios = ratios[~np.isnan(ratios)]
    assert (np.diff(ratios) > -1e-9).all()
    assert np.count_nonzero(found.status == "non-dominated") == len(ratios) + 1


def test_options_without_one_cost_and_effect_each_are_refused() -> None:
    with pytest.raises(InputError):
        efficient_frontier([1, 2], [1])
    with pytest.raises(InputError):
        efficient_frontier([1, np.inf], [1, 2])


def brute_force(
    costs: np.ndarray, effects: np.ndarray, amounts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities and value of information amount by amount."""
    probability, worth = [], []
    for amount in amounts:
        benefit = amount * effects - costs
        best = benefit == benefit.max(axis=1, keepdims=True)
        probability.append((best / best.sum(axis=1, keepdims=True)).mean(axis=0))
        worth.append(benefit.max(axis=1).mean() - benefit.mean(axis=0).max())
    return np.array(probability), np.maximum(worth, 0)


AMOUNTS = st.one_of(
    st.just(np.linspace(0, 10, 11)),
    st.lists(st.integers(-40, 40).map(lambda n: n / 4), min_size=1, max_size=6).map(np.array),
)


@given(DRAWS, DRAWS, AMOUNTS)
@settings(deadline=None, max_examples=150)
def test_stretches_of_amounts_give_what_amount_by_amount_gives(
    costs: np.ndarray, effects: np.ndarray, amounts: np.ndarray
) -> None:
    # Whole numbers tie often, and the amounts may be uneven, unsorted, repeated or negative.
    probability, worth = brute_force(costs, effects, amounts)
    found = acceptability(costs, effects, amounts)
    np.testing.assert_allclose(found.probability, probability, atol=1e-12)
    information = expected_value_of_perfect_information(costs, effects, amounts)
    np.testing.assert_allclose(information, worth, atol=1e-9)
