"""From an executed notebook to a page of the book, with the files that belong to it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from evalutils.book.table_csv import table_csv
from evalutils.contracts.fixed_names import PAGE_DATA, PUBLISHED_DATA
from evalutils.contracts.summary_topics import FINDINGS
from evalutils.display import TABLE_MIME
from evalutils.literal import html

_OWN_TYPES = "application/vnd.evalutils."
_TO_FILES = f'href=\\"{PAGE_DATA}/'
_SVG, _HTML = "image/svg+xml", "text/html"
_OFF = "remove-cell"
_FOLD = "</details>"


class NotebookPage(NamedTuple):
    """A notebook as a page, and the text of each file that belongs to it."""

    content: dict[str, Any]
    files: dict[str, str]


def page_folder(file: str) -> str:
    """The folder with the files of a page in that of the published data, by its source file."""
    return str(PurePosixPath(file).with_suffix(""))


def notebook_page(notebook: str, file: str) -> NotebookPage:
    """An executed notebook, as its file has it, with what it shows fit for its page.

    Every table gets a file with what it says, every chart one with the picture; links to them stand
    under it.
    """
    folder = "../" * file.count("/") + f"{PUBLISHED_DATA}/{page_folder(file)}"
    # Quotes of texts from files are escaped: these are of the package.
    content = json.loads(notebook.replace(_TO_FILES, f'href=\\"{folder}/'))
    content.get("metadata", {}).pop(FINDINGS, None)  # for the pages above it
    shown = [cell for cell in content["cells"] if _OFF not in cell["metadata"].get("tags", ())]
    files = {name: text for cell in shown for name, text in _tables(cell, folder)}
    cells: list[Any] = []
    for cell in content["cells"]:
        cells.append(cell)
        for name, text in _charts(cell) if cell in shown else ():
            files[f"{name}.svg"] = text
            links = _links(name, cell, files, folder)
            cells.append(markdown_cell(links, f"below-{len(cells)}"))
    _drop_own_types(cells)
    return NotebookPage({**content, "cells": cells}, files)


def markdown_cell(text: str, name: str) -> dict[str, Any]:
    """A cell of Markdown; its name is unique in its notebook."""
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text}


def _tables(cell: Mapping[str, Any], folder: str) -> Iterator[tuple[str, str]]:
    """The files of the tables that a cell shows, with a link to each put under it."""
    for data in _outputs(cell):
        if table := data.get(TABLE_MIME):
            name = f"{table['name']}.csv"
            link = _link(f"{folder}/{name}", f"Download deze tabel (CSV): {table['title']}")
            shown, fold, _ = _text(data[_HTML]).rpartition(_FOLD)  # within it, when it is folded
            kept = shown if fold else _text(data[_HTML])
            data[_HTML] = f'{kept}\n<p class="download">{link}</p>{fold}'
            yield name, table_csv(table)


def _charts(cell: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    about = _about(cell)
    for data in _outputs(cell):
        if _SVG in data and about:
            yield about["name"], _text(data[_SVG])


def _about(cell: Mapping[str, Any]) -> dict[str, str]:
    """What a chart says of itself; nothing of another cell."""
    for output in cell.get("outputs", ()):
        said: dict[str, str] = output.get("metadata", {}).get("evalutils", {})
        if "alt" in said:
            return said
    return {}


def _links(name: str, cell: Mapping[str, Any], files: Mapping[str, str], folder: str) -> str:
    links = [_link(f"{folder}/{name}.svg", "Download deze grafiek (SVG)")]
    numbers = f"{_about(cell).get('table', name)}.csv"
    if numbers in files:
        links.append(_link(f"{folder}/{numbers}", "de cijfers ervan (CSV)"))
    return f'<p class="download">{", ".join(links)}</p>'


def _link(address: str, text: str) -> str:
    return f'<a href="{html(address)}" download>{html(text)}</a>'


def _outputs(cell: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for output in cell.get("outputs", ()):
        yield output.get("data", {})


def _text(value: str | list[str]) -> str:
    """A text of a notebook, which a file may hold in lines."""
    return value if isinstance(value, str) else "".join(value)


def _drop_own_types(cells: list[Any]) -> None:
    """Take out what notebooks carry for programs: MyST-NB warns of types it cannot show."""
    for data in (data for cell in cells for data in _outputs(cell)):
        for kind in [kind for kind in data if kind.startswith(_OWN_TYPES)]:
            del data[kind]
