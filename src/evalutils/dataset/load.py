"""Finds, reads and validates evaluations; the one door to the data folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.dataset.assumptions_file import read_assumptions_file
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.evaluation_file import read_evaluation_file
from evalutils.dataset.faults import FaultList, suggestion
from evalutils.dataset.find import SHARED_FOLDERS, find_evaluations, misplaced_folders
from evalutils.dataset.library import Library, load_library
from evalutils.dataset.rules import check_rules
from evalutils.dataset.typed_table import read_table
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey, select

__all__ = ["SHARED_FOLDERS", "find_evaluations", "load_evaluation", "load_evaluations"]

EVALUATION_FILE = "evaluation.yaml"
ASSUMPTIONS_FILE = "assumptions.yaml"


def load_evaluations(data_dir: Path, patterns: Sequence[str] = ()) -> list[Evaluation]:
    """Load the evaluations that match, in order.

    Parameters
    ----------
    data_dir
        The data folder.
    patterns
        Globs over municipality/programme/period; none selects all.

    Raises
    ------
    DataError
        With all faults of all selected evaluations.
    InputError
        When a pattern matches nothing or a shared file is wrong.
    """
    library = load_library(data_dir)
    faults = FaultList()
    keys = find_evaluations(data_dir)
    if not patterns:
        for folder, problem in misplaced_folders(data_dir):
            faults.add(folder, problem)
    elif not keys:
        raise InputError(f"There are no evaluations in '{data_dir}'.")
    loaded = [_load(data_dir, key, library, faults) for key in select(keys, patterns)]
    faults.stop()
    return [evaluation for evaluation in loaded if evaluation is not None]


def load_evaluation(data_dir: Path, key: EvaluationKey) -> Evaluation:
    """Load one evaluation.

    Raises
    ------
    DataError
        With all faults of its files.
    InputError
        When it does not exist; the message lists what does.
    """
    return load_evaluations(data_dir, [str(key)])[0]


def _load(
    data_dir: Path, key: EvaluationKey, library: Library, faults: FaultList
) -> Evaluation | None:
    folder = data_dir / str(key)
    name = f"{key}/{EVALUATION_FILE}"
    evaluation = read_evaluation_file(folder, key, name, library, faults)
    paths = _table_files(folder, key, faults)
    names = {table: f"{key}/{path.name}" for table, path in paths.items()}
    read = {
        table: read_table(path, TABLES[table], names[table], faults)
        for table, path in paths.items()
    }
    tables: dict[str, pd.DataFrame] = {
        table: frame for table, frame in read.items() if frame is not None
    }
    assumptions = read_assumptions_file(
        folder / ASSUMPTIONS_FILE, f"{key}/{ASSUMPTIONS_FILE}", library, faults
    )
    if evaluation is None:
        return None
    check_rules(evaluation, tables, names, library, faults)
    return replace(evaluation, tables=tables, assumptions=assumptions)


def _table_files(folder: Path, key: EvaluationKey, faults: FaultList) -> dict[str, Path]:
    """The file of each table; anything else in the folder is a fault."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name = f"{key}/{path.name}"
        if path.name in (EVALUATION_FILE, ASSUMPTIONS_FILE) or _is_clutter(path):
            continue
        if path.suffix not in (".csv", ".xlsx") or path.stem not in TABLES:
            hint = suggestion(path.stem, TABLES)
            faults.add(name, f"this is not a file of an evaluation. {hint} (.csv or .xlsx)")
        elif path.stem in found:
            other = found[path.stem].name
            faults.add(name, f"{other} holds the same table. Remove one of the two.")
        else:
            found[path.stem] = path
    return found


def _is_clutter(path: Path) -> bool:
    """Whether it is a file that an editor or operating system leaves behind."""
    return path.name.startswith((".", "~$")) or path.name in ("Thumbs.db", "desktop.ini")
