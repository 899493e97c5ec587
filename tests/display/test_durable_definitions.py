"""All definitions of durable outflow side by side, each figure in its own row only."""

from pathlib import Path

from evalutils import outflow, tables
from evalutils.contracts.vocabulary import DURABILITY_DEFINITIONS, DURABILITY_WINDOWS
from evalutils.dataset.load import load_evaluation
from evalutils.disclosure import publish
from evalutils.keys import EvaluationKey

DATA = Path(__file__).parents[2] / "data"


def definitions(key: str) -> str:
    evaluation = load_evaluation(DATA, EvaluationKey(*key.split("/")))
    result = publish(outflow.durable_shares(evaluation.tables["durability"]), None)
    return tables.outflow.durable_definitions(result).html  # type: ignore[union-attr]


def test_every_definition_says_when_and_who() -> None:
    assert DURABILITY_WINDOWS.keys() == DURABILITY_DEFINITIONS.keys()


def test_a_figure_stands_with_its_own_definition_and_nowhere_else() -> None:
    html = definitions("enschede/arbeidsmarktaanpak/2019-q1-q3")
    # 645 of 755
    assert html.count("85,4%") == 1
    row = next(part for part in html.split("<tr>") if "85,4%" in part)
    assert "Geen nieuwe uitkering aangevraagd of ontvangen" in row
    assert "na 12 maanden" in row


def test_definitions_without_a_figure_stand_there_too() -> None:
    html = definitions("lelystad/werkbedrijf/2014-2016")
    for label in DURABILITY_DEFINITIONS.values():
        assert label[1:] in html
