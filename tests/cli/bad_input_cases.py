"""Mistakes that people make in a data folder, each with the message that it must get.

Every case starts from the folder that `evalutils new almelo werkfit 2025` writes.
"""

import datetime as dt
import io
import os
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

KEY = "almelo/werkfit/2025"

# A change gets the data folder and the folder of the evaluation in it.
Change = Callable[[Path, Path], object]

CASELOAD = "measure,date,count,qualifier,source,locator,note\n"
LADDER = ("moment", "rung", "count", "share", "source", "locator", "note")
OWN_LADDER = (
    "title: a\nversion: 1\nrungs: {1: {label: a, rule: b}}\n"
    "crosswalk: {to: %s, version: 1, loss: c, rungs: {1: [%d]}}\n"
)


@dataclass(frozen=True)
class Case:
    """One mistake.

    Attributes
    ----------
    name
        What went wrong.
    change
        Makes the mistake.
    where, what, next
        Pieces of the only message: the place, what is wrong with the value, what to do.
        The place is below the evaluation unless it starts with a slash.
    """

    name: str
    change: Change
    where: str
    what: str
    next: str

    @property
    def place(self) -> str:
        return self.where[1:] if self.where.startswith("/") else f"{KEY}/{self.where}"


def replaced(file: str, old: str, new: str) -> Change:
    def change(_: Path, folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def written(file: str, content: str | bytes) -> Change:
    data = content.encode() if isinstance(content, str) else content
    return lambda _, folder: (folder / file).write_bytes(data)


def workbook(
    table: str, *rows: Sequence[object], formats: Mapping[str, str] | None = None
) -> Change:
    """Replace the CSV file of a table by an Excel workbook."""

    def change(_: Path, folder: Path) -> None:
        (folder / f"{table}.csv").unlink()
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for cell, number_format in (formats or {}).items():
            book.active[cell].number_format = number_format
        book.save(folder / f"{table}.xlsx")

    return change


def renamed(old: str, new: str) -> Change:
    return lambda _, folder: (folder / old).rename(folder / new)


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


def moved_up(_: Path, folder: Path) -> None:
    """Leave the whole evaluation one folder too high."""
    for path in folder.iterdir():
        path.rename(folder.parent / path.name)
    folder.rmdir()


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


def thousands_dots_in_a_dutch_file(_: Path, folder: Path) -> None:
    text = (folder / "costs.csv").read_text(encoding="utf-8").replace(",", ";")
    (folder / "costs.csv").write_text(text.replace(";3000;", ";3.000;"), encoding="utf-8")


def unknown_scheme(data: Path, folder: Path) -> None:
    replaced("evaluation.yaml", "ladder: participatieladder", "ladder: participatielader")(
        data, folder
    )


IN_COLUMNS = [
    Case(
        "a misspelt column",
        replaced("caseload.csv", "count", "cuont"),
        "caseload.csv row 1, column 'cuont'",
        "not a column of caseload",
        "Did you mean 'count'?",
    ),
    Case(
        "a column in capitals",
        replaced("caseload.csv", "count", "COUNT"),
        "caseload.csv row 1, column 'COUNT'",
        "not a column of caseload",
        "Did you mean 'count'?",
    ),
    Case(
        "a missing column",
        written("funnel.csv", "funnel,order,stage\ntraject,1,gestart\n"),
        "funnel.csv row 1, column 'count'",
        "missing",
        "Add it; the columns are funnel, order, stage, count, source, locator, note.",
    ),
    Case(
        "a column too many",
        replaced("funnel.csv", "\n", ",opmerking\n"),
        "funnel.csv row 1, column 'opmerking'",
        "not a column of funnel",
        "remarks go in 'note'",
    ),
    Case(
        "the same column twice",
        written("funnel.csv", "funnel,order,stage,count,count\ntraject,1,gestart,5,6\n"),
        "funnel.csv row 1, column 'count'",
        "twice",
        "Keep one",
    ),
    Case(
        "cells below no column name",
        written("funnel.csv", "funnel,order,,stage,count\ntraject,1,x,gestart,5\n"),
        "funnel.csv row 1",
        "column C has no name here but holds a value in row 2",
        "Name the column or empty it",
    ),
    Case(
        "a title above the column names",
        written("funnel.csv", "Trechter 2025,,,\n,,,\nfunnel,order,stage,count\na,1,b,5\n"),
        "funnel.csv row 1",
        "the column names are in row 3",
        "Remove the rows above",
    ),
    Case(
        "Dutch column names",
        written("funnel.csv", "trechter,volgorde,stap,aantal\na,1,b,5\n"),
        "funnel.csv row 1",
        "'trechter, volgorde, stap, aantal'",
        "Write: funnel, order, stage, count,",
    ),
    Case(
        "an unknown separator",
        written("funnel.csv", "funnel|order|stage|count\na|1|b|5\n"),
        "funnel.csv row 1",
        "one cell, 'funnel|order|stage|count'",
        "Put ',' or ';' between these names",
    ),
]

IN_CELLS = [
    Case(
        "an unknown rung",
        replaced("ladder.csv", "current,3", "current,9"),
        "ladder.csv row 4, column 'rung'",
        "'9' is not in scheme 'participatieladder'",
        "Write 1, 2, 3, 4, 5, 6, unknown",
    ),
    Case(
        "a rung in words",
        replaced("ladder.csv", "current,3", "current,drie"),
        "ladder.csv row 4, column 'rung'",
        "'drie' is not a rung",
        "Write a rung number",
    ),
    Case(
        "a range of rungs that runs down",
        replaced("ladder_moves.csv", "3-4", "4-3"),
        "ladder_moves.csv row 3, column 'to_rungs'",
        "'4-3' does not run upwards",
        "Write a range as 5-6",
    ),
    Case(
        "an unknown rung in a range",
        replaced("ladder_moves.csv", "3-4", "3-7"),
        "ladder_moves.csv row 3, column 'to_rungs'",
        "'7' is not in scheme",
        "Write 1, 2, 3, 4, 5, 6, same, higher",
    ),
    Case(
        "a share above 100",
        replaced("ladder.csv", "current,3,25,", "current,3,25,107.3"),
        "ladder.csv row 4, column 'share'",
        "107.3 is above 100",
        "Percentages run from 0 to 100",
    ),
    Case(
        "a share that contradicts its count",
        replaced("ladder.csv", "current,3,25,", "current,3,25,60"),
        "ladder.csv row 4, column 'share'",
        "25 of the 120 clients of moment 'current' is 20.8",
        "Correct one of the two",
    ),
    Case(
        "a share below 0",
        replaced("ladder.csv", "current,3,25,", "current,3,25,-0.1"),
        "ladder.csv row 4, column 'share'",
        "-0.1 is below 0",
        "Percentages run from 0 to 100",
    ),
    Case(
        "a percent sign",
        replaced("ladder.csv", "current,3,25,", 'current,3,25,"36,6%"'),
        "ladder.csv row 4, column 'share'",
        "'36,6%' holds a unit",
        "Write the number without it",
    ),
    Case(
        "a euro sign",
        replaced("costs.csv", "3000", "€ 3000"),
        "costs.csv row 2, column 'central'",
        "'€ 3000' holds a unit",
        "Write the number without it",
    ),
    Case(
        "an amount without its price year",
        replaced("costs.csv", "participant,,,2025", "participant,,,"),
        "costs.csv row 2, column 'price_year'",
        "the cell is empty",
        "",
    ),
    Case(
        "an amount without what it is per",
        replaced("costs.csv", "3500,participant", "3500,"),
        "costs.csv row 2, column 'per'",
        "the cell is empty",
        "",
    ),
    Case(
        "a bearer that does not exist",
        replaced("costs.csv", "cost,municipality", "cost,gemeente"),
        "costs.csv row 2, column 'bearer'",
        "gemeente",
        "municipality",
    ),
    Case(
        "a date that is none",
        replaced("caseload.csv", "2025-01-01", "31-02-2025"),
        "caseload.csv row 2, column 'date'",
        "'31-02-2025' is not a date",
        "Write an existing day as 2019-09-30 or 30-09-2019",
    ),
    Case(
        "an American date",
        replaced("caseload.csv", "2025-01-01", "12/31/2025"),
        "caseload.csv row 2, column 'date'",
        "'12/31/2025' is not a date",
        "Write an existing day as 2019-09-30",
    ),
    Case(
        "a year from another age",
        replaced("caseload.csv", "2025-01-01", "0205-01-01"),
        "caseload.csv row 2, column 'date'",
        "'0205-01-01' lies outside 1900-2100",
        "Write the year in four digits",
    ),
    Case(
        "text in a number column",
        replaced("caseload.csv", "400", "ongeveer 400"),
        "caseload.csv row 2, column 'count'",
        "'ongeveer 400' is not a number",
        "words belong in the column 'note'",
    ),
    Case(
        "a dash for an unknown number",
        replaced("ladder.csv", "current,3,25,", "current,3,25,-"),
        "ladder.csv row 4, column 'share'",
        "'-' is not a value",
        "Leave the cell empty",
    ),
    Case(
        "a negative count",
        replaced("caseload.csv", "400", "-400"),
        "caseload.csv row 2, column 'count'",
        "-400 is below 0",
        "Counts are whole numbers from 0",
    ),
    Case(
        "a count with a fraction",
        replaced("caseload.csv", "400", '"400,5"'),
        "caseload.csv row 2, column 'count'",
        "'400,5' is not a whole number",
        "Write it with digits only",
    ),
    Case(
        "two numbers in one cell",
        replaced("caseload.csv", "400", "40 20"),
        "caseload.csv row 2, column 'count'",
        "'40 20' is not one number",
        "Write it as 1234.5 or 1234,5",
    ),
    Case(
        "a thousands dot in a count",
        replaced("caseload.csv", "400", "1.000"),
        "caseload.csv row 2, column 'count'",
        "'1.000' is not a whole number",
        "Write it with digits only",
    ),
    Case(
        "an ambiguous dot in a Dutch file",
        thousands_dots_in_a_dutch_file,
        "costs.csv row 2, column 'central'",
        "'3.000' can be read in two ways",
        "Write 3000 when you mean thousands, or 3.0000 when you mean decimals",
    ),
    Case(
        "an ambiguous dot in an amount",
        replaced("costs.csv", "3000", "3.000"),
        "costs.csv row 2, column 'central'",
        "'3.000' can be read in two ways",
        "Write 3000 when you mean thousands, or 3.0000 when you mean decimals",
    ),
    Case(
        "an ambiguous comma in an English file",
        replaced("costs.csv", "3000", '"3,000"'),
        "costs.csv row 2, column 'central'",
        "'3,000' can be read in two ways",
        "Write 3000 when you mean thousands, or 3,0000 when you mean decimals",
    ),
    Case(
        "a number beyond all measure",
        replaced("caseload.csv", "400", "9" * 400),
        "caseload.csv row 2, column 'count'",
        "9…' is too large",
        "Check the number",
    ),
    Case(
        "a number that Excel shortened",
        replaced("costs.csv", "3000", "1E+06"),
        "costs.csv row 2, column 'central'",
        "'1E+06' was shortened by Excel",
        "Give the column the format Number",
    ),
    Case(
        "hash signs for a narrow column",
        replaced("caseload.csv", "2025-01-01", "########"),
        "caseload.csv row 2, column 'date'",
        "'########' is what Excel shows instead of a value",
        "widen the column",
    ),
    Case(
        "an empty cell that must be filled",
        replaced("caseload.csv", "400", ""),
        "caseload.csv row 2, column 'count'",
        "the cell is empty",
        "Counts are whole numbers from 0",
    ),
    Case(
        "a row without count and share",
        replaced("ladder.csv", "current,3,25,", "current,3,,"),
        "ladder.csv row 4",
        "nothing is filled in",
        "Fill in 'count' or 'share'",
    ),
    Case(
        "neither yes nor no",
        replaced("costs.csv", "false", "misschien"),
        "costs.csv row 2, column 'transfer'",
        "'misschien' is not yes or no",
        "Write true or false",
    ),
    Case(
        "a word that is not in the list",
        replaced("caseload.csv", "stock_start", "stok_start"),
        "caseload.csv row 2, column 'measure'",
        "'stok_start' is not allowed",
        "Did you mean 'stock_start'?",
    ),
    Case(
        "amounts that go down",
        replaced("costs.csv", "2500", "3100"),
        "costs.csv row 2, column 'low'",
        "3100 is more than 3000 in 'central'",
        "from low through central to high",
    ),
    Case(
        "a period that ends before it starts",
        replaced("targets.csv", "2025-01-01,2025-12-31", "2025-12-31,2025-01-01"),
        "targets.csv row 2, column 'target_start'",
        "target_start is later than target_end",
        "Correct one of the two",
    ),
]

IN_ROWS = [
    Case(
        "two rows for one cell",
        replaced("ladder.csv", "current,3", "current,2"),
        "ladder.csv row 4",
        "same moment and rung as row 3",
        "Keep one of the two",
    ),
    Case(
        "two rows without a date",
        written("caseload.csv", CASELOAD + "outflow,,80\noutflow,,81\n"),
        "caseload.csv row 3",
        "same measure and date as row 2",
        "Keep one of the two",
    ),
    Case(
        "a decimal comma without quotes",
        replaced("ladder.csv", "current,3,25,", "current,3,25,36,6"),
        "ladder.csv row 4",
        "8 cells where the first row has 7",
        "Put a number with a decimal comma",
    ),
    Case(
        "a decimal comma that pushes empty cells on",
        written(
            "funnel.csv", "funnel,order,stage,count,source,locator,note\na,1,gestart,12,5,,,\n"
        ),
        "funnel.csv row 2",
        "8 cells where the first row has 7",
        "or use ';' between the cells",
    ),
    Case(
        "a semicolon in a text of a Dutch file",
        written("funnel.csv", "funnel;order;stage;count\na;1;gestart; of niet;5\n"),
        "funnel.csv row 2",
        "5 cells where the first row has 4",
        "between double quotes",
    ),
    Case(
        "a quote that is never closed",
        written("caseload.csv", CASELOAD + 'outflow,,80,,,"Resultaten, tab'),
        "caseload.csv row 2",
        "a quote that opens in this row is never closed",
        "save the file again",
    ),
    Case(
        "a quote in the middle of a text",
        written("funnel.csv", 'funnel,order,stage,count\na,1,"in "werk" komen",5\n'),
        "funnel.csv row 2",
        "the quotes do not match",
        "write a quote inside it twice",
    ),
    Case(
        "a file that was saved by half",
        written("caseload.csv", CASELOAD + "inflow,2025-01-01,60,,,,\noutflow,2025-01-01,8"),
        "caseload.csv row 3",
        "the file ends in the middle of this row, at cell 3 of 7",
        "Complete the row",
    ),
    Case(
        "a cell without end",
        written("funnel.csv", f"funnel,order,stage,count\na,1,{'x' * 140_000},5\n"),
        "funnel.csv row 2",
        "more than 131072 characters",
        "shorten the text",
    ),
]

IN_REFERENCES = [
    Case(
        "a destination that is not in the codelist",
        replaced("exits.csv", "paid_work", "paid_wrok"),
        "exits.csv row 3, column 'destination'",
        "'paid_wrok' is not in codelists/destinations.csv",
        "Did you mean 'paid_work'? Otherwise add it there.",
    ),
    Case(
        "an unknown source in a table",
        replaced("exits.csv", "almelo-werkfit-2025", "almelo-werkfit-2052"),
        "exits.csv row 2, column 'source'",
        "'almelo-werkfit-2052' is not in sources.yaml",
        "Did you mean 'almelo-werkfit-2025'? Otherwise add it there.",
    ),
    Case(
        "a base without a row",
        replaced("exits.csv", "outflow", "participants"),
        "exits.csv row 3, column 'base'",
        "'participants' has no row in caseload.csv",
        "Add it there or leave the base empty",
    ),
]

IN_EVALUATION_YAML = [
    Case(
        "a required key is missing",
        replaced("evaluation.yaml", "title: Voorbeeldprogramma\n", ""),
        "evaluation.yaml, key 'title'",
        "this key is missing",
        "Add 'title: ...'",
    ),
    Case(
        "a required key within a key is missing",
        replaced("evaluation.yaml", ', label: "2025"', ""),
        "evaluation.yaml row 6, key 'period.label'",
        "this key is missing",
        "Add 'label: ...' to 'period'",
    ),
    Case(
        "a misspelt key",
        replaced("evaluation.yaml", "evidence:", "evidense:"),
        "evaluation.yaml row 10, key 'evidense'",
        "this key is unknown",
        "Did you mean 'evidence'?",
    ),
    Case(
        "an unknown key",
        replaced("evaluation.yaml", "evidence:", "budget: 5\nevidence:"),
        "evaluation.yaml row 10, key 'budget'",
        "this key is unknown",
        "Remove it",
    ),
    Case(
        "a key twice",
        replaced("evaluation.yaml", "evidence:", "disclosure: published\nevidence:"),
        "evaluation.yaml row 10",
        "'disclosure' occurs twice",
        "Keep one",
    ),
    Case(
        "a key twice within a key",
        replaced("evaluation.yaml", "start: 2025-01-01,", "start: 2025-01-01, start: 2024-01-01,"),
        "evaluation.yaml row 6",
        "'start' occurs twice",
        "Keep one",
    ),
    Case(
        "something that is not YAML",
        replaced("evaluation.yaml", "title: Voorbeeldprogramma", "title: Werkfit: het begin"),
        "evaluation.yaml row 2",
        "this is not YAML",
        "a text with a colon needs quotes",
    ),
    Case(
        "a tab",
        replaced("evaluation.yaml", "title:", "\ttitle:"),
        "evaluation.yaml row 2",
        "the line is indented with a tab",
        "Use spaces",
    ),
    Case(
        "a list",
        written("evaluation.yaml", "- title\n- period\n"),
        "evaluation.yaml",
        "this is a list without keys",
        "Write lines such as 'key: value'",
    ),
    Case(
        "one word",
        written("evaluation.yaml", "Voorbeeldprogramma\n"),
        "evaluation.yaml",
        "this is one value without keys",
        "Write lines such as 'key: value'",
    ),
    Case(
        "nothing",
        written("evaluation.yaml", ""),
        "evaluation.yaml",
        "the file is empty",
        "Write lines such as 'key: value'",
    ),
    Case(
        "a key that is a number",
        written("evaluation.yaml", "2025: Voorbeeldprogramma\n"),
        "evaluation.yaml row 1, key '2025'",
        "this key is not a name",
        "Put it in quotes",
    ),
    Case(
        "NUL bytes",
        written("evaluation.yaml", b"title: a\x00b\n"),
        "evaluation.yaml",
        "not a text file (it holds NUL bytes)",
        "Save it again as text in UTF-8",
    ),
    Case(
        "brackets without end",
        written("evaluation.yaml", "title: " + "[" * 2000 + "]" * 2000),
        "evaluation.yaml",
        "nested too deep",
        "Write it out",
    ),
    Case(
        "a year as a label",
        replaced("evaluation.yaml", 'label: "2025"', "label: 2025"),
        "evaluation.yaml row 6, key 'period.label'",
        "'2025' is not a text",
        'Put it in quotes: "2025"',
    ),
    Case(
        "an empty title",
        replaced("evaluation.yaml", "title: Voorbeeldprogramma", "title:"),
        "evaluation.yaml row 2, key 'title'",
        "nothing is filled in",
        "Write a text",
    ),
    Case(
        "a day that does not exist",
        replaced("evaluation.yaml", "2025-12-31", "2025-02-30"),
        "evaluation.yaml row 6",
        "'2025-02-30' is not an existing day",
        "Write dates as 2019-09-30",
    ),
    Case(
        "a Dutch date",
        replaced("evaluation.yaml", "2025-12-31", "31-12-2025"),
        "evaluation.yaml row 6, key 'period.end'",
        "'31-12-2025' is not a date",
        "Write it without quotes as 2019-09-30",
    ),
    Case(
        "a period that runs back",
        replaced("evaluation.yaml", "2025-12-31", "2024-12-31"),
        "evaluation.yaml row 6, key 'period'",
        "start 2025-01-01 is later than end 2024-12-31",
        "Correct one of the two",
    ),
    Case(
        "no mapping where one is needed",
        replaced(
            "evaluation.yaml", "municipality: {name: Almelo, code: null}", "municipality: Almelo"
        ),
        "evaluation.yaml row 4, key 'municipality'",
        "write municipality: {name: ..., code: ...}",
        "write",
    ),
    Case(
        "a code that is not of the CBS",
        replaced("evaluation.yaml", "code: null", "code: GM141"),
        "evaluation.yaml row 4, key 'municipality.code'",
        "'GM141' is not a CBS code",
        "Write GM and four digits",
    ),
    Case(
        "an unknown ladder scheme",
        unknown_scheme,
        "evaluation.yaml row 7, key 'ladder'",
        "'participatielader' is not a file in data/ladders",
        "Did you mean 'participatieladder'?",
    ),
    Case(
        "a list as ladder scheme",
        replaced("evaluation.yaml", "ladder: participatieladder", "ladder: [participatieladder]"),
        "evaluation.yaml row 7, key 'ladder'",
        "is not a file in data/ladders",
        "Write null when there is no ladder",
    ),
    Case(
        "an unknown kind of evidence",
        replaced("evaluation.yaml", "evidence: none", "evidence: sterk"),
        "evaluation.yaml row 10, key 'evidence'",
        "'sterk' is not allowed",
        "Choose from: none, before_after, comparison, randomised",
    ),
    Case(
        "an unknown source",
        replaced("evaluation.yaml", "[almelo-werkfit-2025]", "[almelo-werkfit]"),
        "evaluation.yaml row 11, key 'sources'",
        "'almelo-werkfit' is not in sources.yaml",
        "Did you mean 'almelo-werkfit-2025'?",
    ),
    Case(
        "a source that is a mapping",
        replaced("evaluation.yaml", "[almelo-werkfit-2025]", "[{key: almelo-werkfit-2025}]"),
        "evaluation.yaml row 11, key 'sources'",
        "is not in sources.yaml",
        "Otherwise add it there",
    ),
    Case(
        "a source that is not in a list",
        replaced("evaluation.yaml", "[almelo-werkfit-2025]", "almelo-werkfit-2025"),
        "evaluation.yaml row 11, key 'sources'",
        "write a list",
        "at least one key of sources.yaml",
    ),
]

IN_ASSUMPTIONS = [
    Case(
        "an unknown assumption",
        written("assumptions.yaml", "exit: 45\n"),
        "assumptions.yaml row 1, key 'exit'",
        "this key is unknown",
        "Did you mean 'exits'?",
    ),
    Case(
        "an assumption without a value",
        written("assumptions.yaml", "exits:\n"),
        "assumptions.yaml row 1, key 'exits'",
        "nothing is filled in",
        "remove the key",
    ),
    Case(
        "a count with a thousands dot",
        written("assumptions.yaml", "participants: 1.000\n"),
        "assumptions.yaml row 1, key 'participants'",
        "'1.0' is not a whole number",
        "Write digits only, without dots",
    ),
    Case(
        "a count in quotes",
        written("assumptions.yaml", 'participants: "120"\n'),
        "assumptions.yaml row 1, key 'participants'",
        "'120' is not a whole number",
        "without dots or quotes",
    ),
    Case(
        "a negative assumption",
        written("assumptions.yaml", "exits: -1\n"),
        "assumptions.yaml row 1, key 'exits'",
        "'-1' is not a whole number from 0",
        "Write digits only",
    ),
    Case(
        "a percentage for a share",
        written("assumptions.yaml", "displacement_share: 15\n"),
        "assumptions.yaml row 1, key 'displacement_share'",
        "'15' is not a share",
        "0.1 for 10%",
    ),
    Case(
        "a share with a decimal comma",
        written("assumptions.yaml", "displacement_share: 0,15\n"),
        "assumptions.yaml row 1, key 'displacement_share'",
        "'0,15' is not a share",
        "with a point: 0.1",
    ),
    Case(
        "a range with decimal commas",
        written(
            "assumptions.yaml",
            "exits: 5\ncounterfactual_exit_share: {low: 0,1, central: 0,2, high: 0,3}\n",
        ),
        "assumptions.yaml row 2, key 'counterfactual_exit_share'",
        "write decimals with a point",
        "0.1",
    ),
    Case(
        "a range without its end",
        written("assumptions.yaml", "counterfactual_exit_share: {low: 0.1, central: 0.3}\n"),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "write {low: 0.1, central: 0.2, high: 0.3}",
        "with a point",
    ),
    Case(
        "a range that goes down",
        written(
            "assumptions.yaml", "counterfactual_exit_share: {low: 0.3, central: 0.2, high: 0.1}\n"
        ),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "must not go down",
        "Put the smallest first",
    ),
    Case(
        "a count larger than its group",
        written("assumptions.yaml", "counterfactual_exit_share: {count: 12, of: 10}\n"),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "12 of 10",
        "no part of a group",
    ),
    Case(
        "a durability above 100%",
        written("assumptions.yaml", "durability: {share: 1.2, months: 12}\n"),
        "assumptions.yaml row 1, key 'durability'",
        "'1.2' is not a share",
        "from 0 to 1",
    ),
    Case(
        "a durability without its month",
        written("assumptions.yaml", "durability: 0.85\n"),
        "assumptions.yaml row 1, key 'durability'",
        "a share still out at a month",
        "write {share: 0.85, months: 12}",
    ),
    Case(
        "a durability that rises",
        written("assumptions.yaml", "durability: {table: {6: 0.8, 12: 0.9}}\n"),
        "assumptions.yaml row 1, key 'durability'",
        "cannot rise",
        "Correct the table",
    ),
    Case(
        "a horizon shorter than the lock-in",
        written("assumptions.yaml", "lock_in_months: {low: 6, high: 18}\nhorizon_months: 12\n"),
        "assumptions.yaml row 2, key 'horizon_months'",
        "12 months do not go beyond the lock-in of 18 months",
        "Choose a longer horizon",
    ),
    Case(
        "a period before the first discount rate",
        written("assumptions.yaml", "horizon_months: 36\ndiscount_date: 2014-12-31\n"),
        "assumptions.yaml row 2, key 'discount_date'",
        "has no value on 2014-12-31; the first is from 2016-01-01",
        "write another discount_date",
    ),
    Case(
        "a distribution that is not known",
        written("assumptions.yaml", "displacement_share: {low: 0, high: 1, shape: normal}\n"),
        "assumptions.yaml row 1, key 'displacement_share'",
        "'shape' is unknown here",
        "Known are",
    ),
    Case(
        "a counterfactual as a range and as a count of a group",
        written(
            "assumptions.yaml",
            "counterfactual_exit_share: {low: 0.1, high: 0.3, count: 4, of: 20}\n",
        ),
        "assumptions.yaml row 1, key 'counterfactual_exit_share'",
        "a range and a count of a group at once",
        "Keep one of the two",
    ),
    Case(
        "a durability as a share and as a table",
        written(
            "assumptions.yaml", "durability: {share: 0.8, months: 12, table: {6: 0.9, 12: 0.8}}\n"
        ),
        "assumptions.yaml row 1, key 'durability'",
        "a share at a month and a table at once",
        "Keep one of the two",
    ),
    Case(
        "a range of months that goes down",
        written("assumptions.yaml", "lock_in_months: {low: 12, high: 6}\n"),
        "assumptions.yaml row 1, key 'lock_in_months'",
        "must not go down",
        "Put the smallest first",
    ),
    Case(
        "a durability of clients without their tables",
        written("assumptions.yaml", "exits: 5\ndurability: client_level\n"),
        "assumptions.yaml row 2, key 'durability'",
        "spells is not there",
        "write {share: 0.85, months: 12}",
    ),
    Case(
        "a programme without participants",
        written("assumptions.yaml", "participants: 0\n"),
        "assumptions.yaml row 1, key 'participants'",
        "0 participants leave nothing to divide by",
        "Write how many took part",
    ),
    Case(
        "a discount date without a discount rate",
        written("assumptions.yaml", "discount_date: 2012-01-01\n"),
        "assumptions.yaml row 1, key 'discount_date'",
        "parameters/discount_rate.yaml has no value on 2012-01-01",
        "Add a value for that date",
    ),
    Case(
        "a misspelt detail",
        written("assumptions.yaml", "exits: {value: 5, sorce: almelo-werkfit-2025}\n"),
        "assumptions.yaml row 1, key 'exits'",
        "'sorce' is unknown here",
        "Did you mean 'source'?",
    ),
    Case(
        "an unknown source of an assumption",
        written("assumptions.yaml", "exits: {value: 5, source: [almelo]}\n"),
        "assumptions.yaml row 1, key 'exits'",
        "is not in sources.yaml",
        "Otherwise add it there",
    ),
    Case(
        "an empty file of assumptions",
        written("assumptions.yaml", "# nog niets\n"),
        "assumptions.yaml",
        "the file is empty",
        "Write lines such as",
    ),
]

IN_FILES = [
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

IN_WORKBOOKS = [
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
        "a percentage of Excel",  # 36,6% on the screen is 0.366 in the cell
        workbook("ladder", LADDER, ("current", 1, None, 0.366), formats={"D2": "0.0%"}),
        "ladder.xlsx row 2, column 'share'",
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

IN_FOLDERS = [
    Case(
        "a folder name with spaces",
        lambda _, folder: folder.rename(folder.with_name("1e helft 2025")),
        "/almelo/werkfit/1e helft 2025",
        "'1e helft 2025' is not a valid folder name",
        "e.g. to '1e-helft-2025'",
    ),
    Case(
        "a folder name with capitals",
        lambda data, _: (data / "almelo").rename(data / "Almelo"),
        "/Almelo/werkfit/2025",
        "'Almelo' is not a valid folder name",
        "e.g. to 'almelo'",
    ),
    Case(
        "a folder name with an accent",
        lambda data, _: (data / "almelo").rename(data / "fryslân"),
        "/fryslân/werkfit/2025",
        "'fryslân' is not a valid folder name",
        "lower case letters without accents",
    ),
    Case(
        "an evaluation one folder too high",
        moved_up,
        "/almelo/werkfit",
        "is 2 folders deep instead of three",
        "Move it to a folder municipality/programme/period",
    ),
    Case(
        "tables in the data folder itself",
        lambda data, folder: shutil.copy(folder / "exits.csv", data / "exits.csv"),
        "/exits.csv",
        "is 0 folders deep",
        "Move it to a folder municipality/programme/period",
    ),
    Case(
        "tables without an evaluation.yaml",
        lambda _, folder: (folder / "evaluation.yaml").unlink(),
        "/almelo/werkfit/2025",
        "there is no file evaluation.yaml in this folder",
        "Add one",
    ),
    Case(
        "evaluation.yml for evaluation.yaml",
        renamed("evaluation.yaml", "evaluation.yml"),
        "/almelo/werkfit/2025",
        "there is no file evaluation.yaml in this folder",
        "Rename evaluation.yml",
    ),
]

IN_SHARED_FILES = [
    Case(
        "a source without a publisher",
        lambda data, _: (data / "sources.yaml").write_text(
            "almelo-werkfit-2025:\n  title: a\n  published: 2025\n  description: b\n"
        ),
        "/sources.yaml row 1, key 'almelo-werkfit-2025'",
        "'publisher' is missing",
        "Add a line 'publisher: ...'",
    ),
    Case(
        "a source twice",
        lambda data, _: (data / "sources.yaml").write_text("a: {title: x}\na: {title: y}\n"),
        "/sources.yaml row 2",
        "'a' occurs twice",
        "Keep one",
    ),
    Case(
        "no sources",
        lambda data, _: (data / "sources.yaml").unlink(),
        "/sources.yaml",
        "the file is missing",
        "Put it there",
    ),
    Case(
        "a rung without a rule",
        lambda data, _: (data / "ladders" / "participatieladder.yaml").write_text(
            "title: a\nversion: 1\nrungs:\n  1: {label: b}\n"
        ),
        "/ladders/participatieladder.yaml row 4, key 'rungs.1'",
        "'rule' is missing",
        "Write {label: ..., rule: ...}",
    ),
    Case(
        "a ladder without rungs",
        lambda data, _: (data / "ladders" / "participatieladder.yaml").write_text(
            "title: a\nversion: 1\n"
        ),
        "/ladders/participatieladder.yaml, key 'rungs'",
        "write a line '1: {label: ..., rule: ...}'",
        "for each rung",
    ),
    Case(
        "a selection that is neither yes nor no",
        replaced(
            "evaluation.yaml",
            "evidence:",
            "selection: "
            "{motivation: veel, wage_value: null, source: almelo-werkfit-2025, locator: b}\n"
            "evidence:",
        ),
        "evaluation.yaml row 10, key 'selection.motivation'",
        "'veel' is not yes or no",
        "Write true or false, or null",
    ),
    Case(
        "a codelist with other columns",
        lambda data, _: (data / "codelists" / "destinations.csv").write_text("code;label\na;b\n"),
        "/codelists/destinations.csv row 1",
        "the columns are 'code, label'",
        "Make them code, label, grouping, description",
    ),
    Case(
        "a code twice in a codelist",
        lambda data, _: (data / "codelists" / "destinations.csv").write_text(
            "code,label,grouping,description\n"
            "total,a,total,\npaid_work,b,work,\neducation,c,education,\n"
            "unknown,d,unknown,\ntotal,e,total,\n"
        ),
        "/codelists/destinations.csv row 6, column 'code'",
        "'total' occurs twice",
        "Keep one",
    ),
    Case(
        "a parameter without a reference",
        lambda data, _: (data / "parameters" / "disclosure_rounding.yaml").write_text(
            "description: a\nunit: person\nvalues: {2023-01-01: 5}\n"
        ),
        "/parameters/disclosure_rounding.yaml, key 'reference'",
        "write where the values come from",
        "reference: {title: ..., href: ...}",
    ),
    Case(
        "a crosswalk to a ladder that is not there",
        lambda data, _: (data / "ladders" / "eigen.yaml").write_text(OWN_LADDER % ("landelijk", 1)),
        "/ladders/eigen.yaml row 4, key 'crosswalk.to'",
        "'landelijk' is not another scheme",
        "Choose from: ontwikkelladder-groningen, participatieladder",
    ),
    Case(
        "a crosswalk to a rung that is not there",
        lambda data, _: (data / "ladders" / "eigen.yaml").write_text(
            OWN_LADDER % ("participatieladder", 9)
        ),
        "/ladders/eigen.yaml row 4, key 'crosswalk.rungs'",
        "a rung is not in scheme 'participatieladder'",
        "Choose from: 1, 2, 3, 4, 5, 6",
    ),
    Case(
        "a parameter without dates",
        lambda data, _: (data / "parameters" / "disclosure_rounding.yaml").write_text(
            "description: a\nunit: person\nvalues: 5\nreference: {title: a, href: b}\n"
        ),
        "/parameters/disclosure_rounding.yaml row 3, key 'values'",
        "write one number for each date",
        "values: {2021-01-01: 0.0225}",
    ),
    Case(
        "no threshold for small counts",
        lambda data, _: (data / "parameters" / "disclosure_threshold.yaml").unlink(),
        "/parameters/disclosure_threshold.yaml",
        "the file is missing",
        "Copy it from the project",
    ),
]

CASES = [
    *IN_COLUMNS,
    *IN_CELLS,
    *IN_ROWS,
    *IN_REFERENCES,
    *IN_EVALUATION_YAML,
    *IN_ASSUMPTIONS,
    *IN_FILES,
    *IN_WORKBOOKS,
    *IN_FOLDERS,
    *IN_SHARED_FILES,
]
