"""A CSV file is read the ways spreadsheets write it, with the row numbers they show."""

from pathlib import Path

import pytest
from small_data import read

from evalutils.dataset.faults import FaultList
from evalutils.dataset.reading.raw_table import RawTable, read_raw_table
from evalutils.dataset.reading.text_file import decode

COLUMNS = ("name", "value", "note")


def raw(path: Path, content: str | bytes) -> tuple[RawTable | None, list[str]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    faults = FaultList()
    table = read_raw_table(path, COLUMNS, faults.of(path.name))
    return table, [f"row {fault.row}: {fault.problem}" for fault in faults.faults]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_three_separators_are_recognised(separator: str, path: Path) -> None:
    content = "name,value,note\na,1,x\n".replace(",", separator)
    table, faults = raw(path, content)
    assert faults == []
    assert table == RawTable(["name", "value", "note"], 1, [(2, ["a", "1", "x"])], separator != ",")


def test_the_separator_is_that_of_the_column_names_not_of_the_texts(path: Path) -> None:
    table, faults = raw(path, 'name;value;note\na;1;"een, twee, drie, vier"\n')
    assert faults == []
    assert table is not None
    assert table.rows == [(2, ["a", "1", "een, twee, drie, vier"])]


def test_a_separator_that_the_file_announces_is_used(path: Path) -> None:
    table, faults = raw(path, "SEP=|\r\nname|value|note\r\na|1|x\r\n")
    assert faults == []
    assert table is not None
    # Excel hides the announcement: the column names are its row 1
    assert (table.header_row, table.rows) == (1, [(2, ["a", "1", "x"])])


def test_rows_are_numbered_as_a_spreadsheet_shows_them(path: Path) -> None:
    # row 2 holds a line break within quotes, row 3 is empty
    table, _ = raw(path, 'name,value,note\na,1,"regel een\nregel twee"\n\nb,2,y\n')
    assert table is not None
    assert table.rows == [(2, ["a", "1", "regel een\nregel twee"]), (4, ["b", "2", "y"])]


def test_column_names_may_follow_empty_rows(path: Path) -> None:
    table, _ = raw(path, "\n,,\nname,value,note\na,1,x\n")
    assert table is not None
    assert (table.header_row, table.rows) == (3, [(4, ["a", "1", "x"])])


def test_empty_columns_and_rows_that_excel_leaves_are_dropped(path: Path) -> None:
    table, faults = raw(path, "name;;value;note;;\na;;1;x;;\n;;;;;\n;;;;;\n")
    assert faults == []
    assert table is not None
    assert table.header == ["name", "value", "note"]
    assert table.rows == [(2, ["a", "1", "x"])]


def test_a_row_without_its_last_cells_is_complete(path: Path) -> None:
    # Excel leaves out separators at the end of rows whose last cells are empty
    table, faults = raw(path, "name;value;note\na\nb;2\n")
    assert faults == []
    assert table is not None
    assert table.rows == [(2, ["a", "", ""]), (3, ["b", "2", ""])]


def test_surplus_empty_cells_are_a_fault_between_commas_only(path: Path) -> None:
    # 'a,6,5,,' may be 'a' and 6,5: the empty cell at the end hides the shift
    assert raw(path, "name,value,note\na,6,5,\n")[1][0].startswith("row 2: 4 cells where")
    assert raw(path, "name;value;note\na;6;5;\n")[1] == []


def test_cells_without_a_column_name_are_a_fault(path: Path) -> None:
    _, faults = raw(path, "name,,note\na,1,x\n,2,\n")
    assert faults == [
        "row 1: column B has no name here but holds a value in row 2. Name the column or empty it."
    ]


def test_quotes_within_a_text_are_doubled(path: Path) -> None:
    table, _ = raw(path, 'name,value,note\n"a ""b"" c",1, "x, y"\n')
    assert table is not None
    assert table.rows == [(2, ['a "b" c', "1", "x, y"])]


@pytest.mark.parametrize(
    ("content", "row", "problem"),
    [
        ('name,value,note\na,1,x\nb,2,"half', 3, "is never closed"),
        ('name,value,note\na,1,"x"y\n', 2, "the quotes do not match"),
        ("name,value,note\na,1," + "x" * 131_073 + "\n", 2, "more than 131072 characters"),
        ("name,value,note\na,1,x\nb,2", 3, "at cell 2 of 3"),
    ],
)
def test_a_broken_file_names_the_row_where_it_breaks(
    content: str, row: int, problem: str, path: Path
) -> None:
    (fault,) = raw(path, content)[1]
    assert fault.startswith(f"row {row}: ")
    assert problem in fault


def test_a_complete_last_row_needs_no_line_end(path: Path) -> None:
    table, faults = raw(path, "name,value,note\na,1,x\nb,2,y")
    assert faults == []
    assert table is not None
    assert len(table.rows) == 2


def test_a_short_last_row_with_a_line_end_is_complete(path: Path) -> None:
    assert raw(path, "name,value,note\na,1,x\nb,2\n")[1] == []


@pytest.mark.parametrize("content", ["", "\n\n", " \n", ",,\n,,\n", "\ufeff", ";;\r\n"])
def test_a_file_without_any_text_is_empty(content: str, path: Path) -> None:
    table, faults = raw(path, content)
    assert table is None
    assert faults == ["row 0: the file is empty. Add rows, or remove the file if there are none."]


ONE_ROW = "name;value;note\nCoöperatie;1;één € – ’s-Gravenhage\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_in_the_encodings_of_dutch_computers(encoding: str, path: Path) -> None:
    table, faults = raw(path, ONE_ROW.encode(encoding))
    assert faults == []
    assert table is not None
    assert table.rows == [(2, ["Coöperatie", "1", "één € – ’s-Gravenhage"])]


@pytest.mark.parametrize(
    "content",
    [
        ONE_ROW.encode("utf-16-le"),  # without its mark: every second byte is NUL
        ONE_ROW.encode("utf-16")[:-1],  # half a character
        b"\x00",
        b"name;value\x01;note\n",
        b"\x81\x8d",  # no letters in Windows-1252
        b"\x1b[2J",  # would clear a terminal
    ],
)
def test_other_bytes_are_not_text(content: bytes) -> None:
    assert decode(content) is None


def test_columns_in_another_order_are_the_same_table(path: Path) -> None:
    path.write_text("count,stage,order,funnel\n5,gestart,1,a\n", encoding="utf-8")
    frame, faults = read(path, "funnel")
    assert faults == []
    assert frame is not None
    (row,) = frame.itertuples()
    assert (row.funnel, row.order, row.stage, row.count) == ("a", 1, "gestart", 5)


def test_columns_without_source_locator_and_note_are_enough(path: Path) -> None:
    path.write_text("funnel,order,stage,count\na,1,gestart,5\n", encoding="utf-8")
    frame, faults = read(path, "funnel")
    assert faults == []
    assert frame is not None
    given = ["funnel", "order", "stage", "count"]
    left_out = ["within_base", "group", "qualifier", "unit", "source", "locator", "note"]
    assert list(frame.columns) == given + left_out
    assert frame[left_out].isna().all(axis=None)
    assert list(frame.index) == [2]


def test_a_fault_in_the_names_does_not_hide_faults_in_the_cells(path: Path) -> None:
    path.write_text("funnel,order,fase,count\na,een,gestart,-5\n", encoding="utf-8")
    _, faults = read(path, "funnel")
    assert [fault.split(" ", 2)[:2] for fault in faults] == [
        ["1", "fase"],
        ["1", "stage"],
        ["2", "order"],
        ["2", "count"],
    ]


def test_a_cell_with_a_fault_is_not_empty_too(path: Path) -> None:
    path.write_text("moment,rung,count,share\ncurrent,1,veel,\n", encoding="utf-8")
    _, faults = read(path, "ladder")
    assert len(faults) == 1
    path.write_text("funnel,order,stage,count\na,1,gestart,veel\n", encoding="utf-8")
    _, faults = read(path, "funnel")
    assert len(faults) == 1


def test_rows_with_an_unreadable_key_are_not_each_others_double(path: Path) -> None:
    path.write_text("funnel,order,stage,count\na,een,x,5\na,twee,y,4\n", encoding="utf-8")
    _, faults = read(path, "funnel")
    assert [fault.split(" ", 2)[:2] for fault in faults] == [["2", "order"], ["3", "order"]]
