"""Acceptability and value of information, by hand and against other software."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from evalutils.errors import InputError
from evalutils.statistics.decision import acceptability, expected_value_of_perfect_information

REFERENCE = Path(__file__).parents[1] / "reference" / "cost_benefit"
DRAWS = arrays("float64", (9, 3), elements=st.integers(-20, 20).map(float))


def test_an_option_is_acceptable_in_the_draws_where_it_wins() -> None:
    costs = [[0, 100], [0, 100], [0, 100], [0, 100]]
    effects = [[0, 1], [0, 2], [0, 0.5], [0, 0]]
    # At 100 per effect option 2 gains 0, 100, -50 and -100: one tie, one win, two losses.
    assert acceptability(costs, effects, [100]).tolist() == [[2.5 / 4, 1.5 / 4]]


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
    np.testing.assert_allclose(found, expected[["p_1", "p_2", "p_3"]], atol=1e-12)
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
    probability = acceptability(costs, np.zeros_like(costs), [0])[0, 1]
    assert probability == pytest.approx(stats.norm.cdf(z), abs=1e-5)


@given(DRAWS, DRAWS)
@settings(deadline=None)
def test_shares_of_the_draws_add_up_and_information_is_never_harmful(
    costs: np.ndarray, effects: np.ndarray
) -> None:
    amounts = np.arange(0.0, 30.0, 5)
    found = acceptability(costs, effects, amounts)
    assert found.sum(axis=1) == pytest.approx(np.ones(6))
    assert (expected_value_of_perfect_information(costs, effects, amounts) >= 0).all()


@given(DRAWS, DRAWS)
@settings(deadline=None)
def test_the_order_of_the_options_does_not_matter(costs: np.ndarray, effects: np.ndarray) -> None:
    forward = acceptability(costs, effects, [3.0])[0]
    backward = acceptability(costs[:, ::-1], effects[:, ::-1], [3.0])[0]
    assert backward[::-1] == pytest.approx(forward)


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
