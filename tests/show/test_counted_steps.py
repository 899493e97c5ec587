"""Steps as the source counts them: do they add up, and where do they go."""

from typing import Any

import pytest
from chart_checks import assert_sound
from filled_tables import ladder, protected, public, table
from ladder_samples import counted, covered, step
from outputs import SCHEME, cells_of, chart, sentence

from evalutils import ladder as analysis
from evalutils.display import Nothing
from evalutils.show import counted_steps


@pytest.mark.parametrize(
    ("count", "ending"),
    [
        (54, "op die trede staan er 89. Het verschil van 3 verklaart de bron niet."),
        (51, "op die trede staan er 89. Dat klopt."),
    ],
)
def test_steps_are_laid_beside_the_clients_on_the_rung(count: int, ending: str) -> None:
    result = counted(step("2", "same", 38), step("2", "3", count), now={"2": 89})
    text = sentence(counted_steps.sentence(result))
    assert text.startswith(f"De stappen vanaf trede 2 gaan samen over {38 + count} cliënten;")
    assert text.endswith(ending)


def test_a_single_client_on_a_rung_is_singular() -> None:
    assert sentence(counted_steps.sentence(counted(step("2", "3", 1), now={"2": 1}))) == (
        "De stappen vanaf trede 2 gaan samen over 1 cliënt; op die trede staat er 1. Dat klopt."
    )


def test_rounded_steps_need_not_add_up() -> None:
    # 38 + 51 = 89: 40 + 50 = 90 for 90. 37 + 52 = 89: 35 + 50 = 85, 5 off by rounding.
    steps = [step("2", "same", 37), step("2", "3", 52)]
    text = sentence(counted_steps.sentence(counted(*steps, now={"2": 89}, clear=protected)))
    assert text.endswith("Het verschil kan door het afronden komen.")


def drawn(*steps: dict[str, Any], coverage: Any = None, clear: Any = public) -> Any:
    return counted_steps.chart(counted(*steps, clear=clear), SCHEME, coverage)


def test_steps_stand_in_a_flow_chart_with_their_coverage() -> None:
    shown = drawn(step("2", "3-4", 37), step("2", "same", 17), coverage=covered())
    assert shown.alt.endswith("van 2 naar 3-4: 37; van 2 naar 2: 17.")
    assert shown.caption.endswith("dekking ongeveer 60%")


def test_the_chart_is_sound() -> None:
    steps = [step("2", "3-4", 37), step("2", "same", 17), step("3", "1-2", 4)]
    assert_sound(lambda: chart(drawn(*steps)))


def test_a_range_of_rungs_stands_above_its_lowest_and_higher_on_top() -> None:
    steps = [step("1", "2-3", 20), step("1", "higher", 20), step("1", "2", 20)]
    (axes,) = chart(drawn(*steps)).figure.axes
    names = {text.get_text(): text.get_position()[1] for text in axes.texts}
    assert names["2"] < names["2-3"] < names["hoger"]


def test_a_hidden_step_has_no_band() -> None:
    steps = [step("2", "3-4", 37), step("2", "5-6", 20), step("2", "same", 9)]
    shown = drawn(*steps, clear=protected)
    assert shown.alt.endswith(" van 2 naar 3-4: 35; van 2 naar 5-6: 20.")


def test_without_two_steps_of_one_kind_there_is_no_flow_chart() -> None:
    assert isinstance(drawn(), Nothing)
    assert isinstance(drawn(step("2", "3-4", 37), step("2", "same", 0)), Nothing)


def test_steps_are_listed_with_where_they_go() -> None:
    result = counted(step("2", "3", 12), step("2", "same", 9), clear=protected)
    rows = cells_of(counted_steps.table(result, SCHEME, covered()))
    assert rows[1] == ["Naar", "Van trede", "Grondslag", "Aantal"]
    assert rows[2] == ["Trede 3", "2 sociale contacten", "verwacht door begeleiders", "10"]
    assert rows[3] == ["Dezelfde trede", "2 sociale contacten", "verwacht door begeleiders", "<10"]
    assert rows[4] == ["Dekking: ongeveer 60% van de cliënten is gemeten."]


def test_shares_of_steps_stand_under_their_own_way() -> None:
    # Of 40: 24 rise, 12 stay, 4 fall.
    data = table("ladder_moves", step("2", "3", 24), step("2", "same", 12), step("2", "1", 4))
    shares = public(analysis.step_shares(data, ladder(current=[0, 40, 0])))
    rows = cells_of(counted_steps.shares_table(shares, SCHEME))
    assert rows[1] == ["Van trede", "Grondslag", "Basis", "Stijgt", "Blijft", "Daalt"]
    assert rows[2][:3] == ["2 sociale contacten", "verwacht door begeleiders", "40"]
    assert [cell.split(" ")[0] for cell in rows[2][3:]] == ["60,0%", "30,0%", "10,0%"]
