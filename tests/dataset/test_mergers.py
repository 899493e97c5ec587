"""Which municipalities became which, and of which earlier ones a municipality is the sum."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from small_data import write_data

from evalutils.dataset.library import load_library
from evalutils.dataset.mergers import border_days, made_of
from evalutils.errors import DataError

DATA = Path(__file__).parents[2] / "data"
LIBRARY = load_library(DATA)
KNOWN = {item.code: item for item in LIBRARY.municipalities}
HEADER = "date,code,name,into,into_name,part\n"


def test_every_municipality_that_ended_went_somewhere_on_the_day_after_its_last() -> None:
    ended = {(item.code, item.end) for item in KNOWN.values() if item.end < date.max}
    went = {(item.code, item.day - timedelta(days=1)) for item in LIBRARY.mergers}
    assert went == ended


def test_it_went_to_one_that_was_there_and_bears_its_name() -> None:
    for item in LIBRARY.mergers:
        assert KNOWN[item.into].existed(item.day, item.day)
    rows = (DATA / "codelists/mergers.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) == 91  # 83 municipalities ended, four of them were split: in 2, 3, 2 and 4
    for row in rows:
        _, code, name, into, into_name, _ = row.split(",")
        assert (KNOWN[code].name, KNOWN[into].name) == (name, into_name)


def parts(code: str, before: int, after: int) -> set[str]:
    days = date(before, 12, 31), date(after, 12, 31)
    return {KNOWN[one].name for one in made_of(LIBRARY.mergers, KNOWN.values(), code, *days)}


def test_a_new_municipality_is_the_sum_of_those_that_formed_it() -> None:
    assert parts("GM1979", 2020, 2021) == {"Appingedam", "Delfzijl", "Loppersum"}  # Eemsdelta


def test_one_that_took_in_others_is_itself_with_these() -> None:
    assert parts("GM0014", 2018, 2019) == {"Groningen", "Haren", "Ten Boer"}


def test_mergers_in_several_years_follow_each_other() -> None:
    # Berg en Dal is Groesbeek of 2015, which took in two others on 1 January of that year.
    assert parts("GM1945", 2014, 2016) == {"Groesbeek", "Millingen aan de Rijn", "Ubbergen"}


def test_with_a_part_of_a_split_municipality_no_sum_is_the_same_place() -> None:
    assert parts("GM1969", 2018, 2019) == set()  # Westerkwartier, with a part of Winsum


def test_one_that_stayed_as_it_was_is_itself() -> None:
    assert parts("GM0141", 2014, 2023) == {"Almelo"}
    assert border_days(LIBRARY.mergers, "GM0141", date(2014, 1, 1), date(2023, 12, 31)) == []


def test_a_border_moves_on_the_day_that_others_join() -> None:
    days = border_days(LIBRARY.mergers, "GM0363", date(2022, 1, 1), date(2023, 12, 31))
    assert days == [date(2022, 3, 24)]  # Weesp in Amsterdam


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "2022-01-01,GM0141,Almelo,GM0153,Enschede,half",
            "row 2, column 'part': 'half' is neither",
        ),
        ("2022-13-01,GM0141,Almelo,GM0153,Enschede,whole", "row 2, column 'date'"),
    ],
)
def test_a_fault_in_the_list_is_named_with_its_row(tmp_path: Path, row: str, said: str) -> None:
    data = write_data(tmp_path)
    (data / "codelists/mergers.csv").write_text(f"{HEADER}{row}\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_library(data)
    assert said in str(error.value)
