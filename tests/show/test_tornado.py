"""How far each input moves the exits that are needed."""

import pytest
from chart_checks import assert_sound, lines_of
from outputs import cells_of, chart
from shown_costs import axes_of, dots_of, published

from evalutils import cost_benefit, show


def downwards(dots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Height and place of each dot, from the top row down."""
    return sorted(((up, across) for across, up in dots), reverse=True)


def test_every_bar_runs_from_what_is_needed_at_the_low_value_to_that_at_the_high_one() -> None:
    moved = published(cost_benefit.tornado)
    axes = axes_of(chart(show.tornado.chart(moved)))
    bars = sorted(lines_of(axes), reverse=True)
    ends = moved.frame[["needed_low", "needed_high"]].to_numpy().tolist()
    assert [sorted(bar[1:]) for bar in bars] == [pytest.approx(sorted(pair)) for pair in ends]
    low, high = ([across for _, across in downwards(dots)] for dots in dots_of(axes))
    assert low == pytest.approx([pair[0] for pair in ends])
    assert high == pytest.approx([pair[1] for pair in ends])


def test_the_open_dot_is_the_low_value_and_the_stripe_the_exits_that_there_were() -> None:
    axes = axes_of(chart(show.tornado.chart(published(cost_benefit.tornado))))
    low, high = axes.collections[-2:]
    assert low.get_facecolor()[0].tolist() == [1, 1, 1, 1]
    assert high.get_facecolor()[0].tolist() != [1, 1, 1, 1]
    assert [line.get_xdata() for line in axes.lines] == [pytest.approx([55, 55])]


def test_the_widest_bar_stands_first_in_chart_and_table() -> None:
    moved = published(cost_benefit.tornado)
    rows = cells_of(show.tornado.table(moved))
    alt = chart(show.tornado.chart(moved)).alt
    widths = (moved.frame["needed_high"] - moved.frame["needed_low"]).abs()
    assert widths.is_monotonic_decreasing
    first, second = rows[2][0], rows[3][0]
    assert alt.index(first) < alt.index(second)


def test_the_chart_of_the_sensitivity_is_sound() -> None:
    assert_sound(lambda: chart(show.tornado.chart(published(cost_benefit.tornado))))
