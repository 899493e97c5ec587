"""Mistakes in a table that is an Excel workbook."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl

from bad_input.mistakes import LADDER, Case, renamed, workbook

COSTS = ("item", "kind", "bearer", "transfer", "low", "central", "high", "per")
COSTS += ("start_month", "months", "price_year")


def half_a_workbook(_: Path, folder: Path) -> None:
    workbook("ladder", LADDER, *[("current", rung, 5) for rung in range(1, 7)])(_, folder)
    path = folder / "ladder.xlsx"
    path.write_bytes(path.read_bytes()[:3000])


def workbook_with_a_broken_sheet(_: Path, folder: Path) -> None:
    workbook("ladder", LADDER, ("current", 1, 5))(_, folder)
    path = folder / "ladder.xlsx"
    parts = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as broken:
        for part in parts.namelist():
            content = parts.read(part)
            broken.writestr(part, content[:-60] if "sheet1" in part else content)


def workbook_with_two_sheets(_: Path, folder: Path) -> None:
    workbook("ladder", LADDER, ("current", 1, 5))(_, folder)
    book = openpyxl.load_workbook(folder / "ladder.xlsx")
    book.create_sheet("Toelichting").append(["Bron: eigen registratie"])
    book.save(folder / "ladder.xlsx")


CASES = [
    Case(
        "a workbook that is called CSV",
        lambda _, folder: (
            workbook("claims", ("claim",), ("a",))(_, folder),
            (folder / "claims.xlsx").rename(folder / "claims.csv"),
        ),
        "claims.csv",
        "an Excel workbook with another extension",
        "Save it as .xlsx",
    ),
    Case(
        "a CSV file that is called a workbook",
        renamed("claims.csv", "claims.xlsx"),
        "claims.xlsx",
        "not an Excel workbook",
        "name a CSV file .csv",
    ),
    Case(
        "a workbook with a password",
        lambda _, folder: (
            (folder / "claims.csv").unlink(),
            (folder / "claims.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64),
        ),
        "claims.xlsx",
        "an old Excel file or one with a password",
        "without password",
    ),
    Case(
        "half a workbook",
        half_a_workbook,
        "ladder.xlsx",
        "damaged or incomplete",
        "Open it in Excel and save it again",
    ),
    Case(
        "a workbook with a broken sheet",
        workbook_with_a_broken_sheet,
        "ladder.xlsx",
        "damaged or incomplete",
        "Open it in Excel and save it again",
    ),
    Case(
        "an empty workbook",
        workbook("ladder"),
        "ladder.xlsx",
        "the file is empty",
        "remove the file",
    ),
    Case(
        "a workbook with two sheets",
        workbook_with_two_sheets,
        "ladder.xlsx",
        "several sheets hold cells: 'Sheet', 'Toelichting'",
        "Name the one to read 'ladder'",
    ),
    Case(
        "an amount with a percent sign of Excel",  # 36,6% on the screen is 0.366 in the cell
        workbook(
            "costs",
            COSTS,
            ("a", "cost", "state", False, None, 0.366, None, "exit", None, None, 2025),
            formats={"F2": "0.0%"},
        ),
        "costs.xlsx row 2, column 'central'",
        "'36,6%' holds a unit",
        "format Number and type them again",
    ),
    Case(
        "a range that Excel made a date",
        workbook(
            "ladder_moves",
            ("from_rung", "to_rungs", "basis", "count"),
            (2, dt.datetime(2025, 6, 5), "realised", 20),
        ),
        "ladder_moves.xlsx row 2, column 'to_rungs'",
        "'2025-06-05' is not a rung",
        "Excel made a date of it: give the column the format Text",
    ),
    Case(
        "a formula that was never calculated",
        workbook("ladder", LADDER, ("current", 1, "=4+5")),
        "ladder.xlsx row 2, column 'count'",
        "'=4+5' is a formula without a result",
        "Open the file in Excel",
    ),
    Case(
        "a formula with an error",
        workbook("ladder", LADDER, ("current", 1, 9, None, None, None, "#REF!")),
        "ladder.xlsx row 2, column 'note'",
        "'#REF!' is what Excel shows instead of a value",
        "Repair the formula",
    ),
    Case(
        "a negative number in a workbook",
        workbook("ladder", LADDER, ("current", 1, -9)),
        "ladder.xlsx row 2, column 'count'",
        "-9 is below 0",
        "Counts are whole numbers from 0",
    ),
]
