"""Text from files is never code: harmful texts in every field of every file, in a real book."""

import csv
import json
import re
import shutil
import sys
import zipfile
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from os.path import commonprefix
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hostile import ROOT, Hostile
from pypdf import PdfReader

from evalutils.book.building import build_book
from evalutils.book.export.reports import export_reports
from evalutils.contracts.fixed_names import RESERVED, WORKBOOK
from evalutils.dataset.faults import FaultList
from evalutils.dataset.load import load_data_set
from evalutils.dataset.snapshot import take_snapshot
from evalutils.making import qualities_of
from evalutils.project import Project
from evalutils.report.audit_report import audit_evaluations
from evalutils.running.plan import Reading

sys.path.insert(0, str(Path(__file__).parents[1] / "builds"))

from chapters import read_once
from quick_runs import run_quickly

from thorough import THOROUGH

# In a chart a sign that its font lacks is a box; the runner ignores that too.
pytestmark = pytest.mark.filterwarnings("ignore:Glyph .* missing from font")

# Fields that no page shows. A new field is shown, or is named here.
NOT_SHOWN = {"evaluation.yaml coverage.locator", "evaluation.yaml selection.locator"}
BAD_FORMULA = r"\foo{ < _^"
# Signs without a width, and those that turn the direction, are no part of a text that is read.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
CUT = "\u2026 De tabel noemt ze allemaal."  # where an alternative would be too long
NUMBER = re.compile(r"b(\d+)x")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVERY_TABLE = "almelo/werkfit/2025"  # the evaluation that has all of them
# Its PDF has 237 pages, of 30 s: where somebody waits that of one with fewer tables is read.
SET = EVERY_TABLE if THOROUGH else "borne/werkfit/2025"
NUMERAL = re.compile(r"-?[\d.]+(e[+-]?\d+)?")
ACTIVE = {"script", "foreignobject", "iframe", "image", "a"}
# Attributes that are read aloud or shown; all others are addresses and names.
SPOKEN = {"alt", "aria-label", "content", "title"}


@dataclass
class Page(HTMLParser):
    """What a browser makes of a page."""

    words: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    _inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in ("script", "style") else ""
        self.code.append(tag)
        for name, value in attrs:
            self.code.append(name)
            (self.spoken if name in SPOKEN else self.addresses).append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        (self.code if self._inside else self.words).append(data)

    def handle_comment(self, data: str) -> None:
        self.code.append(data)


