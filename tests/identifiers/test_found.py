"""What tells who somebody is, in every form that it is written in; and what only looks like it."""

import csv
from pathlib import Path

import pytest

from evalutils.identifiers.person_headings import heading_problem
from evalutils.identifiers.scan import (
    found_in,
    found_in_cells,
    found_in_group,
    found_in_name,
    found_in_numbers,
)
from evalutils.keys import slug

ROOT = Path(__file__).parents[2]

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
    "111*222*333", "111,222,333", "111|222|333", "111+222+333", "111:222:333", "111;222;333",
    "111#222#333", "111~222~333", "111\\222\\333", "111'222'333", "111\u00b7222\u00b7333",
    "111\u2014222\u2014333", "111\u2212222\u2212333", "111--222--333", "111\u2026222\u2026333",
    "(111)222333", "[111][222][333]", "111.222-333", "1112.22-333", "0111/222.333",
    "1.11222333E+08", "1,11222333E+08", "1.11222333e8", "111222333E0", "1.2345672E+07",
    "\u0967\u0967\u0967222333", "\u2460\u2460\u2460222333", "111\ufe0f222333",
    "111\u2060222\u2062333", "1\u03321\u03321222333", "111\u202e222333",
]  # fmt: skip


@pytest.mark.parametrize("written", NUMBERS)
def test_a_citizen_service_number_is_found_in_every_form(written: str) -> None:
    assert found_in([written])[BSN] == 1
    assert found_in(["en verder", f"cliënt {written}; uitgestroomd"])[BSN] == 1


@pytest.mark.parametrize(
    "written",
    ["111\t222\t333", "111, 222, 333", "1 1 1, 222; 333", "lll222333", "111 222 3 3 3"],
)
def test_behind_its_name_a_number_is_found_with_any_signs_in_it(written: str) -> None:
    for name in ("BSN", "bsn:", "Burgerservicenummer van de klant is", "sofinummer ="):
        assert found_in([f"Volgens {name} {written}, akkoord"])[BSN] == 1


@pytest.mark.parametrize("written", ["lll222333", "lIl222333", "O12345672", "o12345672"])
def test_letters_that_look_like_digits_hide_nothing(written: str) -> None:
    assert found_in([f"cliënt {written} is gezien"])[BSN] == 1


