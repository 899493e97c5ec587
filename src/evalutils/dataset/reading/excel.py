"""Reads one sheet of an Excel workbook as text, as a Dutch reader of the sheet sees it."""

from __future__ import annotations

import re
from pathlib import Path

from evalutils.dataset.faults import MOST_LISTED, FileFaults, folded, quoted, ranges
from evalutils.dataset.reading.cell_names import block_name, column_letter
from evalutils.dataset.reading.sheet import Sheet, read_cells
from evalutils.dataset.reading.text_file import read_bytes
from evalutils.dataset.reading.workbook import SheetPart, Workbook, WorkbookError, open_workbook
from evalutils.identifiers.scan import found_in_cells, told

# Per row its number and its cells up to the last filled one.
Rows = list[tuple[int, list[str]]]

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_NUMBER = re.compile(r"[0-9.,]+")
_ZIP = b"PK"
_INSPECT = (
    "File > Info > Check for Issues > Inspect Document (in Dutch: Bestand > Info > Controleren op "
    "problemen > Document controleren), Remove All, and save it again"
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"


def read_sheet(path: Path, faults: FileFaults, *, title: str = "") -> Rows | None:
    """The sheet of a workbook that holds the table; None when it cannot be read.

    That is the one with this title; without a title the only visible sheet with cells, or the one
    that bears the name of the file. What a reader of the sheet does not see, or sees as one cell,
    is a fault.
    """
    content = read_bytes(path, faults)
    if content is None:
        return None
    try:
        book = open_workbook(content)
        sheet = _titled(book, title) if title else _choose(book, path.stem.lower())
        refused = _refuse_beside(book, sheet, faults)
    except WorkbookError as error:
        faults.add(str(error))
        return None
    except Exception:  # a damaged part of a workbook raises anything
        faults.add(why_not_read(content))
        return None
    if refused:
        return None
    problems = _unseen(sheet)
    for problem in problems:
        faults.add(problem)
    return None if problems else [(number, sheet.rows[number]) for number in sorted(sheet.rows)]


def filled_sheets(path: Path, faults: FileFaults) -> dict[str, int]:
    """How many filled rows each visible sheet has, of those with any; nothing with a fault."""
    content = read_bytes(path, faults)
    if content is None:
        return {}
    try:
        book = open_workbook(content)
        cells = {part.title: read_cells(book, part.part) for part in book.sheets if part.visible}
    except WorkbookError as error:
        faults.add(str(error))
    except Exception:  # a damaged part of a workbook raises anything
        faults.add(why_not_read(content))
    else:
        return {title: len(sheet.rows) for title, sheet in cells.items() if sheet.rows}
    return {}


def _titled(book: Workbook, title: str) -> Sheet:
    """The sheet with this title; a WorkbookError when there is none, or it is hidden."""
    titles = {folded(part.title): part for part in book.sheets}
    part = titles.get(folded(title))
    if part is None:
        listed = ", ".join(quoted(part.title) for part in book.sheets)
        raise WorkbookError(f"there is no sheet {quoted(title)}. The sheets are {listed}.")
    if not part.visible:
        raise WorkbookError(f"the sheet {quoted(part.title)} is hidden. Show it.")
    return read_cells(book, part.part)


def _choose(book: Workbook, stem: str) -> Sheet:
    """The sheet with the table; a WorkbookError when it is hidden or there are several."""
    named = [sheet for sheet in book.sheets if sheet.title.lower() == stem]
    hidden = [sheet for sheet in named if not sheet.visible and _filled(book, sheet)]
    if hidden:
        raise WorkbookError(
            f"the sheet {quoted(hidden[0].title)} is hidden. Show it, or remove or rename it when "
            "the table is in another sheet."
        )
    for part in named:
        if part.visible and (sheet := _filled(book, part)):
            return sheet
    visible = [(part, _filled(book, part)) for part in book.sheets if part.visible]
    filled = {part.title: sheet for part, sheet in visible if sheet}
    if len(filled) > 1:
        titles = ", ".join(map(quoted, filled))
        raise WorkbookError(f"several sheets hold cells: {titles}. Name the one to read '{stem}'.")
    unseen = [] if filled else [part for part in book.sheets if not part.visible]
    if unseen and any(_filled(book, part) for part in unseen):
        titles = ", ".join(quoted(part.title) for part in unseen)
        raise WorkbookError(f"every sheet with cells is hidden: {titles}. Show the one to read.")
    return next(iter(filled.values()), Sheet())


def _filled(book: Workbook, part: SheetPart) -> Sheet | None:
    """The cells of a sheet, None when it has none."""
    sheet = read_cells(book, part.part)
    return sheet if sheet.rows else None


def _refuse_beside(book: Workbook, sheet: Sheet, faults: FileFaults) -> bool:
    """Refuse what tells who somebody is in a workbook, beside the table; whether there is any.

    Of numbers in other sheets only whole ones of nine digits are tested, as in a table.
    """
    others = {
        cell
        for part in book.sheets
        if (other := read_cells(book, part.part)) != sheet
        for row in other.rows.values()
        for cell in row
        if not _NUMBER.fullmatch(cell) or len(cell) == 9
    }
    places = {
        "the title of a sheet": [part.title for part in book.sheets],
        "another sheet": list(others),
        **dict(book.beside()),
    }
    found = {place: found_in_cells(texts) for place, texts in places.items()}
    for place, kinds in found.items():
        if kinds:
            problem = f"{place} holds {told(kinds)}. Remove it; Excel does it for you: {_INSPECT}."
            faults.refuse(problem)
    return any(found.values())


def _unseen(sheet: Sheet) -> list[str]:
    """What a reader does not see of the cells, or does not see as cells."""
    problems = []
    if blocks := sheet.spread_cells():
        named = ", ".join(map(block_name, blocks[:MOST_LISTED]))
        more = len(blocks) - MOST_LISTED
        problems.append(
            f"cells are merged: {named}{f' and {more} more' if more > 0 else ''}. Unmerge them and "
            "fill in every cell."
        )
    if rows := sheet.unseen_rows():
        problems.append(
            f"rows are hidden, by a filter or by hand: {ranges(rows)}. Show them when they belong "
            "to the table, or delete them."
        )
    if columns := sheet.unseen_columns():
        named = ", ".join(map(column_letter, columns))
        problems.append(
            f"columns are hidden: {named}. Show them when they belong to the table, or delete them."
        )
    return problems


def why_not_read(content: bytes) -> str:
    """Why a file is no workbook that can be read, as far as its first bytes tell."""
    if content.startswith(_OLD_OR_LOCKED):
        return (
            "this is an old Excel file or one with a password. Save it as .xlsx without password."
        )
    if not content.startswith(_ZIP):
        return "this is not an Excel workbook. Save it as .xlsx in Excel, or name a CSV file .csv."
    if _OPEN_DOCUMENT in content[:200]:
        return "this is an OpenDocument file (.ods) with another extension. Save it as .xlsx."
    if b"xl/workbook.bin" in content:
        return "this is a binary workbook (.xlsb) with another extension. Save it as .xlsx."
    return "the workbook is damaged or incomplete. Open it in Excel and save it again."
