"""Client tables as Parquet, for who has pyarrow."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evalutils.contracts.tables import TABLES
from evalutils.errors import InputError
from evalutils.synthetic.coded_columns import TextColumn

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
