"""Evaluations as far as the names of their files tell: enough to say which chapters each has.

No table is opened. Of the YAML files only those are read that decide a chapter: a horizon in
assumptions.yaml; in evaluation.yaml notebooks of one's own, a declared series and a group to
compare with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evalutils.contracts.evidence import COMPARED, Evidence
from evalutils.contracts.tables import COUNTED_FROM
from evalutils.dataset.evaluation import OwnNotebook
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import ASSUMPTIONS_FILE, EVALUATION_FILE, Folders
from evalutils.dataset.library import require_data_dir
from evalutils.dataset.load import choose, stop_without
from evalutils.dataset.reading.yaml_file import may_hold, read_yaml
from evalutils.dataset.table_files import table_files
from evalutils.keys import EvaluationKey


@dataclass(frozen=True)
class EvaluationOutline:
    """An evaluation whose tables were not read."""

    key: EvaluationKey
    tables: frozenset[str]
    assumptions: frozenset[str]
    notebooks: tuple[str, ...]
    comparable_with: frozenset[str] = frozenset()
    siblings: tuple[EvaluationKey, ...] = ()
    evidence: Evidence = "none"
    own_notebooks: tuple[OwnNotebook, ...] = ()


def outlines(data_dir: Path, patterns: Sequence[str] = ()) -> list[EvaluationOutline]:
    """The evaluations that match, in order.

    Raises
    ------
    DataError
        With the faults that names of folders and files show.
    InputError
        When a pattern matches nothing or there are no evaluations at all.
    """
    require_data_dir(data_dir)
    faults = FaultList(str(data_dir))
    folders = Folders(data_dir)
    chosen = choose(folders, patterns, faults)
    found = [_outline(data_dir, key, folders, faults) for key in chosen]
    faults.stop()
    if not found:
        stop_without(faults)
    return found


def _outline(
    data_dir: Path, key: EvaluationKey, folders: Folders, faults: FaultList
) -> EvaluationOutline:
    folder, names = data_dir / str(key), folders.names[key]
    tables = set(table_files(key, (folder / name for name in names), faults))
    tables |= {counted for table in tables for counted in COUNTED_FROM.get(table, ())}
    assumptions = _content(folder / ASSUMPTIONS_FILE) if ASSUMPTIONS_FILE in names else {}
    said = _content(folder / EVALUATION_FILE, "notebooks", "comparable_with", *COMPARED)
    evidence = said.get("evidence")
    return EvaluationOutline(
        key,
        frozenset(tables),
        frozenset(assumptions),
        tuple(map(str, said.get("notebooks") or ())),
        frozenset(map(str, said.get("comparable_with") or ())),
        tuple(folders.other_periods(key)),
        evidence if evidence in COMPARED else "none",
    )


def _content(path: Path, *about: str) -> dict[Any, Any]:
    """What a YAML file holds; nothing when it cannot be read, or cannot hold any of the words."""
    if not may_hold(path, about or ("",)):
        return {}
    return read_yaml(path, FaultList().of(path.name)) or {}
