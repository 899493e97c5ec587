"""Collects the key figures that executed notebooks carry."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evalutils.contracts.key_figures import COLUMNS, MIME_TYPE, NUMERIC, STATUSES
from evalutils.errors import BuildError

Cell = str | int | float | None
Row = dict[str, Cell]


REQUIRED = ("analysis", "indicator", "status")
WHOLE = ("n",)
# Together these identify a figure; a second row with the same values must be the same row.
KEY = ("municipality", "programme", "period", "analysis", "indicator", "group")


def harvest(notebook: Path, place: Mapping[str, str], name: str) -> list[Row]:
    """Read the key figures from an executed notebook: one row each, with every column of the table.

    `place` holds the columns that are the same on every row, e.g. municipality and analysis; `name`
    is how messages name the notebook. A figure that breaks the form of the table is a BuildError.
    """
    content = json.loads(notebook.read_text(encoding="utf-8"))
    rows = []
    for figure in _figures(content):
        where = f"{name}, key figure '{figure.get('indicator', '?')}'"
        rows.append(_row(figure, place, where))
    return rows


def _figures(content: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for cell in content["cells"]:
        for output in cell.get("outputs", ()):
            yield from output.get("data", {}).get(MIME_TYPE, ())


def _row(figure: Mapping[str, Any], place: Mapping[str, str], where: str) -> Row:
    unknown = sorted(set(figure) - set(COLUMNS))
    if unknown:
        raise BuildError(f"{where}: unknown column {', '.join(unknown)}. Use {', '.join(COLUMNS)}.")
    for column, value in place.items():
        if figure.get(column) not in (None, "", value):
            raise BuildError(f"{where}: {column} is '{figure[column]}' on a page of '{value}'.")
    merged = {**figure, **place}
    row = {column: _cell(merged.get(column), column, where) for column in COLUMNS}
    if row["status"] == "suppressed" and any(
        row[column] is not None for column in ("value", "lower", "upper")
    ):
        raise BuildError(f"{where}: a suppressed figure must have no value, lower or upper.")
    return row


def _cell(value: object, column: str, where: str) -> Cell:
    if value is None or value == "":
        if column in REQUIRED:
            raise BuildError(f"{where}: {column} is empty.")
        return None
    if column == "status" and value not in STATUSES:
        raise BuildError(f"{where}: status '{value}' is not one of {', '.join(STATUSES)}.")
    if column not in NUMERIC:
        return str(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BuildError(f"{where}: {column} '{value}' is not a number.")
    if column in WHOLE and value != int(value):
        raise BuildError(f"{where}: {column} {value} is not a whole number.")
    return int(value) if value == int(value) else value


def distinct(rows: Iterable[Row]) -> list[Row]:
    """Keep one of every figure, in order of first appearance; two that differ are a BuildError."""
    seen: dict[tuple[Cell, ...], Row] = {}
    for row in rows:
        key = tuple(row[column] for column in KEY)
        if seen.setdefault(key, row) != row:
            where = "/".join(str(part) for part in key[:4] if part)
            raise BuildError(
                f"{where}: key figure '{row['indicator']}' [{row['group'] or ''}] has two "
                "different values. Give each its own group."
            )
    return list(seen.values())
