"""Chapters run in this very process: what a page shows, and what it asked for."""

from __future__ import annotations

import ast
import csv
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from IPython.core.formatters import DisplayFormatter

from evalutils import trace
from evalutils.dataset.faults import FaultList
from evalutils.dataset.load import load_data_set
from evalutils.dataset.snapshot import take_snapshot
from evalutils.project import Project
from evalutils.running.code import code_of
from evalutils.running.job import Job
from evalutils.running.notebook_cells import cells_of
from evalutils.running.plan import Reading

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Page:
    """Hash of all that a page shows, and the hashes of what it read for that."""

    shown: str
    read: dict[str, str]
    asked: tuple[str, ...]


def jobs_of(data: Path, work: Path, *selection: str) -> list[Job]:
    """The jobs of a selection, on a snapshot of a data folder."""
    snapshot = take_snapshot(data, work / "snapshot" / data.name, FaultList())
    found = load_data_set(snapshot.folder, selection)
    project = Project(ROOT, data, work / "build")
    project.build_dir.mkdir(exist_ok=True)  # where the key of its hashes stays
    return Reading(snapshot, found).jobs(project)


def page_of(job: Job) -> Page:
    """Run the cells of a job."""
    place = Path(job.data_dir).parents[1] / "trace.txt"
    place.unlink(missing_ok=True)
    place.touch()
    trace._told.clear()
    os.environ[trace.VARIABLE] = str(place)
    try:
        shown = "\n".join(_shown(job))
    finally:
        del os.environ[trace.VARIABLE]
    asked = trace.told_in(place)
    assert asked is not None
    return Page(hashlib.sha256(shown.encode()).hexdigest(), job.read(asked), asked)


def _shown(job: Job) -> Iterator[str]:
    names: dict[str, object] = {}
    formatter = DisplayFormatter()  # type: ignore[no-untyped-call]
    for number, source in enumerate(code_of(cells_of(job.notebook))):
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)
        if number == 0:
            names |= job.passed_parameters
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            bundle, metadata = formatter.format(value)  # type: ignore[no-untyped-call]
            yield re.sub(r"at 0x[0-9a-f]+", "", f"{bundle} {metadata}")


def edits(folder: Path, *, numbers: bool = True) -> Iterator[str]:
    """Edit one file after the other, each in a way that a page may show, and undo it."""
    for path in sorted(folder.rglob("*")):
        before = path.read_bytes() if path.suffix in (".csv", ".yaml") else b""
        for edit in (_with_other_text, _with_other_number)[: 1 + numbers]:
            if before and edit(path):
                yield path.relative_to(folder.parent).as_posix()
                path.write_bytes(before)


def _with_other_text(path: Path) -> bool:
    if path.suffix == ".yaml":
        text = path.read_text(encoding="utf-8")
        other = re.sub(r"\b(title|label|note|description): (\w)", r"\1: Anders \2", text, count=1)
        path.write_text(other, encoding="utf-8")
        return other != text
    return _with_other_cell(path, ("note", "label", "group"), lambda cell: f"{cell} anders")


def _with_other_number(path: Path) -> bool:
    if path.suffix == ".yaml":
        return False
    return _with_other_cell(
        path, ("count", "result", "central", "still_out"), lambda cell: str(int(cell) + 1)
    )


def _with_other_cell(path: Path, columns: tuple[str, ...], other: object) -> bool:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for name in columns:
        place = rows[0].index(name) if name in rows[0] else -1
        for row in rows[1:] if place >= 0 else ():
            if name == "note" or row[place].isdigit() or (row[place] and name == "label"):
                row[place] = other(row[place])  # type: ignore[operator]
                with path.open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerows(rows)
                return True
    return False
