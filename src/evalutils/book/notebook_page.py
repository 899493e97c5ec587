"""From an executed notebook to a page of the book, with the files that belong to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from evalutils.book.house_colours import in_house_colours
from evalutils.book.origin_lines import OriginLines, download, with_titles
from evalutils.book.table_csv import table_csv
from evalutils.contracts.fixed_names import PAGE_DATA, PUBLISHED_DATA, ROW_NOTES, TABLE
from evalutils.contracts.shown_origin import UNKNOWN, Origin
from evalutils.contracts.summary_topics import FINDINGS
from evalutils.display import TABLE_MIME
from evalutils.literal import html
from evalutils.sentence_case import within

_OWN_TYPES = "application/vnd.evalutils."
_TO_FILES = f'href=\\"{PAGE_DATA}/'
_SVG, _HTML = "image/svg+xml", "text/html"
_OFF = "remove-cell"
_FOLD = "</details>"
# The tag of a cell with a table that is longer than most who read the page want it.
_LONG = "fold-table"
# As `evalutils.show.rendering` begins the title of a table, and as it is once it has a number.
_CAPTION = re.compile(rf'<caption id="{TABLE}([^"]*)-title">')
_NUMBER = re.compile(r'<span class="number">(Tabel \d+)</span> ')


class NotebookPage(NamedTuple):
    """A notebook as a page, and the text of each file that belongs to it."""

    content: dict[str, Any]
    files: dict[str, str]


def page_folder(file: str) -> str:
    """The folder with the files of a page in that of the published data, by its source file."""
    return str(PurePosixPath(file).with_suffix(""))


def root_from(file: str) -> str:
    """The way from a page to the root of the book, by its source file."""
    return "../" * file.count("/")


def notebook_page(notebook: str, file: str, lines: OriginLines, colour: str) -> NotebookPage:
    """An executed notebook, as its file has it, with what it shows fit for its page.

    Every table and chart has a number, and under it where it comes from and links to a file with
    what it says. A table that only repeats the numbers of a chart before it is folded,
    and so is one of a cell with the tag `fold-table`.
    Charts are in the house colour.
    """
    folder = f"{root_from(file)}{PUBLISHED_DATA}/{page_folder(file)}"
    # Quotes of texts from files are escaped: these are of the package.
    content = json.loads(notebook.replace(_TO_FILES, f'href=\\"{folder}/'))
    content.get("metadata", {}).pop(FINDINGS, None)  # for the pages above it
    draw_in(colour, content["cells"])
    shown = [cell for cell in content["cells"] if _OFF not in cell["metadata"].get("tags", ())]
    number_tables(shown)
    page = _Page(folder, lines, shown)
    cells: list[Any] = []
    for cell in content["cells"]:
        cells.append(cell)
        if cell in shown:
            page.finish_tables(cell)
            cells += [markdown_cell(line, f"below-{len(cells)}") for line in page.below_chart(cell)]
    _drop_own_types(cells)
    return NotebookPage({**content, "cells": cells}, page.files)


def draw_in(colour: str, cells: Iterable[Mapping[str, Any]]) -> None:
    """Give the charts of cells the house colour."""
    for data in _data_in(cells):
        if _SVG in data:
            data[_SVG] = in_house_colours(_text(data[_SVG]), colour)


def number_tables(cells: Iterable[Mapping[str, Any]]) -> None:
    """Give the tables of the package their number; the notes on the rows of one are a part of it.

    So the numbers run on where the notes are folded.
    """
    number = 0
    for data in _data_in(cells):
        shown = _text(data.get(_HTML, ""))
        found = None if shown.startswith(ROW_NOTES) else _CAPTION.search(shown)
        if found:
            number += 1
            told = f'{found[0]}<span class="number">Tabel {number}</span> '
            data[_HTML] = shown.replace(found[0], told, 1)


def markdown_cell(text: str, name: str) -> dict[str, Any]:
    """A cell of Markdown; its name is unique in its notebook."""
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text}


class _Page:
    """The tables and charts of one page, and their files."""

    def __init__(self, folder: str, lines: OriginLines, cells: list[Any]) -> None:
        self.files: dict[str, str] = {}
        self._folder, self._lines = folder, lines
        shown = [data[TABLE_MIME] for data in _data_in(cells) if TABLE_MIME in data]
        self._tables = {table["name"]: table for table in shown}
        self._drawn: set[str] = set()

    def finish_tables(self, cell: Any) -> None:
        """Give the tables that a cell shows the line under them."""
        for output in _outputs(cell):
            data = output.get("data", {})
            whole = _text(data.get(_HTML, ""))
            found = _CAPTION.search(whole)
            if found is None:
                continue
            shown, fold, _ = whole.rpartition(_FOLD)  # within it, when it is folded
            line = self._lines.line(_origin(output), [self._file(found[1], data)])
            if TABLE_MIME not in data:
                line += self._lines.figures()
            table = with_titles(shown if fold else whole, self._lines.sources)
            data[_HTML] = f"{table}\n{line}{fold}"
            # Sentences in a table are in no chart.
            repeats = found[1] in self._drawn and not self._tables[found[1]]["sentences"]
            if repeats or _LONG in cell["metadata"].get("tags", ()):
                data[_HTML] = _folded(data[_HTML], _title(data))

    def _file(self, name: str, data: Mapping[str, Any]) -> str:
        """The link to the file of a table; that of the key figures is made with the others."""
        if TABLE_MIME in data:
            self.files[f"{name}.csv"] = table_csv(data[TABLE_MIME])
        return download(f"{self._folder}/{name}.csv", "Download (CSV)", _title(data))

    def below_chart(self, cell: Any) -> Iterator[str]:
        """The line under the chart that a cell shows, if it shows one."""
        about = _about(cell)
        for output in _outputs(cell):
            if _SVG in output.get("data", {}) and about:
                name, title = about["name"], about["caption"]
                self.files[f"{name}.svg"] = _text(output["data"][_SVG])
                links = [download(f"{self._folder}/{name}.svg", "Download (SVG)", title)]
                table = about.get("table", name)
                if table in self._tables:
                    links.append(download(f"{self._folder}/{table}.csv", "cijfers (CSV)", title))
                    self._drawn.add(table)
                    cell["metadata"]["mystnb"]["image"]["classes"] = f"{TABLE}{table}"
                yield self._lines.line(_origin(output), links)


def _folded(table: str, title: str) -> str:
    """A table in a line that opens; on paper it is open."""
    number = _NUMBER.search(table)
    named = within(number[1]) if number else "de tabel"
    summary = f"<summary>Toon {named}: {html(within(title))}</summary>"
    return f'<details class="opens">{summary}{table}</details>'


def _about(cell: Mapping[str, Any]) -> dict[str, Any]:
    """What a chart says of itself; nothing of another cell."""
    return next((said for said in map(_said, _outputs(cell)) if "alt" in said), {})


def _said(output: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = output.get("metadata", {}).get("evalutils", {})
    return said


def _origin(output: Mapping[str, Any]) -> Origin:
    said = _said(output).get("origin")
    return Origin(**said) if said else UNKNOWN


def _title(data: Mapping[str, Any]) -> str:
    return _text(data["text/plain"])


def _outputs(cell: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from cell.get("outputs", ())


def _data_in(cells: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the outputs of cells show, by its type; one that prints a text shows nothing."""
    for cell in cells:
        yield from (output["data"] for output in _outputs(cell) if "data" in output)


def _text(value: str | list[str]) -> str:
    """A text of a notebook, which a file may hold in lines."""
    return value if isinstance(value, str) else "".join(value)


def _drop_own_types(cells: list[Any]) -> None:
    """Take out what notebooks carry for programs: MyST-NB warns of types it cannot show."""
    for data in _data_in(cells):
        for kind in [kind for kind in data if kind.startswith(_OWN_TYPES)]:
            del data[kind]
