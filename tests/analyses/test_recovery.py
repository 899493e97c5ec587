"""What can be computed about a hidden number, against trying every possibility."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.disclosure.recovery import Bounds, possible_values


def test_a_part_is_the_difference_of_the_total_and_the_other_parts() -> None:
    # 33 to 37 minus 10 to 12 minus 10 to 12, at most 9: 33 - 24 = 9
    known = {
        "total": Bounds(33, 37),
        "a": Bounds(10, 12),
        "b": Bounds(10, 12),
        "hidden": Bounds(0, 9),
    }
    equation = {"total": 1, "a": -1, "b": -1, "hidden": -1}
    assert possible_values("hidden", [equation], known) == Bounds(9, 9)


def test_without_an_upper_bound_the_highest_value_is_infinite() -> None:
    known = {"total": Bounds(10, np.inf), "hidden": Bounds(0, np.inf)}
    equation = {"total": 1, "hidden": -1}
    assert possible_values("hidden", [equation], known) == Bounds(10, np.inf)


def test_two_equations_tell_more_than_either() -> None:
    # a + b = 10 and a - b = 4 give a = 7.
    known = {"a": Bounds(0, 10), "b": Bounds(0, 10), "ten": Bounds(10, 10), "four": Bounds(4, 4)}
    equations = [{"a": 1, "b": 1, "ten": -1}, {"a": 1, "b": -1, "four": -1}]
    assert possible_values("a", equations, known) == Bounds(7, 7)


def test_only_whole_numbers_count() -> None:
    # 2a = total, 3 to 5: a = 2, as 1.5 and 2.5 are no persons.
    known = {"a": Bounds(0, 9), "total": Bounds(3, 5)}
    assert possible_values("a", [{"a": 2, "total": -1}], known) == Bounds(2, 2)


def test_numbers_that_cannot_be_are_an_error() -> None:
    known = {"total": Bounds(1, 2), "part": Bounds(5, 6)}
    with pytest.raises(ValueError, match="No numbers"):
        possible_values("part", [{"total": 1, "part": -1}], known)


def test_bounds_count_their_whole_numbers() -> None:
    assert Bounds(6, 9).values == 4
    assert Bounds(3, np.inf).values == np.inf


small_bounds = st.integers(0, 5).flatmap(
    lambda low: st.builds(Bounds, st.just(low), st.integers(low, low + 4))
)


@given(
    st.lists(small_bounds, min_size=2, max_size=4),
    st.lists(st.lists(st.integers(-1, 1), min_size=4, max_size=4), min_size=1, max_size=2),
)
@settings(max_examples=60, deadline=None)
def test_bounds_are_those_of_trying_everything(bounds: list[Bounds], rows: list[list[int]]) -> None:
    known = dict(enumerate(bounds))
    equations = [{name: row[name] for name in known} for row in rows]
    fitting = [
        numbers
        for numbers in product(*(range(int(low), int(high) + 1) for low, high in bounds))
        if all(sum(eq[name] * numbers[name] for name in known) == 0 for eq in equations)
    ]
    if not fitting:
        return
    for name in known:
        values = [numbers[name] for numbers in fitting]
        assert possible_values(name, equations, known) == Bounds(min(values), max(values))
