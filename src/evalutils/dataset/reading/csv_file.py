"""Reads the cells of a CSV file as text, the ways Dutch spreadsheets write it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from evalutils.dataset.faults import FileFaults
from evalutils.dataset.reading.plain_text import tidy
from evalutils.dataset.reading.text_file import read_text

SEPARATORS = (",", ";", "\t")

# The row in a file and the text of its cells.
Record = tuple[int, list[str]]

# Some programs announce the separator in the first line; Excel reads and hides that line.
ANNOUNCEMENT = re.compile(r'"?sep=([,;\t|])"?\r?(\n|$)', re.IGNORECASE)
# The column names are looked for in so many lines: a title and a few notes may stand above them.
_FIRST_LINES, _FIRST_CHARACTERS = 20, 1_000_000


@dataclass(frozen=True)
class CsvCells:
    """Every row of a CSV file, also an empty one, and what stands between the cells.

    `ended` is False when the file ends without a line break, so that its last cell may be cut off.
    """

    records: list[Record]
    separator: str
    ended: bool


def read_csv(path: Path, columns: Collection[str], faults: FileFaults) -> CsvCells | None:
    """All cells of a CSV file; None when it cannot be read.

    The row that names some of these columns shows the separator.
    """
    content = read_text(path, faults)
    if content is None:
        return None
    announced = ANNOUNCEMENT.match(content)
    content = content[announced.end() :] if announced else content
    separator = announced[1] if announced else separator_of(content, columns)
    records: list[Record] = []
    texts: dict[str, str] = {}
    try:
        lines = io.StringIO(content, newline="")
        for cells in csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True):
            # The same text once in memory, and tidied once: large tables repeat few of them.
            plain = [texts[cell] if cell in texts else _kept(cell, texts) for cell in cells]
            records.append((len(records) + 1, plain))
    except csv.Error as error:
        faults.add(explain(error), row=len(records) + 1)
        return None
    ended = content.rstrip(" ").endswith(("\n", "\r"))
    return CsvCells(records, separator, ended or _last_row_is_cut(records, faults))


def separator_of(content: str, columns: Collection[str]) -> str:
    """The separator of the line that names the columns; of the first line when none does."""
    lines = list(_first_lines(content))
    for line in lines:
        for separator in SEPARATORS:
            cells = {tidy(cell.strip('" ')) for cell in line.split(separator)}
            if len(cells & set(columns)) > 1:
                return separator
    return max(SEPARATORS, key=lines[0].count) if lines else SEPARATORS[0]


def _first_lines(content: str) -> Iterator[str]:
    found = 0
    for line in io.StringIO(content[:_FIRST_CHARACTERS], newline=None):
        if line.strip():
            yield line
            found += 1
        if found == _FIRST_LINES:
            return


def _kept(cell: str, texts: dict[str, str]) -> str:
    plain = tidy(cell)
    texts[cell] = texts.setdefault(plain, plain)
    return texts[cell]


def explain(error: csv.Error) -> str:
    """What is wrong with the quotes of a row, and what to do."""
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
    reason = str(error).replace("\t", "tab")
    return (
        f"the quotes do not match ({reason}). Put a text with a separator or quote in it between "
        "double quotes and write a quote inside it twice."
    )


def _last_row_is_cut(records: list[Record], faults: FileFaults) -> bool:
    """Report a last row, without a line end, that has fewer cells than all others."""
    *others, last = [len(cells) for _, cells in records if any(cells)] or [0]
    if not others or last >= min(others):
        return False
    number, cells = records[-1]
    problem = (
        f"the file ends in the middle of this row, at cell {len(cells)} of {max(others)}; it was "
        "probably not saved completely. Complete the row and end it with a new line."
    )
    faults.add(problem, row=number)
    return True
