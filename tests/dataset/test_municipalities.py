"""Codes of municipalities against the code list of the years of the evaluation."""

from datetime import date
from pathlib import Path

import pytest
from small_data import EVALUATION, KEY, faults_of, write_data

from evalutils.dataset.faults import FaultList
from evalutils.dataset.municipalities import code_problem, read_municipalities

ROOT = Path(__file__).parents[2]
CODELIST = (ROOT / "data/codelists/municipalities.csv").read_text(encoding="utf-8")
KNOWN = read_municipalities(ROOT / "data", FaultList())


def problem(name: str, code: str | None, first: int, last: int, *, invented: bool = False) -> str:
    start, end = date(first, 1, 1), date(last, 12, 31)
    return code_problem(name, code, start, end, KNOWN, invented=invented)


# Numbers on 1 January as CBS published them; in 2022 Weesp followed on 24 March.
@pytest.mark.parametrize(
    ("day", "number"),
    [
        *(("2014-01-01", 403), ("2015-01-01", 393), ("2016-01-01", 390), ("2017-01-01", 388)),
        *(("2018-01-01", 380), ("2019-01-01", 355), ("2020-01-01", 355), ("2021-01-01", 352)),
        *(("2022-01-01", 345), ("2022-03-24", 344), ("2023-01-01", 342), ("2026-01-01", 342)),
    ],
)
def test_the_list_has_as_many_municipalities_as_the_country_had(day: str, number: int) -> None:
    then = date.fromisoformat(day)
    existing = [item for item in KNOWN if item.existed(then, then)]
    assert len({item.code for item in existing}) == len(existing) == number


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Den Haag", "GM0518"), ("'s-Gravenhage", "GM0518"), ("\u2019s-Gravenhage", "GM0518")),
        *(("Den Bosch", "GM0796"), ("'s-Hertogenbosch", "GM0796"), ("Hengelo", "GM0164")),
        *(("Sudwest-Fryslan", "GM1900"), ("Súdwest-Fryslân", "GM1900"), ("Almelo", "GM0141")),
        *(("Bergen (NH.)", "GM0373"), ("Bergen", "GM0373"), ("Bergen", "GM0893")),
        *(("Gemeente Almelo", "GM0141"), ("Groningen (gemeente)", "GM0014")),
        *(("Bergen (Noord-Holland)", "GM0373"), ("Nuenen", "GM0820")),
    ],
)
def test_a_name_is_known_however_people_write_it(name: str, code: str) -> None:
    assert problem(name, code, 2023, 2023) == ""


def test_a_code_of_another_municipality_is_a_fault_that_names_both() -> None:
    assert problem("Almelo", "GM0153", 2023, 2023) == (
        "GM0153 is the code of Enschede, and the name here is 'Almelo'. Write GM0141 (Almelo), or "
        "correct the name."
    )
    assert "GM0373 is the code of Bergen (NH.)" in problem("Bergen (L.)", "GM0373", 2023, 2023)


def test_a_code_of_no_municipality_is_a_fault_in_the_years_of_the_list() -> None:
    said = problem("Almelo", "GM9999", 2023, 2023)
    assert said.startswith("'GM9999' is the code of no municipality from 2014 to 2026")
    assert said.endswith("Write GM0141 (Almelo), or correct the name.")
    assert problem("Nieuwe Fusie", "GM9999", 2027, 2027) == ""
    assert problem("Oude Gemeente", "GM9999", 2012, 2012) == ""


