"""Results against their targets, in words, as bullets and as a table."""

from typing import Any

import pytest
from filled_tables import protected, public, table
from matplotlib.collections import LineCollection
from outputs import cells_of, chart, full_sample, sentence

from evalutils import outflow, show


def target(indicator: str, goal: float, result: float | None, **columns: Any) -> dict[str, Any]:
    row = {"indicator": indicator, "target": goal, "result": result, "unit": "person"}
    return {**row, "direction": "at_least", **columns}


def targets(*rows: dict[str, Any], clear: Any = public) -> str:
    return sentence(
        show.target_results.sentence(clear(outflow.target_results(table("targets", *rows))))
    )


@pytest.mark.parametrize(("result", "verdict"), [(60, "gehaald"), (40, "niet gehaald")])
def test_a_single_target_is_told_in_the_singular(result: int, verdict: str) -> None:
    assert targets(target("naar werk", 50, result)) == (
        f"De bron noemt 1 doel met een getal. Op de peildatum is het {verdict}."
    )


def test_a_single_target_without_a_result() -> None:
    assert targets(target("naar werk", 50, None)) == (
        "De bron noemt 1 doel met een getal. Een resultaat staat er niet bij."
    )


@pytest.mark.parametrize(
    ("results", "told"),
    [
        ((60, 70), "daarvan zijn er 2 gehaald op de peildatum."),
        ((60, 40), "daarvan is er 1 gehaald op de peildatum."),
        ((30, 40), "daarvan is er geen gehaald op de peildatum."),
    ],
)
def test_reached_targets_are_counted(results: tuple[int, int], told: str) -> None:
    rows = [target(f"doel {place}", 50, result) for place, result in enumerate(results)]
    text = targets(*rows, target("zonder uitkomst", 50, None))
    assert text == f"De bron noemt 3 doelen met een getal. Bij 2 doelen is er een resultaat; {told}"


def test_a_source_that_judges_otherwise_is_named() -> None:
    text = targets(
        target("naar werk", 50, 40, statement="met"),
        target("gesproken", 50, 60, statement="not_met"),
        target("bezocht", 50, 60, statement="met"),
    )
    assert text.endswith("Bij ‘naar werk’ en ‘gesproken’ oordeelt de bron anders.")


def test_nearly_met_is_laid_beside_the_elapsed_time() -> None:
    year = {"target_start": "2019-01-01", "target_end": "2019-12-31", "measured_on": "2019-09-30"}
    text = targets(target("naar werk", 650, 429, statement="nearly_met", **year))
    assert text.endswith(
        "‘Naar werk’ noemt de bron bijna gehaald: 66% van het doel, toen 75% van de periode "
        "voorbij was."
    )


def test_a_hidden_result_is_told_as_left_out_and_not_as_absent() -> None:
    text = targets(target("naar werk", 5, 4), clear=protected)
    assert "weggelaten" in text
    assert "niet bij" not in text


def test_a_result_too_rounded_to_judge() -> None:
    text = targets(target("a", 100, 101), target("b", 50, 80), clear=protected)
    assert "Bij 1 doel ligt het afgeronde resultaat te dicht bij het doel" in text


def test_targets_leave_the_unit_to_the_name_of_the_target() -> None:
    result = public(outflow.target_results(full_sample()["targets"]))
    row = cells_of(show.target_results.table(result))[2]
    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] == [
        "Werk",
        "ten minste 1.650",
        "1",
        "0%",
        "nee",
    ]


def test_a_hidden_result_of_a_target_shows_below_10_or_left_out() -> None:
    row = {"direction": "at_least", "target": 50}
    data = table(
        "targets",
        {"indicator": "a", "unit": "person", "result": 4, "statement": "not_met", **row},
        {"indicator": "b", "unit": "percent", "result": 66.7, **row},
        {"indicator": "c", "unit": "EUR", "result": 7, **row},
    )
    shown = cells_of(show.target_results.table(protected(outflow.target_results(data))))
    assert [line[2] for line in shown[2:5]] == ["<10", "weggelaten", "€\N{NO-BREAK SPACE}7"]
    assert "Oordeel van de bron" not in shown[1]


def bullets(*rows: dict[str, Any], clear: Any = public) -> Any:
    return show.target_results.chart(clear(outflow.target_results(table("targets", *rows))))


def goal(name: str, result: float | None, **columns: Any) -> dict[str, Any]:
    row = {"indicator": name, "target": 100, "result": result, "unit": "person"}
    return {**row, "direction": "at_least", **columns}


def test_targets_are_described_with_their_verdict() -> None:
    shown = chart(bullets(goal("naar werk", 120), goal("bestand", 96, direction="at_most")))
    assert shown.alt == (
        "Resultaat als deel van het doel: "
        "Naar werk 120 van 100\N{NO-BREAK SPACE}personen, 120%, gehaald; "
        "Bestand (ten hoogste) 96 van 100\N{NO-BREAK SPACE}personen, 96%, gehaald."
    )
    assert "ruitje" not in shown.caption


def test_the_elapsed_time_is_marked_and_explained() -> None:
    dates = {"target_start": "2019-01-01", "target_end": "2019-12-31", "measured_on": "2019-06-30"}
    shown = chart(bullets(goal("a", 50, **dates)))
    assert "ruitje" in shown.caption
    # 181 of 365 days
    assert shown.alt.endswith("50%, niet gehaald, toen 50% van de periode voorbij was.")