# 111222334 leaves 65 and backwards 433222111: 36+24+21+12+10+8+3+2-1 = 115 = 10 * 11 + 5.
@pytest.mark.parametrize(
    "written",
    [
        "111222334", "123456000", "20230331", "31032023", "01-01-2023", "31-03-2023 12:30",
        "€ 111.222.333", "111.222.333 euro", "0,111222333", "3.111222333", "2019-2020-1",
        "sha256 a111222333b111222333", "1112223331", "11122233311", "2023/24 en 2024/25",
        "12.345,67", "1 234 567", "45 tot 60 jaar", "tabel 3, regel 12", "GM0141",
        "111, 222, 333", "111+222+333 = 666", "111,222.333", "111.222,333", "1.2E+08", "1.5e3",
        "2023-01-02T10:30:15", "lll222334",
        "BSN staat er niet in; 111, 222, 334", "koll0123l",
        "2019/111/222", "111\t222\t333", "111 of 222 of 333",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_left_alone(written: str) -> None:
    assert not found_in([written])


MARKS = {
    "NL91ABNA0417164300": "bank account (IBAN)",
    "nl91 abna 0417 1643 00 t.n.v.": "bank account (IBAN)",
    "BE68539007547034": "bank account (IBAN)",
    "j.jansen@gemeente.nl": "mail address",
    "j.jansen[at]gemeente.nl": "mail address",
    "jansen (at) gemeente (punt) nl": "mail address",
    "jansen {at} gemeente.nl": "mail address",
    "jansen at gemeente.nl": "mail address",
    "jansen AT gemeente DOT nl": "mail address",
    "jansen apenstaartje gemeente punt nl": "mail address",
    "jansen @ gemeente . nl": "mail address",
    "jansen\uff20gemeente.nl": "mail address",
    "jansen%40gemeente.nl": "mail address",
    "jansen&#64;gemeente.nl": "mail address",
    "jansen@gemeente\u3002nl": "mail address",
    "jansen@gemeente .nl": "mail address",
    "jansen@gemeente,nl": "mail address",
    '"jan jansen"@gemeente.nl': "mail address",
    "06-12345678": "phone number",
    "06 12 34 56 78": "phone number",
    "+31 6 12345678": "phone number",
    "0031612345678": "phone number",
    "(038) 498 91 11": "phone number",
    "1234 AB 12": "postcode with house number",
    "1234-AB-12": "postcode with house number",
    "1234.AB.12": "postcode with house number",
    "1234AB12": "postcode with house number",
    "Dorpsstraat 12a, 1234 AB Ons Dorp": "postcode with house number",
    "geb. 12-03-1985": "day of birth",
    "geboren op 12 maart 1985": "day of birth",
    "geboortedatum: 19850312": "day of birth",
    "born 12 March 1985": "day of birth",
}


@pytest.mark.parametrize("written", MARKS)
def test_other_marks_of_a_person_are_found(written: str) -> None:
    assert found_in([f"cliënt, {written}"])[MARKS[written]] == 1


@pytest.mark.parametrize(
    "written",
    ["NL92ABNA0417164301", "2019 EN 2020", "1234 AB", "begonnen op 12-03-1985", "a @ b",
     "we waren at home. De rest", "available at cbs.nl", "10 @ 5 euro"],
)  # fmt: skip
def test_marks_that_are_none_are_left_alone(written: str) -> None:
    assert not found_in([written])


def test_among_counts_only_whole_numbers_of_nine_digits_count() -> None:
    assert found_in_numbers(["12", "111222333", "111222333.0"])[BSN] == 2
    assert not found_in_numbers(["12345672", "333222110", "111222000", "0.5", "66,7"])


def test_a_text_that_is_a_name_is_found_and_one_that_holds_it_or_names_who_published_is_not() -> (
    None
):
    assert found_in_cells(["Fatima Yilmaz", "  description: Jan de Vries"]) == {
        "name of a person": 2
    }
    assert not found_in_cells(["Volgens Fatima Yilmaz is dat zo", "  publisher: Jan de Vries"])


def test_a_day_may_be_that_of_a_scheme_for_the_ill_but_not_that_of_a_birth() -> None:
    assert not heading_problem("Startdatum WSW", special=False) and heading_problem(
        "Startdatum WSW"
    )
    assert heading_problem("Geboortedatum", special=False)


@pytest.mark.parametrize(
    "line",
    ["{title: Fatima Yilmaz, code: x}", "namen: [Noord, Jan de Vries]", "- {a: {b: J. Bos}}"],
)
def test_a_name_is_found_among_the_values_of_one_line_of_yaml(line: str) -> None:
    assert found_in_cells([line]) == {"name of a person": 1}


@pytest.mark.parametrize("written", ["Yilmaz, F. (Fatima)", "Fatima Yilmaz:", "Jan de Vries (JZ)"])
def test_a_name_is_found_as_programs_write_it(written: str) -> None:
    assert found_in_cells([written]) == {"name of a person": 1}


@pytest.mark.parametrize(
    "name",
    ["Fatima Yilmaz.xlsx", "export_jan-de-vries_2023.csv", "jansen, jan.csv", "fatima-el-amrani"],
)
def test_a_name_is_found_in_that_of_a_file(name: str) -> None:
    assert found_in_name(name) == {"name of a person": 1}


@pytest.mark.parametrize(
    "name", ["jan-feb-2023.csv", "job-coaching", "anna-paulowna", "exits.csv", "jan-van-galenwijk"]
)
def test_the_name_of_a_month_a_place_or_a_programme_is_none(name: str) -> None:
    assert not found_in_name(name)


def test_no_municipality_bears_the_name_of_a_person() -> None:
    with (ROOT / "data/codelists/municipalities.csv").open(encoding="utf-8") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    assert len(names) > 300
    assert not [name for name in names if found_in_name(slug(name)) or found_in_cells([name])]


def test_of_digests_none_is_taken_for_a_number_of_somebody() -> None:
    # "0", a digit that is no 0, eight digits and a letter: one digest in 1,200 begins like this.
    digest = "0612345678" + "ab" * 27
    assert found_in_cells([digest, f'"sha256": "{digest}"']) == {}
    assert found_in_cells(["0612345678 ab"]) == {"phone number": 1}
    assert found_in_cells(["DE89370400440532013000"]) == {
        "bank account (IBAN)": 1
    }  # all hexadecimal


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        *(("phone number", text) for text in (
            "06.12.34.56.78", "06 \u2013 12345678", "06/12345678", "06_12345678", "mob.0687654321",
            "bel06-87654321",
        )),
        *(("day of birth", text) for text in (
            "12-03-1985 geboren", "geb 12/3/85", "d.o.b. 12-03-1985", "geb.datum 12031985",
            "geboren: 12 mrt 1985", "geboren te Almelo op 12-03-1985", "Geb.: 12-03-'85",
        )),
        *(("postcode with house number", text) for text in (
            "7511AB#12", "7511AB_12", "7511AB|12", "7511AB\t12", "7511AB huisnr. 12",
            "7511 AB H: 12", "7511AB.12",
        )),
    ],
)  # fmt: skip
def test_a_contact_is_found_with_other_signs_and_words_around_it(kind: str, written: str) -> None:
    assert found_in([written])[kind] == 1


@pytest.mark.parametrize(
    "written",
    [
        "06-12-2023 10:30", "0,0612345678", "In 1234 AB. 12 mensen", "Geboren in 12 gemeenten",
        "geboorteregeling 2023-01-01/2", "de week van 12-03-1985", "Geb. 06.12.20",
    ],
)  # fmt: skip
def test_a_moment_or_a_number_is_no_phone_and_no_house(written: str) -> None:
    assert not found_in([written]).keys() & {"phone number", "postcode with house number"}


@pytest.mark.parametrize(
    "name",
    [
        "Kees-Jan Bakker", "Berg, P.J. van den", "de heer Peters", "familie Jansen", "jan jansen",
        "Jan\u00a0Jansen", "J\u200ban Jansen",
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_form_that_it_is_written_in(name: str) -> None:
    assert found_in_group([name, "Traject Noord"])["name of a person"] == 1


def test_districts_and_houses_with_names_of_persons_are_no_persons() -> None:
    names = ["Westerse Wijk", "Emma", "Jan Steen", "Paulus Potter", "Van Galen", "Familiehuis"]
    assert not found_in_group(names, "wijk")
    assert not found_in_cells(["Medisch Spectrum", "Familie en buurt", "De heerlijkheid"])
