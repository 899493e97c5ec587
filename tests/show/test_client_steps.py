"""From which rung to which rung clients went: told, as bands, as a heat map and as a table."""

from typing import Any

import pytest
from chart_checks import assert_sound
from client_samples import moved
from filled_tables import protected, public
from matplotlib.axes import Axes
from outputs import SCHEME, cells_of, chart, sentence

from evalutils import ladder
from evalutils.show import client_steps

STEPS = moved(s12=40, s22=30, s21=20, s13=10)
# Of these the step from 2 to 1 is among the numbers that are left out.
FEW = moved(s12=40, s22=30, s21=9, s13=10, s33=9, s31=12)
COVERED = public(ladder.client_coverage(STEPS))


def steps(clients: Any = STEPS, clear: Any = public) -> Any:
    return clear(ladder.client_transitions(clients, SCHEME.numbers))


def heat_map(clients: Any = STEPS, clear: Any = public) -> Axes:
    (axes,) = chart(client_steps.chart(steps(clients, clear), COVERED)).figure.axes
    return axes


def written_in(axes: Axes) -> dict[tuple[str, str], str]:
    """The text in the cell of each first and last rung, by the labels beside the map."""
    across, down = (
        dict(zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True))
        for axis in (axes.xaxis, axes.yaxis)
    )
    return {
        (down[y].get_text(), across[x].get_text()): text.get_text()
        for text in axes.texts
        for x, y in [text.get_position()]
    }


def test_every_cell_holds_the_clients_of_its_step() -> None:
    found = written_in(heat_map())
    moves = {("1", "2"): "40", ("2", "2"): "30", ("2", "1"): "20", ("1", "3"): "10"}
    assert found == {(a, b): moves.get((a, b), "0") for a in "123" for b in "123"}


def test_the_highest_rung_is_on_top_and_to_the_right() -> None:
    axes = heat_map()
    assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "2", "3"]
    # The vertical axis of the map runs down.
    assert axes.yaxis_inverted()
    assert [label.get_text() for label in axes.get_yticklabels()] == ["3", "2", "1"]


def test_more_clients_are_darker_and_nobody_is_white() -> None:
    (cells,) = heat_map().collections
    cells.update_scalarmappable()
    light = [sum(color[:3]) for color in cells.get_facecolors()]
    counts = [float(count) for count in cells.get_array().ravel()]
    by_count = [lightness for _, lightness in sorted(zip(counts, light, strict=True))]
    assert by_count == sorted(light, reverse=True)
    assert max(light) == 3


def test_a_hidden_step_is_a_sign_on_grey_and_in_the_table_below_10() -> None:
    axes = heat_map(FEW, protected)
    written = written_in(axes)
    assert written["2", "1"] == client_steps.HIDDEN
    assert (written["1", "2"], written["2", "2"]) == ("40", "30")
    assert axes.get_facecolor()[:3] == pytest.approx((0xEE / 255,) * 3)
    shown = chart(client_steps.chart(steps(FEW, protected), COVERED))
    assert "weggelaten" in shown.caption
    rows = cells_of(client_steps.table(steps(FEW, protected), SCHEME, COVERED))
    assert rows[1] == ["Van trede", "Naar 1", "Naar 2", "Naar 3"]
    assert rows[3][:2] == ["2 sociale contacten", "<10"]


def test_the_table_has_a_row_per_first_and_a_column_per_last_rung() -> None:
    rows = cells_of(client_steps.table(steps(), SCHEME, COVERED))
    assert rows[2:5] == [
        ["1 geïsoleerd", "0", "40", "10"],
        ["2 sociale contacten", "20", "30", "0"],
        ["3 betaald werk", "0", "0", "0"],
    ]


def test_the_step_that_most_made_is_told_apart_from_staying() -> None:
    assert sentence(client_steps.sentence(steps(moved(s12=20, s21=20, s22=30)))) == (
        "De stap die het vaakst voorkomt, is van trede 1 naar trede 2 en van trede 2 naar "
        "trede 1: elk 20 cliënten."
    )


@pytest.mark.parametrize("kind", ["flow", "heat map"])
def test_charts_of_steps_name_their_coverage_and_are_sound(kind: str) -> None:
    many = moved(s12=1200, s22=30, s21=20, s13=10)

    def draw() -> Any:
        if kind == "flow":
            return chart(client_steps.flow_chart(steps(many), SCHEME, COVERED))
        return chart(client_steps.chart(steps(many), COVERED))

    assert "dekking 100,0%" in draw().caption
    assert "van 1 naar 2: 1.200; van 2 naar 2: 30" in draw().alt
    assert_sound(draw)


def test_a_hidden_step_has_no_band() -> None:
    shown = chart(client_steps.flow_chart(steps(FEW, protected), SCHEME, COVERED))
    assert "geen band" in shown.caption
    assert "van 1 naar 2: 40" in shown.alt
    assert "van 2 naar 1" not in shown.alt
