"""A table by column, each distinct text once: what a large file can be read through quickly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from evalutils.dataset.reading.convert import Value
from evalutils.dataset.reading.raw_table import RawTable

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Coded:
    """One column: its distinct texts, empty for an empty cell, and per row which it holds."""

    codes: Whole
    texts: Sequence[str]


@dataclass(frozen=True)
class CodedTable:
    """The cells of a file as text, by column; of two with the same name the first.

    `header` names them as written, also twice; it stands in `header_row` and the rows in `numbers`
    of the file. `decimal_comma` and `open_end` are as in `RawTable`.
    """

    header: Sequence[str]
    header_row: int
    numbers: Whole
    columns: Mapping[str, Coded]
    decimal_comma: bool
    open_end: str = ""


def coded(raw: RawTable) -> CodedTable:
    """The same table by column."""
    numbers = np.fromiter((number for number, _ in raw.rows), np.int64, len(raw.rows))
    columns = {}
    for position, column in enumerate(raw.header):
        if column not in columns:
            columns[column] = code_texts([cells[position] for _, cells in raw.rows])
    return CodedTable(raw.header, raw.header_row, numbers, columns, raw.decimal_comma, raw.open_end)


def code_texts(texts: Sequence[str] | npt.NDArray[np.object_]) -> Coded:
    """A column from the text of each of its cells."""
    codes, distinct = pd.factorize(np.asarray(texts, dtype=object))
    return Coded(codes.astype(np.int64), [str(text) for text in distinct])


def recoded(column: Coded, texts: Sequence[str]) -> Coded:
    """The column with other texts in the place of its own, of which two may have become equal."""
    if texts == column.texts:
        return column
    merged = code_texts(texts)
    return Coded(merged.codes[column.codes], merged.texts)


def filled_rows(columns: Sequence[Coded]) -> npt.NDArray[np.bool_]:
    """Per row whether any of its cells holds something."""
    filled = np.zeros(len(columns[0].codes), dtype=np.bool_)
    for column in columns:
        has_text = np.array([bool(text) for text in column.texts], dtype=np.bool_)
        filled |= has_text[column.codes]
    return filled


def typed(
    cells: CodedTable, name: str, dtype: str, read: Callable[[str], tuple[Value | None, str]]
) -> tuple[ExtensionArray, dict[str, Whole]]:
    """A column as values, missing when the file lacks it, and the rows of each problem in it.

    Each distinct text is read once, into a value and what is wrong with it.
    """
    found = cells.columns.get(name, Coded(np.zeros_like(cells.numbers), [""]))
    texts = found.texts if name in cells.columns else []
    results = [read(text) for text in texts] or [(None, "")]
    problems = np.array([problem for _, problem in results], dtype=object)
    rows = {
        problem: cells.numbers[(problems == problem)[found.codes]]
        for problem in sorted(set(problems) - {""})
    }
    column: ExtensionArray = pd.Series([value for value, _ in results], dtype=dtype).array
    return column.take(found.codes), rows
