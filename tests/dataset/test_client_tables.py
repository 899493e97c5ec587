"""Files with a row per client: what is read, and what may stand beside the contract."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from client_data import client_data
from small_data import EVALUATION, KEY, faults_of, load_one, write_data

from evalutils.chapters import chapters_of
from evalutils.contracts.tables import TABLES, grouping_columns
from pseudonymised import pid

SPELLS = "client_id,start,end,destination\na,2025-01-10,2025-03-09,paid_work\nb,2025-02-01,,\n"
MEASUREMENTS = "client_id,date,kind,rung\na,2025-01-10,measured,2\na,2025-06-10,measured,unknown\n"


def test_spells_become_dates_and_texts(tmp_path: Path) -> None:
    frame = load_one(client_data(tmp_path, spells=SPELLS)).tables["spells"]
    assert list(frame["client_id"]) == [pid("a"), pid("b")]
    assert frame["start"].tolist() == [pd.Timestamp("2025-01-10"), pd.Timestamp("2025-02-01")]
    assert frame["end"].isna().tolist() == [False, True]
    assert frame["destination"].isna().tolist() == [False, True]
    assert frame["birth_year"].isna().all()
    assert frame.index.tolist() == [2, 3]
    assert frame.index.name == "row"


def test_measurements_keep_unknown_rungs(tmp_path: Path) -> None:
    frame = load_one(client_data(tmp_path, measurements=MEASUREMENTS)).tables["measurements"]
    assert frame["rung"].tolist() == ["2", "unknown"]
    assert frame["correction"].isna().all()


def test_columns_beside_the_contract_are_groups(tmp_path: Path) -> None:
    text = "client_id,wijk,start,end,destination,birth_year,sector\na,noord,2025-01-10,,,1980,\n"
    frame = load_one(client_data(tmp_path, spells=text)).tables["spells"]
    assert grouping_columns("spells", frame) == ("wijk", "sector")
    assert frame["wijk"].dtype == frame["sector"].dtype == pd.Series([], dtype="str").dtype
    assert frame["wijk"].tolist() == ["noord"]
    assert frame["sector"].isna().all()
    assert frame["birth_year"].tolist() == [1980]
    assert grouping_columns("ladder", pd.DataFrame(columns=["moment", "iets"])) == ("iets",)


def test_client_tables_are_read_from_workbooks_too(tmp_path: Path) -> None:
    data = client_data(tmp_path)
    book = openpyxl.Workbook()
    book.active.append(["client_id", "start", "end", "destination", "leeftijd"])
    book.active.append([pid("a"), pd.Timestamp("2025-01-10"), None, None, "18-26"])
    book.save(data / KEY / "spells.xlsx")
    frame = load_one(data).tables["spells"]
    assert frame["start"].tolist() == [pd.Timestamp("2025-01-10")]
    assert frame["leeftijd"].tolist() == ["18-26"]


def test_client_tables_have_chapters_of_their_own(tmp_path: Path) -> None:
    loaded = load_one(client_data(tmp_path, spells=SPELLS, measurements=MEASUREMENTS))
    published = {chapter.name: chapter.published_as for chapter in chapters_of(loaded)}
    assert published["ladder_clients"] == published["ladder"] == "ladder"
    assert published["outflow_clients"] == published["outflow"] == "outflow"


def test_a_column_that_is_misspelled_is_not_a_group(tmp_path: Path) -> None:
    text = "client_id,strat,end,destination\na,2025-01-10,,\n"
    (fault,) = faults_of(client_data(tmp_path, spells=text))
    assert fault.startswith("spells.csv row 1, column 'strat'")
    assert "Did you mean 'start'?" in fault


@pytest.mark.parametrize("column", ["Wijk", "wijk naam", "1e_groep", "wijk-code"])
def test_a_group_has_a_plain_name(column: str, tmp_path: Path) -> None:
    text = f"client_id,start,end,destination,{column}\na,2025-01-10,,,x\n"
    (fault,) = faults_of(client_data(tmp_path, spells=text))
    assert fault.startswith(f"spells.csv row 1, column '{column}': ")
    assert "lower case letters" in fault


def many(values: list[str], column: str = "wijk") -> str:
    lines = [f"c{number},2025-01-10,,,{value}" for number, value in enumerate(values)]
    return "\n".join([f"client_id,start,end,destination,{column}", *lines, ""])


def test_a_group_with_twenty_values_is_a_group(tmp_path: Path) -> None:
    values = [f"wijk {number}" for number in range(20)] * 2
    assert faults_of(client_data(tmp_path, spells=many(values))) == []


def test_a_column_with_more_values_or_longer_ones_never_gets_in(tmp_path: Path) -> None:
    values = [f"Jansen-{number}" for number in range(21)]
    (fault,) = faults_of(client_data(tmp_path, spells=many(values)))
    assert fault.startswith("spells.csv row 1, column 'wijk': a group has at most 20 different")
    assert "Jansen" not in fault
    (fault,) = faults_of(client_data(tmp_path, spells=many(["x" * 41])))
    assert "short name" in fault
    assert "xxx" not in fault


def test_a_column_named_after_personal_data_never_gets_in(tmp_path: Path) -> None:
    (fault,) = faults_of(client_data(tmp_path, spells=many(["Jansen"], "achternaam")))
    assert "about one person" in fault
    assert "Jansen" not in fault


def test_an_evaluation_may_say_that_its_clients_are_invented(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    assert load_one(data).synthetic is False
    path = data / KEY / "evaluation.yaml"
    path.write_text(f"{EVALUATION}synthetic: true\n", encoding="utf-8")
    assert load_one(data).synthetic is True
    path.write_text(f"{EVALUATION}synthetic: ja\n", encoding="utf-8")
    (fault,) = faults_of(data)
    assert "key 'synthetic': 'ja' is not yes or no" in fault


def test_client_tables_say_that_they_are() -> None:
    names = {name for name, table in TABLES.items() if table.client_level}
    assert names == {"spells", "benefits", "measurements"}
