"""Bands between rungs: from the right rung to the right rung, as thick as their clients."""

from collections import defaultdict
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle

from evalutils.show.rung_flow import BAR, LOOK, Flow, flow_figure

# 100 clients, so that a band of 30 is 0.30 thick.
FLOWS = [
    Flow("1", "1", 20, "same"),
    Flow("1", "2", 30, "up"),
    Flow("2", "1", 15, "down"),
    Flow("2", "3", 25, "up"),
    Flow("3", "3", 10, "same"),
]
Span = tuple[float, float]


def drawn(flows: list[Flow]) -> Axes:
    figure = flow_figure(flows, ["1", "2", "3"], ["1", "2", "3"], ("eerst", "laatst"))
    return figure.axes[0]


def rungs_of(axes: Axes) -> dict[tuple[str, str], Span]:
    """Bottom and top of the bar beside each name, per side."""
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    found = {}
    for text in axes.texts:
        across, level = text.get_position()
        for bar in bars:
            low, high = bar.get_y(), bar.get_y() + bar.get_height()
            beside = abs(bar.get_x() + bar.get_width() / 2 - across) < 0.1
            if beside and low < level < high:
                found["left" if across < 0.5 else "right", text.get_text()] = (low, high)
    return found


def bands_of(axes: Axes) -> list[tuple[Span, Span, Any]]:
    """Bottom and top on the left and on the right of each band, and its look."""
    found = []
    for patch in axes.patches:
        if isinstance(patch, PathPatch):
            ends: dict[float, list[float]] = defaultdict(list)
            for across, level in patch.get_path().vertices:
                ends[round(across, 6)].append(level)
            left, right = ends[BAR], ends[1 - BAR]
            look = (patch.get_hatch(), patch.get_facecolor())
            found.append(((min(left), max(left)), (min(right), max(right)), look))
    return found


def test_every_band_goes_from_its_rung_to_its_rung_as_thick_as_its_clients() -> None:
    axes = drawn(FLOWS)
    rungs = rungs_of(axes)
    found = sorted(
        (start, end, round(100 * (left[1] - left[0]), 6), round(100 * (right[1] - right[0]), 6))
        for left, right, _ in bands_of(axes)
        for start in "123"
        for end in "123"
        if within(left, rungs["left", start]) and within(right, rungs["right", end])
    )
    assert found == sorted((f.start, f.end, f.clients, f.clients) for f in FLOWS)


def within(part: Span, whole: Span) -> bool:
    return whole[0] - 1e-9 <= part[0] and part[1] <= whole[1] + 1e-9


@pytest.mark.parametrize("side", [0, 1])
def test_the_bands_of_a_rung_fill_it_without_overlap(side: int) -> None:
    axes = drawn(FLOWS)
    rungs = {span for (name, _), span in rungs_of(axes).items() if name == ("left", "right")[side]}
    bands = sorted(band[side] for band in bands_of(axes))
    for low, high in rungs:
        level = low
        for band in bands:
            if within(band, (low, high)):
                assert band[0] == pytest.approx(level)
                level = band[1]
        assert level == pytest.approx(high)


def test_bands_leave_and_reach_a_rung_in_the_order_of_the_rungs_on_the_other_side() -> None:
    bands = [(left, right) for left, right, _ in bands_of(drawn(FLOWS))]
    rungs = rungs_of(drawn(FLOWS))
    for number in "123":
        leaving = sorted(band for band in bands if within(band[0], rungs["left", number]))
        assert [right for _, right in leaving] == sorted(right for _, right in leaving)
        reaching = sorted(
            (right, left) for left, right in bands if within(right, rungs["right", number])
        )
        assert [left for _, left in reaching] == sorted(left for _, left in reaching)


def test_rungs_are_as_high_as_their_clients_and_stand_in_order() -> None:
    rungs = rungs_of(drawn(FLOWS))
    thick = {key: round(100 * (high - low), 6) for key, (low, high) in rungs.items()}
    assert thick == {
        ("left", "1"): 50, ("left", "2"): 40, ("left", "3"): 10,
        ("right", "1"): 35, ("right", "2"): 30, ("right", "3"): 35,
    }  # fmt: skip
    for side in ("left", "right"):
        assert rungs[side, "1"] < rungs[side, "2"] < rungs[side, "3"]


def test_a_rung_without_clients_has_no_bar_and_no_name() -> None:
    assert set(rungs_of(drawn([Flow("1", "2", 5, "up")]))) == {("left", "1"), ("right", "2")}


def test_up_and_down_differ_in_hatch_and_the_legend_names_what_is_drawn() -> None:
    axes = drawn(FLOWS)
    hatches = sorted(str(look[0]) for *_, look in bands_of(axes))
    assert hatches == ["///", "None", "None", "None", "None"]
    (legend,) = axes.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["omhoog", "gelijk", "omlaag"]
    assert LOOK["undecided"][0] == "onbeslist"
