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
import numpy.typing as npt
import pandas as pd

from evalutils.dataset.coded_table import Coded, CodedTable, code_texts
from evalutils.dataset.raw_table import SEPARATORS
from evalutils.dataset.text_file import decode

# Smaller files are read cell by cell in no time.
LARGE_BYTES = 1_000_000


def read_large_csv(path: Path, columns: Sequence[str]) -> CodedTable | None:
    """Read a large and regular CSV file as text by column.

    Parameters
    ----------
    path
        The file.
    columns
        The columns that the table may have, to recognise the row with their names.

    Returns
    -------
    CodedTable or None
        None when the file is small, cannot be read, or must be read with care.
    """
    if path.suffix.lower() != ".csv" or not path.is_file() or path.stat().st_size < LARGE_BYTES:
        return None
    try:
        content = decode(path.read_bytes())
    except OSError:
        return None
    return None if content is None else regular_table(content, columns)


def regular_table(content: str, columns: Sequence[str]) -> CodedTable | None:
    """The table in the text of a CSV file; None when the text must be read with care."""
    content = content.replace("\r\n", "\n")
    first_line = content[: content.find("\n") + 1].rstrip("\n")
    separator = max(SEPARATORS, key=first_line.count)
    header = _plain(first_line.split(separator))
    if header is None or not all(header) or not set(header) & set(columns):
        return None
    body = content[len(first_line) + 1 :].removesuffix("\n")
    cells = _cells(body, separator, len(header))
    if cells is None:
        return None
    filled = _filled(cells)
    if not filled.any():
        return None
    numbers = np.flatnonzero(filled) + 2
    named = {
        name: Coded(column.codes[filled], column.texts)
        for name, column in zip(reversed(header), reversed(cells), strict=True)
    }
    ordered = {name: named[name] for name in dict.fromkeys(header)}
    return CodedTable(header, 1, numbers, ordered, decimal_comma=separator != ",")


def _filled(cells: Sequence[Coded]) -> npt.NDArray[np.bool_]:
    """Per row whether any of its cells holds something."""
    filled = np.zeros(len(cells[0].codes), dtype=np.bool_)
    for column in cells:
        filled |= np.array([bool(text) for text in column.texts])[column.codes]
    return filled


def _cells(body: str, separator: str, width: int) -> list[Coded] | None:
    """The columns below the header; None unless every row has as many cells as the header."""
    rows = body.count("\n") + 1
    irregular = "\r" in body or "\n\n" in body or body.startswith("\n")
    if width < 2 or irregular or body.count(separator) != (width - 1) * rows:
        return None
    try:
        frame = pd.read_csv(
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
    if frame.shape != (rows, width) or not isinstance(frame.index, pd.RangeIndex):
        return None
    cells = []
    for column in frame.columns:
        coded = _merged(code_texts(frame[column].to_numpy()))
        if coded is None:
            return None
        cells.append(coded)
    return cells


def _merged(column: Coded) -> Coded | None:
    """The column with plain texts, of which two may have become equal."""
    texts = _plain(column.texts)
    if texts is None or max(map(len, texts)) > csv.field_size_limit():
        return None
    if texts == column.texts:
        return column
    merged = code_texts(texts)
    return Coded(merged.codes[column.codes], merged.texts)


def _plain(texts: Sequence[str]) -> list[str] | None:
    """Cells without the spaces and quotes around them; None when a quote stands elsewhere."""
    plain = []
    for text in texts:
        cell = text
        if '"' in text:
            cell = text.lstrip(" ")
            if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"' or '"' in cell[1:-1]:
                return None
            cell = cell[1:-1]
        plain.append(cell.strip())
    return plain
