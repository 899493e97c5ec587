"""Reads one sheet of an Excel workbook as text, as a Dutch reader of the sheet sees it."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evalutils.dataset.faults import FaultList, quoted
from evalutils.dataset.text_file import read_bytes

Sheet = list[tuple[int, list[str]]]

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"

# Literal text in a number format: '0"%"' only prints a sign, '0%' also multiplies by 100.
_QUOTED = re.compile(r'"[^"]*"|\\.')


def read_sheet(path: Path, name: str, faults: FaultList) -> Sheet | None:
    """Read the sheet of a workbook that holds the table.

    That is the only sheet with cells, or the one that bears the name of the file.

    Parameters
    ----------
    path
        The ``.xlsx`` file.
    name
        How messages name the file.
    faults
        Receives what is wrong.

    Returns
    -------
    list of (int, list of str) or None
        Per row its number and its cells as text; None when the workbook cannot be read.
    """
    content = read_bytes(path, name, faults)
    if content is None:
        return None
    try:
        sheets = _read_workbook(content)
    except Exception:  # openpyxl has no error of its own: a damaged part raises anything
        faults.add(name, _why_not_read(content))
        return None
    return _choose(sheets, path.stem, name, faults)


def column_letter(index: int) -> str:
    """The letter of a column, counted from 0, as a spreadsheet shows it."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def _read_workbook(content: bytes) -> dict[str, Sheet]:
    """All sheets as text; a formula that was never calculated is its own text."""
    from openpyxl import load_workbook

    sheets: dict[str, Sheet] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # remarks on styles and menus, nothing about cells
        results = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        origins = load_workbook(io.BytesIO(content), read_only=True)
        for sheet, origin in zip(results.worksheets, origins.worksheets, strict=True):
            pairs = zip(sheet.iter_rows(), origin.iter_rows(), strict=True)
            sheets[sheet.title] = [
                (number, [_cell_text(*both) for both in zip(cells, sources, strict=True)])
                for number, (cells, sources) in enumerate(pairs, start=1)
            ]
    return sheets


def _choose(sheets: dict[str, Sheet], stem: str, name: str, faults: FaultList) -> Sheet | None:
    filled = {
        title: sheet for title, sheet in sheets.items() if any(any(cells) for _, cells in sheet)
    }
    if len(filled) < 2:
        return next(iter(filled.values()), [])
    for title, sheet in filled.items():
        if title.strip().lower() == stem.lower():
            return sheet
    titles = ", ".join(quoted(title) for title in filled)
    faults.add(name, f"several sheets hold cells: {titles}. Name the one to read '{stem}'.")
    return None


def _cell_text(cell: Any, source: Any) -> str:
    value = cell.value
    if value is None:
        # A formula whose result is an empty text has no value either, but is of the text type.
        return str(source.value) if source.data_type == "f" and cell.data_type == "n" else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        percent = "%" in _QUOTED.sub("", str(cell.number_format))
        return _decimal_comma(value * 100) + "%" if percent else _decimal_comma(value)
    return str(value).strip()


def _decimal_comma(value: float) -> str:
    """A number with a decimal comma and never an exponent, to the 15 digits that Excel keeps."""
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{value:.20f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _why_not_read(content: bytes) -> str:
    if content.startswith(_OLD_OR_LOCKED):
        return (
            "this is an old Excel file or one with a password. Save it as .xlsx without password."
        )
    if not content.startswith(_ZIP):
        return "this is not an Excel workbook. Save it as .xlsx in Excel, or name a CSV file .csv."
    return "the workbook is damaged or incomplete. Open it in Excel and save it again."
