"""Costs against additional durable exits."""

from collections.abc import Callable

import numpy as np
import pytest
from chart_checks import assert_sound
from matplotlib.collections import PathCollection
from matplotlib.contour import QuadContourSet
from matplotlib.lines import Line2D
from matplotlib.path import Path
from outputs import chart
from shown_costs import axes_of, dots_of, published

from evalutils import cost_benefit, show
from evalutils.disclosure import Publishable
from evalutils.display import Chart


def drawn(**columns: object) -> Chart:
    draws = published(cost_benefit.plane)
    frame = draws.frame.assign(**columns)
    return chart(show.cost_effect_plane.chart(Publishable(frame, draws.key_figures, False)))


def alike() -> Chart:
    """The chart of draws that are all the same."""
    draws = published(cost_benefit.plane).frame
    return drawn(cost=draws["mean_cost"], effect=draws["mean_effect"])


def test_every_draw_is_a_dot_at_its_effect_and_cost() -> None:
    draws = published(cost_benefit.plane).frame
    shown = draws.loc[draws["lost"] < 1, ["effect", "cost"]]
    (dots,) = dots_of(axes_of(drawn()))
    np.testing.assert_allclose(dots, shown.to_numpy())


def test_about_half_and_nearly_all_of_the_draws_lie_within_the_lines() -> None:
    draws = published(cost_benefit.plane).frame
    contours = [item for item in axes_of(drawn()).collections if isinstance(item, QuadContourSet)]
    assert len(contours) == 4
    for lines, (_, part) in zip(contours, draws[draws["lost"] < 1].groupby("lost"), strict=True):
        points = part[["effect", "cost"]].to_numpy()
        wide, narrow = (
            np.any([Path(edge).contains_points(points) for edge in path.to_polygons()], axis=0)
            for path in lines.get_paths()
        )
        assert wide.mean() >= 0.95
        assert 0.5 <= narrow.mean() < 0.7


def test_draws_that_are_all_the_same_have_no_lines_and_no_words_about_them() -> None:
    assert "lijnen" in drawn().caption
    sure = alike()
    assert "lijnen" not in sure.caption
    assert not [item for item in axes_of(sure).collections if isinstance(item, QuadContourSet)]


def test_the_marks_of_the_legend_are_opaque_and_larger_than_those_of_the_draws() -> None:
    axes = axes_of(drawn())
    (draws,) = (item for item in axes.collections if isinstance(item, PathCollection))
    legend = axes.get_legend()
    assert legend is not None
    marks = [mark for mark in legend.legend_handles if isinstance(mark, Line2D)]
    assert len(marks) == 4
    for mark in marks:
        assert mark.get_alpha() == 1
        assert mark.get_markersize() ** 2 > 2 * draws.get_sizes().max()  # both in points squared


@pytest.mark.parametrize("draw", [drawn, alike])
def test_the_chart_of_the_plane_is_sound(draw: Callable[[], Chart]) -> None:
    assert_sound(draw)
