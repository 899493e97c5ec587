"""Which file or database holds the rows of a table, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from evalutils.dataset.faults import FaultList, FileFaults, nearest, quoted
from evalutils.errors import InputError
from evalutils.identifiers.scan import found_in_name
from evalutils.intake.csv_export import first_rows, read_csv_parts
from evalutils.intake.mapping import TableMap
from evalutils.intake.parquet_parts import first_parquet_rows, read_parquet_parts
from evalutils.intake.row_parts import RowPart
from evalutils.intake.sheet_parts import read_sheet_parts, sheets_of
from evalutils.intake.sql_export import is_address, read_query

_KINDS = (".csv", ".txt", ".tsv", ".xlsx", ".parquet")


@dataclass(frozen=True)
class Sample:
    """The first rows of a table of an export; the file and the sheet are empty where one is all."""

    file: str
    sheet: str
    rows: Sequence[Sequence[str]]


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
        own = faults.of(_shown(path))
        if path.suffix.lower() == ".xlsx":
            return own, read_sheet_parts(path, table.sheet, table.wanted, own)
        if path.suffix.lower() == ".parquet":
            return own, read_parquet_parts(path, table.wanted, own)
        return own, read_csv_parts(path, table.wanted, own)

    def samples(self, rows: int, faults: FaultList) -> list[Sample]:
        """The first rows of every file and sheet, of which nothing is known yet."""
        place = Path(self.place)
        if is_address(self.place) or not place.exists():
            raise InputError(
                "A proposal is made of a CSV, Excel or Parquet file, or of a folder of these. "
                "Name one."
            )
        paths = sorted(place.iterdir()) if place.is_dir() else [place]
        files = [path for path in paths if path.suffix.lower() in _KINDS and path.is_file()]
        if not files:
            raise InputError(f"'{place}' holds no file that is read: {', '.join(_KINDS)}.")
        found = [sample for path in files for sample in _samples(path, rows, faults)]
        return [sample if place.is_dir() else replace(sample, file="") for sample in found]

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
            raise InputError(missing_file(path))
        if path.suffix.lower() not in _KINDS:
            raise InputError(f"'{path.name}' is of a kind that is not read. {_as_what(path)}.")
        return path


def missing_file(path: Path) -> str:
    """That there is no such file, with the name beside it that was meant."""
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    meant = nearest(path.name, (other.name for other in beside))
    hint = f"Did you mean {quoted(meant)}?" if meant else "Check the name."
    return f"There is no file '{path}'. {hint}"


def _as_what(path: Path) -> str:
    if path.suffix.lower() in (".xls", ".xlsb", ".xlsm", ".ods"):
        return "Open it in Excel and save it as .xlsx, without a password"
    return f"Export it as {', '.join(_KINDS)}"


def _shown(path: Path) -> str:
    return "the export" if found_in_name(path.name) else path.name


def _samples(path: Path, rows: int, faults: FaultList) -> Iterator[Sample]:
    own, name = faults.of(_shown(path)), _shown(path)
    if path.suffix.lower() == ".xlsx":
        sheets = sheets_of(path, rows, own)
        for title, cells in sheets.items():
            yield Sample(name, title if len(sheets) > 1 else "", cells)
    elif path.suffix.lower() == ".parquet":
        yield Sample(name, "", first_parquet_rows(path, rows, own))
    else:
        yield Sample(name, "", list(islice(first_rows(path, own), rows)))
