"""A sentence made of data keeps the letters of names and acronyms."""

from pathlib import Path

import pytest

from evalutils import dutch
from evalutils.contracts.client_groups import group_name, group_within
from evalutils.contracts.cost_inputs import label_of, label_within
from evalutils.sentence_case import closed

NAMES = ("UWV", "IOAW-uitkering", "iPad", "eHerkenning", "A-route", "B. Jansen", "mBo", "WWers")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_at_the_start_of_a_sentence_and_within_one(name: str) -> None:
    assert dutch.capital(f"{name} en meer") == f"{name} en meer"
    assert dutch.within(f"{name} en meer") == f"{name} en meer"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("betaald werk", "Betaald werk"),
        ("één uur", "Één uur"),
        ("ijsvrij", "IJsvrij"),
        ("ij", "IJ"),
        ("é", "É"),
        ("1e kwartaal", "1e kwartaal"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("(deels) betaald", "(deels) betaald"),
        ("€ 5", "€ 5"),
        ("", ""),
    ],
)
def test_an_ordinary_word_gets_a_capital(text: str, start: str) -> None:
    assert dutch.capital(text) == start


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Nog in het programma", "nog in het programma"), ("IJkpunt", "ijkpunt"), ("A", "A")],
)
def test_a_label_loses_its_capital_within_a_sentence(label: str, inside: str) -> None:
    assert dutch.within(label) == inside


@pytest.mark.parametrize("words", ["UWV-begeleiding", "Wmo-vervoer", "Duitsland", "begeleiding"])
def test_words_of_a_file_stay_as_they_are_within_a_sentence(words: str) -> None:
    assert label_within("amount_1", words) == words
    assert group_within(words) == words


def test_labels_of_the_project_do_not() -> None:
    assert label_within("horizon_months", "") == dutch.within(label_of("horizon_months", ""))
    assert group_within("education_level")[0].islower()
    assert (group_name("uwv_kantoor"), group_within("uwv_kantoor")) == (
        "Uwv kantoor",
        "uwv kantoor",
    )
    assert group_name("UWV") == "UWV"


def test_no_other_function_changes_the_first_letter() -> None:
    package = Path(dutch.__file__).parent
    found = [
        path.name
        for path in package.rglob("*.py")
        # The attack on a book uses nothing of the package.
        if path.name != "sentence_case.py" and "attack" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if "[:1].upper()" in line or "[:1].lower()" in line or ".capitalize()" in line
    ]
    assert found == []


@pytest.mark.parametrize("text", ["Werkbedrijf Lelystad B.V.", "Wat heeft het gekost?"])
def test_what_has_its_mark_gets_no_second_one_at_the_end_of_a_sentence(text: str) -> None:
    assert closed(text) == text
    assert closed("Gemeente Almelo") == "Gemeente Almelo."
