"""Which file or database holds the rows of a table, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evalutils.dataset.faults import FaultList, FileFaults
from evalutils.dataset.reading.excel import read_sheet
from evalutils.dataset.reading.parquet_file import read_parquet
from evalutils.errors import InputError
from evalutils.identifiers.scan import found_in
from evalutils.intake.csv_export import first_rows, read_csv_parts
from evalutils.intake.mapping import TableMap
from evalutils.intake.row_parts import NOTES, ROWS, RowPart, find_heading, parts_of
from evalutils.intake.sql_export import is_address, read_query

_KINDS = (".csv", ".txt", ".tsv", ".xlsx", ".parquet")


@dataclass(frozen=True)
class Export:
    """What the user named: a file, a folder with a file for each table, or a database."""

    place: str

    def parts(self, table: TableMap, faults: FaultList) -> tuple[FileFaults, Iterator[RowPart]]:
        """The rows of a table, some at a time, and the faults of the file that they stand in."""
        if is_address(self.place):
            own = faults.of(f"the query of {table.table.name}")
            return own, read_query(self.place, table.query, table.wanted, own)
        path = self._file(table)
        own = faults.of("the export" if found_in([path.name]) else path.name)
        if path.suffix.lower() == ".xlsx":
            return own, _sheet_parts(path, table, own)
        if path.suffix.lower() == ".parquet":
            return own, _parquet_parts(path, table, own)
        return own, read_csv_parts(path, table.wanted, own)

    def first_rows(self, faults: FaultList) -> Iterator[Sequence[str]]:
        """The rows of a file of which nothing is known yet, from its first row on."""
        path = Path(self.place)
        if is_address(self.place) or not path.is_file() or path.suffix.lower() not in _KINDS:
            raise InputError("A proposal is made of a CSV, Excel or Parquet file. Name one.")
        own = faults.of("the export" if found_in([path.name]) else path.name)
        if path.suffix.lower() == ".xlsx":
            return iter([cells for _, cells in read_sheet(path, own) or []])
        if path.suffix.lower() == ".parquet":
            return _parquet_rows(path, own)
        return first_rows(path, own)

    def _file(self, table: TableMap) -> Path:
        path = Path(self.place)
        if path.is_dir():
            if not table.file:
                raise InputError(
                    f"'{path}' is a folder. Name the file of each table: {table.table.name}: "
                    "{file: ..., columns: ...}."
                )
            path = path / Path(table.file).name
        if not path.is_file():
            raise InputError(f"There is no file '{path}'. Check the name.")
        if path.suffix.lower() not in _KINDS:
            raise InputError(
                f"'{path.name}' is of a kind that is not read. Export it as {', '.join(_KINDS)}."
            )
        return path


def _sheet_parts(path: Path, table: TableMap, faults: FileFaults) -> Iterator[RowPart]:
    rows = read_sheet(path, faults, title=table.sheet)
    if rows is None:
        return
    if not rows:
        faults.add("the sheet is empty. Choose another with 'sheet' in mapping.yaml.")
        return
    heading = find_heading(rows[:NOTES], table.wanted, faults)
    if heading is not None:
        width = heading.width
        below = (
            (number, cells + [""] * (width - len(cells)))
            for number, cells in rows
            if number > heading.row
        )
        yield from parts_of(below, heading, faults)


def _parquet_rows(path: Path, faults: FileFaults) -> Iterator[Sequence[str]]:
    cells = read_parquet(path, faults)
    if cells is not None:
        yield cells.header
        columns = [cells.columns[name] for name in cells.header]
        for place in range(len(cells.numbers)):
            yield [column.texts[column.codes[place]] for column in columns]


def _parquet_parts(path: Path, table: TableMap, faults: FileFaults) -> Iterator[RowPart]:
    cells = read_parquet(path, faults)
    if cells is None or find_heading([(1, cells.header)], table.wanted, faults) is None:
        return
    texts = {name: np.array(cells.columns[name].texts, dtype=object) for name in table.wanted}
    for at in range(0, len(cells.numbers), ROWS):
        part = slice(at, at + ROWS)
        columns = {
            name: known[cells.columns[name].codes[part]].tolist() for name, known in texts.items()
        }
        yield RowPart(cells.numbers[part].tolist(), columns)
