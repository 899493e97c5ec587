"""Reads pages of a book as a visitor gets them: tables, sentences, alternatives of images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from evalutils.attack.book_files import text_of
from evalutils.attack.drawings import Drawn, charts, drawn, tells_by_colour

_PREFIX, _SUFFIX = "tabel-", "-title"
_REMARK = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class SeenRow:
    """One row: the heading that it stands under, and its cells by the heading of their column."""

    section: str
    cells: dict[str, str]

    @property
    def label(self) -> str:
        """Its first cell."""
        return next(iter(self.cells.values()), "")


@dataclass(frozen=True)
class SeenTable:
    """A table of a page.

    Attributes
    ----------
    name
        What it is called in the page, such as ``bestemmingen``; empty when it has no name.
    title
        What stands above it.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[SeenRow, ...]


@dataclass(frozen=True)
class Page:
    """A page of the book.

    Attributes
    ----------
    path
        From the folder of the book on.
    heading
        What stands above all.
    texts
        Sentences, and the alternatives of images with the texts that are drawn in them.
    drawn
        The numbers that shapes of its charts stand for.
    coloured
        Whether a chart has more colours than written numbers.
    """

    path: str
    heading: str
    tables: tuple[SeenTable, ...]
    texts: tuple[str, ...]
    drawn: tuple[Drawn, ...] = ()
    coloured: bool = False

    def table(self, name: str) -> SeenTable | None:
        """The table of a name."""
        return next((table for table in self.tables if table.name == name), None)


def read_page(book: Path, path: Path) -> Page:
    """Read a page of a book."""
    soup = BeautifulSoup(text_of(path), "html.parser")
    article = soup.find("article") or soup
    assert isinstance(article, Tag)
    tables = tuple(_table(found) for found in article.find_all("table"))
    first = article.find("h1")
    heading = "" if first is None else plain(first.get_text()).rstrip("#")
    images = _images(article, path.parent)
    remarks = (plain(text) for image in images for text in _REMARK.findall(image))
    shapes = [svg for image in images for svg in charts(image)]
    return Page(
        path.relative_to(book).as_posix(),
        heading,
        tables,
        (*_texts(article), *remarks),
        tuple(number for svg in shapes for number in drawn(svg)),
        any(map(tells_by_colour, shapes)),
    )


def _texts(article: Tag) -> Iterator[str]:
    for found in article.find_all(["p", "li", "figcaption"]):
        if found.find_parent("table") is None:
            yield plain(found.get_text())
    for image in article.find_all(["img", "svg"]):
        yield plain(str(image.get("alt") or image.get("aria-label") or ""))


def _images(article: Tag, folder: Path) -> list[str]:
    """The charts of a page; matplotlib leaves each text in them as a remark beside its shapes."""
    places = (folder / unquote(str(image.get("src") or "")) for image in article.find_all("img"))
    files = [text_of(place) for place in places if place.suffix == ".svg" and place.is_file()]
    return [*files, *map(str, article.find_all("svg"))]


def _table(found: Tag) -> SeenTable:
    rows = [list(row.find_all(["th", "td"], recursive=False)) for row in found.find_all("tr")]
    title, section = plain(found.caption.get_text()) if found.caption else "", ""
    columns: tuple[str, ...] = ()
    read: list[SeenRow] = []
    for cells in rows:
        texts = [plain(cell.get_text()) for cell in cells]
        if len(cells) == 1 and cells[0].get("colspan", "1") != "1":
            if cells[0].name == "th":
                section = texts[0]
            elif not columns:
                title = texts[0]
        elif not columns:
            columns = tuple(texts)
        elif len(texts) == len(columns):
            read.append(SeenRow(section, dict(zip(columns, texts, strict=True))))
    label = str(found.get("aria-labelledby") or "")
    name = label.removeprefix(_PREFIX).removesuffix(_SUFFIX) if label.startswith(_PREFIX) else ""
    return SeenTable(name, title, columns, tuple(read))


def plain(text: str) -> str:
    """A text on one line, without the sign behind a heading."""
    return _SPACES.sub(" ", text.replace("\N{NO-BREAK SPACE}", " ")).strip()
