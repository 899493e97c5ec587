"""From the text of a file to a typed table under its contract."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from evalutils.contracts.columns import Column, text
from evalutils.contracts.tables import Table
from evalutils.dataset.convert import CellError, Value, convert
from evalutils.dataset.faults import FaultList, nearest
from evalutils.dataset.groups import check_groups, group_names
from evalutils.dataset.raw_table import RawTable, read_raw_table
from evalutils.dataset.schema import Cell, check_schema, dtype_of


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
        One column per contract column, then the groups of a client table; index = row in the
        file. Empty cells are missing; so are cells with a fault, so that the other cells can
        still be checked. None when the file cannot be read as this table at all.
    """
    raw = read_raw_table(path, name, [column.name for column in table.all_columns], faults)
    if raw is None:
        return None
    groups = group_names(raw.header, table)
    _check_header(raw, table, groups, name, faults)
    columns = (*table.all_columns, *(text(group, group, "") for group in groups))
    frame, unreadable = _convert_columns(raw, columns, name, faults)
    check_groups(frame, groups, raw.header_row, name, faults)
    check_schema(frame, table, name, unreadable, faults)
    _check_repeated_rows(frame, table, name, unreadable, faults)
    _check_filled(frame, table, name, unreadable, faults)
    return frame


def _check_header(
    raw: RawTable, table: Table, groups: Sequence[str], name: str, faults: FaultList
) -> None:
    known = [column.name for column in table.all_columns]
    optional = {column.name for column in table.all_columns if column.may_be_absent}
    missing = [column for column in known if column not in raw.header and column not in optional]
    absent = [column for column in known if column not in raw.header]
    for column in dict.fromkeys(raw.header):
        if raw.header.count(column) > 1:
            problem = "this name occurs twice. Keep one of the two columns."
        elif column not in (*known, *groups):
            meant = nearest(column, absent)
            missing = [other for other in missing if other != meant]
            hint = f"Did you mean '{meant}'?" if meant else _remedy(table)
            problem = f"this is not a column of {table.name}. {hint}"
        else:
            continue
        faults.add(name, problem, row=raw.header_row, column=column)
    for column in missing:
        problem = f"this column is missing. Add it; the columns are {', '.join(known)}."
        faults.add(name, problem, row=raw.header_row, column=column)


def _remedy(table: Table) -> str:
    if table.client_level:
        return "Name a group in lower case letters, digits and underscores, or remove the column."
    return "Remove it; remarks go in 'note'."


def _convert_columns(
    raw: RawTable, columns: Sequence[Column], name: str, faults: FaultList
) -> tuple[pd.DataFrame, set[Cell]]:
    """The typed columns, and the cells that could not be read."""
    numbers = [number for number, _ in raw.rows]
    unreadable: set[Cell] = set()
    data = {}
    for column in columns:
        values = _convert_column(raw, column, name, unreadable, faults)
        data[column.name] = pd.Series(values, index=numbers, dtype=dtype_of(column))
    return pd.DataFrame(data, index=pd.Index(numbers, name="row")), unreadable


def _convert_column(
    raw: RawTable, column: Column, name: str, unreadable: set[Cell], faults: FaultList
) -> list[Value | None]:
    if column.name not in raw.header:
        unreadable.update((number, column.name) for number, _ in raw.rows)
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
                unreadable.add((number, column.name))
        values.append(value)
    return values


def _check_repeated_rows(
    frame: pd.DataFrame, table: Table, name: str, unreadable: set[Cell], faults: FaultList
) -> None:
    # Missing parts of a key equal each other: two rows without a date are the same cell.
    if not frame.duplicated(list(table.key)).any():
        return
    keys = frame[list(table.key)].astype("object").where(frame[list(table.key)].notna(), "")
    first_row: dict[tuple[object, ...], int] = {}
    for number, values in zip(frame.index, keys.to_numpy(), strict=True):
        if any((int(number), column) in unreadable for column in table.key):
            continue
        seen = first_row.setdefault(tuple(values), int(number))
        if seen != number:
            where = " and ".join(table.key)
            problem = f"same {where} as row {seen}. Keep one of the two, or add up their counts."
            faults.add(name, problem, row=int(number))


def _check_filled(
    frame: pd.DataFrame, table: Table, name: str, unreadable: set[Cell], faults: FaultList
) -> None:
    if not table.at_least_one:
        return
    columns = " or ".join(f"'{column}'" for column in table.at_least_one)
    for number in frame.index[frame[list(table.at_least_one)].isna().all(axis=1)]:
        if not any((int(number), column) in unreadable for column in table.at_least_one):
            faults.add(name, f"nothing is filled in. Fill in {columns}.", row=int(number))
