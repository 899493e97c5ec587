"""Files that cannot be read, or that do not belong in the folder."""

import os
import shutil
from pathlib import Path

from bad_input.mistakes import CASELOAD, Case, renamed, written


def link_to_nothing(_: Path, folder: Path) -> None:
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").symlink_to(folder / "verhuisd.csv")


def link_to_no_evaluation(_: Path, folder: Path) -> None:
    (folder / "evaluation.yaml").unlink()
    (folder / "evaluation.yaml").symlink_to(folder / "verhuisd.yaml")


def folder_with_the_name_of_a_table(_: Path, folder: Path) -> None:
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").mkdir()


def pipe_with_the_name_of_a_table(_: Path, folder: Path) -> None:
    (folder / "claims.csv").unlink()
    os.mkfifo(folder / "claims.csv")


CASES = [
    Case(
        "an empty file",
        written("caseload.csv", ""),
        "caseload.csv",
        "the file is empty",
        "remove the file",
    ),
    Case(
        "a file of empty cells",
        written("caseload.csv", ";;;\n;;;\n"),
        "caseload.csv",
        "the file is empty",
        "remove the file",
    ),
    Case(
        "a file with column names only",
        written("caseload.csv", CASELOAD + ",,,,,,\n"),
        "caseload.csv",
        "the file holds only column names",
        "Add rows",
    ),
    Case(
        "a picture that is called a table",
        written("caseload.csv", b"\x89PNG\r\n\x1a\n" + b"\x1b[31m" * 9),
        "caseload.csv",
        "this is not a text file",
        "Save it again as CSV UTF-8 or as .xlsx",
    ),
    Case(
        "any bytes that are called a table",
        written("caseload.csv", bytes(range(256))),
        "caseload.csv",
        "not a text file (it holds NUL bytes)",
        "Save it again",
    ),
    Case(
        "NUL bytes in a table",
        written("caseload.csv", CASELOAD + "inflow,,60\x00,,,,\n"),
        "caseload.csv",
        "not a text file (it holds NUL bytes)",
        "Save it again",
    ),
    Case(
        "a table and a workbook of the same name",
        lambda _, folder: shutil.copy(folder / "exits.csv", folder / "exits.xlsx"),
        "exits.xlsx",
        "exits.csv holds the same table",
        "Remove one of the two",
    ),
    Case(
        "a file that does not belong there",
        written("notulen.docx", "..."),
        "notulen.docx",
        "this is not a file of an evaluation",
        "name it after a table: ladder, ladder_moves, caseload,",
    ),
    Case(
        "a misspelt table",
        renamed("exits.csv", "exit.csv"),
        "exit.csv",
        "this is not a file of an evaluation",
        "Did you mean 'exits.csv'?",
    ),
    Case(
        "a copy beside a table",
        written("exits (1).csv", "..."),
        "exits (1).csv",
        "this is not a file of an evaluation",
        "Move it away; exits.csv is there already",
    ),
    Case(
        "a folder in the folder",
        lambda _, folder: (folder / "oud").mkdir(),
        "oud",
        "this is not a file of an evaluation",
        "Move the folder away",
    ),
    Case(
        "an old Excel file",
        renamed("exits.csv", "exits.xls"),
        "exits.xls",
        "this is not a file of an evaluation",
        "Save it as exits.csv or exits.xlsx",
    ),
    Case(
        "a link to nothing",
        link_to_nothing,
        "claims.csv",
        "a link to a file that does not exist",
        "Replace it by the file itself",
    ),
    Case(
        "an evaluation.yaml that is a link to nothing",
        link_to_no_evaluation,
        "evaluation.yaml",
        "a link to a file that does not exist",
        "Replace it by the file itself",
    ),
    Case(
        "a folder with the name of a table",
        folder_with_the_name_of_a_table,
        "claims.csv",
        "this is a folder",
        "Rename or move the folder",
    ),
    Case(
        "a pipe with the name of a table",
        pipe_with_the_name_of_a_table,
        "claims.csv",
        "not an ordinary file",
        "Replace it",
    ),
]
