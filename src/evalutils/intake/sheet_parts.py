"""Reads a sheet of an export in Excel, of any length, a part at a time.

Only the wanted columns are taken, so that nothing beside them is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import IO, TypeVar

from evalutils.dataset.faults import MOST_LISTED, FileFaults, folded, quoted, ranges
from evalutils.dataset.reading.cell_names import block_name, column_letter
from evalutils.dataset.reading.excel import why_not_read
from evalutils.dataset.reading.sheet import Sheet, read_rows
from evalutils.dataset.reading.workbook import SheetPart, Workbook, WorkbookError, open_workbook
from evalutils.intake.row_parts import NOTES, HeadingRow, Row, RowPart, find_heading, parts_of
from evalutils.intake.unchanged import read_unchanged

_Item = TypeVar("_Item")
# A million rows, as many as a sheet has, of forty cells are so many bytes of XML.
_MOST_BYTES = 4_000_000_000
_START = 4096  # tells what kind of file it is
_CHOOSE = "Choose one with 'sheet' in mapping.yaml"


def read_sheet_parts(
    path: Path, title: str, wanted: Sequence[str], faults: FileFaults
) -> Iterator[RowPart]:
    """The wanted columns of a sheet, some rows at a time.

    It is the sheet with this title; without a title the only visible one with cells.
    """

    def read(file: IO[bytes]) -> Iterator[RowPart]:
        return _told(file, partial(_parts, title, wanted, faults), faults)

    yield from read_unchanged(path, faults, read)


def _told(
    file: IO[bytes], read: Callable[[Workbook], Iterator[_Item]], faults: FileFaults
) -> Iterator[_Item]:
    """What is read of a workbook; what is wrong with it is a fault."""
    start = file.read(_START)
    try:
        book = open_workbook(file)
        book.most_bytes = _MOST_BYTES
        yield from read(book)
    except WorkbookError as error:
        faults.add(str(error))
    except OSError:
        raise
    except Exception:  # a damaged part of a workbook raises anything
        faults.add(why_not_read(start))


def sheets_of(path: Path, rows: int, faults: FileFaults) -> dict[str, list[list[str]]]:
    """The first rows of each visible sheet with cells, by its title."""

    def read(book: Workbook) -> Iterator[tuple[str, list[list[str]]]]:
        for part in book.sheets:
            found = islice(read_rows(book, part.part, Sheet()), rows)
            yield part.title, [cells for _, cells in found] if part.visible else []

    found = read_unchanged(path, faults, lambda file: _told(file, read, faults))
    return {title: cells for title, cells in found if cells}


def _parts(
    title: str, wanted: Sequence[str], faults: FileFaults, book: Workbook
) -> Iterator[RowPart]:
    sheet = Sheet()
    rows = read_rows(book, _chosen(book, title).part, sheet)
    top = list(islice(rows, NOTES))
    if not top:
        raise WorkbookError(f"the sheet is empty. {_CHOOSE}.")
    heading = find_heading(top, wanted, faults)
    if heading is None:
        return
    below = (row for row in chain(top, rows) if row[0] > heading.row)
    yield from parts_of(_as_wide(below, heading.width, faults), heading, faults)
    for problem in _unseen(sheet, heading):
        faults.add(problem)


def _as_wide(rows: Iterable[Row], width: int, faults: FileFaults) -> Iterator[Row]:
    """Rows as wide as the column names; a cell beyond these is a fault."""
    for number, cells in rows:
        beyond = next((at for at in range(width, len(cells)) if cells[at]), None)
        if beyond is not None:
            problem = (
                f"a cell stands to the right of the column names, in column {column_letter(beyond)}"
                ". Remove it, or give the column a name."
            )
            faults.add_rows(problem, [number])
        else:
            yield number, [*cells[:width], *[""] * (width - len(cells))]


def _chosen(book: Workbook, title: str) -> SheetPart:
    """The sheet to read; a WorkbookError tells that there is none, or several."""
    titles = ", ".join(quoted(part.title) for part in book.sheets)
    if title:
        named = [part for part in book.sheets if folded(part.title) == folded(title)]
        if not named:
            raise WorkbookError(f"there is no sheet {quoted(title)}. The sheets are {titles}.")
        if not named[0].visible:
            raise WorkbookError(f"the sheet {quoted(named[0].title)} is hidden. Show it.")
        return named[0]
    visible = [part for part in book.sheets if part.visible]
    filled = [part for part in visible if next(read_rows(book, part.part, Sheet()), None)]
    if len(filled) > 1:
        raise WorkbookError(f"several sheets hold cells: {titles}. {_CHOOSE}.")
    if not book.sheets:
        raise WorkbookError("it holds no sheet. Open it in Excel and save it again.")
    if not filled:
        raise WorkbookError(f"no sheet that shows holds cells. The sheets are {titles}. {_CHOOSE}.")
    return filled[0]


def _unseen(sheet: Sheet, heading: HeadingRow) -> Iterator[str]:
    """What a reader does not see of the wanted cells, or sees as one."""
    if rows := sorted(row for row in sheet.hidden_rows if row > heading.row):
        yield (
            f"rows are hidden, by a filter or by hand: {_some(rows)}. Show them; which "
            "rows count is said with 'keep' in mapping.yaml."
        )
    for name, place in heading.places.items():
        if any(first <= place <= last for first, last in sheet.hidden_columns):
            yield f"the column {quoted(name)} is hidden. Show it."
    places = heading.places.values()
    merged = [
        block
        for block in sorted(sheet.merged)
        if block[2] > heading.row and any(block[1] <= place <= block[3] for place in places)
    ]
    if merged:
        named = ", ".join(map(block_name, merged[:MOST_LISTED]))
        yield f"cells are merged: {named}. Unmerge them and fill in every cell."


def _some(rows: list[int]) -> str:
    more = len(rows) - MOST_LISTED
    return ranges(rows[:MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
