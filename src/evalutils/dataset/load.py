"""Finds, reads and validates evaluations; the one door to the data folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.dataset.client_rules import check_client_rules
from evalutils.dataset.contradictions import check_contradictions
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.evaluation_file import read_assumptions_file, read_evaluation_file
from evalutils.dataset.example_files import check_untouched
from evalutils.dataset.faults import FaultList, FileFaults, nearest
from evalutils.dataset.find import (
    ASSUMPTIONS_FILE,
    EVALUATION_FILE,
    SOURCES_FILE,
    find_evaluations,
    is_clutter,
    misplaced_folders,
    suffixes,
)
from evalutils.dataset.library import Library, read_library
from evalutils.dataset.origin import with_counts
from evalutils.dataset.reading.typed_table import read_table
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.dataset.rules import check_rules
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey, matches, select

__all__ = ["DataSet", "find_evaluations", "load_data_set", "load_evaluation", "load_evaluations"]


_Load = Callable[[EvaluationKey], Evaluation | None]


@dataclass(frozen=True)
class DataSet:
    """A selection of evaluations with what their chapters use, from one reading."""

    evaluations: tuple[Evaluation, ...]
    # Other evaluations of the same documents, whose figures formulas may refer to.
    related: tuple[Evaluation, ...]
    library: Library
    shown: str  # how messages name the data folder


def load_evaluations(data_dir: Path, patterns: Sequence[str] = ()) -> list[Evaluation]:
    """Load the evaluations that match, in order; see `load_data_set`."""
    faults = FaultList(str(data_dir))
    load = _loader(data_dir, read_library(data_dir, faults), faults)
    loaded = _load_selected(data_dir, patterns, load, faults)
    faults.stop()
    return loaded


def load_data_set(data_dir: Path, patterns: Sequence[str] = (), shown: str = "") -> DataSet:
    """Load the evaluations that match, and whatever their chapters use.

    Parameters
    ----------
    data_dir
        The data folder.
    patterns
        Globs over municipality/programme/period; none selects all.
    shown
        How messages name the data folder; by default as it is.

    Raises
    ------
    DataError
        With all faults of all selected evaluations and of the shared files, or with those of
        other evaluations of the same documents.
    InputError
        When a pattern matches nothing or there are no evaluations at all.
    """
    faults = FaultList(shown or str(data_dir))
    data = read_data_set(data_dir, patterns, faults)
    faults.stop()
    return data


def read_data_set(data_dir: Path, patterns: Sequence[str], faults: FaultList) -> DataSet:
    """The same, with what is wrong collected.

    An evaluation whose evaluation.yaml has a fault is left out; of others cells with a fault are
    missing.
    """
    library = read_library(data_dir, faults)
    load = _loader(data_dir, library, faults)
    selected = _load_selected(data_dir, patterns, load, faults)
    keys = find_evaluations(data_dir)
    for item in selected:
        if item.disclosure == "protected":  # its chapters read these; their faults come out here
            _found(load, period_keys(keys, item.key))
    related = _found(load, related_keys(data_dir, selected))
    return DataSet(tuple(selected), related, library, faults.data_dir)


def _load_selected(
    data_dir: Path, patterns: Sequence[str], load: _Load, faults: FaultList
) -> list[Evaluation]:
    chosen = _choose(data_dir, patterns, faults)
    if not chosen:
        faults.stop()
        raise InputError(
            f"There are no evaluations in '{faults.data_dir}'. Make one with: "
            "evalutils new MUNICIPALITY PROGRAMME PERIOD"
        )
    keys = find_evaluations(data_dir)
    return [_with_others(item, keys, load, faults) for item in _found(load, chosen)]


def _loader(data_dir: Path, library: Library, faults: FaultList) -> _Load:
    """Reads each evaluation once."""
    return cache(lambda key: _load(data_dir, key, library, faults))


def _found(load: _Load, keys: Sequence[EvaluationKey]) -> tuple[Evaluation, ...]:
    loaded = [load(key) for key in keys]
    return tuple(evaluation for evaluation in loaded if evaluation is not None)


def _with_others(
    evaluation: Evaluation, keys: Sequence[EvaluationKey], load: _Load, faults: FaultList
) -> Evaluation:
    def others() -> tuple[Evaluation, ...]:
        found = _found(load, period_keys(keys, evaluation.key))
        faults.stop()
        return found

    return replace(evaluation, others=others)


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


def _choose(data_dir: Path, patterns: Sequence[str], faults: FaultList) -> list[EvaluationKey]:
    """The selected evaluations; a selected folder that cannot be one is a fault."""
    keys = find_evaluations(data_dir)
    answered: set[str] = set()  # patterns that select nothing but such folders
    for folder, problem in misplaced_folders(data_dir):
        selecting = [pattern for pattern in patterns if matches(folder, pattern)]
        if selecting or not patterns:
            faults.add(folder, problem)
        answered |= {item for item in selecting if not any(matches(str(key), item) for key in keys)}
    wanted = [pattern for pattern in patterns if pattern not in answered]
    return select(keys, wanted) if wanted or not patterns else []


def _load(
    data_dir: Path, key: EvaluationKey, library: Library, faults: FaultList
) -> Evaluation | None:
    folder = data_dir / str(key)
    own = faults.of(f"{key}/{EVALUATION_FILE}")
    evaluation = read_evaluation_file(folder, key, library, own)
    paths = _table_files(folder, key, faults)
    names = {table: f"{key}/{path.name}" for table, path in paths.items()}
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
    check_untouched(tables, assumptions, names, f"{key}/{ASSUMPTIONS_FILE}", faults)
    if evaluation is None:
        return None
    found = check_contradictions(
        evaluation, tables, names, assumptions, library, date.today(), faults
    )
    tables = with_counts(evaluation, tables, names, library, faults)
    _check_declared(evaluation, tables, names, own)
    return replace(evaluation, tables=tables, assumptions=assumptions, contradictions=found)


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
        name: read_table(path, TABLES[name], faults.of(names[name])) for name, path in paths.items()
    }
    return {name: frame for name, frame in read.items() if frame is not None}


def _table_files(folder: Path, key: EvaluationKey, faults: FaultList) -> dict[str, Path]:
    """The file of each table; anything else in the folder is a fault."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name = f"{key}/{path.name}"
        if path.name in (EVALUATION_FILE, ASSUMPTIONS_FILE) or is_clutter(path.name):
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


def period_keys(keys: Sequence[EvaluationKey], key: EvaluationKey) -> list[EvaluationKey]:
    """The evaluations of the same programme in other periods."""
    programme = (key.municipality, key.programme)
    same = (other for other in keys if (other.municipality, other.programme) == programme)
    return [other for other in same if other != key]


def related_keys(data_dir: Path, evaluations: Sequence[Evaluation]) -> list[EvaluationKey]:
    """The evaluations that share a source with these, without these."""
    loaded = {evaluation.key for evaluation in evaluations}
    sources = {source for evaluation in evaluations for source in evaluation.sources}
    return [
        key
        for key in find_evaluations(data_dir)
        if key not in loaded and sources & _sources_of(data_dir, key)
    ]


def _sources_of(data_dir: Path, key: EvaluationKey) -> set[str]:
    """The sources an evaluation names; none when its file cannot be read."""
    content = read_yaml(data_dir / str(key) / EVALUATION_FILE, FaultList().of(str(key)))
    named = content.get("sources") if content else None
    return {str(source) for source in named} if isinstance(named, list) else set()
