"""What tells who somebody is, is refused wherever it stands, in data and in a book."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from evalutils.book.person_check import check_no_persons, told_of
from evalutils.dataset.load import load_evaluations
from evalutils.errors import DataError, IdentifierError
from pseudonymised import pid

KEY = "almelo/werkfit/2023"
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


Plant = Callable[[Path, str], object]


def put(name: str, before: str, after: str) -> Plant:
    """Write a text at a place in a file, where `{}` stands in what takes the place of another."""

    def plant(place: Path, text: str) -> None:
        path = place / name
        content = path.read_text(encoding="utf-8")
        assert before in content
        path.write_text(content.replace(before, after.replace("{}", text), 1), encoding="utf-8")

    return plant


def sheet(change: Callable[[openpyxl.Workbook, str], object]) -> Plant:
    def plant(place: Path, text: str) -> None:
        (place / "exits.csv").unlink()
        book = openpyxl.Workbook()
        book.active.title = "exits"
        for row in EXITS.splitlines():
            book.active.append([int(c) if c.isdecimal() else c or None for c in row.split(",")])
        change(book, text)
        book.save(place / "exits.xlsx")

    return plant


def hidden_sheet(book: openpyxl.Workbook, text: str) -> None:
    book.create_sheet("hulp").append([text])
    book["hulp"].sheet_state = "hidden"


def comment(text: str, author: str) -> Callable[[openpyxl.Workbook, str], object]:
    return lambda book, planted: setattr(
        book.active["A2"],
        "comment",
        Comment(text.replace("{}", planted), author.replace("{}", planted)),
    )


def link(target: str = "", tooltip: str | None = None) -> Hyperlink:
    address = f"https://almelo.nl/?naam={quote(target)}"
    return Hyperlink(ref="A2", target=address, tooltip=tooltip)


def prompt(book: openpyxl.Workbook, text: str) -> None:
    book.active.add_data_validation(DataValidation(prompt=text, sqref="A2"))


def parquet(of_column: bool) -> Plant:
    def plant(place: Path, text: str) -> None:
        pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        column = pa.field("client_id", pa.string(), metadata={"label": text} if of_column else None)
        days = [pa.field(name, pa.date32()) for name in ("start", "end")]
        schema = pa.schema([column, *days, pa.field("destination", pa.string())])
        table = pa.table([[pid("a")], [date(2023, 2, 1)], [None], [None]], schema=schema)
        if not of_column:
            table = table.replace_schema_metadata({"made by": text})
        pq.write_table(table, place / "spells.parquet")

    return plant


def folder_too_deep(place: Path, text: str) -> None:
    place.joinpath("x", text).mkdir(parents=True)
    place.joinpath("x", text, "spells.csv").write_text("x")


PLACES: dict[str, Plant] = {
    "a note": put("exits.csv", "tabel 1,", 'tabel 1,"{}"'),
    "a locator": put("exits.csv", "tabel 1", '"{}"'),
    "a code": put("exits.csv", "paid_work", '"{}"'),
    "a source": put("exits.csv", "verslag", '"{}"'),
    "a heading": put("exits.csv", "note", '"{}"'),
    "a value of evaluation.yaml": put("evaluation.yaml", "Gemeente Almelo", '"{}"'),
    "a comment of evaluation.yaml": put("evaluation.yaml", "title", "# {}\ntitle"),
    "a remark behind a value of evaluation.yaml": put("evaluation.yaml", "null", "null  # {}"),
    "a key of sources.yaml": put("../../../sources.yaml", "description: Een", '"{}": x, Een'),
    "a value in one line of YAML": put("evaluation.yaml", "name: Almelo", "name: {}"),
    "sources.yaml": put("../../../sources.yaml", "Een verslag.", '"{}"'),
    "the name of a file": lambda place, text: (place / f"kopie {text}.csv").write_text("x"),
    "the title of a sheet": sheet(
        lambda book, text: book.create_sheet(text.strip()[:31]).append(["x"])
    ),
    "a hidden sheet": sheet(hidden_sheet),
    "a comment in a sheet": sheet(comment("{}", "x")),
    "who made a comment": sheet(comment("x", "{}")),
    "the author of a workbook": sheet(lambda b, text: setattr(b.properties, "creator", text)),
    "who saved a workbook last": sheet(
        lambda book, text: setattr(book.properties, "lastModifiedBy", text)
    ),
    "the title of a workbook": sheet(lambda book, text: setattr(book.properties, "title", text)),
    "a property of one's own": sheet(
        lambda book, text: book.custom_doc_props.append(StringProperty(name="x", value=text))
    ),
    "the head of a printed page": sheet(
        lambda book, text: setattr(book.active.oddHeader.center, "text", text)
    ),
    "the help with a cell": sheet(prompt),
    "a cell of a sheet": sheet(lambda book, text: book.active.append(["education", text])),
    "the name of a property of one's own": sheet(
        lambda book, text: book.custom_doc_props.append(StringProperty(name=text, value="x"))
    ),
    "a defined name": sheet(
        lambda book, text: book.defined_names.add(DefinedName("x", attr_text=f'"{text}"'))
    ),
    "a link": sheet(lambda book, text: setattr(book.active["A2"], "hyperlink", link(target=text))),
    "the tip of a link": sheet(
        lambda book, text: setattr(book.active["A2"], "hyperlink", link(tooltip=text))
    ),
    "the format of a number": sheet(
        lambda book, text: setattr(book.active["B2"], "number_format", f'0 "{text}"')
    ),
    "the metadata of a Parquet file": parquet(of_column=False),
    "the metadata of a column": parquet(of_column=True),
}
# Every kind, in forms that a name of a file or a sheet can have as well.
MARKS = {
    "citizen service number (BSN)": "111_222_333",
    "bank account (IBAN)": "NL91ABNA0417164300",
    "mail address": "jansen (at) almelo.nl",
    "phone number": "06-12345678",
    "postcode with house number": "1234 AB 12",
    "day of birth": "geb. 1-2-1985",
    "name of a person": "Fatima Yilmaz",
}


def test_the_folder_is_right_before_anything_is_planted(tmp_path: Path) -> None:
    folder(tmp_path)
    assert len(load_evaluations(tmp_path)) == 1


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", MARKS)
def test_what_tells_who_somebody_is_is_refused_wherever_it_stands(
    kind: str, place: str, tmp_path: Path
) -> None:
    PLACES[place](folder(tmp_path), MARKS[kind])
    with pytest.raises(DataError) as stopped:
        load_evaluations(tmp_path)
    assert isinstance(stopped.value, IdentifierError) and stopped.value.exit_code == 4
    told = str(stopped.value)
    assert f"1 x {kind}" in told and MARKS[kind] not in told


BSN = "111222333"
# Places where only a number, or nothing but the name of a folder, can stand.
OTHER_PLACES: dict[str, Plant] = {
    "a count": put("exits.csv", ",25,", ",{},"),
    "a count as a power of ten": put("exits.csv", ",25,", ",1.11222333E+08,"),
    "a key of evaluation.yaml": put("evaluation.yaml", "title", "k{}: x\ntitle"),
    "the name of a folder": lambda place, text: place.rename(place.with_name(text)),
    "the name of a folder too deep": folder_too_deep,
    "the name of a municipality": lambda place, text: place.parents[1].rename(
        place.parents[2] / f"a_{text}"
    ),
    "a number in a sheet": sheet(lambda book, text: book.active.append(["education", int(text)])),
}


@pytest.mark.parametrize("place", OTHER_PLACES)
def test_a_number_of_a_person_is_refused_wherever_it_stands(place: str, tmp_path: Path) -> None:
    OTHER_PLACES[place](folder(tmp_path), BSN)
    with pytest.raises(IdentifierError) as stopped:
        load_evaluations(tmp_path)
    assert BSN not in str(stopped.value)


def test_a_programme_that_bears_the_name_of_a_person_is_refused(tmp_path: Path) -> None:
    place = folder(tmp_path)
    place.parent.rename(place.parents[1] / "fatima-yilmaz")
    with pytest.raises(IdentifierError, match="1 x name of a person") as stopped:
        load_evaluations(tmp_path)
    assert "yilmaz" not in str(stopped.value)


def test_a_phone_number_of_the_municipality_may_be_published(tmp_path: Path) -> None:
    # without its zero: 5*9 + 4*8 + 6*7 + 5*6 + 4*5 + 1*4 + 1*3 + 1*2 - 2 = 176 = 16 * 11
    path = tmp_path / "colophon.html"
    path.write_text("<p>Vragen? Bel 0546 541 112 of mail info@almelo.nl</p>", encoding="utf-8")
    assert told_of(path) == ""
    path.rename(tmp_path / "chapter.html")
    assert "1 x phone number" in told_of(tmp_path / "chapter.html")


@pytest.mark.parametrize("kind", MARKS)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", "<td>{}</td>"), ("page.html", '<img alt="{}">'),
        ("chart.svg", "<text>{}</text>"),
        ("table.csv", 'a,b\n1,"{}"\n'), ("data.json", '{\n"title": "{}"\n}'), ("search.js", "{}"),
        ("{}.png", ""),
    ],
)  # fmt: skip
def test_nothing_of_it_is_published(kind: str, name: str, content: str, tmp_path: Path) -> None:
    mark = MARKS[kind]
    (tmp_path / name.replace("{}", mark)).write_text(content.replace("{}", mark), encoding="utf-8")
    with pytest.raises(IdentifierError) as stopped:
        check_no_persons(tmp_path)
    assert mark not in str(stopped.value)


@pytest.mark.parametrize("kind", MARKS)
@pytest.mark.parametrize("place", ["a cell", "the author"])
def test_nothing_of_it_is_in_a_published_workbook(kind: str, place: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = MARKS[kind] if place == "a cell" else "Betaald werk"
    book.properties.creator = MARKS[kind] if place == "the author" else "evalutils"
    book.save(tmp_path / "kerncijfers.xlsx")
    with pytest.raises(IdentifierError, match=r"kerncijfers\.xlsx: this holds 1 x"):
        check_no_persons(tmp_path)


def test_who_saved_a_workbook_is_told_how_to_take_a_name_out_of_it(tmp_path: Path) -> None:
    PLACES["who saved a workbook last"](folder(tmp_path), "Fatima Yilmaz")
    with pytest.raises(IdentifierError, match="Bestand > Info > Controleren op problemen"):
        load_evaluations(tmp_path)


def test_numbers_of_cells_beside_each_other_are_not_one(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b,c\n111,222,333\n", encoding="utf-8")
    check_no_persons(tmp_path)
