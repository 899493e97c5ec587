"""An export in Excel or Parquet is read as one in CSV is, and what nobody sees in it is a fault."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from exports import CSV, MAPPING, ROWS, bring_in, cells, problems, table, workbook

from evalutils.intake import parquet_parts, row_parts


def test_a_sheet_is_read_by_its_name(tmp_path: Path) -> None:
    sheets = {"Uitleg": [["Lees mij"]], "Trajecten": [["Export"], [], *cells(CSV)]}
    path = workbook(tmp_path / "export.xlsx", sheets)
    told = bring_in(tmp_path, path, MAPPING.replace("spells:\n", "spells:\n  sheet: trajecten\n"))
    assert told[0].startswith("spells:")
    assert len(table(tmp_path)) == 1 + len(ROWS)


def test_another_sheet_is_named_when_there_is_none_of_that_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "export.xlsx", {"Trajecten": cells(CSV), "Meer": [["x"]]})
    mapping = MAPPING.replace("spells:\n", "spells:\n  sheet: Traject\n")
    (fault,) = problems(tmp_path, path, mapping)
    assert "there is no sheet 'Traject'. The sheets are 'Trajecten', 'Meer'." in fault


def test_a_truncated_workbook_is_named_as_such(tmp_path: Path) -> None:
    path = workbook(tmp_path / "export.xlsx", {"Trajecten": cells(CSV)})
    path.write_bytes(path.read_bytes()[:-200])
    (fault,) = problems(tmp_path, path)
    assert "the workbook is damaged or incomplete" in fault


def test_a_workbook_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    (fault,) = problems(tmp_path, content, name="export.xlsx")
    assert "with a password" in fault


def test_a_sheet_of_many_parts_is_the_same_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(tmp_path)
    monkeypatch.setattr(row_parts, "ROWS", 2)
    (tmp_path / "again").mkdir()
    path = workbook(tmp_path / "again" / "export.xlsx", {"Blad": [["Export"], [], *cells(CSV)]})
    bring_in(tmp_path / "again", path)
    assert table(tmp_path) == table(tmp_path / "again")


def spoiled(change: Callable[[openpyxl.worksheet.worksheet.Worksheet], object], path: Path) -> Path:
    """A workbook with a title over several cells, the table from row 3, and what a test changes."""
    workbook(path, {"Blad": [["Export", None], [], *cells(CSV)]})
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A1:D1")
    change(book.active)
    book.save(path)
    return path


HIDDEN: dict[str, tuple[Callable[..., object], str]] = {
    "a row": (
        lambda sheet: setattr(sheet.row_dimensions[5], "hidden", True), "rows are hidden",
    ),
    "a column": (
        lambda sheet: setattr(sheet.column_dimensions["D"], "hidden", True),
        "the column 'Startdatum' is hidden",
    ),
    "a merged cell": (lambda sheet: sheet.merge_cells("D4:E4"), "cells are merged: D4:E4"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_a_reader_of_the_sheet_does_not_see_is_a_fault(kind: str, tmp_path: Path) -> None:
    change, problem = HIDDEN[kind]
    faults = problems(tmp_path, spoiled(change, tmp_path / "export.xlsx"))
    assert any(problem in fault for fault in faults)


def test_a_title_over_several_cells_and_a_hidden_column_that_is_not_read_are_none(
    tmp_path: Path,
) -> None:
    path = spoiled(
        lambda sheet: setattr(sheet.column_dimensions["B"], "hidden", True),
        tmp_path / "export.xlsx",
    )
    assert bring_in(tmp_path, path)


def test_other_sheets_of_an_export_may_hold_numbers_of_clients(tmp_path: Path) -> None:
    sheets = {"Trajecten": cells(CSV), "Meer": [["BSN"], ["111222333"]]}
    path = workbook(tmp_path / "export.xlsx", sheets)
    bring_in(tmp_path, path, MAPPING.replace("spells:\n", "spells:\n  sheet: Trajecten\n"))
    assert len(table(tmp_path)) == 1 + len(ROWS)


def test_parquet_is_read_as_a_csv_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    bring_in(tmp_path)
    frame = pd.read_csv(io.StringIO(CSV), sep=";")  # numbers of clients are numbers here
    for name in ("Startdatum", "Einddatum"):
        frame[name] = pd.to_datetime(frame[name], dayfirst=True)
    (tmp_path / "again").mkdir()
    frame.astype({"Reden einde": "float64"}).to_parquet(tmp_path / "again" / "export.parquet")
    monkeypatch.setattr(parquet_parts, "ROWS", 2)
    mapping = MAPPING.replace('"01"', '"1"')
    bring_in(tmp_path / "again", tmp_path / "again" / "export.parquet", mapping)
    assert table(tmp_path) == table(tmp_path / "again")
