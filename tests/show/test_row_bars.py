"""Bars on the rows of a chart: where they lie, and what they are told apart by."""

import pytest
from chart_checks import bars_of

from evalutils.show.chart_style import rows_canvas
from evalutils.show.row_bars import BAR_INCHES, bars


def test_a_bar_lies_on_its_row_from_its_start_to_its_end() -> None:
    # The second name takes two lines, so that the rows are not equally far apart.
    canvas = rows_canvas(["a", "woord " * 10, "c", "d"], [""] * 4)
    bars(canvas.axes, canvas.middles, [50, 30, 80, 10], starts=[20, 0, 70, 5], color="red")
    assert sorted(bars_of(canvas.axes), reverse=True) == [
        pytest.approx(bar)
        for bar in zip(canvas.middles, [20, 0, 70, 5], [50, 30, 80, 10], strict=True)
    ]


@pytest.mark.parametrize("rows", [1, 2, 6])
def test_every_bar_is_as_thick(rows: int) -> None:
    canvas = rows_canvas(["naam"] * rows, [""] * rows)
    bars(canvas.axes, canvas.middles, [40.0] * rows, color="red")
    assert [bar.get_height() for bar in canvas.axes.patches] == pytest.approx([BAR_INCHES] * rows)


def test_a_bar_without_an_end_is_not_drawn_and_the_others_keep_their_row() -> None:
    canvas = rows_canvas(["a", "b", "c"], [""] * 3)
    bars(canvas.axes, canvas.middles, [50, float("nan"), 30], color="red")
    top, _, bottom = canvas.middles
    found = sorted(bars_of(canvas.axes))
    assert found == [pytest.approx((bottom, 0, 30)), pytest.approx((top, 0, 50))]


def test_a_hatched_bar_is_white_between_its_lines() -> None:
    canvas = rows_canvas(["a"], [""])
    bars(canvas.axes, canvas.middles, [50], color="#D55E00", hatch="//")
    (bar,) = canvas.axes.patches
    assert (bar.get_facecolor(), bar.get_hatch()) == ((1, 1, 1, 1), "//")
    assert bar.get_edgecolor() == pytest.approx((0xD5 / 255, 0x5E / 255, 0, 1))
