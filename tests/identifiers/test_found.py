"""What tells who somebody is, in every form that it is written in; and what only looks like it."""

import pytest

from evalutils.identifiers.person_headings import heading_problem
from evalutils.identifiers.person_names import named_persons
from evalutils.identifiers.scan import found_in, found_in_cells, found_in_group, found_in_numbers

BSN = "citizen service number (BSN)"

# 111222333: 9+8+7 + 2*(6+5+4) + 3*(3+2) - 3 = 24+30+15-3 = 66 = 6 * 11.
# 012345672: 0+8+14+18+20+20+18+14-2 = 110 = 10 * 11; its zero is lost in 12345672.
NUMBERS = [
    "111222333", "111.222.333", "1112.22.333", "111-222-333", "111/222/333", "111 222 333",
    "111\u00a0222\u00a0333", "111_222_333", "111 - 222 - 333", "111\u2013222\u2013333",
    "111  222  333", "111\u200b222333", "\uff11\uff11\uff11222333", "1 1 1 2 2 2 3 3 3",
    "BSN111222333", "nr.111222333", "1112223330", "\u0661\u0661\u0661222333",
    "111222333x", "c111222333", "NL111222333B01", "111222333.0", "111222333,00", "0111222333",
    "000111222333", "333222111", "012345672", "12345672", "012.345.672", "zie bijlage (111222333)",
]  # fmt: skip


@pytest.mark.parametrize("written", NUMBERS)
def test_a_citizen_service_number_is_found_in_every_form(written: str) -> None:
    assert found_in([written])[BSN] == 1
    assert found_in(["en verder", f"cliënt {written}; uitgestroomd"])[BSN] == 1


# 111222334 leaves 65 and backwards 433222111: 36+24+21+12+10+8+3+2-1 = 115 = 10 * 11 + 5.
@pytest.mark.parametrize(
    "written",
    [
        "111222334", "123456000", "20230331", "31032023", "01-01-2023", "31-03-2023 12:30",
        "€ 111.222.333", "111.222.333 euro", "0,111222333", "3.111222333", "2019-2020-1",
        "sha256 a111222333b111222333", "1112223331", "11122233311", "2023/24 en 2024/25",
        "12.345,67", "1 234 567", "45 tot 60 jaar", "tabel 3, regel 12", "GM0141",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_left_alone(written: str) -> None:
    assert not found_in([written])


MARKS = {
    "NL91ABNA0417164300": "bank account (IBAN)",
    "nl91 abna 0417 1643 00 t.n.v.": "bank account (IBAN)",
    "BE68539007547034": "bank account (IBAN)",
    "j.jansen@gemeente.nl": "mail address",
    "06-12345678": "phone number",
    "06 12 34 56 78": "phone number",
    "+31 6 12345678": "phone number",
    "0031612345678": "phone number",
    "(038) 498 91 11": "phone number",
    "1234 AB 12": "postcode with house number",
    "1234AB12": "postcode with house number",
    "Dorpsstraat 12a, 1234 AB Ons Dorp": "postcode with house number",
    "geb. 12-03-1985": "day of birth",
    "geboren op 12 maart 1985": "day of birth",
    "geboortedatum: 19850312": "day of birth",
}


@pytest.mark.parametrize("written", MARKS)
def test_other_marks_of_a_person_are_found(written: str) -> None:
    assert found_in([f"cliënt, {written}"])[MARKS[written]] == 1


@pytest.mark.parametrize(
    "written", ["NL92ABNA0417164301", "2019 EN 2020", "1234 AB", "begonnen op 12-03-1985", "a @ b"]
)
def test_marks_that_are_none_are_left_alone(written: str) -> None:
    assert not found_in([written])


def test_among_counts_only_whole_numbers_of_nine_digits_count() -> None:
    assert found_in_numbers(["12", "111222333", "111222333.0"])[BSN] == 2
    assert not found_in_numbers(["12345672", "333222110", "111222000", "0.5", "66,7"])


@pytest.mark.parametrize(
    "values",
    [
        ["Jan Jansen", "Noord"], ["J. de Vries"], ["A.B. Bakker"], ["dhr. Bakker", "Zuid"],
        ["de Vries, Jan"], ["Fatima El Amrani"], ["mevrouw Yilmaz"], ["Jan", "Fatima", "Noord"],
    ],
)  # fmt: skip
def test_names_of_persons_are_no_group(values: list[str]) -> None:
    assert found_in_group(values)["name of a person"]


@pytest.mark.parametrize(
    "values",
    [
        ["Noord", "Zuid", "Oost"], ["vmbo of lager", "hbo of universiteit"], ["Sanders", "Centrum"],
        ["Jan van Galenwijk", "Anna Paulowna"], ["PW", "IOAW"], ["27 tot 45 jaar"], ["P. Zuid"],
        ["Willem-Alexanderpark"], ["Den Haag Centrum", "Segbroek"],
    ],
)  # fmt: skip
def test_names_of_districts_are_a_group(values: list[str]) -> None:
    assert not named_persons(values) and not found_in_group(values)


def test_days_of_birth_and_postcodes_of_streets_are_no_group() -> None:
    assert found_in_group(["12-03-1985", "01-02-1990"])["day of birth"] == 2
    assert found_in_group(["1234 AB", "1234AC"])["postcode of a street"] == 2


@pytest.mark.parametrize(
    "heading",
    [
        "client_naam", "ClientNaam", "klantnaam", "naam", "Naam consulent", "pc6", "postcode",
        "geboortedatum", "geb_datum", "GebDat", "diagnose", "nationaliteit", "opmerking",
        "Bijzondere opmerkingen", "e-mail", "bsn", "BSN_nummer", "herkomst", "telefoon_1", "iban",
        "religie", "strafblad", "medische_beperking", "burgerservicenr", "bsnnr", "postcode6",
        "adresregel", "contactpersoon", "v-nummer", "vreemdelingennummer", "verblijfsstatus",
    ],
)  # fmt: skip
def test_a_heading_that_names_a_person_or_a_special_category_is_refused(heading: str) -> None:
    assert heading_problem(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "wijk", "wijk_naam", "programmanaam", "birth_year", "geboortejaar", "opleiding",
        "age_group", "education", "regeling", "sector", "doelgroep", "traject", "gemeente",
        "contract", "status",
    ],
)  # fmt: skip
def test_a_heading_of_a_group_is_not(heading: str) -> None:
    assert not heading_problem(heading)


def test_a_text_that_is_a_name_is_found_and_one_that_holds_it_or_names_who_published_is_not() -> (
    None
):
    assert found_in_cells(["Fatima Yilmaz", "  description: Jan de Vries"]) == {
        "name of a person": 2
    }
    assert not found_in_cells(["Volgens Fatima Yilmaz is dat zo", "  publisher: Jan de Vries"])
