"""Reads a file of an export, which must stay as it is meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeVar

from evalutils.dataset.faults import FileFaults
from evalutils.dataset.reading.text_file import state_of

_Item = TypeVar("_Item")
_CHANGED = "the file changed while it was read. Wait until it is complete and import it again."


def read_unchanged(
    path: Path, faults: FileFaults, read: Callable[[IO[bytes]], Iterator[_Item]]
) -> Iterator[_Item]:
    """What `read` finds in a file; that it cannot be read, or changed meanwhile, is a fault."""
    try:
        with path.open("rb") as file:
            before = state_of(os.fstat(file.fileno()))
            yield from read(file)
            if before != state_of(os.fstat(file.fileno())) or _is_another(path, before):
                faults.add(_CHANGED)
    except OSError as error:
        faults.add(f"the file cannot be read ({error.strerror}). Give yourself permission.")


def _is_another(path: Path, before: tuple[int, ...]) -> bool:
    """Whether the file of this name was removed or replaced."""
    try:
        return before != state_of(path.stat())
    except FileNotFoundError:
        return True