def test_a_bullet_differs_in_shape_and_not_in_colour_alone() -> None:
    dates = {"target_start": "2019-01-01", "target_end": "2019-12-31", "measured_on": "2019-06-30"}
    shown = chart(bullets(goal("a", 50, **dates)))
    (axes,) = shown.figure.axes
    band, result = (patch.get_height() for patch in axes.patches)
    assert result < band / 2
    legend = shown.figure.legends[0]
    names = {text.get_text() for text in legend.get_texts()}
    assert names == {"resultaat", "doel", "naar verstreken tijd"}


def test_a_legend_of_four_marks_stands_above_the_rows() -> None:
    dates = {"target_start": "2019-01-01", "target_end": "2019-12-31", "measured_on": "2019-06-30"}
    about = goal("b", 30, qualifier="circa")
    figure = chart(bullets(goal("a", 50, **dates), about)).figure
    figure.draw_without_rendering()
    (legend,), (axes,) = figure.legends, figure.axes
    box = legend.get_window_extent()
    assert len(legend.get_texts()) == 4
    assert box.x1 <= figure.bbox.x1
    assert box.y0 >= max(text.get_window_extent().y1 for text in axes.texts)


def test_a_hidden_result_is_not_drawn() -> None:
    shown = chart(bullets(goal("groot", 120), goal("klein", 4), clear=protected))
    assert "Klein" not in shown.alt


def test_a_bullet_ends_at_its_result_beside_the_line_of_the_target() -> None:
    dates = {"target_start": "2019-01-01", "target_end": "2019-12-31", "measured_on": "2019-06-30"}
    shown = chart(bullets(goal("a", 50), goal("b", 120), goal("c", 30, **dates)))
    (axes,) = shown.figure.axes
    bands, results = axes.patches[:3], axes.patches[3:]
    assert [(bar.get_x(), bar.get_width()) for bar in bands] == [(0, 100)] * 3
    assert [(bar.get_x(), bar.get_width()) for bar in results] == [(0, 50), (0, 120), (0, 30)]
    goals, marks = axes.collections
    assert isinstance(goals, LineCollection)
    assert [line[:, 0].tolist() for line in goals.get_segments()] == [[100, 100]] * 3
    middles = [bar.get_y() + bar.get_height() / 2 for bar in results]
    assert [line[:, 1].mean() for line in goals.get_segments()] == pytest.approx(middles)
    # 181 of 365 days, on the row of the only target with dates.
    assert marks.get_offsets().tolist() == [pytest.approx([100 * 181 / 365, middles[2]])]


def test_a_single_bullet_is_no_thicker_than_one_of_many() -> None:
    figures = [chart(bullets(*(goal(name, 50) for name in names))).figure for names in ("a", "abc")]
    for figure in figures:
        heights = [patch.get_height() for patch in figure.axes[0].patches]
        assert {round(height, 6) for height in heights} == {0.26, 0.11}


def test_a_result_of_an_earlier_day_is_shown_as_such_without_a_verdict() -> None:
    dates = {"target_start": "2018-01-01", "target_end": "2018-12-31", "measured_on": "2017-12-31"}
    row = target("moeilijk rondkomen", 10, 7, unit="percent", **dates) | {"direction": "at_most"}
    result = public(outflow.target_results(table("targets", row)))
    assert cells_of(show.target_results.table(result))[1:] == [
        ["Doel", "Streefwaarde", "Resultaat", "Periode voorbij"],
        ["Moeilijk rondkomen", "ten hoogste 10%", "7% (stand van 31 december 2017)", "0%"],
    ]
    assert sentence(show.target_results.sentence(result)) == (
        "De bron noemt 1 doel met een getal. Bij 1 doel is het resultaat van een dag voor de "
        "doelperiode: daar volgt nog geen oordeel uit."
    )


def test_budgets_of_several_years_stand_beside_their_results() -> None:
    rows = [
        {
            "indicator": "naar werk",
            "unit": "person",
            "target_start": f"{year}-01-01",
            "target_end": f"{year}-12-31",
            "budget": budget,
            "result": result,
        }
        for year, budget, result in ((2018, 1200, 1150), (2019, 800, 840), (2020, 800, None))
    ]
    result = public(outflow.target_results(table("targets", *rows)))
    assert cells_of(show.target_results.budget_table(result))[1:-1] == [
        ["Wat", "Periode", "Begroot", "Resultaat", "Verschil", "Verschil in %"],
        ["Naar werk", "2018", "1.200", "1.150", "\N{MINUS SIGN}50", "\N{MINUS SIGN}4,2%"],
        ["Naar werk", "2019", "800", "840", "+40", "+5,0%"],
        ["Naar werk", "2020", "800", "–", "–", "–"],
    ]
    assert sentence(show.target_results.sentence(result)) == (
        "De bron noemt 3 begrote waarden; bij 2 daarvan staat wat er in die periode is bereikt."
    )


def test_a_rate_keeps_its_unit_in_the_table_and_thousands_of_euros_are_written_out() -> None:
    rows = [
        target("bijstand", 30, 28.5, unit="per_1000_inhabitants"),
        target("lasten", 8400, 8321, unit="EUR_thousand"),
        target("subsidie", 1.8, None, unit="EUR_million"),
    ]
    cells = cells_of(
        show.target_results.table(public(outflow.target_results(table("targets", *rows))))
    )
    assert [row[1].replace("\N{NO-BREAK SPACE}", " ") for row in cells[2:]] == [
        "ten minste 30 per 1.000 inwoners",
        "ten minste € 8.400.000",
        "ten minste € 1,80 miljoen",
    ]
