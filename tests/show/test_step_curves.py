"""Curves with their band: every point of them at its month and share."""

import pandas as pd
import pytest

from evalutils.show.step_curves import Panel, curve_chart

FRAME = pd.DataFrame(
    {
        "month": [3, 6, 12],
        "share": [80.0, 60.0, 50.0],
        "lower": [70.0, 50.0, float("nan")],
        "upper": [88.0, 69.0, float("nan")],
        "at_risk": [40.0, 30.0, 20.0],
    }
)


def test_a_curve_runs_from_its_start_through_its_shares() -> None:
    axes = curve_chart([Panel("a", FRAME, 100)], risk="nog", axis_label="maanden").axes[0]
    (line,) = axes.lines
    assert line.get_xydata().tolist() == [[0, 100], [3, 80], [6, 60], [12, 50]]
    assert axes.get_ylim() == (0, 100)


def test_a_band_runs_between_the_bounds_and_is_closed_where_there_are_none() -> None:
    axes = curve_chart([Panel("a", FRAME, 100)], risk="nog", axis_label="maanden").axes[0]
    (band,) = axes.patches
    lower = [[0, 100], [3, 70], [6, 50], [12, 50]]
    upper = [[12, 50], [6, 69], [3, 88], [0, 100]]
    assert band.get_path().vertices[:8].tolist() == [*lower, *upper]


def test_panels_share_one_scale_that_holds_every_band() -> None:
    low = FRAME.assign(share=[1.0, 2.0, 3.0], lower=0.5, upper=[2.0, 4.0, 7.0])
    high = FRAME.assign(share=[5.0, 9.0, 12.0], lower=4.0, upper=[7.0, 12.0, 18.0])
    panels = [Panel("a", low, 0), Panel("b", high, 0)]
    figure = curve_chart(panels, risk="nog", axis_label="maanden")
    # 18 is the highest upper bound; the next round end is 20.
    assert [axes.get_ylim() for axes in figure.axes[:2]] == [(0, 20)] * 2


@pytest.mark.parametrize(("points", "marked"), [(10, True), (11, False)])
def test_a_curve_of_few_points_shows_them(points: int, marked: bool) -> None:
    months = pd.DataFrame({"month": range(1, points + 1), "share": 50.0, "at_risk": 20.0})
    frame = months.assign(lower=40.0, upper=60.0)
    axes = curve_chart([Panel("a", frame, 100)], risk="nog", axis_label="maanden").axes[0]
    assert (axes.lines[0].get_marker() not in ("", "None", None)) == marked
