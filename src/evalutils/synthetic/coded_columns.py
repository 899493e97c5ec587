"""Columns of the client tables as codes with a lookup, and their text as fast as it can be made."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evalutils.contracts.tables import TABLES
from evalutils.errors import InputError
from evalutils.identifiers.pseudonyms import SYNTHETIC_DIGITS, SYNTHETIC_PREFIX
from evalutils.synthetic.draws import Ints

Words = NDArray[np.bytes_]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class TextColumn:
    """A column of few different values: these in UTF-8, and the index of the value of each row."""

    name: str
    words: Words
    codes: Ints

    def part(self, rows: slice) -> TextColumn:
        """The same column for some rows."""
        return TextColumn(self.name, self.words, self.codes[rows])


def words(values: Sequence[str]) -> Words:
    """Values as fixed-width UTF-8."""
    return np.array([value.encode() for value in values])


def dates(name: str, day: Ints, open_day: int) -> TextColumn:
    """A column of dates; empty from `open_day` on."""
    first = int(day.min()) if len(day) else 0
    last = int(day[day < open_day].max(initial=first))
    texts = np.datetime_as_string(np.arange(first, last + 1).astype("datetime64[D]"))
    known = np.append(texts.astype("S10"), b"")
    return TextColumn(name, known, np.where(day < open_day, day - first, len(known) - 1))


def numbers(name: str, value: Ints) -> TextColumn:
    """A column of whole numbers that lie close together, such as years."""
    first = int(value.min()) if len(value) else 0
    last = int(value.max(initial=first))
    return TextColumn(name, np.arange(first, last + 1).astype("S"), value - first)


def client_ids(count: int) -> Words:
    """The ids of invented clients, from 1 on, in the form that only these have."""
    prefix = np.frombuffer(SYNTHETIC_PREFIX.encode(), np.uint8)
    width = len(prefix) + SYNTHETIC_DIGITS
    digits = np.empty((count, width), dtype=np.uint8)
    digits[:, : len(prefix)] = prefix
    number = np.arange(1, count + 1)
    for place in range(width - 1, len(prefix) - 1, -1):
        number, last = np.divmod(number, 10)
        digits[:, place] = last + ord("0")
    return digits.view(f"S{width}").ravel()


def csv_text(columns: Sequence[TextColumn]) -> bytes:
    """The table as CSV, without quotes: no value may hold a comma, a quote or a line end.

    The cells are laid out in a block of fixed width, padded with zero bytes; taking those out
    leaves the text. No row is handled by itself.
    """
    header = ",".join(column.name for column in columns).encode() + b"\n"
    rows = len(columns[0].codes)
    width = sum(column.words.dtype.itemsize + 1 for column in columns)
    block: Bytes = np.empty((rows, width), dtype=np.uint8)
    at = 0
    for column in columns:
        size = column.words.dtype.itemsize
        cells = np.take(column.words, column.codes)
        block[:, at : at + size] = cells.view(np.uint8).reshape(rows, size)
        block[:, at + size] = ord(",")
        at += size + 1
    block[:, -1] = ord("\n")
    flat = block.ravel()
    text: bytes = flat[flat != 0].tobytes()
    return header + text


# Kinds of column in the contract that are not text in the file, with the name of pyarrow's type.
_TYPES = {"date": "date32", "integer": "int16", "boolean": "bool_"}


def require_pyarrow() -> None:
    """Stop when Parquet cannot be written, and say what to install."""
    if importlib.util.find_spec("pyarrow") is None:
        raise InputError(
            "Parquet needs the package pyarrow, which is not installed. Install it, or leave out "
            "--format parquet to write CSV."
        )


def write_parquet(path: Path, table: str, columns: Sequence[TextColumn]) -> None:
    """Write the rows of a client table, typed as its contract says; empty cells are null."""
    pyarrow: Any = importlib.import_module("pyarrow")
    kinds = {column.name: column.kind for column in TABLES[table].all_columns}
    arrays = {}
    for column in columns:
        values = pyarrow.array([word.decode() or None for word in column.words.tolist()])
        if kinds.get(column.name) in _TYPES:
            values = values.cast(getattr(pyarrow, _TYPES[kinds[column.name]])())
        arrays[column.name] = values.take(pyarrow.array(column.codes))
    importlib.import_module("pyarrow.parquet").write_table(pyarrow.table(arrays), path)
