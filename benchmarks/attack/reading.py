"""What files say, by themselves and as the package reads them: both as places with a text.

The first is made without the package's reader, so that the two can differ.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Context, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.dataset.load import load_data_set

# Place in a file -> what stands there. A table has places such as "3.count".
Said = dict[str, str]
Grid = list[list[str]]

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\xad"))
_SHARED = {"codelists/destinations.csv": "destinations", "sources.yaml": "sources"}
_END_REASONS = "codelists/benefit_end_reasons.csv"
# As many digits as Excel and a double keep of every number.
_KEPT = Context(prec=15)
# An empty cell in these columns means this.
_DEFAULTS = {"correction": "false"}


def line(text: str) -> str:
    """A text as it looks on one line."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def number(text: str) -> str:
    """A number in plain digits; a text that is none stays as it is."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return line(text)
    return format(_KEPT.plus(found).normalize(), "f") if found.is_finite() else line(text)


def kind_of(table: str, column: str) -> str:
    """How a column is read; columns outside the contract hold groups."""
    return next((one.kind for one in TABLES[table].all_columns if one.name == column), "text")


def grid_of(text: str) -> Grid:
    """The cells of a plain CSV file."""
    return list(csv.reader(io.StringIO(text)))


def said_by_table(table: str, grid: Grid) -> Said:
    """What the cells of a table say; blank rows and nameless columns say nothing."""
    header, *rows = grid
    said: Said = {}
    for order, row in enumerate(row for row in rows if any(row)):
        for name, cell in zip(header, row, strict=False):
            numeric = kind_of(table, name) in ("integer", "number")
            found = (number(cell) if numeric else line(cell)) or _DEFAULTS.get(name, "")
            if name and found:
                said[f"{order}.{name}"] = found
    return said


def read_by_package(data: Path) -> dict[str, Said]:
    """What the package reads, per file of the data folder."""
    found = load_data_set(data)
    library = found.library
    said = {name: _flat(getattr(library, field)) for name, field in _SHARED.items()}
    said[_END_REASONS] = _flat(library.end_reasons)
    for folder, items in (("ladders", library.ladders), ("parameters", library.parameters)):
        said |= {f"{folder}/{key}.yaml": _flat(item) for key, item in items.items()}
    for evaluation in found.evaluations:
        folder = data / str(evaluation.key)
        own = {f.name: getattr(evaluation, f.name) for f in dataclasses.fields(evaluation)}
        for name in ("key", "folder", "tables", "assumptions", "contradictions", "others", "keep"):
            own.pop(name, None)  # not what this file says
        said[f"{evaluation.key}/evaluation.yaml"] = _flat(own)
        said[f"{evaluation.key}/assumptions.yaml"] = _flat(evaluation.assumptions)
        for table, frame in evaluation.tables.items():
            if any((folder / f"{table}{suffix}").exists() for suffix in (".csv", ".xlsx")):
                said[f"{evaluation.key}/{table}.csv"] = _said_by_frame(frame)
    return {name: part for name, part in said.items() if part}


def _said_by_frame(frame: pd.DataFrame) -> Said:
    return {
        f"{order}.{name}": text
        for order, row in enumerate(frame.to_dict("records"))
        for name, value in row.items()
        if (text := _text(value))
    }


def _flat(value: Any) -> Said:
    return {place: text for place, part in _leaves(value, "") if (text := _text(part))}


def _leaves(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if dataclasses.is_dataclass(value):
        value = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _leaves(part, f"{place}.{key}" if place else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for order, part in enumerate(value):
            yield from _leaves(part, f"{place}.{order}")
    else:
        yield place, value


def _text(value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return str(bool(value)).lower()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return "" if math.isnan(value) else number(repr(float(value)))
    return line(str(value))
