"""An Excel workbook is read as its reader sees it."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from small_data import read

from evalutils.dataset.faults import FaultList
from evalutils.dataset.reading import sheet, workbook
from evalutils.dataset.reading.cell_names import column_letter
from evalutils.dataset.reading.excel import read_sheet

HEADER = ("moment", "rung", "count", "share", "source", "locator", "note")


def save(path: Path, *rows: tuple[object, ...], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    book.save(path)
    return path


def texts(path: Path) -> tuple[list[list[str]] | None, list[str]]:
    faults = FaultList()
    rows = read_sheet(path, faults.of(path.name))
    cells = None if rows is None else [cells for _, cells in rows]
    return cells, [fault.problem for fault in faults.faults]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" x ", "x"),
        (5, "5"),
        (5.0, "5"),
        (-5, "-5"),
        (0.1 + 0.2, "0,3"),  # 0.30000000000000004 for a computer, 0,3 for a reader
        (36.6, "36,6"),
        (1234567.891, "1234567,891"),
        (1e-7, "0,0000001"),
        (999_999_999_999_999, "999999999999999"),
        (1e15, "1E+15"),  # Excel keeps 15 digits: what stood there before is lost
        (3.125, "3,1250"),  # a number is never mistaken for thousands
        (True, "true"),
        (False, "false"),
        (dt.datetime(2019, 9, 30), "2019-09-30"),
        (dt.datetime(2019, 9, 30, 23, 59), "2019-09-30"),
        (dt.date(2019, 9, 30), "2019-09-30"),
    ],
)
def test_a_cell_is_the_text_that_a_dutch_reader_sees(
    value: object, text: str, tmp_path: Path
) -> None:
    cells, faults = texts(save(tmp_path / "a.xlsx", ("x", value)))
    assert faults == []
    assert cells == [["x", text]]


def test_a_percentage_is_not_the_fraction_that_excel_keeps(tmp_path: Path) -> None:
    cells, _ = texts(save(tmp_path / "a.xlsx", (0.366, 0.05), formats={"A1": "0.0%", "B1": "0%"}))
    assert cells == [["36,6%", "5%"]]


def test_a_printed_percent_sign_does_not_change_the_number(tmp_path: Path) -> None:
    cells, _ = texts(save(tmp_path / "a.xlsx", (36.6, 5), formats={"A1": '0.0"%"', "B1": r"0\%"}))
    assert cells == [["36,6", "5"]]


def test_an_amount_in_euros_is_a_number(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", (1234.5,), formats={"A1": '"€" #,##0.00'})
    assert texts(path)[0] == [["1234,5"]]


def test_dates_booleans_and_floats_become_typed_cells(tmp_path: Path) -> None:
    header = ("indicator", "target", "result", "unit", "direction", "target_start", "target_end")
    path = save(
        tmp_path / "targets.xlsx",
        (*header, "measured_on", "statement"),
        ("werk", 60.0, 45.5, "person", "at_least", dt.datetime(2025, 1, 1), "31-12-2025"),
    )
    frame, faults = read(path, "targets")
    assert faults == []
    assert frame is not None
    (row,) = frame.itertuples()
    assert (row.target, row.result) == (60.0, 45.5)
    assert (row.target_start, row.target_end) == (
        dt.datetime(2025, 1, 1),
        dt.datetime(2025, 12, 31),
    )


def test_an_empty_column_and_row_before_the_table_are_left_out(tmp_path: Path) -> None:
    rows = ((), (None, *HEADER), (None, "current", 2, 5), (), (None, "current", 3, 6))
    frame, faults = read(save(tmp_path / "ladder.xlsx", *rows), "ladder")
    assert faults == []
    assert frame is not None
    assert list(frame["rung"]) == ["2", "3"]
    assert list(frame.index) == [3, 5]  # the rows that Excel shows


def test_the_sheet_with_the_name_of_the_table_is_read(tmp_path: Path) -> None:
    path = save(tmp_path / "ladder.xlsx", ("Toelichting",))
    book = openpyxl.load_workbook(path)
    ladder = book.create_sheet("Ladder")
    ladder.append(["moment", "rung", "count", "share"])
    ladder.append(["current", 1, 5])
    book.save(path)
    frame, faults = read(path, "ladder")
    assert faults == []
    assert frame is not None
    assert list(frame["count"]) == [5]


def test_empty_sheets_do_not_count(tmp_path: Path) -> None:
    path = save(tmp_path / "ladder.xlsx", ("moment", "rung", "count", "share"), ("current", 1, 5))
    book = openpyxl.load_workbook(path)
    book.create_sheet("Blad2", 0)
    book.save(path)
    assert read(path, "ladder")[1] == []


def test_a_formula_counts_by_its_result(tmp_path: Path) -> None:
    # openpyxl keeps formulas without results; Excel writes <v>9</v>, as here by hand
    path = save(tmp_path / "a.xlsx", ("x", "=4+5"))
    content = io.BytesIO()
    with zipfile.ZipFile(path) as parts, zipfile.ZipFile(content, "w") as calculated:
        for part in parts.namelist():
            xml = parts.read(part)
            calculated.writestr(part, xml.replace(b"<f>4+5</f><v />", b"<f>4+5</f><v>9</v>"))
    path.write_bytes(content.getvalue())
    assert texts(path)[0] == [["x", "9"]]


def test_a_formula_without_a_result_is_not_an_empty_cell(tmp_path: Path) -> None:
    assert texts(save(tmp_path / "a.xlsx", ("x", "=4+5")))[0] == [["x", "=4+5"]]


def test_remarks_of_the_reader_on_styles_do_not_reach_the_user(tmp_path: Path) -> None:
    path = save(tmp_path / "ladder.xlsx", ("moment", "rung", "count", "share"), ("current", 1, 5))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(path, "ladder")[1] == []


TABLE = (("moment", "rung", "count", "share"), ("current", 1, 5), ("current", 2, 6))


def changed(path: Path, change: Callable[[openpyxl.Workbook], object]) -> list[str]:
    """What is told of the small table after a change in its workbook."""
    save(path, *TABLE)
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return texts(path)[1]


def test_merged_cells_are_named_by_their_range(tmp_path: Path) -> None:
    path = tmp_path / "ladder.xlsx"
    (problem,) = changed(path, lambda book: book.active.merge_cells("A2:A3"))
    assert problem == "cells are merged: A2:A3. Unmerge them and fill in every cell."
    # nothing stands in E, and nothing in D2:D3: one reading is left
    assert changed(path, lambda book: book.active.merge_cells("D1:E1")) == []
    assert changed(path, lambda book: book.active.merge_cells("D2:D3")) == []
    assert changed(path, lambda book: book.active.merge_cells("A3:A9")) == []  # the last row


def test_rows_and_columns_that_are_hidden_are_named(tmp_path: Path) -> None:
    def hide_row(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[3].hidden = True
        book.active.row_dimensions[9].hidden = True  # empty

    def hide_column(book: openpyxl.Workbook) -> None:
        book.active.column_dimensions["C"].hidden = True
        book.active.column_dimensions["H"].hidden = True  # empty

    (row,) = changed(tmp_path / "ladder.xlsx", hide_row)
    assert row.startswith("rows are hidden, by a filter or by hand: 3. Show them")
    (column,) = changed(tmp_path / "ladder.xlsx", hide_column)
    assert column.startswith("columns are hidden: C. Show them")


def test_a_hidden_sheet_never_wins_from_the_one_that_is_seen(tmp_path: Path) -> None:
    def add_hidden(book: openpyxl.Workbook, title: str) -> None:
        book.create_sheet(title, 0).append(["moment", "rung", "count", "share"])
        book[title].sheet_state = "hidden"
        book.active = 1

    def hide_all(book: openpyxl.Workbook) -> None:
        book.create_sheet("Leeg")
        book["Sheet"].sheet_state = "veryHidden"

    path = tmp_path / "ladder.xlsx"
    (problem,) = changed(path, lambda book: add_hidden(book, "Ladder"))
    assert problem.startswith("the sheet 'Ladder' is hidden. Show it, or remove or rename it")
    assert changed(path, lambda book: add_hidden(book, "Keuzelijst")) == []
    (problem,) = changed(path, hide_all)
    assert problem == "every sheet with cells is hidden: 'Sheet'. Show the one to read."


def test_a_cell_in_the_last_corner_is_told_at_once(tmp_path: Path) -> None:
    def fill_corner(book: openpyxl.Workbook) -> None:
        book.active["XFD1048576"] = "x"

    path = tmp_path / "ladder.xlsx"
    assert changed(path, fill_corner) == []
    assert read(path, "ladder")[1][0] == (
        "1  column XFD has no name here but holds a value in row 1048576. Name the column or "
        "empty it."
    )


def test_a_sheet_larger_than_any_table_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(tmp_path / "ladder.xlsx", *TABLE)
    for name, limit in (("MOST_BYTES", 2000), ("MOST_TAGS", 50)):
        with monkeypatch.context() as limited:
            limited.setattr(workbook, name, limit)
            assert texts(path)[1][0].startswith("the workbook holds more than any table.")
    monkeypatch.setattr(sheet, "MOST_CELLS", 100)
    assert texts(path)[1] == []
    (problem,) = changed(path, lambda book: book.active.__setitem__("ZZ7", 1))
    assert problem.startswith("many cells stand far to the right, such as ZZ7.")


def test_a_percentage_of_excel_is_read_in_percent(tmp_path: Path) -> None:
    rows = (TABLE[0], ("current", 1, None, 0.366), ("current", 2, None, 0.5))
    path = save(tmp_path / "ladder.xlsx", *rows, formats={"D2": "0.0%", "D3": "0%"})
    frame, faults = read(path, "ladder")
    assert faults == []
    assert frame is not None
    assert frame["share"].tolist() == [36.6, 50.0]


def test_zeros_in_front_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", (12, 12), formats={"A1": "00000", "B1": "0"})
    assert texts(path)[0] == [["00012", "12"]]


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([dt.datetime(2024, 2, 29)])
    book.save(tmp_path / "a.xlsx")
    assert texts(tmp_path / "a.xlsx")[0] == [["2024-02-29"]]


def test_a_time_and_a_day_before_all_days_are_no_dates(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", (0.5, -1), formats={"A1": "hh:mm", "B1": "dd-mm-yyyy"})
    assert texts(path)[0] == [["12 h", "####"]]


def test_a_note_beside_a_cell_is_no_data(tmp_path: Path) -> None:
    def add_note(book: openpyxl.Workbook) -> None:
        book.active["C2"].comment = openpyxl.comments.Comment("eigenlijk 50", "x")

    assert changed(tmp_path / "ladder.xlsx", add_note) == []
    frame, _ = read(tmp_path / "ladder.xlsx", "ladder")
    assert frame is not None
    assert frame["count"].tolist() == [5, 6]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"),
        (b"PK\x03\x04....xl/workbook.bin", ".xlsb"),
        (b"\xd0\xcf\x11\xe0", "with a password"),
    ],
)
def test_another_kind_of_workbook_is_named_with_the_way_out(
    content: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "ladder.xlsx"
    path.write_bytes(content)
    (problem,) = texts(path)[1]
    assert words in problem
    assert "Save it as .xlsx" in problem


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)
def test_columns_have_the_letters_of_a_spreadsheet(index: int, letters: str) -> None:
    assert column_letter(index) == letters
    assert openpyxl.utils.get_column_letter(index + 1) == letters
