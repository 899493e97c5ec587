"""An Excel workbook is read as its reader sees it."""

import datetime as dt
import io
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from small_data import read

from evalutils.dataset.excel import read_sheet
from evalutils.dataset.faults import FaultList
from evalutils.dataset.sheet import column_letter

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
    sheet = read_sheet(path, path.name, faults)
    cells = None if sheet is None else [cells for _, cells in sheet]
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
    sheet = book.create_sheet("Ladder")
    sheet.append(["moment", "rung", "count", "share"])
    sheet.append(["current", 1, 5])
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


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)
def test_columns_have_the_letters_of_a_spreadsheet(index: int, letters: str) -> None:
    assert column_letter(index) == letters
    assert openpyxl.utils.get_column_letter(index + 1) == letters
