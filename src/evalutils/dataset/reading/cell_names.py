"""How a spreadsheet names its cells, columns and blocks of cells."""

from __future__ import annotations

import re
from functools import cache

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

# Row from 1, column from 0, last row, last column.
Block = tuple[int, int, int, int]

_LETTERS = re.compile(r"[A-Z]{1,3}")


def place_of(reference: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of a reference such as ``B7``."""
    letters = reference.rstrip("0123456789")
    row, column = int(reference[len(letters) :]), _column(letters)
    if not 1 <= row <= LAST_ROW:
        raise ValueError("no such cell")
    return row, column


@cache
def _column(letters: str) -> int:
    index = 0
    for letter in letters if _LETTERS.fullmatch(letters) else "ZZZ":
        index = index * 26 + ord(letter) - ord("A") + 1
    if not 1 <= index <= LAST_COLUMN:
        raise ValueError("no such cell")
    return index - 1


def column_letter(index: int) -> str:
    """The letter of a column, counted from 0, as a spreadsheet shows it."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def block_name(block: Block) -> str:
    """A block of cells as a spreadsheet names it: ``B2:B4``."""
    row, column, last_row, last_column = block
    return f"{column_letter(column)}{row}:{column_letter(last_column)}{last_row}"
