"""The key figures as an Excel workbook: what they are on the first sheet, then one per analysis."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from evalutils.book.publication import Publication
from evalutils.book.published_tables import Row
from evalutils.contracts.key_figures import COLUMNS, NUMERIC

EXPLANATION = "Uitleg"
# The same book gives the same bytes: nothing in the file tells when it was made.
_THEN = datetime(1980, 1, 1)
_SAVED = re.compile(rb"[\dT:Z-]+(?=</dcterms:modified>)")
_SAVED_THEN = f"{_THEN:%Y-%m-%dT%H:%M:%SZ}".encode()
_WIDTHS = {"A": 24, "B": 100}


def workbook(rows: Sequence[Row], publication: Publication) -> bytes:
    """The rows of key_figures.csv as a workbook; a text is a text, whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(EXPLANATION)
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    _fill(sheet, _explained(publication))
    for analysis in dict.fromkeys(row["analysis"] for row in rows):
        sheet = book.create_sheet(analysis)
        sheet.freeze_panes = "A2"
        _fill(sheet, _sheet([row for row in rows if row["analysis"] == analysis]))
    book.properties.created = book.properties.modified = _THEN
    written = io.BytesIO()
    book.save(written)
    return _steady(written)


def _explained(publication: Publication) -> Iterator[Sequence[object]]:
    yield ["Kengetallen", publication.title]
    yield ["Uitgever", publication.publisher]
    yield ["Uitgave", f"{publication.edition}, {publication.date:%d-%m-%Y}"]
    yield ["Bladen", "Een blad per analyse. Elke regel is een cijfer; lees hem met de kolommen."]
    yield ["Kolom", "Betekenis"]
    yield from ([name, meaning] for name, meaning in COLUMNS.items())


def _sheet(rows: Sequence[Row]) -> Iterator[Sequence[object]]:
    yield list(COLUMNS)
    for row in rows:
        yield [_number(row[name]) if name in NUMERIC else row[name] for name in COLUMNS]


def _number(value: object) -> object:
    """A number without what depends on the processor or a library."""
    return float(f"{value:.12g}") if isinstance(value, float) else value


def _fill(sheet: Any, lines: Iterator[Sequence[object]]) -> None:
    from openpyxl.cell import WriteOnlyCell

    for line in lines:
        cells: list[object] = []
        for value in line:
            if isinstance(value, str) and value.startswith("="):
                cell = WriteOnlyCell(sheet, value)
                cell.data_type = "s"
                value = cell
            cells.append(value)
        sheet.append(cells)


def _steady(written: io.BytesIO) -> bytes:
    """The same file with one moment for all its parts."""
    steady = io.BytesIO()
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(steady, "w") as file:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _THEN.timetuple()[:6])
            file.writestr(entry, _SAVED.sub(_SAVED_THEN, made.read(name)), zipfile.ZIP_DEFLATED)
    return steady.getvalue()
