"""A short way through large CSV files in which every row is regular.

Whatever is irregular (a separator within quotes, blank rows, rows of another width) is left to
`raw_table`, which reads cell by cell and can say what is wrong; both ways give the same table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from evalutils.dataset.reading.coded_table import (
    Coded,
    CodedTable,
    code_texts,
    filled_rows,
    recoded,
)
from evalutils.dataset.reading.csv_file import separator_of
from evalutils.dataset.reading.plain_text import tidy
from evalutils.dataset.reading.raw_table import MOST_COLUMNS
from evalutils.dataset.reading.text_file import content_of, decode

# Smaller files are read cell by cell in no time.
LARGE_BYTES = 1_000_000


def read_large_csv(path: Path, columns: Sequence[str]) -> CodedTable | None:
    """A large and regular CSV file as text by column, of which the first row names some `columns`.

    None when the file is small, cannot be read, or must be read with care.
    """
    if path.suffix.lower() != ".csv" or not path.is_file() or path.stat().st_size < LARGE_BYTES:
        return None
    try:
        content = decode(content_of(path))
    except OSError:
        return None
    return None if content is None else regular_table(content, columns)


def regular_table(content: str, columns: Sequence[str]) -> CodedTable | None:
    """The table in the text of a CSV file; None when the text must be read with care."""
    content = content.replace("\r\n", "\n")
    first_line = content[: content.find("\n") + 1].rstrip("\n")
    separator = separator_of(content, columns)
    header = _plain(first_line.split(separator))
    if header is None or not all(header) or not set(header) & set(columns):
        return None
    ended = content.endswith("\n")
    body = content[len(first_line) + 1 :].removesuffix("\n")
    cells = _cells(body, separator, len(header))
    if cells is None:
        return None
    filled = filled_rows(cells)
    if not filled.any():
        return None
    numbers = np.flatnonzero(filled) + 2
    named = {
        name: Coded(column.codes[filled], column.texts)
        for name, column in zip(reversed(header), reversed(cells), strict=True)
    }
    ordered = {name: named[name] for name in dict.fromkeys(header)}
    comma = separator != ","
    open_end = "" if ended or not filled[-1] else header[-1]
    return CodedTable(header, 1, numbers, ordered, decimal_comma=comma, open_end=open_end)


def _cells(body: str, separator: str, width: int) -> list[Coded] | None:
    """The columns below the header; None unless every row has as many cells as the header."""
    rows = body.count("\n") + 1
    irregular = "\r" in body or "\n\n" in body or body.startswith("\n")
    if not 1 < width <= MOST_COLUMNS or irregular or body.count(separator) != (width - 1) * rows:
        return None
    frame = _frame(body, separator)
    if frame is None or frame.shape != (rows, width) or not isinstance(frame.index, pd.RangeIndex):
        return None
    cells = []
    loose = '" \v\f' if separator == "\t" else '" \v\f\t'
    tidied = body.isascii() and not any(sign in body for sign in loose)
    for column in frame.columns:
        coded = _merged(code_texts(frame[column].to_numpy()), tidied=tidied)
        if coded is None:
            return None
        cells.append(coded)
    return cells


def _frame(body: str, separator: str) -> pd.DataFrame | None:
    try:
        return pd.read_csv(
            io.BytesIO(body.encode()),
            sep=separator,
            header=None,
            dtype=object,
            na_filter=False,
            quoting=csv.QUOTE_NONE,
            skip_blank_lines=False,
            low_memory=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError):
        return None


def _merged(column: Coded, *, tidied: bool) -> Coded | None:
    """The column with plain texts, of which two may have become equal."""
    if max(map(len, column.texts)) > csv.field_size_limit():
        return None
    texts = column.texts if tidied else _plain(column.texts)
    return None if texts is None else recoded(column, texts)


def _plain(texts: Sequence[str]) -> list[str] | None:
    """Tidy cells without the quotes around them; None when a quote stands elsewhere."""
    plain = []
    for text in texts:
        cell = text
        if '"' in text:
            cell = text.lstrip(" ")
            if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"' or '"' in cell[1:-1]:
                return None
            cell = cell[1:-1]
        plain.append(tidy(cell))
    return plain
