"""Cells of a researcher's own: count, draw, show, say, publish a figure."""

import sys
from pathlib import Path

import pandas as pd
import pytest
import seaborn as sns
from matplotlib.figure import Figure

sys.path.insert(0, str(Path(__file__).parents[1] / "analyses"))

from filled_tables import exits
from sample_evaluation import LIBRARY, evaluation

from evalutils.chapters import OWN, AnalysisInputs, Chapter
from evalutils.display import Chart, HtmlTable
from evalutils.errors import InputError
from evalutils.report import open_evaluation
from evalutils.report.evaluation_report import Report

WORK = {"destination": "paid_work"}


def report(disclosure: str = "protected") -> Report:
    one = evaluation(disclosure=disclosure, exits=exits(total=64, paid_work=44, education=13))
    return Report(Chapter(OWN, "Eigen", ""), AnalysisInputs(one, LIBRARY))


def test_a_sentence_writes_its_numbers_in_dutch() -> None:
    page = report("published")
    said = page.say("{n} mensen, {share:%}, {costs:euro}", n=1234, share=36.6, costs=7000)
    assert said.text == "1.234 mensen, 36,6%, €\N{NO-BREAK SPACE}7.000"


def test_a_number_of_a_cleared_result_may_be_said_and_computed_with() -> None:
    page = report()
    cleared = page["destinations"]
    work, total = (page.number(cleared, "count", destination=d) for d in ("paid_work", "total"))
    said = page.say(
        "{work} van de {total}, {share:0%}", work=work, total=total, share=100 * work / total
    )
    assert said.text == "45 van de 65, 69%"


def test_a_raw_number_in_a_sentence_or_its_template_is_refused() -> None:
    page = report()
    _ = page["destinations"]
    raw = page.table("exits")["count"].sum()
    for say in (lambda: page.say("Er zijn {n}", n=raw), lambda: page.say(f"Er zijn {raw}")):
        with pytest.raises(InputError, match="not from a cleared result") as error:
            say()
        assert str(raw) not in str(error.value)


def test_a_cleared_result_is_shown_as_a_table_with_its_headings() -> None:
    page = report()
    table = page.show(
        page["destinations"],
        title="Bestemmingen",
        headings={"destination": "Bestemming", "count": "Aantal"},
    )
    assert isinstance(table, HtmlTable)
    assert ">65<" in table.html
    assert ">64<" not in table.html
    assert "Aantal" in table.html


def test_a_raw_frame_is_not_shown() -> None:
    page = report()
    _ = page["destinations"]
    raw = page.table("exits").groupby("destination")[["count"]].sum()
    with pytest.raises(InputError, match="The table has 3 numbers"):
        page.show(raw, title="Bestemmingen")


def test_a_chart_of_a_cleared_result_is_shown_with_caption_and_alternative() -> None:
    page = report()
    axes = page.draw(sns.barplot, page["destinations"], x="count", y="destination")
    chart = page.show(axes, title="Waarheen", alternative="Staven per bestemming.")
    assert isinstance(chart, Chart)
    assert (chart.caption, chart.alt) == ("Waarheen", "Staven per bestemming.")
    assert [bar.get_width() for bar in axes.patches] == [65.0, 45.0, 15.0]


def test_a_chart_that_was_drawn_by_hand_passes_with_cleared_numbers_only() -> None:
    page = report()
    cleared = page["destinations"].frame
    raw = pd.DataFrame(page.table("exits"))
    for frame, passes in ((cleared, True), (raw, False)):
        figure = Figure()
        sns.barplot(data=frame, x="count", y="destination", ax=figure.subplots())
        if passes:
            page.show(figure, title="Waarheen", alternative="Staven.")
        else:
            with pytest.raises(InputError, match="The figure has 3 numbers"):
                page.show(figure, title="Waarheen", alternative="Staven.")


def test_a_chart_without_text_alternative_is_an_error() -> None:
    with pytest.raises(InputError, match="alternative="):
        report("published").show(Figure(), title="Waarheen")


def test_a_figure_of_ones_own_is_published_under_its_own_name() -> None:
    page = report()
    cleared = page["destinations"]
    work = page.number(cleared, "count", destination="paid_work")
    page.key_figure("own.work", work, unit="person", method="count of exits")
    frame = page.key_figures().frame
    assert frame["indicator"].tolist() == ["own.work"]
    assert (frame["analysis"].item(), frame["value"].item()) == ("own", 45.0)


@pytest.mark.parametrize(
    ("name", "value", "unit", "message"),
    [
        ("work", 45.0, "person", "a name as own"),
        ("own.work", 45.0, "people", "is no unit"),
        ("own.work", 44.0, "person", "not from a cleared result"),
    ],
)
def test_a_figure_with_another_name_unit_or_number_is_an_error(
    name: str, value: float, unit: str, message: str
) -> None:
    page = report()
    _ = page["destinations"]
    with pytest.raises(InputError, match=message):
        page.key_figure(name, value, unit=unit, method="")


def test_a_number_is_of_one_row() -> None:
    page = report()
    with pytest.raises(InputError, match="3 rows instead of one"):
        page.number(page["destinations"], "count")


def test_patterns_open_the_first_evaluation_that_matches() -> None:
    data = Path(__file__).parents[2] / "data"
    page = open_evaluation("zwolle", "s*", "*", str(data))
    assert page.evaluation.key.programme == "sociale-cooperatie"
    with pytest.raises(InputError, match="No evaluation matches 'almere/\\*/\\*'"):
        open_evaluation("almere", "*", "*", str(data))
