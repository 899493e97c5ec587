"""Reads one evaluation: its files, its tables, what is counted and what they contradict."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from evalutils.contracts.import_record import IMPORT_RECORD
from evalutils.contracts.tables import TABLES
from evalutils.dataset.client_rules import check_client_rules
from evalutils.dataset.contradictions import check_contradictions
from evalutils.dataset.count_workbook import sheet_of, shown_name
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.evaluation_file import read_assumptions_file, read_evaluation_file
from evalutils.dataset.example_files import check_untouched
from evalutils.dataset.faults import FaultList, FileFaults
from evalutils.dataset.find import ASSUMPTIONS_FILE, EVALUATION_FILE, IMPORT_FILE
from evalutils.dataset.from_effect import check_from_effect
from evalutils.dataset.library import Library
from evalutils.dataset.origin import with_counts
from evalutils.dataset.reading.typed_table import read_table
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader
from evalutils.dataset.refused import named_safely, refuse_key
from evalutils.dataset.rules import check_rules
from evalutils.dataset.table_files import table_files
from evalutils.environment import sha256_of
from evalutils.keys import EvaluationKey


def read_evaluation(
    data_dir: Path, key: EvaluationKey, library: Library, faults: FaultList
) -> Evaluation | None:
    """Read one evaluation and collect what is wrong; None when its evaluation.yaml has a fault.

    Of time only `date.today` counts, and only so that a day is wrong as long as it has not come.
    """
    if refuse_key(key, faults):
        return None
    folder = data_dir / str(key)
    own = faults.of(f"{key}/{EVALUATION_FILE}")
    evaluation = read_evaluation_file(folder, key, library, own)
    names_there = named_safely(str(key), sorted(path.name for path in folder.iterdir()), faults)
    paths = table_files(key, [folder / name for name in names_there], faults)
    names = {table: shown_name(str(key), path, table) for table, path in paths.items()}
    tables = _read_tables(paths, names, faults)
    check_rules(evaluation, tables, names, library, faults)
    check_client_rules(evaluation, tables, names, library, date.today(), faults)
    assumptions = read_assumptions_file(
        folder / ASSUMPTIONS_FILE,
        library,
        faults.of(f"{key}/{ASSUMPTIONS_FILE}"),
        start=None if evaluation is None else evaluation.period_start,
        tables=tuple(paths),
    )
    check_from_effect(assumptions, tables, faults.of(f"{key}/{ASSUMPTIONS_FILE}"))
    check_untouched(tables, assumptions, names, f"{key}/{ASSUMPTIONS_FILE}", faults)
    if evaluation is None:
        return None
    found = check_contradictions(
        evaluation, tables, names, assumptions, library, date.today(), faults
    )
    tables = with_counts(evaluation, tables, names, library, faults)
    _check_declared(evaluation, tables, names, own)
    return replace(
        evaluation,
        tables=tables,
        assumptions=assumptions,
        contradictions=found,
        unproven=_unproven(evaluation, paths),
        imported=_import_record(folder / IMPORT_FILE, faults.of(f"{key}/{IMPORT_FILE}")),
    )


def _import_record(path: Path, faults: FileFaults) -> dict[str, dict[str, int]]:
    """What an import did with an export; empty when the tables were not imported."""
    content = read_yaml(path, faults) if path.exists() else None
    read = KeyReader(faults).keys(content or {}, IMPORT_RECORD.keys)
    return {
        table: {part: count for part, count in counts.items() if count is not None}
        for table, counts in read.items()
        if isinstance(counts, dict)
    }


def _unproven(evaluation: Evaluation, paths: Mapping[str, Path]) -> tuple[str, ...]:
    """Tables of clients that are shown in full and are not as `synthesise` wrote them."""
    if evaluation.disclosure == "protected":
        return ()
    made = evaluation.synthesised
    return tuple(
        name
        for name, path in paths.items()
        if TABLES[name].client_level and made.get(name) != sha256_of(path)
    )


def _check_declared(
    evaluation: Evaluation,
    tables: Collection[str],
    names: Mapping[str, str],
    faults: FileFaults,
) -> None:
    """What the source does not say has no table, from a file or counted."""
    for table in evaluation.not_in_source:
        if table in names or table in tables:
            file = names.get(table, "a count of the clients").split("/")[-1]
            problem = f"{table} is named here, but {file} is there. Remove one of the two."
            faults.add(problem, column="not_in_source")


def _read_tables(
    paths: Mapping[str, Path], names: Mapping[str, str], faults: FaultList
) -> dict[str, pd.DataFrame]:
    read = {
        name: read_table(path, TABLES[name], faults.of(names[name]), sheet=sheet_of(path, name))
        for name, path in paths.items()
    }
    return {name: frame for name, frame in read.items() if frame is not None}
