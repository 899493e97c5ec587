"""Reads CSV and Excel files as text, the ways Dutch spreadsheets write them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evalutils.dataset.excel import column_letter, read_sheet
from evalutils.dataset.faults import FaultList, quoted
from evalutils.dataset.text_file import read_text

SEPARATORS = (",", ";", "\t")

# The row in a file and the text of its cells.
Record = tuple[int, list[str]]

# Some programs announce the separator in the first line; Excel reads and hides that line.
_ANNOUNCEMENT = re.compile(r'"?sep=([,;\t|])"?\r?(\n|$)', re.IGNORECASE)


@dataclass(frozen=True)
class RawTable:
    """The cells of a file as text, blank rows and blank columns left out.

    Attributes
    ----------
    header
        Column names as written.
    header_row
        Row of the file in which they stand.
    rows
        Per row its number in the file and its cells, as many as the header has.
    decimal_comma
        True when the file may be written the Dutch way, so that ``1.234`` may mean 1234.
    """

    header: list[str]
    header_row: int
    rows: list[Record]
    decimal_comma: bool


def read_raw_table(
    path: Path, name: str, columns: Sequence[str], faults: FaultList, *, private: bool = False
) -> RawTable | None:
    """Read a table as text.

    Parameters
    ----------
    path
        A ``.csv`` or ``.xlsx`` file.
    name
        How messages name the file.
    columns
        The columns that the table may have, to recognise the row with their names.
    faults
        Receives what is wrong.
    private
        True when no message may show a cell, because the file is about persons.

    Returns
    -------
    RawTable or None
        None when the file cannot be read at all.
    """
    if path.suffix.lower() == ".xlsx":
        records, separator = read_sheet(path, name, faults), ""
    else:
        records, separator = _read_csv(path, name, faults)
    if records is None:
        return None
    filled = [(number, cells) for number, cells in records if any(cells)]
    if len(filled) < 2:
        what = "holds only column names" if filled else "is empty"
        faults.add(name, f"the file {what}. Add rows, or remove the file if there are none.")
        return None
    (header_row, header), body = filled[0], filled[1:]
    if not set(header) & set(columns):
        faults.add(name, _no_header(filled, columns, private=private), row=header_row)
        return None
    fitted = (_fit(record, len(header), separator, name, faults) for record in body)
    rows = [record for record in fitted if record is not None]
    named = _named_columns(header, header_row, rows, name, faults)
    return RawTable(
        [header[index] for index in named],
        header_row,
        [(number, [cells[index] for index in named]) for number, cells in rows],
        decimal_comma=separator != ",",
    )


def _no_header(filled: list[Record], columns: Sequence[str], *, private: bool) -> str:
    names = ", ".join(columns)
    for number, cells in filled[1:]:
        if len(set(cells) & set(columns)) > 1:
            return f"the column names are in row {number}. Remove the rows above them."
    if private:
        return f"the first row does not hold the column names. Write: {names}."
    first = [cell for cell in filled[0][1] if cell]
    shown = quoted(", ".join(first))
    if len(first) == 1:
        return (
            f"the first row holds one cell, {shown}. Put ',' or ';' between these names: {names}."
        )
    return f"the first row holds {shown} and not the column names. Write: {names}."


def _read_csv(path: Path, name: str, faults: FaultList) -> tuple[list[Record] | None, str]:
    content = read_text(path, name, faults)
    if content is None:
        return None, ""
    announced = _ANNOUNCEMENT.match(content)
    content = content[announced.end() :] if announced else content
    first_line = next((line for line in io.StringIO(content, newline=None) if line.strip()), "")
    separator = announced[1] if announced else max(SEPARATORS, key=first_line.count)
    records: list[Record] = []
    texts: dict[str, str] = {}
    try:
        lines = io.StringIO(content, newline="")
        for cells in csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True):
            stripped = [cell.strip() for cell in cells]
            # The same text once in memory: large tables repeat few of them.
            records.append((len(records) + 1, [texts.setdefault(cell, cell) for cell in stripped]))
    except csv.Error as error:
        faults.add(name, _explain(error), row=len(records) + 1)
        return None, separator
    if _looks_cut_off(content, records):
        number, cells = records[-1]
        width = max(len(row) for _, row in records)
        problem = (
            f"the file ends in the middle of this row, at cell {len(cells)} of {width}; it was "
            "probably not saved completely. Complete the row and end it with a new line."
        )
        faults.add(name, problem, row=number)
    return records, separator


def _explain(error: csv.Error) -> str:
    if "field larger" in str(error):
        return (
            f"a cell of this row holds more than {csv.field_size_limit()} characters. Close the "
            "quote that was left open, or shorten the text."
        )
    if "unexpected end" in str(error):
        return (
            "a quote that opens in this row is never closed, or the file was not saved completely. "
            "Close the quote, or save the file again."
        )
    return (
        f"the quotes do not match ({error}). Put a text with a separator or quote in it between "
        "double quotes and write a quote inside it twice."
    )


def _looks_cut_off(content: str, records: list[Record]) -> bool:
    """Whether the last row is shorter than all others and has no line end."""
    if len(records) < 3 or content.rstrip(" ").endswith(("\n", "\r")):
        return False
    *others, last = [len(cells) for _, cells in records if any(cells)] or [0]
    return bool(others) and last < min(others)


def _fit(record: Record, width: int, separator: str, name: str, faults: FaultList) -> Record | None:
    """Give the row as many cells as the header; surplus cells are a fault.

    Between commas even empty surplus is one: ``66,7,,`` may be 66.7 cut in two, with all later
    cells one column too far.
    """
    number, cells = record
    surplus = cells[width:]
    if any(surplus) or (surplus and separator == ","):
        hint = "Put a text that holds the separator between double quotes."
        if separator == ",":
            hint = (
                "Put a number with a decimal comma and a text with a comma between double quotes, "
                "or use ';' between the cells."
            )
        faults.add(name, f"{len(cells)} cells where the first row has {width}. {hint}", row=number)
        return None
    return number, cells + [""] * (width - len(cells))


def _named_columns(
    header: list[str], header_row: int, rows: list[Record], name: str, faults: FaultList
) -> list[int]:
    """The columns with a name; one without is left out, and a fault when it holds cells."""
    for index in (index for index, column in enumerate(header) if not column):
        number = next((number for number, cells in rows if cells[index]), None)
        if number is not None:
            problem = (
                f"column {column_letter(index)} has no name here but holds a value in row "
                f"{number}. Name the column or empty it."
            )
            faults.add(name, problem, row=header_row)
    return [index for index, column in enumerate(header) if column]
