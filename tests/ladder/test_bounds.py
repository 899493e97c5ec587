"""Bounds from two distributions: examples by hand, and sharpness by linear programme."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from evalutils.ladder import fall_bounds, minimum_movers, rise_bounds

COUPLINGS = (
    st.integers(2, 6)
    .flatmap(
        lambda size: st.lists(
            st.lists(st.integers(0, 30), min_size=size, max_size=size), min_size=size, max_size=size
        )
    )
    .filter(lambda rows: sum(map(sum, rows)) > 0)
)
MARGINS = st.integers(2, 6).flatmap(
    lambda size: st.tuples(
        *[st.lists(st.integers(0, 50), min_size=size, max_size=size).filter(any)] * 2
    )
)


def extreme(start: list[int], end: list[int], moves: np.ndarray, sign: int) -> float:
    """The lowest (1) or highest (-1) share that makes some moves, over all couplings."""
    size = len(start)
    rows = np.kron(np.eye(size), np.ones(size))
    columns = np.kron(np.ones(size), np.eye(size))
    margins = np.concatenate([np.array(start) / sum(start), np.array(end) / sum(end)])
    answer = linprog(sign * moves.ravel(), A_eq=np.vstack([rows, columns]), b_eq=margins)
    return sign * answer.fun


def test_everyone_who_leaves_the_lowest_rung_must_rise() -> None:
    # Rung 1 goes from 60% to 40%: at least 20% rose. At most: all but the 40% who are on rung 1.
    assert rise_bounds([60, 40], [40, 60]) == (0.2, 0.6)
    assert fall_bounds([60, 40], [40, 60]) == (0, 0.4)
    assert minimum_movers([60, 40], [40, 60]) == 0.2


def test_equal_distributions_need_no_movers() -> None:
    assert minimum_movers([5, 3, 2], [5, 3, 2]) == 0
    assert rise_bounds([5, 3, 2], [5, 3, 2])[0] == 0


def test_the_scale_does_not_matter() -> None:
    assert rise_bounds([3, 1], [1, 3]) == rise_bounds([75, 25], [0.25, 0.75]) == (0.5, 0.75)


def test_groningen_by_hand() -> None:
    # Known rungs: R = 51.8/100.7 on rung 1, C = 24.9/86.0; no later rung has a larger difference
    # except rung 2: 71.2/100.7 - 44.1/86.0 = 0.1942; rung 1: 0.5144 - 0.2895 = 0.2249.
    current = [51.8, 19.4, 19.5, 2.6, 1.3, 5.7, 0.4]
    expected = [24.9, 19.2, 24.3, 5.3, 2.5, 6.3, 3.5]
    low, high = rise_bounds(current, expected)
    assert low == pytest.approx(51.8 / 100.7 - 24.9 / 86.0)
    assert high == pytest.approx(1 - 24.9 / 86.0)  # all but those who are still on rung 1


@settings(deadline=None)
@given(COUPLINGS)
def test_bounds_hold_for_every_coupling(rows: list[list[int]]) -> None:
    shares = np.array(rows) / np.sum(rows)
    margins = shares.sum(axis=1), shares.sum(axis=0)
    up, down = np.triu(shares, 1).sum(), np.tril(shares, -1).sum()
    for truth, (low, high) in ((up, rise_bounds(*margins)), (down, fall_bounds(*margins))):
        assert low - 1e-9 <= truth <= high + 1e-9
    assert minimum_movers(*margins) <= up + down + 1e-9


@settings(deadline=None, max_examples=60)
@given(MARGINS)
def test_bounds_are_reached_by_a_linear_programme(margins: tuple[list[int], list[int]]) -> None:
    start, end = margins
    size = len(start)
    up = np.triu(np.ones((size, size)), 1)
    assert rise_bounds(start, end) == pytest.approx(
        (extreme(start, end, up, 1), extreme(start, end, up, -1)), abs=1e-7
    )
    assert fall_bounds(start, end) == pytest.approx(
        (extreme(start, end, up.T, 1), extreme(start, end, up.T, -1)), abs=1e-7
    )
    moved = 1 - np.eye(size)
    assert minimum_movers(start, end) == pytest.approx(extreme(start, end, moved, 1), abs=1e-7)


@pytest.mark.parametrize(
    ("current", "later", "problem"),
    [
        ([1, 2], [1, 2, 3], "2 rungs and later has 3"),
        ([], [], "one number per rung"),
        ([1, -1], [1, 1], "numbers from 0"),
        ([1, float("nan")], [1, 1], "numbers from 0"),
        ([0, 0], [1, 1], "above 0"),
    ],
)
def test_what_is_no_distribution_has_no_bounds(
    current: list[float], later: list[float], problem: str
) -> None:
    for function in (rise_bounds, fall_bounds, minimum_movers):
        with pytest.raises(ValueError, match=r"rung|numbers|above"):
            function(current, later)
    with pytest.raises(ValueError, match=problem):
        rise_bounds(current, later)
