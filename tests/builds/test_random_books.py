"""Random protected evaluations, typed and of clients: their book and its exports attacked.

Under a key beside an edition with another client, and without a key.

`benchmarks/disclosure_attack.py` does the same with many of up to 400 people.
"""

import csv
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pypdf
import pytest
from bs4 import BeautifulSoup
from chapters import NOTHING, ROOT, check
from invented_folder import shared_files
from light_book import light_book
from one_client import (
    with_one_client_moved,
    with_one_more,
    with_one_moved,
    without_one_client,
)
from random_worlds import every_table

from evalutils.attack.whole_book import attack, look
from evalutils.book.export.reports import export_reports
from evalutils.chapters.clearing import told_by
from evalutils.dataset.editions import Beforehand
from evalutils.project import Project
from evalutils.report.audit_report import audit_evaluations
from evalutils.synthetic.write import Order, synthesise
from thorough import THOROUGH, some

KEYED = Beforehand(bytes(range(32)))
NUMBER = re.compile(r"(?<![\w.,])\d+(?:\.\d{3})*(?:,\d+)?")
# What is numbered in the order of a document itself.
COUNTED = re.compile(r"(?:Tabel|Figuur)\s+\d+|\d+ / \d+")
NUMBERS = ("value", "lower", "upper", "n")


def typed(data: Path, change: str) -> None:
    """Every table that is typed; changed is with one client more, or elsewhere."""
    data.mkdir()
    shared_files(data)
    dice = random.Random(3)
    way = with_one_moved if change == "moved" else with_one_more
    every_table(data, 1, 3, (lambda draft: way(draft, dice)) if change else None)


def clients(data: Path, change: str) -> None:
    """Every table of clients, of 120 people; changed is without one of them, or one elsewhere."""
    synthesise(Order(1, 1, 120, seed=3), ROOT / "data", data)
    if change:
        (with_one_client_moved if change == "moved" else without_one_client)(data, 3)


BOOKS = some(
    [(typed, "more"), (clients, "moved"), (typed, ""), (clients, ""), (typed, "moved"),
     (clients, "less")], 2
)  # fmt: skip


def two_arms(data: Path, size: int, seed: int) -> None:
    """A protected programme beside a group to compare with, of so many people together."""
    synthesise(Order(None, clients=size, seed=seed, arms=True), ROOT / "data", data)
    (file,) = data.glob("*/*/*/evaluation.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("disclosure: published", "disclosure: protected"), "utf-8")


@dataclass
class Made:
    """A book, what it was made beside, and its data."""

    html: Path
    data: Path
    standing: Beforehand

    def on_pages(self) -> set[str]:
        """Every number on the pages of the evaluation and of its sources."""
        paths = [*self.html.glob("*/*/*/*.html"), *self.html.glob("sources/*.html")]
        return set().union(*(numbers(text_of(path.read_text("utf-8"))) for path in paths))

    def reports(self, folder: Path) -> Iterator[tuple[str, bytes]]:
        """The exports of the evaluation."""
        audited = audit_evaluations(check(self.data, self.standing).data)
        project = Project(ROOT, self.data, self.html.parent / "build")
        for form in some(("html", "pdf", "docx"), 2):
            (path,) = export_reports(audited, project=project, folder=folder, form=form)
            yield form, path.read_bytes()


@pytest.fixture(
    scope="module", params=BOOKS, ids=[f"{one.__name__}-{change}" for one, change in BOOKS]
)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    place = tmp_path_factory.mktemp("random")
    invent: Callable[[Path, str], None]
    invent, change = request.param
    invent(place / "now", "")
    standing = NOTHING
    if change:
        invent(place / "before", change)
        standing = Beforehand(KEYED.key, (told_by(check(place / "before", KEYED).data),))
    return Made(light_book(place / "now", place, (), standing), place / "now", standing)


def text_of(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for element in soup(["style", "script", "head"]):
        element.decompose()
    return soup.get_text(" ")


def texts(form: str, content: bytes) -> Iterator[str]:
    """All that a reader of a report can see, and what stands in its file beside that."""
    if form == "html":
        yield text_of(content.decode())
    elif form == "pdf":
        read = pypdf.PdfReader(BytesIO(content))
        yield from (page.extract_text() for page in read.pages)
    else:
        with ZipFile(BytesIO(content)) as file:
            for name in file.namelist():
                if name.startswith("word/") and name.endswith(".xml"):
                    yield from re.findall(r"<w:t[^>]*>([^<]*)", file.read(name).decode())


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(COUNTED.sub(" ", text)))


def cells_of(path: Path) -> set[str]:
    """The numbers in a download, as a page writes them: behind a comma stand decimals."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        cells = {cell for row in csv.reader(handle) for cell in row}
    whole = {re.sub(r"^(-?\d+)\.(\d+)$", r"\1,\2", cell) for cell in cells}
    # The thousands of an amount stand apart on a page only.
    return {number.replace(".", "") for number in set().union(*map(numbers, whole))}


def rows_of(frame: pd.DataFrame) -> set[tuple[str, ...]]:
    """Indicator, group and the numbers of every figure."""
    told = frame[["indicator", "group", *NUMBERS]].astype(object)
    return set(told.where(told.notna(), None).itertuples(index=False, name=None))


def test_the_book_gives_nothing_away(made: Made) -> None:
    seen = look(made.html)
    assert seen.numbers > 200
    assert attack(seen) == []


@pytest.mark.parametrize("seed", some(range(1, 41), 1))
def test_a_book_of_two_arms_gives_nothing_away(seed: int, tmp_path: Path) -> None:
    two_arms(tmp_path / "data", 120 + 40 * (seed % 8), seed)
    key = "synthetisch/werkfit-vergeleken/2023-2024"
    few = () if THOROUGH else (f"{key}/effect", f"{key}/effect_clients")
    seen = look(light_book(tmp_path / "data", tmp_path, few))
    assert seen.numbers > 50
    assert attack(seen) == []


def test_reports_and_the_summary_for_a_council_have_no_number_that_the_pages_do_not_have(
    made: Made, tmp_path: Path
) -> None:
    on_pages = made.on_pages()
    for form, content in made.reports(tmp_path):
        told = set().union(*map(numbers, texts(form, content)))
        assert len(told) > 50
        assert told <= on_pages, form
    (page,) = made.html.glob("*/*/*/index.html")
    summary = numbers(text_of((page.parents[2] / "index.html").read_text("utf-8")))
    assert summary
    assert summary <= on_pages


def test_downloads_have_no_number_that_the_pages_do_not_have(made: Made) -> None:
    on_pages = {number.replace(".", "") for number in made.on_pages()}
    tables = [path for path in made.html.glob("data/*/*/*/*/*.csv") if path.stem != "kengetallen"]
    assert len(tables) > 10
    for path in tables:
        assert cells_of(path) <= on_pages, path.name
    # A chart holds no text but what is drawn: the attack reads its shapes.
    for path in made.html.glob("data/*/*/*/*/*.svg"):
        assert not re.search(r"<(?:text|desc|title)\b", path.read_text("utf-8")), path.name


def test_the_workbook_and_the_rows_of_each_page_are_those_of_the_key_figures(made: Made) -> None:
    every = rows_of(pd.read_csv(made.html / "data" / "key_figures.csv"))
    for path in made.html.glob("data/*/*/*/*/kengetallen.csv"):
        assert rows_of(pd.read_csv(path)) <= every
    _, *sheets = pd.read_excel(made.html / "data" / "kerncijfers.xlsx", sheet_name=None).values()
    assert set().union(*map(rows_of, sheets)) == every
