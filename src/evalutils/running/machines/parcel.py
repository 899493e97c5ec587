"""A job as it travels: all that it reads goes along, and its notebook comes back."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from evalutils.dataset.snapshot import SEALED_NS
from evalutils.running.execute import Task
from evalutils.running.machines.installed import Installed
from evalutils.running.processes import Ended

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold
_DEPTH = 3  # of the folder of an evaluation


@dataclass(frozen=True)
class Parcel:
    """A task with its files; what it shows of itself holds nothing of the data."""

    task: Task = field(repr=False)
    notebooks: bytes = field(repr=False)
    data: bytes = field(repr=False)
    installed: Installed = field(repr=False)
    cold: bool = False

    @classmethod
    def of(cls, task: Task, installed: Installed, *, cold: bool) -> Parcel:
        """Pack a task: its notebook, modules beside that, and data."""
        notebook, beside = Path(task.notebook), Path(task.cwd)
        modules = {str(path.relative_to(beside)): path for path in sorted(beside.rglob("*.py"))}
        files = tuple(sorted({**modules, notebook.name: notebook}.items()))
        data = tuple(_needed(Path(task.data_dir), task.reads))
        return cls(task, _packed(files), _packed(data), installed, cold)

    def unpacked(self, folder: Path) -> Task:
        """Unpack into an empty folder; give the task as it is there."""
        notebooks, data = folder / "notebooks", folder / "data"
        _unpack(self.notebooks, notebooks)
        _unpack(self.data, data)
        name = Path(self.task.notebook).name
        return replace(
            self.task,
            folder=str(folder / "job"),
            notebook=str(notebooks / name),
            cwd=str(notebooks),
            data_dir=str(data),
        )


@dataclass(frozen=True)
class Returned:
    """What comes back: how it ended, with the notebook as far as it came.

    `refused` is what the worker has installed, when it is not the same as where the job is from.
    """

    ended: Ended = field(repr=False)
    output: bytes = field(default=b"", repr=False)
    refused: Installed | None = None
    worker: str = ""


def _needed(folder: Path, reads: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """The files of the evaluations that are read, and those that evaluations share."""
    parts = [Path(path).parts for path in reads]
    evaluations = {one[:_DEPTH] for one in parts if len(one) > _DEPTH}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_file() and (len(place.parts) < _DEPTH or place.parts[:_DEPTH] in evaluations):
            yield str(place), path


def _packed(files: tuple[tuple[str, Path], ...]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in files:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes())
    return memory.getvalue()


def _unpack(content: bytes, folder: Path) -> None:
    """Unpack for this user alone, sealed as a snapshot is."""
    folder.mkdir(mode=0o700)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    for path in folder.rglob("*"):
        if path.is_file():
            _seal(path)


def _seal(path: Path) -> None:
    """Let a file only be read, and tell when it was not."""
    os.utime(path, ns=(SEALED_NS, SEALED_NS))
    path.chmod(0o400)
