"""Brings the sheets of a workbook that was filled in elsewhere in, as tables of counts."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

from evalutils.contracts.tables import TABLES
from evalutils.dataset.count_workbook import shown_name, tables_in
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import EVALUATION_FILE, TABLE_SUFFIXES, WORKBOOK_FILE
from evalutils.dataset.library import require_data_dir
from evalutils.dataset.new_evaluation import replace_evaluation
from evalutils.dataset.reading.excel import read_sheet
from evalutils.dataset.reading.typed_table import read_table
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey

Rows = list[list[str]]


def import_workbook(
    data_dir: Path, path: Path, key: EvaluationKey, *, replace: bool
) -> tuple[Path, list[str]]:
    """Write each filled sheet as a CSV file in the folder of an evaluation; all or none.

    Gives the folder and the tables that were written.

    Raises
    ------
    DataError
        When a sheet holds what its table may not hold; nothing was written then.
    InputError
        When there is no such evaluation or workbook, or `replace` is not given.
    """
    require_data_dir(data_dir)
    folder = data_dir / str(key)
    if not path.is_file():
        raise InputError(f"There is no file '{path}'. Check the name.")
    if not (folder / EVALUATION_FILE).is_file():
        made = f"evalutils new {key.municipality} {key.programme} {key.period} --excel"
        raise InputError(f"There is no evaluation {key}. Make it with: {made}")
    if not replace:
        raise InputError(
            f"'{folder}' is there. Give --replace to put these tables in it; others stay."
        )
    found = _read(path)
    return replace_evaluation(data_dir, key, partial(_write, found)), list(found)


def _read(path: Path) -> dict[str, Rows]:
    faults = FaultList()
    names = tables_in(path, faults.of(path.name))
    faults.stop()
    if not names:
        raise InputError(f"'{path.name}' has no sheet with rows. Fill in a sheet.")
    found: dict[str, Rows] = {}
    for name in names:
        own = faults.of(shown_name(".", path, name).removeprefix("./"))
        read_table(path, TABLES[name], own, sheet=name)
        rows = read_sheet(path, own, title=name)
        found[name] = [cells for _, cells in rows or ()]
    faults.stop()
    return found


def _write(found: dict[str, Rows], folder: Path) -> None:
    """In the form in which a sheet reads: with ';' a comma is the decimal sign."""
    (folder / WORKBOOK_FILE).unlink(missing_ok=True)
    for name, rows in found.items():
        for suffix in TABLE_SUFFIXES:
            (folder / f"{name}{suffix}").unlink(missing_ok=True)
        width = max(map(len, rows))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            writer.writerows(cells + [""] * (width - len(cells)) for cells in rows)
