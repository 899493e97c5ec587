"""The cells of a client table: typed by column, with messages that show no value.

A value in a client table is about a person, so a message names the row and column only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
from pandas.api.extensions import ExtensionArray

from evalutils.contracts.columns import Column, text
from evalutils.contracts.tables import Table
from evalutils.dataset.faults import CellError, FileFaults, TextError
from evalutils.dataset.group_columns import check_groups
from evalutils.dataset.reading.coded_table import CodedTable, typed
from evalutils.dataset.reading.convert import Value, convert
from evalutils.dataset.reading.schema import dtype_of

_UNREADABLE = {
    "integer": "this is not a whole number. Write it with digits only.",
    "boolean": "this is not yes or no. Write true or false.",
    "rung": "this is not a rung.",
}


def read_client_cells(
    cells: CodedTable, table: Table, groups: Sequence[str], faults: FileFaults
) -> pd.DataFrame:
    """Type every column of a client table and report what its cells may not hold.

    Contract columns, then groups; index = row in the file. Cells with a fault are missing. One
    fault per kind of problem and column, with the first rows.
    """
    columns = (*table.all_columns, *(text(group, group, "") for group in groups))
    data = {column.name: _typed(cells, column, faults) for column in columns}
    frame = pd.DataFrame(data, index=pd.Index(cells.numbers, name="row"))
    check_groups(frame, groups, cells.header_row, faults)
    return frame


def _typed(cells: CodedTable, column: Column, faults: FileFaults) -> ExtensionArray:
    read = partial(_read, column=column, decimal_comma=cells.decimal_comma)
    values, wrong = typed(cells, column.name, dtype_of(column), read)
    for problem, rows in wrong.items():
        faults.add_rows(problem, rows, column=column.name)
    return values


def _read(text: str, column: Column, *, decimal_comma: bool) -> tuple[Value | None, str]:
    """The value of a cell and what is wrong with it; one of the two is missing or empty."""
    if not text:
        problem = f"the cell is empty. {column.hint or 'Every row needs a value here.'}"
        return None, problem if column.required else ""
    try:
        value = convert(text, column, decimal_comma=decimal_comma)
    except TextError as error:
        return None, str(error)
    except CellError as error:
        return None, _why_unreadable(error, column)
    problem = _limit(value, column)
    return (None, problem) if problem else (value, "")


def _why_unreadable(error: CellError, column: Column) -> str:
    problem = _UNREADABLE.get(column.kind, f"this {error.problem}")
    if column.kind == "rung":
        return f"{problem} {column.hint}"
    if column.required or column.kind in ("text", "code", "choice") or "empty" in problem:
        return problem
    return f"{problem} Leave the cell empty when it is not known."


def _limit(value: Value, column: Column) -> str:
    if column.kind == "choice" and value not in column.allowed:
        return f"this is not allowed. {column.hint}"
    if isinstance(value, int) and column.minimum is not None and value < column.minimum:
        return f"this is below {column.minimum:g}. {column.hint}"
    if isinstance(value, int) and column.maximum is not None and value > column.maximum:
        return f"this is above {column.maximum:g}. {column.hint}"
    return ""
