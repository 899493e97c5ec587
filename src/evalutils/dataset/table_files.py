"""Which file of an evaluation holds which table: decided by its name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evalutils.contracts.tables import TABLES
from evalutils.dataset.count_workbook import shown_name, tables_in
from evalutils.dataset.faults import FaultList, nearest
from evalutils.dataset.find import (
    ASSUMPTIONS_FILE,
    EVALUATION_FILE,
    IMPORT_FILE,
    SOURCES_FILE,
    WORKBOOK_FILE,
    is_clutter,
    suffixes,
)
from evalutils.keys import EvaluationKey

_NO_TABLES = (EVALUATION_FILE, ASSUMPTIONS_FILE, IMPORT_FILE)


def table_files(key: EvaluationKey, paths: Iterable[Path], faults: FaultList) -> dict[str, Path]:
    """The file of each table among the paths in a folder; anything else there is a fault."""
    found: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: path.name == WORKBOOK_FILE):
        name = f"{key}/{path.name}"
        if path.name in _NO_TABLES or is_clutter(path.name):
            continue
        if path.name == WORKBOOK_FILE:
            for table in tables_in(path, faults.of(name)):
                if table in found:
                    problem = f"{found[table].name} holds {table} too. Remove one of the two."
                    faults.add(shown_name(str(key), path, table), problem)
                found[table] = path
            continue
        if path.suffix == ".ipynb":  # of a researcher's own; it is run, not read
            continue
        if path.suffix.lower() not in suffixes(path.stem):
            faults.add(name, f"this is not a file of an evaluation. {_what_to_do(path)}")
        elif path.stem in found:
            other = found[path.stem].name
            faults.add(name, f"{other} holds the same table. Remove one of the two.")
        else:
            found[path.stem] = path
    return found


def _what_to_do(path: Path) -> str:
    if path.is_dir():
        return "Move the folder away."
    if path.name == SOURCES_FILE:
        return f"Move it to the folder of the municipality, as {path.parts[-4]}/{SOURCES_FILE}."
    if path.stem in TABLES:
        return f"Save it as {path.stem}.csv or {path.stem}.xlsx."
    meant = nearest(path.name, (EVALUATION_FILE, ASSUMPTIONS_FILE)) or nearest(path.stem, TABLES)
    if meant:
        name = meant if meant.endswith(".yaml") else f"{meant}.csv"
        if path.with_name(name).exists():
            return f"Move it away; {name} is there already."
        return f"Did you mean '{name}'?"
    tables = ", ".join(TABLES)
    return f"Move it away, or name it after a table: {tables} (.csv or .xlsx)."
