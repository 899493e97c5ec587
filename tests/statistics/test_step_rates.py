"""Steps in continuous time against msm of R, by hand, and what must always hold."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.statistics.step_rates import after, chances, fit_rates, same_rates

REFERENCE = Path(__file__).parents[1] / "reference" / "ladder"
PAIRS = pd.read_csv(REFERENCE / "step_pairs.csv")
FITTED = pd.read_csv(REFERENCE / "step_rates.csv")
ARGUMENTS = (PAIRS["first"] - 1, PAIRS["last"] - 1, PAIRS["months"], 4)


def test_rates_from_unequal_times_agree_with_msm() -> None:
    found = fit_rates(*ARGUMENTS, half_step=0)
    assert found.log_rates == pytest.approx(FITTED["log_rate"], rel=1e-5)
    errors = np.sqrt(np.diag(found.covariance))
    assert errors == pytest.approx(FITTED["standard_error"], rel=1e-4)
    assert found.log_likelihood == pytest.approx(FITTED["log_likelihood"][0], rel=1e-9)


def test_shares_after_6_and_12_months_agree_with_msm() -> None:
    expected = pd.read_csv(REFERENCE / "step_projection.csv")
    expected = expected.pivot(index="months", columns="rung", values="share").to_numpy()
    now = PAIRS["last"].value_counts().sort_index()
    found, lower, upper = after(fit_rates(*ARGUMENTS, half_step=0), now, [6, 12], seed=1)
    assert found == pytest.approx(expected, rel=1e-4)
    assert (lower < found).all() and (found < upper).all()


def test_the_pace_of_short_and_long_times_is_compared_as_in_r() -> None:
    from scipy.stats import chi2

    apart = FITTED["log_likelihood_apart"][0] - FITTED["log_likelihood"][0]
    # Three rates up and three down are estimated twice.
    expected = chi2.sf(2 * apart, 6)
    assert same_rates(*ARGUMENTS, half_step=0) == pytest.approx(expected, rel=1e-4)


def test_two_rungs_go_to_their_balance_as_on_paper() -> None:
    # Up 0.1 and down 0.05 a month: 0.1 / 0.15 * (1 - exp(-0.15 * 12)) = 0.5565 after a year.
    found = chances(np.log([0.1, 0.05]), 12.0)
    assert found[0, 1] == pytest.approx(0.1 / 0.15 * (1 - np.exp(-0.15 * 12)))


def test_a_step_that_nobody_took_is_half_a_step_and_not_impossible() -> None:
    # 50 people stay on each of two rungs for 6 months: half a step in 300 months.
    rungs = np.repeat([0, 1], 50)
    found = fit_rates(rungs, rungs, np.full(100, 6.0), 2)
    assert np.exp(found.log_rates) == pytest.approx([0.5 / 300] * 2, rel=0.02)
    assert np.isfinite(found.covariance).all()


def test_equal_times_say_nothing_about_the_pace_of_other_times() -> None:
    assert np.isnan(same_rates([0, 1, 0, 1], [0, 1, 1, 0], [6.0] * 4, 2))


@pytest.mark.parametrize(
    ("first", "months", "message"), [([0, 0], [1, 1], "Every rung"), ([0, 1], [1, 0], "above 0")]
)
def test_what_gives_no_rate_is_refused(first: list[int], months: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        fit_rates(first, [0, 1], months, 2)


@given(st.lists(st.floats(-6, 0), min_size=2, max_size=10), st.floats(0, 30), st.floats(0, 30))
@settings(max_examples=40, deadline=None)
def test_chances_add_up_and_two_stretches_make_a_longer_one(
    rates: list[float], one: float, other: float
) -> None:
    log_rates = np.array(rates[: len(rates) // 2 * 2])
    found = chances(log_rates, [0.0, one, other, one + other])
    assert found[0] == pytest.approx(np.eye(len(log_rates) // 2 + 1), abs=1e-9)
    assert found.sum(axis=2) == pytest.approx(np.ones(found.shape[:2]))
    assert found[1] @ found[2] == pytest.approx(found[3], abs=1e-9)
