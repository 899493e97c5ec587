"""Reads a file of an export, which must stay as it is meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeVar

from evalutils.dataset.faults import FileFaults

_Item = TypeVar("_Item")
_CHANGED = "the file changed while it was read. Wait until it is complete and import it again."


def read_unchanged(
    path: Path, faults: FileFaults, read: Callable[[IO[bytes]], Iterator[_Item]]
) -> Iterator[_Item]:
    """What `read` finds in a file; that it cannot be read, or changed meanwhile, is a fault."""
    try:
        with path.open("rb") as file:
            before = _state(os.fstat(file.fileno()))
            yield from read(file)
            if before != _state(path.stat()) or before != _state(os.fstat(file.fileno())):
                faults.add(_CHANGED)
    except OSError as error:
        faults.add(f"the file cannot be read ({error.strerror}). Give yourself permission.")


def _state(found: os.stat_result) -> tuple[int, ...]:
    return found.st_ino, found.st_size, found.st_mtime_ns
