"""Writes an example of each file of an evaluation, and finds those that were left as they are."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from evalutils.contracts import examples
from evalutils.contracts.columns import Table
from evalutils.contracts.tables import COUNTED_FROM, TABLES
from evalutils.dataset.count_workbook import SHEETS
from evalutils.dataset.example_workbook import write_workbook
from evalutils.dataset.faults import FaultList, nearest
from evalutils.dataset.find import ASSUMPTIONS_FILE, EVALUATION_FILE, WORKBOOK_FILE
from evalutils.dataset.municipalities import KnownMunicipality, called, of_folder
from evalutils.dataset.period_names import period_of
from evalutils.dataset.reading.yaml_file import parse_yaml
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey

ASSUMPTIONS = "assumptions"
_UNCHANGED = (
    "these are the figures of the example of `evalutils new`. Write your own, or remove the file "
    "when you have none."
)


def chosen_files(only: str) -> list[str]:
    """The tables to write, and ``assumptions``; without a choice all counts.

    Clients are an example of their own: what is counted from them contradicts other counts.

    Raises
    ------
    InputError
        When a name is unknown or two of the files would say the same.
    """
    names = [name.strip() for name in only.split(",") if name.strip()]
    if not names:
        return [*(table.name for table in TABLES.values() if not table.client_level), ASSUMPTIONS]
    known = [*TABLES, ASSUMPTIONS]
    for name in names:
        if name not in known:
            meant = nearest(name, known)
            hint = f"Did you mean '{meant}'?" if meant else f"Choose from: {', '.join(known)}."
            raise InputError(f"--only: '{name}' is no file of an evaluation. {hint}")
    for origin, counted in COUNTED_FROM.items():
        both = [table for table in counted if table in names]
        if origin in names and both:
            raise InputError(
                f"--only: {' and '.join(both)} would be counted from {origin}, and two examples "
                "contradict each other. Choose one of the two."
            )
    return list(dict.fromkeys(names))


def write_examples(
    folder: Path,
    key: EvaluationKey,
    source: str,
    municipalities: Collection[KnownMunicipality],
    names: Collection[str],
    codes: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write evaluation.yaml and the examples with these names, which all cite one source.

    With `codes`, those of each codelist, the tables of counts stand in one workbook.
    """
    period = period_of(key.period)
    start, end = (period.start, period.end) if period else (date.min, date.max)
    found = of_folder(key.municipality, municipalities, start, end)
    place = found[0] if len(found) == 1 else None
    days = {
        "start": str(period.start) if period else examples.DAY,
        "end": str(period.end) if period else examples.DAY,
        "year": str(period.end.year) if period else examples.YEAR,
    }
    told = {
        "name": yaml_text(called(place, key.municipality) if place else examples.NAME),
        "code": place.code if place else "null",
        "start": days["start"] if period else yaml_text(examples.DAY),
        "end": days["end"] if period else yaml_text(examples.DAY),
        "label": yaml_text(period.label if period else examples.LABEL),
        "source": yaml_text(source),
        "observed": examples.OBSERVED if _has_clients(names) else examples.NOT_OBSERVED,
    }
    _write(folder / EVALUATION_FILE, examples.EVALUATION.format(**told))
    if ASSUMPTIONS in names:
        _write(folder / ASSUMPTIONS_FILE, examples.ASSUMPTIONS.format(**told))
    tables = {name: _rows(name, names, days) for name in names if name in TABLES}
    if codes is not None:
        counts = {name: tables.pop(name) for name in SHEETS if name in tables}
        write_workbook(folder / WORKBOOK_FILE, counts, source, codes)
    for name, rows in tables.items():
        _write_table(folder / f"{name}.csv", TABLES[name], rows, source)


def _rows(name: str, names: Collection[str], days: Mapping[str, str]) -> list[dict[str, str]]:
    rows = examples.rows(name, **days)
    if "caseload" in names:  # which has the bases
        return rows
    return [{column: row[column] for column in row if column != "base"} for row in rows]


def _has_clients(names: Collection[str]) -> bool:
    return any(TABLES[name].client_level for name in names if name in TABLES)


def _write_table(path: Path, table: Table, rows: Sequence[Mapping[str, str]], source: str) -> None:
    provenance = {"source": source, "locator": examples.LOCATOR}
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = [column.name for column in table.all_columns]
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, **provenance} for row in rows)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def yaml_text(text: str) -> str:
    """The text as YAML reads it back: quoted when it looks like a number, date or truth value."""
    with suppress(yaml.YAMLError):
        if parse_yaml(text) == text:
            return text
    return f'"{text}"'


def check_untouched(
    tables: Mapping[str, pd.DataFrame],
    assumptions: Mapping[str, Any],
    names: Mapping[str, str],
    assumptions_name: str,
    faults: FaultList,
) -> None:
    """Report tables and assumptions in which the figures of the example still stand."""
    for table, frame in tables.items():
        example = examples.rows(table)
        if len(frame) == len(example) and not faults.about(names[table]):
            given = [column for column in _told(TABLES[table]) if column in frame]
            rows = {tuple(row.get(column, "") for column in given) for row in example}
            if rows == {tuple(map(_written, row)) for row in frame[given].to_numpy(dtype=object)}:
                faults.add(names[table], _UNCHANGED)
    values = {key: entry["value"] for key, entry in assumptions.items()}
    if values == examples.ASSUMED and not faults.about(assumptions_name):
        faults.add(assumptions_name, _UNCHANGED)


def _told(table: Table) -> list[str]:
    """The columns that are alike in the example of every period."""
    return [
        column.name
        for column in table.columns
        if column.kind != "date" and column.name not in ("price_year", "base")
    ]


def _written(value: Any) -> str:
    """A value as the example has it."""
    if not isinstance(value, str) and pd.isna(value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.12g}" if isinstance(value, float) else str(value)
