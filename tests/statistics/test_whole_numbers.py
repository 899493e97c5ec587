"""Whether a whole number of people can be behind a percentage: against counting all of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalutils.statistics.whole_numbers import counts_behind, may_fail


def by_counting(tenths: int, base: int, half_tenths: Fraction) -> list[int]:
    """Every number of the base that is within half a unit, in exact arithmetic."""
    return [
        count
        for count in range(base + 1)
        if abs(Fraction(1000 * count, base) - tenths) <= half_tenths
    ]


@given(st.integers(0, 1000), st.integers(1, 300), st.sampled_from([1, 10, 30]))
def test_it_finds_what_counting_finds(tenths: int, base: int, unit: int) -> None:
    # a percentage in tenths, rounded to 0.1, 1 or 3 percentage points
    found = counts_behind(tenths / 10, base, unit / 20)
    within = [count for count in found if count <= base]
    assert within == by_counting(tenths, base, Fraction(unit, 2))


@given(st.integers(1, 1200), st.sampled_from([0.05, 0.5]))
def test_it_may_fail_exactly_where_some_percentage_is_not_reached(base: int, half: float) -> None:
    printed = [step * 2 * half for step in range(round(100 / (2 * half)) + 1)]
    assert may_fail(base, half) >= any(not counts_behind(value, base, half) for value in printed)


def test_the_published_example_of_the_grim_test() -> None:
    # Brown and Heathers (2017): a mean of 5.19 of 28 whole answers cannot be:
    # 145 / 28 is 5.18, 146 / 28 is 5.21
    assert not counts_behind(519, 28, 0.5)
    assert list(counts_behind(518, 28, 0.5)) == [145]
    assert list(counts_behind(521, 28, 0.5)) == [146]


@pytest.mark.parametrize(
    ("value", "base", "half", "counts"),
    [
        (9, 63, 0.5, []),  # 5 is 7.94%, 6 is 9.52%
        (10, 63, 0.5, [6]),
        (20.5, 136, 0.05, []),  # 27 is 19.85%, 28 is 20.59%
        (0, 63, 0.5, [0]),
        (100, 10, 0.5, [10]),
        (2.5, 40, 0.05, [1]),
        (0.5, 200, 0.5, [0, 1, 2]),  # halves may go either way: 0%, 0.5% and 1%
    ],
)
def test_known_answers(value: float, base: int, half: float, counts: list[int]) -> None:
    assert list(counts_behind(value, base, half)) == counts