def page_of(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


@dataclass(frozen=True)
class Book:
    html: Path
    hostile: Hostile
    pages: dict[str, Page]
    reports: dict[str, Page]
    documents: dict[str, Path]

    def read(self, text: str) -> set[int]:
        """The numbers of the harmful texts in this text; each stands there whole."""
        text = re.sub(r"\s+", " ", text)
        found = {int(number) for number in NUMBER.findall(text)}
        for number in found:
            whole = re.sub(r"\s+", " ", INVISIBLE.sub("", self.hostile.texts[number]))
            # A text may begin with a capital or a small letter, where it stands in a sentence.
            where = self.hostile.fields[number]
            cut = text.count(CUT) if CUT in text else 0  # only an alternative may end early
            assert text.count(f"b{number}x") - text.count(whole[1:]) <= cut, where
        return found


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    root, hostile = tmp_path_factory.mktemp("vijandig"), Hostile()
    hostile.write(root / "data")
    for part in ("notebooks", "book"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / "_config.yml", root)
    hostile.publish(root / "book" / "publication.yaml")
    with (root / "book" / "methods.md").open("a", encoding="utf-8") as page:
        page.write(f"\nEen zin met ${BAD_FORMULA}$ erin.\n\n$$\n{BAD_FORMULA}\n$$\n")
    project = Project(root, root / "data", root / "_build")
    snapshot = take_snapshot(root / "data", root / "copy" / "data", FaultList())
    data = load_data_set(snapshot.folder)
    reading = Reading(snapshot, data)
    with read_once(data):
        for job in reading.jobs(project):
            run_quickly(job)
    build_book(
        data.evaluations,
        library=data.library,
        data_dir=project.data_dir,
        files=snapshot.published(),
        book_dir=project.book_dir,
        config=root / "_config.yml",
        build_dir=project.build_dir,
        across=[chapter.name for chapter in reading.across],
    )
    html = root / "_build" / "html"
    pages = {path.relative_to(html).as_posix(): page_of(path) for path in html.rglob("*.html")}
    audited, known = audit_evaluations(data), qualities_of(data)
    given = {"project": project, "folder": root / "rapporten", "qualities": known}
    made = export_reports(audited, **given)
    reports = {path.stem.replace("_", "/"): page_of(path) for path in made}
    keys = {str(item.key) for item in data.evaluations}
    documents = {
        form: export_reports(audited, form=form, without=keys - {key}, **given)[0]
        for form, key in (("docx", EVERY_TABLE), ("pdf", SET))
    }
    return Book(html, hostile, pages, reports, documents)


def test_every_text_stands_on_a_page_as_it_was_written(book: Book) -> None:
    found = {number for page in book.pages.values() for number in book.read("".join(page.words))}
    missing = {book.hostile.fields[number] for number in set(book.hostile.texts) - found}
    shown = {book.hostile.fields[number] for number in found}
    assert missing - shown == NOT_SHOWN


def test_a_report_holds_the_texts_of_its_pages_as_they_were_written(book: Book) -> None:
    for key, report in book.reports.items():
        shown = set()
        for path in (book.html / key).glob("*.html"):
            article = Page()
            article.feed(
                path.read_text(encoding="utf-8").split("<article")[1].split("</article")[0]
            )
            shown |= book.read("".join(article.words))
        # Who publishes a book stands at the foot of its pages only.
        shown -= {n for n in shown if book.hostile.fields[n].startswith("publication.yaml")}
        assert shown
        assert shown <= book.read("".join(report.words)), key


def test_a_word_document_holds_the_texts_of_the_report_as_they_were_written(book: Book) -> None:
    with zipfile.ZipFile(book.documents["docx"]) as parts:
        document = ElementTree.fromstring(parts.read("word/document.xml"))
        links = parts.read("word/_rels/document.xml.rels").decode()
    shown = book.read("".join(book.reports[EVERY_TABLE].words))
    paragraphs = document.iter(f"{WORD}p")
    texts = ["".join(part.text or "" for part in one.iter(f"{WORD}t")) for one in paragraphs]
    assert shown <= book.read("\n".join(texts))
    assert not [field for field in document.iter(f"{WORD}instrText") if NUMBER.search(field.text)]
    assert "javascript:" not in links
    assert "example.org" not in links


def letters(text: str) -> str:
    """What can run is in ASCII; signs that no font has are squares, and words may be broken."""
    return "".join(re.findall(r"[!-,./-~]", text))


def test_a_pdf_holds_every_text_of_the_report_as_it_was_written_and_runs_none(book: Book) -> None:
    sheets = [sheet.extract_text() for sheet in PdfReader(book.documents["pdf"]).pages]
    pages = [letters(re.sub(r"\d+ / \d+\s*$", "", sheet)) for sheet in sheets]
    # The title stands above every page but the first.
    head = commonprefix(pages[1:])  # noqa: RUF071
    told = pages[0] + "".join(page.removeprefix(head) for page in pages[1:])
    shown = set(map(int, NUMBER.findall("".join(book.reports[SET].words))))
    assert len(shown) > 10
    for number in shown:
        text = letters(book.hostile.texts[number])[1:]  # which may begin with a capital there
        # a cell of a table may go on on the next page
        begun = bisect_left(range(len(text)), True, key=lambda end: text[: end + 1] not in told)
        assert text[begun:] in told, book.hostile.fields[number]
    assert "root:x:0" not in told


def test_no_text_became_an_element_an_attribute_or_a_script(book: Book) -> None:
    for name, page in (*book.pages.items(), *book.reports.items()):
        assert not [text for text in page.code if NUMBER.search(text)], name
        assert not [text for text in page.code if "alert(" in text], name


def test_what_is_read_aloud_is_the_text_as_it_was_written(book: Book) -> None:
    assert {number for page in book.pages.values() for number in book.read(" ".join(page.spoken))}


def test_addresses_and_names_of_elements_hold_no_text_but_slugs(book: Book) -> None:
    for name, page in book.pages.items():
        for address in page.addresses:
            assert not NUMBER.search(address) or re.fullmatch(r"[#\w./ -]+", address), (
                name,
                address,
            )
            assert not address.lower().startswith(("javascript", "mailto", "https://example")), name
            assert "b.png" not in address


def test_the_search_page_makes_text_of_what_the_index_holds(book: Book) -> None:
    script = (book.html / "_static" / "search.js").read_text(encoding="utf-8")
    assert "textContent" in script
    assert "HTML" not in script
    text = (book.html / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    shown = [*index["titles"], *index["alltitles"]]
    assert {number for text in shown for number in book.read(text)}


def test_no_cell_of_a_published_file_is_a_formula(book: Book) -> None:
    files = [*(book.html / "data").rglob("*.csv")]
    assert len(files) > 20
    for path in files:
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines()):
            for cell in row:
                if NUMERAL.fullmatch(cell):
                    continue
                for part in re.split("[;\t\n]", cell):
                    begins = part.strip(" '\"").startswith(("=", "+", "-", "@"))
                    assert not begins or "'" in part[:2], (path, cell)


def test_the_workbook_holds_texts_as_they_were_written_and_no_formula(book: Book) -> None:
    workbook = openpyxl.load_workbook(book.html / "data" / WORKBOOK)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}  # texts and numbers
    keys = re.compile(r"[\w./#:-]+")
    words = (str(cell.value) for cell in cells if cell.data_type == "s")
    texts = [text for text in words if not keys.fullmatch(text)]
    assert {number for text in texts for number in book.read(text)}


def test_a_chart_to_download_holds_nothing_but_a_drawing(book: Book) -> None:
    files = [*(book.html / "data").rglob("*.svg")]
    assert files
    for path in files:
        for element in ElementTree.parse(path).iter():
            assert element.tag.rpartition("}")[2].lower() not in ACTIVE, path
            assert not [name for name in element.attrib if name.lower().startswith("on")], path


def test_no_file_of_this_machine_is_included(book: Book) -> None:
    for path in book.html.rglob("*.html"):
        assert "root:x:0" not in path.read_text(encoding="utf-8")


def test_a_bad_formula_is_shown_as_it_was_written_and_stops_nothing(book: Book) -> None:
    text = (book.html / "methods.html").read_text(encoding="utf-8")
    assert text.count(f"<code>{escape(BAD_FORMULA)}</code>".replace("{", "&#123;")) == 2
    log = (book.html.parent / "book.log").read_text(encoding="utf-8")
    assert len(re.findall(r"methods\.md:\d+: This formula cannot be read", log)) == 2


def test_every_name_beside_the_municipalities_is_reserved(book: Book) -> None:
    names = {path.name.split(".")[0] for path in book.html.iterdir()} - {""}
    assert names - RESERVED == {"almelo", "borne", "synthetisch"}
