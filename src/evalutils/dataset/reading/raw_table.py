"""A table as text: the row with the column names and the rows below it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evalutils.dataset.faults import FileFaults, quoted
from evalutils.dataset.reading.cell_names import column_letter
from evalutils.dataset.reading.csv_file import CsvCells, Record, read_csv
from evalutils.dataset.reading.excel import read_sheet

# No table comes near; more would take the memory of a wide and empty sheet.
MOST_COLUMNS = 200
# Among so many filled rows the column names are looked for, to say in which row they stand.
_NOTES_ABOVE = 50


@dataclass(frozen=True)
class RawTable:
    """The cells of a file as text, blank rows and blank columns left out."""

    header: list[str]  # column names as written
    header_row: int  # row of the file in which they stand
    rows: list[Record]  # per row its number in the file and its cells, as many as the header has
    # True when a comma is the decimal sign of the file; False when it may be either.
    decimal_comma: bool
    # The column of the last cell, when the file ends in it without a line break: it may have been
    # cut off.
    open_end: str = ""


def read_raw_table(
    path: Path,
    columns: Sequence[str],
    faults: FileFaults,
    *,
    private: bool = False,
    sheet: str = "",
) -> RawTable | None:
    """Read a ``.csv`` or ``.xlsx`` file, or this sheet of it, as text; None when it cannot be read.

    The row with its names is recognised by the columns that the table may have. When `private` no
    message shows a cell, because the file is about persons.
    """
    if path.suffix.lower() == ".xlsx":
        records = read_sheet(path, faults, title=sheet)
        # Only between commas an empty cell too many is a fault, and Excel has no line end.
        found = None if records is None else CsvCells(records, "", ended=True)
    else:
        found = read_csv(path, columns, faults)
    if found is None:
        return None
    filled = [(number, cells) for number, cells in found.records if any(cells)]
    if len(filled) < 2:
        what = "holds only column names" if filled else "is empty"
        faults.add(f"the file {what}. Add rows, or remove the file if there are none.")
        return None
    problem = _no_header(filled, columns, private=private)
    if problem:
        faults.add(problem, row=filled[0][0])
        return None
    return _table(found, filled, faults)


def ordered_rows(data_dir: Path, columns: Sequence[str], faults: FileFaults) -> Sequence[Record]:
    """Rows of a file with these columns in this order; none when a data folder does without it."""
    path = data_dir / faults.file
    # A link to nowhere is a fault.
    raw = read_raw_table(path, columns, faults) if os.path.lexists(path) else None
    if raw is None:
        return ()
    if raw.header != list(columns):
        faults.add(f"the columns are not {', '.join(columns)}.", row=raw.header_row)
        return ()
    return raw.rows


def _table(found: CsvCells, filled: list[Record], faults: FileFaults) -> RawTable:
    """The header and the rows that fit below it."""
    header_row, first = filled[0]
    width = len(_trimmed(first))
    fitted = [_fit(record, width, len(first), found.separator, faults) for record in filled]
    rows = [record for record in fitted[1:] if record is not None]
    _check_unnamed(first, header_row, rows, faults)
    named = [place for place, column in enumerate(first) if column]
    return RawTable(
        [first[place] for place in named],
        header_row,
        [(number, [cells[place] for place in named]) for number, cells in rows],
        found.separator != ",",
        _open_end(found, first, rows),
    )


def _open_end(found: CsvCells, header: Sequence[str], rows: Sequence[Record]) -> str:
    number, cells = found.records[-1]
    if found.ended or not rows or rows[-1][0] != number or not 0 < len(cells) <= len(header):
        return ""
    return header[len(cells) - 1]


def _no_header(filled: list[Record], columns: Sequence[str], *, private: bool) -> str:
    """What is wrong with the first row, empty when it holds the column names."""
    header = _trimmed(filled[0][1])
    if set(header) & set(columns):
        if len(header) <= MOST_COLUMNS:
            return ""
        last = column_letter(len(header) - 1)
        return f"the column names go on to column {last}. A table has {MOST_COLUMNS} at most."
    names = ", ".join(columns)
    for number, cells in filled[1:_NOTES_ABOVE]:
        if len(set(cells) & set(columns)) > 1:
            return f"the column names are in row {number}. Remove the rows above them."
    if private:
        return f"the first row does not hold the column names. Write: {names}."
    first = [cell for cell in header if cell]
    shown = quoted(", ".join(first))
    if len(first) == 1:
        return (
            f"the first row holds one cell, {shown}. Put ',' or ';' between these names: {names}."
        )
    return f"the first row holds {shown} and not the column names. Write: {names}."


def _fit(
    record: Record, width: int, written: int, separator: str, faults: FileFaults
) -> Record | None:
    """Give the row as many cells as there are columns, more only where those hold something.

    More cells than the first row has are a fault; between commas even empty ones: ``66,7,,`` may
    be 66.7 cut in two, with all later cells one column too far. A sheet has no such end.
    """
    number, cells = record
    surplus = cells[written:] if separator else []
    if any(surplus) or (surplus and separator == ","):
        hint = "Put a text that holds the separator between double quotes."
        if separator == ",":
            hint = (
                "Put a number with a decimal comma and a text with a comma between double quotes, "
                "or use ';' between the cells."
            )
        faults.add(f"{len(cells)} cells where the first row has {written}. {hint}", row=number)
        return None
    if len(cells) > width and not any(cells[width:]):
        cells = cells[:width]
    return number, cells + [""] * (width - len(cells))


def _check_unnamed(
    header: Sequence[str], header_row: int, rows: list[Record], faults: FileFaults
) -> None:
    """A column without a name is left out, and a fault when it holds cells."""
    width = len(_trimmed(header))
    first_row = {
        place: next((number for number, cells in rows if cells[place]), 0)
        for place in range(width)
        if not header[place]
    }
    for number, cells in rows:
        if len(cells) > width:
            place = next(place for place in range(width, len(cells)) if cells[place])
            first_row.setdefault(place, number)
    for place, number in sorted(first_row.items()):
        if number:
            problem = (
                f"column {column_letter(place)} has no name here but holds a value in row "
                f"{number}. Name the column or empty it."
            )
            faults.add(problem, row=header_row)


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    """The cells up to the last filled one."""
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    return cells[:width]
