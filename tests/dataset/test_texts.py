"""Every text column of every table: one line, no hidden signs, and in a name a letter or digit."""

import csv
from pathlib import Path
from unittest.mock import patch

import pytest
from small_data import read

from evalutils.contracts.examples import rows
from evalutils.contracts.tables import TABLES
from evalutils.contracts.texts import PROSE, text_of
from evalutils.dataset.faults import FaultList
from evalutils.dataset.reading import text_file
from evalutils.errors import DataError

CLIENTS = {
    "spells": {"client_id": "a", "start": "2025-01-10"},
    "benefits": {"client_id": "a", "start": "2025-01-10"},
    "measurements": {"client_id": "a", "date": "2025-01-10", "kind": "measured", "rung": "1"},
}
TEXTS = [
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.all_columns
    if column.kind == "text"
]


def faults(path: Path, table: str, column: str, text: str) -> list[str]:
    row = {**(CLIENTS.get(table) or rows(table)[0]), column: text}
    with (path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [item.name for item in TABLES[table].all_columns])
        writer.writeheader()
        writer.writerow(row)
    return read(path / f"{table}.csv", table)[1]


@pytest.mark.parametrize(("table", "column"), TEXTS)
def test_a_hidden_sign_is_a_fault_with_row_and_column(
    table: str, column: str, tmp_path: Path
) -> None:
    for sign, name in (("\x7f", "(U+007F)"), ("\u202e", "(U+202E)"), ("\x85", "a line break")):
        found = faults(tmp_path, table, column, f"links{sign}rechts")
        if sign == "\x85" and column in PROSE:
            assert found == []
            continue
        (fault,) = found
        assert fault.startswith(f"2 {column} ")
        assert name in fault
        assert "links" not in fault


@pytest.mark.parametrize(("table", "column"), TEXTS)
def test_a_line_break_or_tab_is_a_fault_but_in_sentences(
    table: str, column: str, tmp_path: Path
) -> None:
    for sign, name in (("\n", "a line break"), ("\r\n", "a line break"), ("\t", "a tab")):
        found = faults(tmp_path, table, column, f"boven{sign}onder")
        if column in PROSE:
            assert found == []
            continue
        (fault,) = found
        assert fault.startswith(f"2 {column} the text holds {name}")


def test_sentences_are_kept_on_one_line(tmp_path: Path) -> None:
    rows = 'funnel,order,stage,count,note\na,1,b,5,"Eerst.\n\n  Dan."\n'
    (tmp_path / "funnel.csv").write_text(rows, encoding="utf-8")
    frame, found = read(tmp_path / "funnel.csv", "funnel")
    assert found == []
    assert list(frame["note"]) == ["Eerst. Dan."]


@pytest.mark.parametrize("text", ["-", "...", "***", "§", "€"])
def test_a_name_has_a_letter_or_digit(text: str, tmp_path: Path) -> None:
    assert faults(tmp_path, "funnel", "note", text) == []
    assert faults(tmp_path, "funnel", "locator", text) == []
    (fault,) = faults(tmp_path, "funnel", "funnel", text)
    assert fault == "2 funnel this name has no letter or digit. Write words."


@pytest.mark.parametrize("text", ["Bereik van de Doen!Beurzen", "Ж", "€ 5", "a\xa0b", "co\xadöp"])
def test_ordinary_names_are_left_as_they_are(text: str) -> None:
    assert text_of("funnel", text) == (text, "")


def test_a_group_of_clients_is_told_without_its_value(tmp_path: Path) -> None:
    for value, words in (("geheim\x7f", "U+007F"), ("?!", "no letter or digit")):
        rows = f"client_id,start,end,destination,wijk\na,2025-01-10,,,{value}\n"
        (tmp_path / "spells.csv").write_text(rows, encoding="utf-8")
        ((fault),) = read(tmp_path / "spells.csv", "spells")[1]
        assert fault.startswith("2 wijk ")
        assert words in fault
        assert "geheim" not in fault


def test_a_file_that_somebody_writes_to_is_read_as_a_whole_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "exits.csv"
    path.write_text("destination,count\n", encoding="utf-8")
    faults = FaultList()
    states = iter([(1,), (2,), (3,), (3,)])
    with patch.object(text_file, "state_of", lambda _: next(states)):
        assert text_file.read_text(path, faults.of("exits.csv")) is None
        assert text_file.read_text(path, faults.of("exits.csv")) == "destination,count\n"
    with pytest.raises(
        DataError, match=r"cannot be read .somebody wrote to it meanwhile.[.] Close"
    ):
        faults.stop()
