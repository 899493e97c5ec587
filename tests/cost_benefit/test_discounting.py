"""Present values, break-even months and lasting exits, worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from evalutils.errors import InputError
from evalutils.statistics.discounting import break_even_month, net_present_value
from evalutils.statistics.retention import monthly_retention, still_out_curve

EUROS = st.floats(-1e6, 1e6)
RATES = st.floats(0, 0.2)


def test_a_gain_after_a_year_is_worth_less() -> None:
    # -1,000 now and 1,050 after 12 months at 5%: -1,000 + 1,050 / 1.05 = 0
    value = net_present_value([-1000, 1050], rate_per_year=0.05, months=[0, 12])
    assert value == pytest.approx(0)


def test_ten_years_at_the_green_book_rate() -> None:
    # The Green Book discounts 1,000 in year 10 at 3.5% to 1,000 / 1.035^10 = 708.92
    value = net_present_value([1000], rate_per_year=0.035, months=[120])
    assert value == pytest.approx(708.92, abs=0.005)


def test_discounting_at_zero_is_a_plain_sum() -> None:
    flows = np.arange(24, dtype="float64").reshape(2, 12)
    values = net_present_value(flows, rate_per_year=0, months=np.arange(12))
    assert values.tolist() == [66, 210]  # 0 + .. + 11; 12 + .. + 23


@given(arrays("float64", (3, 2, 7), elements=EUROS), RATES)
@settings(deadline=None)
def test_each_row_of_a_stack_is_worth_what_it_is_alone(flows: np.ndarray, rate: float) -> None:
    months = np.arange(7)
    together = net_present_value(flows, rate_per_year=rate, months=months)
    assert together.shape == (3, 2)
    alone = net_present_value(flows[1, 1], rate_per_year=rate, months=months)
    assert together[1, 1] == pytest.approx(alone, abs=1e-6)


def test_the_balance_breaks_even_in_the_month_that_it_reaches_zero() -> None:
    # -300, -200, -100, 0: month 3
    month = break_even_month([-300, 100, 100, 100, 100], rate_per_year=0, months=range(5))
    assert month == 3


def test_discounting_makes_break_even_later() -> None:
    # At 100% a year a month is worth 2^(-1/12) = 0.944 of the month before it:
    # -300 + 94.4 + 89.1 + 84.1 = -32.4, and with 79.4 in month 4 it is above zero.
    month = break_even_month([-300, 100, 100, 100, 100], rate_per_year=1, months=range(5))
    assert month == 4


def test_a_balance_that_turns_negative_again_counts_from_its_last_turn() -> None:
    # 50, -50, 10: not month 0 but month 2
    assert break_even_month([50, -100, 60], rate_per_year=0, months=range(3)) == 2


def test_a_balance_that_ends_below_zero_never_breaks_even() -> None:
    assert np.isnan(break_even_month([-300, 100, 100], rate_per_year=0, months=range(3)))


def test_break_even_months_come_per_row_and_in_the_months_given() -> None:
    flows = [[-1, 0, 1], [0, 0, 0], [-2, 0, 1]]
    found = break_even_month(flows, rate_per_year=0.02, months=[0, 6, 18])
    # The gain of 1 after 18 months does not make up for 1 now; no flows never owe anything.
    assert np.isnan(found[[0, 2]]).all()
    assert found[1] == 0


@given(arrays("float64", (6,), elements=st.floats(0, 1000)), st.floats(0, 1000))
@settings(deadline=None)
def test_more_costs_never_bring_break_even_forward(gains: np.ndarray, extra: float) -> None:
    months = range(7)
    before = break_even_month([-1000, *gains], rate_per_year=0.03, months=months)
    after = break_even_month([-1000 - extra, *gains], rate_per_year=0.03, months=months)
    assert np.isnan(after) or after >= before


@pytest.mark.parametrize("months", [[], [1, 1], [-1, 0], [[0, 1]], [2, 1]])
def test_months_that_do_not_rise_are_refused(months: list[int]) -> None:
    with pytest.raises(InputError, match="rise from 0"):
        net_present_value(np.zeros(np.shape(months)), rate_per_year=0, months=months)


def test_flows_that_do_not_fit_the_months_are_refused() -> None:
    with pytest.raises(InputError, match="do not fit 2 months"):
        break_even_month([1, 2, 3], rate_per_year=0, months=[0, 1])
    with pytest.raises(InputError, match="not above -1"):
        net_present_value([1], rate_per_year=-1, months=[0])


def test_a_published_share_becomes_a_monthly_hazard() -> None:
    # 81% after 2 months: 0.9 * 0.9
    assert monthly_retention(0.81, months=2) == pytest.approx(0.9)


def test_a_table_keeps_its_points_and_goes_on_with_its_last_hazard() -> None:
    # 0.64 after 2 months is 0.8 a month; from 2 to 4 months 0.16 / 0.64 is 0.5 a month.
    curve = still_out_curve({2: 0.64, 4: 0.16}, horizon_months=6)
    assert curve == pytest.approx([1, 0.8, 0.64, 0.32, 0.16, 0.08])


def test_nobody_comes_out_again_after_a_share_of_zero() -> None:
    curve = still_out_curve({2: 0.0}, horizon_months=4)
    assert curve[2:] == pytest.approx([0, 0])


@pytest.mark.parametrize("table", [{}, {0: 0.5}, {3: 1.2}, {3: 0.5, 6: 0.6}, {3: -0.1}])
def test_an_impossible_table_is_refused(table: dict[int, float]) -> None:
    with pytest.raises(InputError):
        still_out_curve(table, horizon_months=12)


@pytest.mark.parametrize(("share", "months"), [(1.01, 12), (-0.1, 12), (0.5, 0)])
def test_an_impossible_durability_is_refused(share: float, months: int) -> None:
    with pytest.raises(InputError):
        monthly_retention(share, months=months)
