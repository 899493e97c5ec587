"""A number of a person is refused wherever it stands in a data folder, and is never shown."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from evalutils.dataset.load import load_evaluations
from evalutils.errors import DataError, IdentifierError

KEY = "almelo/werkfit/2023"
BSN = "111222333"
EVALUATION = """\
title: Werkfit
municipality: {name: Almelo, code: GM0141}
organisation: Gemeente Almelo
period: {start: 2023-01-01, end: 2023-12-31, label: "2023"}
ladder: null
disclosure: published
evidence: none
sources: [verslag]
"""
SOURCES = """\
verslag: {title: Verslag, publisher: Almelo, published: "2024", description: Een verslag.}
"""
EXITS = "destination,count,share,group,overlapping,base,source,locator,note\n"
EXITS += "paid_work,25,,,,outflow,verslag,tabel 1,\n"
CASELOAD = "measure,date,count,qualifier,source,locator\n"
CASELOAD += "outflow,2023-12-31,40,exact,verslag,tabel 1\n"
ROOT = Path(__file__).parents[2]


def folder(tmp_path: Path) -> Path:
    for name in ("codelists", "ladders", "parameters"):
        (tmp_path / name).symlink_to(ROOT / "data" / name)
    place = tmp_path / KEY
    place.mkdir(parents=True)
    documents = (ROOT / "data" / "sources.yaml").read_text(encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(documents + SOURCES, encoding="utf-8")
    (place / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (place / "exits.csv").write_text(EXITS, encoding="utf-8")
    (place / "caseload.csv").write_text(CASELOAD, encoding="utf-8")
    return place


def put(name: str, before: str, after: str) -> Callable[[Path], None]:
    def plant(place: Path) -> None:
        path = place / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    return plant


def sheet(change: Callable[[openpyxl.Workbook], None]) -> Callable[[Path], None]:
    def plant(place: Path) -> None:
        (place / "exits.csv").unlink()
        book = openpyxl.Workbook()
        book.active.title = "exits"
        for row in EXITS.splitlines():
            book.active.append([int(c) if c.isdecimal() else c or None for c in row.split(",")])
        change(book)
        book.save(place / "exits.xlsx")

    return plant


def hidden_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("hulp").append([int(BSN)])
    book["hulp"].sheet_state = "hidden"


PLACES: dict[str, Callable[[Path], object]] = {
    "a note": put("exits.csv", "tabel 1,", f"tabel 1,zie cliënt {BSN}"),
    "a locator": put("exits.csv", "tabel 1", f"dossier {BSN}"),
    "a count": put("exits.csv", ",25,", f",{BSN},"),
    "a code": put("exits.csv", "paid_work", BSN),
    "a source": put("exits.csv", "verslag", BSN),
    "a heading": put("exits.csv", "note", BSN),
    "a value of evaluation.yaml": put("evaluation.yaml", "Gemeente Almelo", f"Dossier {BSN}"),
    "a comment of evaluation.yaml": put("evaluation.yaml", "title", f"# {BSN}\ntitle"),
    "a key of evaluation.yaml": put("evaluation.yaml", "title", f"k{BSN}: x\ntitle"),
    "sources.yaml": put("../../../sources.yaml", "Een verslag.", f"Van {BSN}."),
    "the name of a file": lambda place: (place / f"kopie {BSN}.csv").write_text("x"),
    "the name of a folder": lambda place: place.rename(place.with_name(BSN)),
    "the name of a folder too deep": lambda place: (
        place.joinpath("x", BSN).mkdir(parents=True),
        place.joinpath("x", BSN, "spells.csv").write_text("x"),
    ),
    "the name of a municipality": lambda place: place.parents[1].rename(
        place.parents[2] / f"a_{BSN}"
    ),
    "the title of a sheet": sheet(lambda book: book.create_sheet(BSN).append(["x"])),
    "a hidden sheet": sheet(hidden_sheet),
    "a comment in a sheet": sheet(
        lambda book: setattr(book.active["A2"], "comment", Comment(f"is {BSN}", "x"))
    ),
    "a cell of a sheet": sheet(lambda book: book.active.append(["education", int(BSN)])),
}


def test_the_folder_is_right_before_anything_is_planted(tmp_path: Path) -> None:
    folder(tmp_path)
    assert len(load_evaluations(tmp_path)) == 1


@pytest.mark.parametrize("place", PLACES)
def test_a_number_of_a_person_is_refused_wherever_it_stands(place: str, tmp_path: Path) -> None:
    PLACES[place](folder(tmp_path))
    with pytest.raises(DataError) as stopped:
        load_evaluations(tmp_path)
    assert isinstance(stopped.value, IdentifierError) and stopped.value.exit_code == 4
    assert BSN not in str(stopped.value)


NAME = "Fatima Yilmaz"
NAMED: dict[str, Callable[[Path], object]] = {
    "a note": put("exits.csv", "tabel 1,", f"tabel 1,{NAME}"),
    "a heading": put("exits.csv", "note", NAME),
    "a value of evaluation.yaml": put("evaluation.yaml", "Gemeente Almelo", f'"{NAME}"'),
    "a comment of evaluation.yaml": put("evaluation.yaml", "title", f"# {NAME}\ntitle"),
    "a description in sources.yaml": put(
        "../../../sources.yaml", "verslag:", f"ander:\n  description: {NAME}\nverslag:"
    ),
    "the title of a sheet": sheet(lambda book: book.create_sheet(NAME).append(["x"])),
    "a comment in a sheet": sheet(
        lambda book: setattr(book.active["A2"], "comment", Comment(NAME, "x"))
    ),
}


@pytest.mark.parametrize("place", NAMED)
def test_the_name_of_a_person_that_stands_alone_is_refused(place: str, tmp_path: Path) -> None:
    NAMED[place](folder(tmp_path))
    with pytest.raises(IdentifierError, match="1 x name of a person") as stopped:
        load_evaluations(tmp_path)
    assert NAME not in str(stopped.value)


@pytest.mark.parametrize(
    "text",
    ["j.jansen@almelo.nl", "06-12345678", "NL91ABNA0417164300", "1234 AB 12", "geb. 1-2-1985"],
)
def test_other_marks_are_refused_with_their_kind_and_number(text: str, tmp_path: Path) -> None:
    put("exits.csv", "tabel 1,", f"tabel 1,{text}")(folder(tmp_path))
    with pytest.raises(
        IdentifierError, match=r"exits.csv, column 'note': this holds .*1 x "
    ) as stopped:
        load_evaluations(tmp_path)
    assert text not in str(stopped.value)
