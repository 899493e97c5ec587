"""Checks a typed table against its contract, one message per failing cell."""

from __future__ import annotations

from collections.abc import Container, Iterator

import pandas as pd

from evalutils.contracts.columns import Column
from evalutils.contracts.sections import OF_COLUMN
from evalutils.contracts.tables import Table
from evalutils.dataset.faults import FileFaults, quoted, suggestion

NO_FIGURE = "Write 0 only when the source says none; remove the row when it gives no figure."

# A row number in the file and a column.
Cell = tuple[int, str]

_DTYPES = {"integer": "Int64", "number": "float64", "date": "datetime64[s]", "boolean": "boolean"}


def dtype_of(column: Column) -> str:
    """The pandas dtype in which a column is kept."""
    return _DTYPES.get(column.kind, "str")


def check_schema(
    frame: pd.DataFrame, table: Table, unreadable: Container[Cell], faults: FileFaults
) -> None:
    """Report every cell that breaks the contract: empty cells, limits, allowed values.

    The index of `frame` is the row in the file; with `unreadable` cells something is wrong already.
    The conversion of cells fixed the dtypes.
    """
    for column in table.all_columns:
        cells = frame[column.name]
        for check, wrong in _broken(cells, column):
            for row, value in cells[wrong].items():
                cell = (int(str(row)), column.name)
                if cell not in unreadable:
                    faults.add(_problem(check, value, column), row=cell[0], column=cell[1])


def _broken(cells: pd.Series, column: Column) -> Iterator[tuple[str, pd.Series[bool]]]:
    """Each rule of a column with the cells that break it; an empty cell breaks one rule alone."""
    given = cells.notna()
    if column.required:
        yield "not_nullable", ~given
    if column.minimum is not None:
        yield "minimum", given & cells.lt(column.minimum)
    if column.maximum is not None:
        yield "maximum", given & cells.gt(column.maximum)
    if column.kind == "choice":
        yield "choice", given & ~cells.isin(column.allowed)


def _problem(check: str, value: object, column: Column) -> str:
    if check == "not_nullable":
        empty = f"the cell is empty. {column.hint or 'Every row needs a value here.'}"
        return f"{empty} {NO_FIGURE}" if column.kind in ("integer", "number") else empty
    shown = f"{value:.12g}" if isinstance(value, float) else str(value)
    if check == "minimum":
        return f"{shown} is below {column.minimum:g}. {column.hint}"
    if check == "maximum":
        return f"{shown} is above {column.maximum:g}. {column.hint}"
    more = f" {OF_COLUMN[column.name]}" if column.name in OF_COLUMN else ""
    hint = suggestion(shown, column.allowed, dict(column.choices))
    return f"{quoted(shown)} is not allowed. {hint}{more}"
