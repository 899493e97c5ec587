"""The data folder as it was at one moment: each file is read once, and all work is on the copy.

What was checked is then what is computed and published, whatever happens to the files meanwhile.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import is_read, walk
from evalutils.dataset.library import require_data_dir
from evalutils.dataset.reading.text_file import read_bytes

# Every file of a snapshot was last written at this time; another time betrays a later hand.
SEALED_NS = 0

# What the system says of a file that changes when somebody writes to it.
State = tuple[int, int, int]


@dataclass(frozen=True)
class Copied:
    """One file of a snapshot: the SHA-256 of the bytes that were read, and its state before."""

    sha256: str
    state: State


@dataclass(frozen=True)
class Snapshot:
    """A copy of a data folder.

    `origin` is the data folder as the user named it; `files` are by their path below either folder.
    """

    origin: Path
    folder: Path
    files: Mapping[str, Copied]

    @property
    def name(self) -> str:
        """How published records call the data folder."""
        return self.origin.name or self.origin.resolve().name

    def published(self) -> dict[str, str]:
        """SHA-256 of each file by published path."""
        return {f"{self.name}/{path}": copied.sha256 for path, copied in self.files.items()}

    def changes(self) -> list[str]:
        """Files that were written, added or removed since, by their path below the folder."""
        now = {path: _state(self.origin / path) for path in _data_files(self.origin)}
        touched = {path for path in now.keys() & self.files.keys() if self._is_new(path, now[path])}
        return sorted(touched | (now.keys() ^ self.files.keys()))

    def _is_new(self, path: str, state: State | None) -> bool:
        copied = self.files[path]
        if state == copied.state:
            return False
        try:
            content = (self.origin / path).read_bytes()
        except OSError:
            return True
        return hashlib.sha256(content).hexdigest() != copied.sha256


def take_snapshot(data_dir: Path, folder: Path, faults: FaultList) -> Snapshot:
    """Copy the files of a data folder into a new folder, for this user alone.

    A file that no chapter reads is a link, for a notebook that opens it itself. What stands in
    the place of a file, a folder or a link to nowhere, is imitated, so that the reader of the copy
    can tell the user.

    Raises
    ------
    InputError
        When there is no data folder or one of its folders cannot be read.
    """
    require_data_dir(data_dir)
    folder.mkdir(parents=True, mode=0o700)
    files = {}
    for parts, names in walk(data_dir):
        folder.joinpath(*parts).mkdir(exist_ok=True)
        for name in names:
            path = "/".join((*parts, name))
            if not is_read(parts, name):
                _refer(data_dir / path, folder / path)
            elif copied := _copy(data_dir, path, folder, faults):
                files[path] = copied
    return Snapshot(data_dir, folder, files)


def _refer(origin: Path, copy: Path) -> None:
    try:
        if origin.is_file():
            copy.symlink_to(origin.resolve())
            return
    except OSError:  # Windows lets few make links
        pass
    copy.touch()


def _copy(data_dir: Path, path: str, folder: Path, faults: FaultList) -> Copied | None:
    origin, copy = data_dir / path, folder / path
    state = _state(origin)
    content = _read(origin, path, copy, faults)
    if content is None or state is None:
        return None
    with open(copy, "xb") as file:  # noqa: PTH123  (Path.open costs as much as the writing)
        file.write(content)
    os.utime(copy, ns=(SEALED_NS, SEALED_NS))
    os.chmod(copy, 0o400)  # noqa: PTH101
    return Copied(hashlib.sha256(content).hexdigest(), state)


def _data_files(data_dir: Path) -> Iterator[str]:
    for parts, names in walk(data_dir):
        yield from ("/".join((*parts, name)) for name in names if is_read(parts, name))


def _state(path: Path) -> State | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read(origin: Path, name: str, copy: Path, faults: FaultList) -> bytes | None:
    if origin.is_symlink() and not origin.exists():
        copy.symlink_to(origin.readlink())
        return None
    return read_bytes(origin, faults.of(name))
