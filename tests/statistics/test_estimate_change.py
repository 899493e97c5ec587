"""The change between two estimates, against the published examples of Newcombe."""

import numpy as np
import pytest

from evalutils.statistics.estimate_change import change
from evalutils.statistics.proportions import Interval, wilson

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10: the counts and bounds.
NEWCOMBE = [
    ((56, 70), (48, 80), (0.0524, 0.3339)),
    ((9, 10), (3, 10), (0.1705, 0.8090)),
    ((6, 7), (2, 7), (0.0582, 0.8062)),
    ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ((0, 10), (0, 20), (-0.1611, 0.2775)),
    ((0, 10), (0, 10), (-0.2775, 0.2775)),
    ((10, 10), (0, 20), (0.6791, 1.0000)),
    ((10, 10), (0, 10), (0.6075, 1.0000)),
]


@pytest.mark.parametrize(("later", "earlier", "bounds"), NEWCOMBE)
def test_of_two_wilson_intervals_it_is_the_interval_of_newcombe(
    later: tuple[int, int], earlier: tuple[int, int], bounds: tuple[float, float]
) -> None:
    found = change(wilson(*earlier), wilson(*later))
    assert found.estimate == pytest.approx(later[0] / later[1] - earlier[0] / earlier[1])
    assert (found.lower, found.upper) == pytest.approx(bounds, abs=0.00005)


def interval(estimate: float, lower: float, upper: float) -> Interval:
    return Interval(*(np.array([end]) for end in (estimate, lower, upper)))


BEFORE, AFTER = interval(10, 7, 13), interval(20, 16, 24)


def test_distances_to_the_bounds_are_added_as_squares() -> None:
    found = change(BEFORE, AFTER)
    assert found.estimate == [10]
    assert (found.lower, found.upper) == ([10 - 5], [10 + 5])  # 3 and 4 make 5


def test_of_people_in_both_an_unknown_correlation_takes_the_widest_interval() -> None:
    found = change(BEFORE, AFTER, correlation=-1)
    assert (found.lower, found.upper) == ([10 - 7], [10 + 7])  # 3 + 4


def test_without_an_interval_the_change_has_none_either() -> None:
    found = change(interval(10, np.nan, np.nan), AFTER)
    assert found.estimate == [10]
    assert np.isnan(found.lower) and np.isnan(found.upper)


def test_a_correlation_is_no_more_than_one() -> None:
    with pytest.raises(ValueError, match="between -1 and 1"):
        change(BEFORE, AFTER, correlation=1.1)
