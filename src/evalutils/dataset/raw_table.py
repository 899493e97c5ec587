"""Reads CSV and Excel files as text, the ways Dutch spreadsheets write them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

from evalutils.dataset.faults import FaultList

SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True)
class RawTable:
    """The cells of a file as text, blank rows left out.

    Attributes
    ----------
    header
        Column names as written.
    rows
        Per row its number in the file and its cells, as many as the header has.
    decimal_comma
        True when the file is written the Dutch way, so that ``1.234`` may mean 1234.
    """

    header: list[str]
    rows: list[tuple[int, list[str]]]
    decimal_comma: bool


def read_raw_table(path: Path, name: str, faults: FaultList) -> RawTable | None:
    """Read a table as text.

    Parameters
    ----------
    path
        A ``.csv`` or ``.xlsx`` file.
    name
        How messages name the file.
    faults
        Receives what is wrong.

    Returns
    -------
    RawTable or None
        None when the file cannot be read at all.
    """
    if path.suffix == ".xlsx":
        records, decimal_comma = _read_excel(path, name, faults), False
    else:
        records, decimal_comma = _read_csv(path, name, faults)
    if records is None:
        return None
    filled = [(number, cells) for number, cells in records if any(cells)]
    if len(filled) < 2:
        what = "has a header but no rows" if filled else "is empty"
        faults.add(name, f"the file {what}. Fill it in or remove the file.")
        return None
    header = _trim_right(filled[0][1])
    rows = [_fit(number, cells, header, name, faults) for number, cells in filled[1:]]
    return RawTable(header, [row for row in rows if row is not None], decimal_comma)


def _read_csv(
    path: Path, name: str, faults: FaultList
) -> tuple[list[tuple[int, list[str]]] | None, bool]:
    content = _decode(path.read_bytes())
    if content is None:
        faults.add(name, "this is not a text file. Save it as CSV (UTF-8) or as .xlsx.")
        return None, False
    first_line = next((line for line in content.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first_line.count)
    try:
        reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
        records = [[cell.strip() for cell in cells] for cells in reader]
    except csv.Error as error:
        faults.add(name, f"the quotes do not match ({error}). Open and save the file again.")
        return None, False
    return list(enumerate(records, start=1)), separator == ";"


def _decode(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _read_excel(path: Path, name: str, faults: FaultList) -> list[tuple[int, list[str]]] | None:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError):
        faults.add(name, "Excel cannot read this file: it is damaged or incomplete. Save it again.")
        return None
    try:
        sheet = workbook.worksheets[0]
        return [
            (number, [_cell_text(cell) for cell in cells])
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
        ]
    finally:
        workbook.close()


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _trim_right(cells: list[str]) -> list[str]:
    width = max(index for index, cell in enumerate(cells, start=1) if cell)
    return cells[:width]


def _fit(
    number: int, cells: list[str], header: list[str], name: str, faults: FaultList
) -> tuple[int, list[str]] | None:
    """Give the row as many cells as the header; surplus filled cells are a fault."""
    if any(cells[len(header) :]):
        faults.add(
            name,
            f"{len(cells)} cells where the header has {len(header)}. A decimal comma or a comma "
            "in a text needs quotes, or use ';' between the cells.",
            row=number,
        )
        return None
    padding = [""] * (len(header) - len(cells))
    return number, (cells + padding)[: len(header)]
