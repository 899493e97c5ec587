"""From the text of a file to a typed table under its contract."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evalutils.contracts.columns import Column
from evalutils.contracts.tables import PROVENANCE, Table
from evalutils.dataset.convert import CellError, Value, convert
from evalutils.dataset.faults import FaultList, suggestion
from evalutils.dataset.raw_table import RawTable, read_raw_table
from evalutils.dataset.schema import check_schema, dtype_of


def read_table(path: Path, table: Table, name: str, faults: FaultList) -> pd.DataFrame | None:
    """Read and validate one file.

    Parameters
    ----------
    path
        The CSV or Excel file.
    table
        Its contract.
    name
        How messages name the file.
    faults
        Receives everything that is wrong.

    Returns
    -------
    pandas.DataFrame or None
        One column per contract column, empty cells missing, index = row in the file; None when
        anything was wrong with the file.
    """
    before = len(faults.faults)
    raw = read_raw_table(path, name, faults)
    if raw is None or not _check_header(raw, table, name, faults):
        return None
    frame = _convert_columns(raw, table, name, faults)
    check_schema(frame, table, name, faults)
    _check_rows(frame, table, name, faults)
    return frame if len(faults.faults) == before else None


def _check_header(raw: RawTable, table: Table, name: str, faults: FaultList) -> bool:
    known = [column.name for column in table.all_columns]
    optional = {column.name for column in PROVENANCE}
    missing = [column for column in known if column not in raw.header and column not in optional]
    unknown = [column for column in raw.header if column not in known]
    repeated = sorted({column for column in raw.header if raw.header.count(column) > 1})
    for column in missing:
        faults.add(name, f"column '{column}' is missing. Columns: {', '.join(known)}.", row=1)
    for column in unknown:
        shown = column or "(empty)"
        hint = suggestion(column, missing or known)
        faults.add(name, f"column '{shown}' is not part of this table. {hint}", row=1)
    for column in repeated:
        faults.add(name, f"column '{column}' stands there twice. Remove one.", row=1)
    return not (missing or unknown or repeated)


def _convert_columns(raw: RawTable, table: Table, name: str, faults: FaultList) -> pd.DataFrame:
    numbers = [number for number, _ in raw.rows]
    data = {
        column.name: pd.Series(
            _convert_column(raw, column, name, faults), index=numbers, dtype=dtype_of(column)
        )
        for column in table.all_columns
    }
    return pd.DataFrame(data, index=pd.Index(numbers, name="row"))


def _convert_column(
    raw: RawTable, column: Column, name: str, faults: FaultList
) -> list[Value | None]:
    if column.name not in raw.header:
        return [None] * len(raw.rows)
    position = raw.header.index(column.name)
    values: list[Value | None] = []
    for number, cells in raw.rows:
        value: Value | None = None
        if cells[position]:
            try:
                value = convert(cells[position], column, decimal_comma=raw.decimal_comma)
            except CellError as error:
                faults.add(name, str(error), row=number, column=column.name)
        values.append(value)
    return values


def _check_rows(frame: pd.DataFrame, table: Table, name: str, faults: FaultList) -> None:
    key = list(table.key)
    first_row: dict[tuple[str, ...], int] = {}
    for number, values in zip(frame.index, frame[key].astype("str").to_numpy(), strict=True):
        seen = first_row.setdefault(tuple(values), int(number))
        if seen != number:
            where = ", ".join(key)
            faults.add(name, f"same {where} as row {seen}. Keep one row for each.", row=int(number))
    if table.at_least_one:
        empty = frame[list(table.at_least_one)].isna().all(axis=1)
        for number in frame.index[empty]:
            columns = " or ".join(f"'{column}'" for column in table.at_least_one)
            faults.add(name, f"fill in {columns}; both are empty.", row=int(number))
