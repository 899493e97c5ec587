"""Checks a typed table against its contract with pandera, one message per failing cell."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

import pandas as pd

from evalutils.environment import quick_imports

with quick_imports():
    import pandera.backends.pandas.builtin_checks  # noqa: F401 (else at the first table)
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

from evalutils.contracts.columns import Column
from evalutils.contracts.sections import OF_COLUMN
from evalutils.contracts.tables import Table
from evalutils.dataset.faults import FileFaults, quoted, suggestion
from evalutils.frames import rows

NO_FIGURE = "Write 0 only when the source says none; remove the row when it gives no figure."

# A row number in the file and a column.
Cell = tuple[int, str]

_DTYPES = {"integer": "Int64", "number": "float64", "date": "datetime64[s]", "boolean": "boolean"}


def dtype_of(column: Column) -> str:
    """The pandas dtype in which a column is kept."""
    return _DTYPES.get(column.kind, "str")


@cache
def schema_of(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table: empty cells, limits, allowed values.

    The conversion of cells fixes the dtypes, so that a column without any rule is left out.
    """
    columns = {column.name: _schema_column(column) for column in table.all_columns}
    ruled = {name: rule for name, rule in columns.items() if rule.checks or not rule.nullable}
    return pa.DataFrameSchema(ruled)


def _schema_column(column: Column) -> pa.Column:
    checks = []
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum, error="minimum"))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum, error="maximum"))
    if column.kind == "choice":
        checks.append(pa.Check.isin(column.allowed, error="choice"))
    return pa.Column(None, checks, nullable=not column.required)


def check_schema(
    frame: pd.DataFrame, table: Table, unreadable: Container[Cell], faults: FileFaults
) -> None:
    """Report every cell that breaks the contract.

    The index of `frame` is the row in the file; with `unreadable` cells something is wrong already.
    """
    try:
        schema_of(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        by_name = {column.name: column for column in table.all_columns}
        for case in rows(errors.failure_cases):
            cell = (int(case.index), str(case.column))
            if cell not in unreadable:
                problem = _problem(str(case.check), case.failure_case, by_name[cell[1]])
                faults.add(problem, row=cell[0], column=cell[1])


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