@pytest.mark.parametrize(
    ("name", "code", "last_year", "first_year_of_the_next"),
    [
        *(("Haren", "GM0017", 2018, 2019), ("Leeuwarderadeel", "GM0081", 2017, 2018)),
        *(("Schijndel", "GM0844", 2016, 2017), ("Bussum", "GM0381", 2015, 2016)),
        *(("Delfzijl", "GM0010", 2020, 2021), ("Cuijk", "GM1684", 2021, 2022)),
        *(("Weesp", "GM0457", 2022, 2023), ("Brielle", "GM0501", 2022, 2023)),
        *(("Groesbeek", "GM0241", 2015, 2016), ("Spijkenisse", "GM0612", 2014, 2015)),
    ],
)
def test_a_municipality_ends_with_its_last_year(
    name: str, code: str, last_year: int, first_year_of_the_next: int
) -> None:
    assert problem(name, code, last_year, last_year) == ""
    assert problem(name, code, last_year, 2025) == ""
    assert f"{code}, {name}, existed until" in problem(name, code, first_year_of_the_next, 2025)


@pytest.mark.parametrize(
    ("name", "code", "first_year"),
    [
        *(("Nissewaard", "GM1930", 2015), ("Gooise Meren", "GM1942", 2016)),
        *(("Meierijstad", "GM1948", 2017), ("Waadhoeke", "GM1949", 2018)),
        *(("Het Hogeland", "GM1966", 2019), ("Eemsdelta", "GM1979", 2021)),
        *(("Land van Cuijk", "GM1982", 2022), ("Maashorst", "GM1991", 2022)),
        *(("Dijk en Waard", "GM1980", 2022), ("Voorne aan Zee", "GM1992", 2023)),
    ],
)
def test_a_municipality_begins_with_its_first_year(name: str, code: str, first_year: int) -> None:
    assert problem(name, code, first_year, first_year) == ""
    assert f"existed from {first_year}-01-01" in problem(name, code, 2014, first_year - 1)


def test_a_municipality_that_grew_keeps_its_code() -> None:
    for year in range(2014, 2027):
        assert problem("Groningen", "GM0014", year, year) == ""
        assert problem("Leeuwarden", "GM0080", year, year) == ""


def test_a_region_has_no_code_and_a_name_that_is_no_municipality() -> None:
    assert problem("Fryslân-West", None, 2023, 2023) == ""
    assert problem("Brunssum, Onderbanken en Landgraaf", None, 2017, 2017) == ""
    assert problem("Utrecht", None, 2023, 2023) == ""  # also a province
    assert problem("Almelo", None, 2023, 2023) == (
        "null is for a region, and 'Almelo' is a municipality: write GM0141. Give a region a name "
        "of its own."
    )
    # Of two municipalities of one name neither is meant for certain.
    assert problem("Bergen", None, 2023, 2023) == ""


def test_an_invented_municipality_bears_no_code_of_a_real_one() -> None:
    assert problem("Voorbeeldstad", None, 2023, 2023, invented=True) == ""
    assert problem("Almelo", None, 2023, 2023, invented=True) == ""
    assert problem("Voorbeeldstad", "GM9999", 2023, 2023, invented=True) == ""
    assert problem("Almelo", "GM0141", 2023, 2023, invented=True) == ""
    said = problem("Voorbeeldstad", "GM0141", 2023, 2023, invented=True)
    assert said.startswith("GM0141 is the code of Almelo")


def test_the_fault_names_the_key_and_its_row(tmp_path: Path) -> None:
    data = write_data(tmp_path, exits="destination,group,count,share,base,overlapping\n")
    (data / KEY / "exits.csv").unlink()
    (data / "codelists/municipalities.csv").write_text(CODELIST, encoding="utf-8")
    assert faults_of(data) == []
    path = data / KEY / "evaluation.yaml"
    path.write_text(EVALUATION.replace("GM0141", "GM0153"), encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith("evaluation.yaml row 2, key 'municipality.code': GM0153 is the code of")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("code,name", "kode,name", "the columns are not code, name"),
        (",2018-12-31,", ",31-12,", "is not a date"),
    ],
)
def test_a_code_list_with_a_fault_is_told(old: str, new: str, fault: str, tmp_path: Path) -> None:
    data = write_data(tmp_path)
    text = CODELIST.replace(old, new, 1)
    (data / "codelists/municipalities.csv").write_text(text, encoding="utf-8")
    assert [said for said in faults_of(data) if said.startswith("codelists/") and fault in said]
