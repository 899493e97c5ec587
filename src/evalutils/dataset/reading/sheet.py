"""The cells of one sheet as text, and what of them a reader does not see or sees as one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial

from evalutils.dataset.reading.cell_names import LAST_ROW, Block, column_letter, place_of
from evalutils.dataset.reading.number_format import kind_of, shown_number
from evalutils.dataset.reading.plain_rows import PlainRows
from evalutils.dataset.reading.workbook import Ends, Starts, Workbook, WorkbookError
from evalutils.dataset.reading.workbook_texts import plain_text

# Cells that are kept, with the empty ones on their left.
MOST_CELLS = 20_000_000
MOST_MERGED = 10_000
_KNOWN = 100_000  # numbers of which the text is remembered


@dataclass
class Sheet:
    """What a sheet holds."""

    # Per row its cells up to the last filled one.
    rows: dict[int, list[str]] = field(default_factory=dict)
    # hidden_rows, hidden_columns: numbers of rows from 1, first and last columns from 0.
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Block] = field(default_factory=list)  # blocks of cells that are shown as one

    def filled_columns(self) -> dict[int, list[int]]:
        """Per column with cells the rows in which they stand."""
        found: dict[int, list[int]] = {}
        for number in sorted(self.rows):
            for column, text in enumerate(self.rows[number]):
                if text:
                    found.setdefault(column, []).append(number)
        return found

    def unseen_rows(self) -> list[int]:
        """The hidden rows that hold cells."""
        return sorted(number for number in self.hidden_rows if number in self.rows)

    def unseen_columns(self) -> list[int]:
        """The hidden columns that hold cells."""
        if not self.hidden_columns:
            return []
        spans = self.hidden_columns
        filled = sorted(self.filled_columns())
        return [column for column in filled if any(low <= column <= high for low, high in spans)]

    def spread_cells(self) -> list[Block]:
        """The merged blocks that take the place of several cells of the table.

        A block in one row whose other columns are empty throughout reads in one way only, and so
        does one without text.
        """
        if not self.merged:
            return []
        columns = self.filled_columns()
        last = max(self.rows, default=0)
        return [block for block in sorted(self.merged) if _covers_several(block, columns, last)]


def _covers_several(block: Block, columns: dict[int, list[int]], last: int) -> bool:
    first_row, first_column, last_row, last_column = block
    covered = [rows for column, rows in columns.items() if first_column <= column <= last_column]
    height = min(last_row, last) - first_row + 1
    within = (bisect_right(rows, last_row) > bisect_left(rows, first_row) for rows in covered)
    return height * len(covered) > 1 and any(within)


def read_cells(book: Workbook, part: str) -> Sheet:
    """Read the cells of a sheet, whatever size it states.

    A WorkbookError tells that it is larger than any table; a damaged file raises anything.
    """
    reader = _Reader(book)
    for _ in book.read_on(part, reader, partial(PlainRows, reader)):
        pass
    return reader.sheet


def read_rows(book: Workbook, part: str, sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet of any length, a few at a time; all else is put in `sheet`.

    A ValueError tells that a row stands above one that came before it.
    """
    reader = _Reader(book, sheet)
    last = 0
    for _ in book.read_on(part, reader, partial(PlainRows, reader)):
        for number in [number for number in sheet.rows if number < reader.row]:
            if number <= last:
                raise ValueError("rows in another order")
            last = number
            yield number, sheet.rows.pop(number)
        reader.kept = 0
    yield from sorted(sheet.rows.items())


class _Reader:
    def __init__(self, book: Workbook, sheet: Sheet | None = None) -> None:
        self.book = book
        self.kinds = [kind_of(code) for code in book.formats] or [""]
        self.number = lru_cache(_KNOWN)(partial(shown_number, from_1904=book.from_1904))
        self.sheet = sheet or Sheet()
        self.kept = 0
        self.row, self.column = 0, -1
        self.type, self.style = "n", "0"
        self.value: str | None = None
        self.formula: str | None = None
        self.pieces: list[str] = []
        self.starts: Starts = {
            "c": self._begin_cell,
            "row": self.begin_row,
            "col": self._columns,
            "mergeCell": self._merge,
        }
        self.ends: Ends = {
            "v": partial(setattr, self, "value"),
            "c": self._keep,
            "f": partial(setattr, self, "formula"),
            "t": self.pieces.append,
            "rPh": self._forget,
        }

    def _forget(self, _: str) -> None:
        self.pieces.pop()  # help with reading Asian characters

    def _columns(self, attributes: dict[str, str]) -> None:
        if _is_true(attributes.get("hidden")) or float(attributes.get("width", "1")) == 0:
            span = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            self.sheet.hidden_columns.append(span)

    def take(self, attributes: dict[str, str], cells: list[str]) -> bool:
        """Take in a whole row; False when it came before or is one too many."""
        number = int(attributes.get("r", self.row + 1))
        if number in self.sheet.rows or self.kept + len(cells) > MOST_CELLS:
            return False
        self.begin_row(attributes)
        self.kept += len(cells)
        if cells:
            self.sheet.rows[number] = cells
        return True

    def begin_row(self, attributes: dict[str, str]) -> None:
        """Take in where a row stands, and whether it is hidden."""
        self.row = int(attributes.get("r", self.row + 1))
        self.column = -1
        if not 1 <= self.row <= LAST_ROW:
            raise ValueError("no such row")
        if _is_true(attributes.get("hidden")) or float(attributes.get("ht", "1")) == 0:
            self.sheet.hidden_rows.append(self.row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self.row, self.column = place_of(attributes["r"])
        else:
            self.column += 1
        self.type, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.value = self.formula = None
        if self.pieces:
            self.pieces.clear()

    def _merge(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes["ref"].partition(":")
        self.sheet.merged.append((*place_of(first), *place_of(last or first)))
        if len(self.sheet.merged) > MOST_MERGED:
            raise WorkbookError("thousands of cells are merged. Unmerge all cells of the sheet.")

    def _keep(self, _: str) -> None:
        text = self._text()
        if not text:
            return
        cells = self.sheet.rows.setdefault(self.row, [])
        missing = self.column - len(cells)
        self.kept += missing + 1 if missing > 0 else 1
        if self.kept > MOST_CELLS:
            raise WorkbookError(
                f"many cells stand far to the right, such as {column_letter(self.column)}"
                f"{self.row}. Remove what stands beside the table."
            )
        if missing >= 0:
            cells += [""] * missing
            cells.append(text)
        elif cells[self.column]:
            raise ValueError("a cell occurs twice")
        else:
            cells[self.column] = text

    def _text(self) -> str:
        """The cell as its reader sees it; a formula that was never calculated as itself."""
        value, kind = self.value, self.type
        if kind == "inlineStr":
            return plain_text(self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces))
        if value is None or (value == "" and kind == "n"):
            return "" if self.formula is None else f"={self.formula.strip()}"
        return self.shown(kind, self.style, value)

    def shown(self, kind: str, style: str, value: str) -> str:
        """A cell with a value as its reader sees it."""
        if kind == "s":
            return self.book.texts[_index(value)]
        if kind == "n":
            return self.number(value, self.kinds[_index(style)])
        if kind == "b":
            return "true" if _is_true(value) else "false"
        if kind == "d":
            return value[:10]
        return value if kind == "e" else plain_text(value)


def _index(digits: str) -> int:
    """A place in a list; Python would count a negative one from the end."""
    if not digits.isdecimal():
        raise ValueError("no place in a list")
    return int(digits)


def _is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")
