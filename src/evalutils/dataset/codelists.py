"""The codelists of the data folder: why clients come, where they go, and why a benefit ends."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evalutils.contracts.columns import text
from evalutils.contracts.fixed_names import key_problem
from evalutils.contracts.vocabulary import GROUPINGS, WORK
from evalutils.dataset.faults import CellError, FaultList, FileFaults, TextError, quoted, suggestion
from evalutils.dataset.reading.convert import convert
from evalutils.dataset.reading.raw_table import read_raw_table

DESTINATIONS_FILE = "codelists/destinations.csv"
END_REASONS_FILE = "codelists/benefit_end_reasons.csv"
INFLOW_REASONS_FILE = "codelists/inflow_reasons.csv"
INFLOW_REASON_COLUMNS = ("code", "label", "source", "description")
DESTINATION_COLUMNS = ("code", "label", "grouping", "description")
END_REASON_COLUMNS = ("code", "label", "destination", "source")
# Per file the columns of which a cell may be empty.
_MAY_BE_EMPTY = {
    DESTINATIONS_FILE: ("description",),
    INFLOW_REASONS_FILE: ("source", "description"),
}


@dataclass(frozen=True)
class Destination:
    """A place that clients go to when they leave, or the reason why they stop."""

    code: str
    label: str
    grouping: str
    description: str


@dataclass(frozen=True)
class InflowReason:
    """Why clients came, or what they lived on before; `source` is the document with the list."""

    code: str
    label: str
    source: str
    description: str


@dataclass(frozen=True)
class EndReason:
    """Why a benefit ended, as municipalities report it to Statistics Netherlands.

    Code and label are those of item 34 of the national benefit statistics; the destination is the
    code of destinations.csv that it stands for, and the source the document with the official list.
    """

    code: str
    label: str
    destination: str
    source: str


def groupings_of(codelist: Mapping[str, Destination]) -> dict[str, str]:
    """The grouping of each code."""
    return {code: item.grouping for code, item in codelist.items()}


def name_of_exits(destination: str) -> str:
    """The name of the number of exits to a destination."""
    return f"exits.{destination}"


def codes_of_work(codelist: Mapping[str, Destination]) -> list[str]:
    """The codes of every kind of work."""
    return [code for code, grouping in groupings_of(codelist).items() if grouping in WORK]


def read_destinations(data_dir: Path, faults: FaultList) -> dict[str, Destination]:
    """Read destinations.csv, by code; empty when the file cannot be read."""
    destinations: dict[str, Destination] = {}
    for number, row in _rows(data_dir, DESTINATION_COLUMNS, faults.of(DESTINATIONS_FILE)):
        if row["code"] and (problem := key_problem(row["code"], "_")):
            faults.add(DESTINATIONS_FILE, problem, row=number, column="code")
        if row["grouping"] and row["grouping"] not in GROUPINGS:
            problem = (
                f"{quoted(row['grouping'])} is not a grouping. Choose from: {', '.join(GROUPINGS)}."
            )
            faults.add(DESTINATIONS_FILE, problem, row=number, column="grouping")
        destinations[row["code"]] = Destination(**row)
    return destinations


def read_codes(data_dir: Path) -> dict[str, list[str]]:
    """The codes of each codelist that tables use; of a file with faults those that can be read."""
    return {
        "destinations": list(read_destinations(data_dir, FaultList())),
        "inflow_reasons": list(read_inflow_reasons(data_dir, FaultList())),
    }


def read_inflow_reasons(data_dir: Path, faults: FaultList) -> dict[str, InflowReason]:
    """Read inflow_reasons.csv, by code; nothing when a data folder does without it."""
    reasons: dict[str, InflowReason] = {}
    if not os.path.lexists(data_dir / INFLOW_REASONS_FILE):
        return reasons
    for number, row in _rows(data_dir, INFLOW_REASON_COLUMNS, faults.of(INFLOW_REASONS_FILE)):
        if row["code"] and (problem := key_problem(row["code"], "_")):
            faults.add(INFLOW_REASONS_FILE, problem, row=number, column="code")
        reasons[row["code"]] = InflowReason(**row)
    return reasons


def read_end_reasons(
    data_dir: Path, destinations: Mapping[str, Destination], faults: FaultList
) -> dict[int, EndReason]:
    """Read benefit_end_reasons.csv, by row; nothing when a data folder does without it."""
    if not os.path.lexists(data_dir / END_REASONS_FILE):  # a link to nowhere is a fault
        return {}
    known = () if faults.about(DESTINATIONS_FILE) else destinations
    found: dict[int, EndReason] = {}
    for number, row in _rows(data_dir, END_REASON_COLUMNS, faults.of(END_REASONS_FILE)):
        destination = row["destination"]
        if destination and known and destination not in known:
            hint = suggestion(destination, known)
            problem = f"{quoted(destination)} is not in {DESTINATIONS_FILE}. {hint}".strip()
            faults.add(END_REASONS_FILE, problem, row=number, column="destination")
        found[number] = EndReason(**row)
    return found


def _rows(
    data_dir: Path, columns: tuple[str, ...], faults: FileFaults
) -> Iterator[tuple[int, dict[str, str]]]:
    """Row numbers with their cells; nothing when the columns are not those expected."""
    raw = read_raw_table(data_dir / faults.file, columns, faults)
    if raw is None:
        return
    if sorted(raw.header) != sorted(columns):
        problem = f"the columns are {quoted(', '.join(raw.header))}. Make them "
        faults.add(f"{problem}{', '.join(columns)}.", row=raw.header_row)
        return
    seen: set[str] = set()
    for number, cells in raw.rows:
        row = dict(zip(raw.header, cells, strict=True))
        for column in row:
            try:
                may_be_empty = column in _MAY_BE_EMPTY.get(faults.file, ())
                row[column] = _text(row[column], column, may_be_empty=may_be_empty)
            except CellError as error:
                faults.add(str(error), row=number, column=column)
        if row["code"] in seen:
            problem = f"{quoted(row['code'])} occurs twice. Keep one of the two rows."
            faults.add(problem, row=number, column="code")
        seen.add(row["code"])
        yield number, row


def _text(cell: str, column: str, *, may_be_empty: bool) -> str:
    if cell:
        return str(convert(cell, text(column, "", ""), decimal_comma=False))
    if not may_be_empty:
        raise TextError("the cell is empty. Fill it in.")
    return cell
