"""Shares with their intervals: every mark stands at its value."""

import math
from statistics import NormalDist

import pandas as pd
import pytest
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.figure import Figure

from evalutils.show.interval_rows import interval_chart, of_one_base
from evalutils.statistics.proportions import percent_interval

NONE = math.nan


def wilson(count: int, n: int) -> list[float]:
    """Bounds in percent at 95%; Wilson (1927)."""
    z = NormalDist().inv_cdf(0.975)
    middle = (count + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * math.sqrt(count * (n - count) / n + z**2 / 4)
    return [100 * (middle - half), 100 * (middle + half)]


def drawn(counts: list[float], people: list[float], printed: float = 45.0) -> list[Collection]:
    """The marks of rows with counts, and of a last one that only has a printed share."""
    share, lower, upper = percent_interval(pd.Series(counts), pd.Series(people))
    columns = [pd.Series([*column, NONE]) for column in (share, lower, upper)]
    columns[0].iloc[-1] = printed
    n = pd.Series([*people, 100.0])
    names = [str(place) for place in range(len(n))]
    return marks_of(interval_chart(names, *columns, "aandeel", n))


def marks_of(figure: Figure) -> list[Collection]:
    """The marks of a chart, without layers that drew nothing."""
    return [layer for layer in figure.axes[0].collections if layer.get_paths()]


def test_lines_end_at_the_bounds_and_dots_stand_at_the_share() -> None:
    lines, dots, _ = drawn([83, 20], [204, 100])
    assert isinstance(lines, LineCollection)
    assert isinstance(dots, PathCollection)
    found = sorted(lines.get_segments(), key=lambda ends: -float(ends[0][1]))
    assert [ends[:, 0].tolist() for ends in found] == [
        pytest.approx(wilson(83, 204)),
        pytest.approx(wilson(20, 100)),
    ]
    assert dots.get_offsets()[:, 0].tolist() == pytest.approx([100 * 83 / 204, 20.0])
    assert dots.get_offsets()[:, 1].tolist() == [ends[0][1] for ends in found]


def test_a_printed_share_is_an_open_dot_without_a_line() -> None:
    *_, hollow = drawn([83], [204])
    assert isinstance(hollow, PathCollection)
    assert hollow.get_offsets()[:, 0].tolist() == [45.0]
    assert hollow.get_facecolor()[0].tolist() == [1, 1, 1, 1]


def test_few_people_are_a_broad_bar_without_a_dot() -> None:
    broad, lines, dots, _ = drawn([10, 83], [13, 204])
    assert isinstance(broad, LineCollection)
    assert isinstance(lines, LineCollection)
    assert isinstance(dots, PathCollection)
    (ends,) = broad.get_segments()
    assert ends[:, 0].tolist() == pytest.approx(wilson(10, 13))
    assert broad.get_linewidth()[0] > 3 * lines.get_linewidth()[0]
    assert dots.get_offsets()[:, 0].tolist() == pytest.approx([100 * 83 / 204])


def test_a_share_that_was_left_out_draws_nothing() -> None:
    known = pd.Series([40.0, NONE])
    figure = interval_chart(["a", "b"], known, pd.Series([30.0, NONE]), known + 9, "aandeel")
    lines, dots = marks_of(figure)
    assert isinstance(lines, LineCollection)
    assert len(lines.get_segments()) == len(dots.get_offsets()) == 1
    assert figure.axes[0].get_xlim() == (0, 50)  # the first round end beyond 49


def test_a_row_without_a_share_has_no_say_in_which_base_is_drawn() -> None:
    frame = pd.DataFrame({"share": [10.0, 20.0, 30.0, NONE]})
    drawn, of = of_one_base(frame, ["de instroom", "de uitstroom", "de uitstroom", "de instroom"])
    assert list(drawn["share"]) == [20.0, 30.0]
    assert of.startswith(", van de uitstroom (")
