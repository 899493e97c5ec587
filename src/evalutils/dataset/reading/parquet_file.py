"""Reads Parquet files, for which the optional package pyarrow must be installed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from evalutils.dataset.faults import FileFaults
from evalutils.dataset.reading.coded_table import Coded, CodedTable, filled_rows, recoded
from evalutils.dataset.reading.plain_text import tidy
from evalutils.dataset.reading.text_file import read_bytes
from evalutils.identifiers.scan import found_in_cells, told

# A hundred million rows of five columns; a small file can state far more.
MOST_CELLS = 500_000_000

NO_TABLE = "this is no Parquet file of a table, or a column holds lists. Save it again."
_MOST_EXACT = 2.0**53  # above it not every whole number is a decimal one
_OF_ARROW = b"ARROW:schema"  # the types of the columns, coded

INSTALL = 'python -m pip install "pyarrow>=21"'


def can_read(faults: FileFaults) -> bool:
    """Whether what reads Parquet is installed; else `faults` hear how it is."""
    found = find_spec("pyarrow") is not None
    if not found:
        faults.add(f"reading Parquet needs pyarrow. Install it with: {INSTALL}, or save as .csv.")
    return found


def read_parquet(path: Path, faults: FileFaults) -> CodedTable | None:
    """A Parquet file as text by column, so that the same rules apply as to a CSV file.

    Rows are numbered as in a CSV file: the first one below the names is row 2. None when the file
    cannot be read.
    """
    if not can_read(faults):
        return None
    content = read_bytes(path, faults)
    if content is None:
        return None
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(content))
        if found := found_in_cells(_described(file.schema_arrow)):
            faults.refuse(f"the metadata hold {told(found)}. Save the table without them.")
            return None
        if file.metadata.num_rows * file.metadata.num_columns > MOST_CELLS:
            faults.add("the file holds more cells than any table. Save only the table.")
            return None
        table = file.read()
        columns = [_coded(as_texts(column)) for column in table.columns]
    except (pyarrow.ArrowException, KeyError, OSError):
        faults.add(NO_TABLE)
        return None
    coded = _filled([tidy(str(column)) for column in table.column_names], columns)
    if coded is None:
        faults.add("the file is empty. Add rows, or remove the file if there are none.")
    return coded


def _described(schema: Any) -> Iterator[str]:
    """The texts that a file holds about itself and about each column."""
    for metadata in (schema.metadata, *(field.metadata for field in schema)):
        for name, content in (metadata or {}).items():
            text = content.decode("utf-8", "replace")
            yield name.decode("utf-8", "replace")
            if name != _OF_ARROW:
                yield from re.split(r'["\n]', text)


def _filled(header: list[str], columns: list[Coded]) -> CodedTable | None:
    """The table without its empty rows, as of a CSV file; None when none is left."""
    filled = filled_rows(columns) if columns else np.zeros(0, dtype=np.bool_)
    if not filled.any():
        return None
    by_name: dict[str, Coded] = {}
    for column, coded in zip(header, columns, strict=True):
        by_name.setdefault(column, Coded(coded.codes[filled], coded.texts))
    numbers = np.flatnonzero(filled).astype(np.int64) + 2
    # A number without decimals is a whole number here: there is no comma to mistake.
    return CodedTable(header, 1, numbers, by_name, decimal_comma=False)


def _coded(column: Any) -> Coded:
    """The distinct texts of a column and which of them each row holds."""
    encoded = column.combine_chunks().dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    texts = [str(text) for text in encoded.dictionary.to_pylist()]
    return recoded(Coded(codes, texts), [tidy(text) for text in texts])


def as_texts(column: Any) -> Any:
    """A chunked array of any kind as texts, empty where there is no value."""
    import pyarrow
    import pyarrow.compute

    kind = column.type
    if pyarrow.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    elif pyarrow.types.is_timestamp(kind):
        local = pyarrow.compute.local_timestamp(column) if kind.tz else column
        column = local.cast(pyarrow.date32(), safe=False)
    elif pyarrow.types.is_floating(kind):
        column = _without_point(column)
    return pyarrow.compute.fill_null(column.cast(pyarrow.string()), "")


def _without_point(column: Any) -> Any:
    """Numbers as texts, whole ones without decimals.

    A column of whole numbers with empty cells leaves many programs as decimals.
    """
    import pyarrow
    import pyarrow.compute as pc

    column = pc.if_else(pc.is_nan(column), None, column)
    whole = pc.and_(pc.equal(column, pc.floor(column)), pc.less(pc.abs(column), _MOST_EXACT))
    counted = pc.if_else(whole, column, 0).cast(pyarrow.int64()).cast(pyarrow.string())
    return pc.if_else(whole, counted, column.cast(pyarrow.string()))
