"""From the text of a file to a typed table under its contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from pandas.api.extensions import ExtensionArray

from evalutils.contracts.columns import Column
from evalutils.contracts.tables import Table
from evalutils.dataset.client_cells import read_client_cells
from evalutils.dataset.faults import CellError, FileFaults, nearest
from evalutils.dataset.group_columns import group_names
from evalutils.dataset.reading.cell_rules import check_cells
from evalutils.dataset.reading.coded_table import CodedTable, coded, typed
from evalutils.dataset.reading.convert import Value, convert
from evalutils.dataset.reading.large_csv import read_large_csv
from evalutils.dataset.reading.parquet_file import read_parquet
from evalutils.dataset.reading.raw_table import read_raw_table
from evalutils.dataset.reading.schema import NO_FIGURE, Cell, check_schema, dtype_of
from evalutils.dataset.refused_cells import refuse_cells, refuse_headings


@dataclass
class Unreadable:
    """The cells that are missing from a table because something is wrong with them already."""

    absent: set[str] = field(default_factory=set)  # whole columns
    cells: set[Cell] = field(default_factory=set)

    def __contains__(self, cell: object) -> bool:
        return isinstance(cell, tuple) and (cell[1] in self.absent or cell in self.cells)


def read_table(
    path: Path, table: Table, faults: FileFaults, *, sheet: str = ""
) -> pd.DataFrame | None:
    """Read and validate one CSV, Excel or Parquet file, or this sheet of a workbook.

    Returns
    -------
    pandas.DataFrame or None
        One column per contract column, then the groups of a client table; index = row in the
        file. Empty cells are missing; so are cells with a fault, so that the other cells can
        still be checked. None when the file cannot be read as this table at all.
    """
    cells = _read_cells(path, table, faults, sheet)
    if cells is None:
        return None
    groups = group_names(cells.header, table)
    if refuse_headings(cells.header, table, cells.header_row, faults) or refuse_cells(
        cells, table, groups, faults
    ):
        return None  # what follows may show cells
    _check_header(cells, table, groups, faults)
    check_cells(cells, table, groups, faults)
    if table.client_level:
        return read_client_cells(cells, table, groups, faults)
    frame, unreadable = _convert_columns(cells, table, faults)
    check_schema(frame, table, unreadable, faults)
    _check_repeated_rows(frame, table, unreadable, faults)
    _check_filled(frame, table, unreadable, faults)
    return frame


def _read_cells(path: Path, table: Table, faults: FileFaults, sheet: str) -> CodedTable | None:
    if path.suffix.lower() == ".parquet":
        return read_parquet(path, faults)
    known = [column.name for column in table.all_columns]
    cells = read_large_csv(path, known) if table.client_level else None
    if cells is not None:
        return cells
    raw = read_raw_table(path, known, faults, private=table.client_level, sheet=sheet)
    return None if raw is None else coded(raw)


def _check_header(raw: CodedTable, table: Table, groups: Sequence[str], faults: FileFaults) -> None:
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
        faults.add(problem, row=raw.header_row, column=column)
    for column in missing:
        problem = f"this column is missing. Add it; the columns are {', '.join(known)}."
        faults.add(problem, row=raw.header_row, column=column)


def _remedy(table: Table) -> str:
    if table.client_level:
        return "Name a group in lower case letters, digits and underscores, or remove the column."
    return "Remove it; remarks go in 'note'."


def _convert_columns(
    raw: CodedTable, table: Table, faults: FileFaults
) -> tuple[pd.DataFrame, Unreadable]:
    """The typed columns, and the cells that could not be read."""
    absent = {
        column.name
        for column in table.all_columns
        if column.name not in raw.columns and not column.may_be_absent
    }
    unreadable = Unreadable(absent)
    data = {
        column.name: _convert_column(raw, column, unreadable, faults)
        for column in table.all_columns
    }
    return pd.DataFrame(data, index=pd.Index(raw.numbers, name="row")), unreadable


def _convert_column(
    raw: CodedTable, column: Column, unreadable: Unreadable, faults: FileFaults
) -> ExtensionArray:
    def read(text: str) -> tuple[Value | None, str]:
        try:
            value = convert(text, column, decimal_comma=raw.decimal_comma) if text else None
        except CellError as error:
            return None, str(error)
        return value, ""

    values, wrong = typed(raw, column.name, dtype_of(column), read)
    for problem, rows in wrong.items():
        for row in map(int, rows):
            faults.add(problem, row=row, column=column.name)
            unreadable.cells.add((row, column.name))
    return values


def _check_repeated_rows(
    frame: pd.DataFrame, table: Table, unreadable: Unreadable, faults: FileFaults
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
            where = " and ".join(name for name in table.key if frame[name].notna().any())
            problem = f"same {where} as row {seen}. Keep one of the two, or add up their counts."
            faults.add(problem, row=int(number))


def _check_filled(
    frame: pd.DataFrame, table: Table, unreadable: Unreadable, faults: FileFaults
) -> None:
    if not table.at_least_one:
        return
    columns = " or ".join(f"'{column}'" for column in table.at_least_one)
    for number in frame.index[frame[list(table.at_least_one)].isna().all(axis=1)]:
        if not any((int(number), column) in unreadable for column in table.at_least_one):
            problem = f"nothing is filled in. Fill in {columns}. {NO_FIGURE}"
            faults.add(problem, row=int(number))
