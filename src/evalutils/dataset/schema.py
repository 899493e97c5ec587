"""Checks a typed table against its contract with pandera, one message per failing cell."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from evalutils.contracts.columns import Column
from evalutils.contracts.tables import Table
from evalutils.dataset.faults import FaultList, suggestion
from evalutils.frames import rows

_DTYPES = {
    "integer": "Int64",
    "number": "float64",
    "date": "datetime64[s]",
    "boolean": "boolean",
}


def dtype_of(column: Column) -> str:
    """The pandas dtype in which a column is kept."""
    return _DTYPES.get(column.kind, "str")


def schema_of(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table: dtypes, empty cells, limits, allowed values."""
    columns = {column.name: _schema_column(column) for column in table.all_columns}
    return pa.DataFrameSchema(columns, strict=True)


def _schema_column(column: Column) -> pa.Column:
    checks = []
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum, name="minimum"))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum, name="maximum"))
    if column.kind == "choice":
        checks.append(pa.Check.isin(column.allowed, name="choice"))
    return pa.Column(dtype_of(column), checks, nullable=not column.required)


def check_schema(frame: pd.DataFrame, table: Table, name: str, faults: FaultList) -> None:
    """Report every cell that breaks the contract.

    Parameters
    ----------
    frame
        Typed table whose index is the row number in the file.
    table
        Its contract.
    name
        How messages name the file.
    faults
        Receives one fault per failing cell.
    """
    try:
        schema_of(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        by_name = {column.name: column for column in table.all_columns}
        for case in rows(errors.failure_cases):
            problem = _problem(str(case.check), case.failure_case, by_name[str(case.column)])
            faults.add(name, problem, row=int(case.index), column=str(case.column))


def _problem(check: str, value: object, column: Column) -> str:
    if check == "not_nullable":
        return f"the cell is empty. {column.hint or 'Every row needs a value here.'}"
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    if check == "minimum":
        return f"{shown} is below {column.minimum:g}. {column.hint}"
    if check == "maximum":
        return f"{shown} is above {column.maximum:g}. {column.hint}"
    return f"'{shown}' is not allowed. {suggestion(shown, column.allowed)}"
