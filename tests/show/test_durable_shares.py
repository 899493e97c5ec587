"""Exits that lasted, each under its own definition."""

from pathlib import Path
from typing import Any

from filled_tables import protected, public, table
from outputs import sentence

from evalutils import outflow, show
from evalutils.contracts.vocabulary import DURABILITY
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluation
from evalutils.disclosure import publish
from evalutils.display import Nothing, Prose
from evalutils.keys import EvaluationKey


def lasted(*rows: dict[str, Any], clear: Any = public) -> Prose | Nothing:
    return show.durable_shares.sentence(clear(outflow.durable_shares(table("durability", *rows))))


def test_durable_exits_come_with_months_numbers_and_definition() -> None:
    row = {"cohort": "uitstroom naar werk", "definition": "benefit_not_resumed", "months": 12}
    assert sentence(lasted({**row, "exits": 755, "still_out": 645})) == (
        "Volgens de definitie ‘geen nieuwe uitkering aangevraagd of ontvangen’ bleef weg: "
        "uitstroom naar werk na 12 maanden 645 van 755, dat is 85,4% "
        "(95%-interval 82,7% tot 87,8%)."
    )


def test_one_month_is_singular() -> None:
    row = {"cohort": "c", "definition": "cbs_status", "months": 1, "share": 80}
    assert "c na 1 maand 80%" in sentence(lasted(row))


def test_one_measuring_date_for_several_years_is_warned_about() -> None:
    rows = [
        {"cohort": f"uitstroom {year}", "definition": "fixed_date", "share": share}
        for year, share in ((2014, 60), (2015, 70), (2016, 82))
    ]
    text = sentence(lasted(*rows))
    assert "uitstroom 2014 60%; uitstroom 2015 70%; uitstroom 2016 82%." in text
    assert "niet iedereen even lang gevolgd" in text
    assert "even lang" not in sentence(lasted(rows[0]))


def test_hidden_durable_exits_are_not_told() -> None:
    row = {"cohort": "c", "definition": "cbs_status", "exits": 40, "still_out": 4}
    assert isinstance(lasted(row, clear=protected), Nothing)


def test_a_printed_durable_share_of_few_people_tells_how_few() -> None:
    data = table(
        "durability", {"cohort": "c", "definition": "fixed_date", "exits": 12, "share": 75}
    )
    text = sentence(show.durable_shares.sentence(public(outflow.durable_shares(data))))
    assert "c 75% (van 12 mensen)" in text


DATA = Path(__file__).parents[2] / "data"


def definitions(key: str) -> str:
    evaluation = load_evaluation(DATA, EvaluationKey(*key.split("/")))
    result = publish(outflow.durable_shares(evaluation.tables["durability"]), None)
    national = outflow.national_durability(load_library(DATA).parameters)
    return show.durable_shares.definitions_table(result, national).html  # type: ignore[union-attr]


def test_a_figure_stands_with_its_own_definition_and_nowhere_else() -> None:
    html = definitions("enschede/arbeidsmarktaanpak/2019-q1-q3")
    # 645 of 755
    assert html.count("85,4%") == 1
    row = next(part for part in html.split("<tr>") if "85,4%" in part)
    assert "Geen nieuwe uitkering aangevraagd of ontvangen" in row
    assert "na 12 maanden" in row


def test_definitions_without_a_figure_stand_there_too() -> None:
    html = definitions("lelystad/werkbedrijf/2014-2016")
    for definition in DURABILITY.values():
        assert definition.label[1:] in html


def test_national_figures_stand_in_the_row_of_their_own_definition() -> None:
    html = definitions("enschede/arbeidsmarktaanpak/2019-q1-q3")
    rows = {
        code: next(row for row in html.split("<tr>") if definition.label[1:] in row)
        for code, definition in DURABILITY.items()
    }
    # Divosa prints who came back: 100 - 15, 100 - 22 and 100 - 30.
    for share, definition in {
        "6 maanden: 85%": "benefit_not_resumed",
        "12 maanden: 78%": "benefit_not_resumed",
        "24 maanden: ongeveer 70%": "benefit_not_resumed",
        "18 maanden: 91%": "cbs_status",
        "18 maanden: 72%": "cbs_status",
        "18 maanden: ongeveer 51%": "continuously_employed",
    }.items():
        assert [code for code, row in rows.items() if share in row] == [definition]
    assert "Centraal Bureau" in html or "CBS (2024)" in html


def test_a_data_folder_without_national_figures_has_no_such_column() -> None:
    evaluation = load_evaluation(
        DATA, EvaluationKey("enschede", "arbeidsmarktaanpak", "2019-q1-q3")
    )
    result = publish(outflow.durable_shares(evaluation.tables["durability"]), None)
    shown = show.durable_shares.definitions_table(result, outflow.national_durability({}))
    assert "Heel Nederland" not in shown.html  # type: ignore[union-attr]
