"""What a job asks for while it runs: parts of the data, and modules that are imported late.

A run gives each job a file to tell it in. Nobody has to state beforehand what a chapter reads, so
that no such statement can be wrong: what was never asked for cannot have changed the result.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

VARIABLE = "EVALUTILS_TRACE"
"""Holds the file; without it nobody wants to know."""
FOLDER = "EVALUTILS_TRACE_DATA"
"""Holds the data folder."""
MODULE = "module "
"""Before the name of a module."""
FILE = "file "
"""Before the path of a file that is read past the doors of `evalutils.report`."""

OWN = "own "
"""Before the hash and the path of a file that a notebook reads elsewhere."""

_told: set[str] = set()
_listening: list[set[str]] = []
_loading = 0


@contextmanager
def loading() -> Iterator[None]:
    """Within it files are read to be checked; what of them is asked for is told apart."""
    global _loading
    _loading += 1
    try:
        yield
    finally:
        _loading -= 1


def is_loading() -> bool:
    """Whether files are being read to be checked: no notebook opens one meanwhile."""
    return _loading > 0


@contextmanager
def overheard() -> Iterator[set[str]]:
    """What is told within it, so that who keeps what was made can tell it again."""
    heard: set[str] = set()
    _listening.append(heard)
    try:
        yield heard
    finally:
        _listening.pop()


def tell_file(path: str) -> None:
    """Say that a file is read, or what files a folder has, when it is past the doors."""
    folder = os.environ.get(FOLDER)
    place = os.path.abspath(path)  # noqa: PTH100 (asks the system nothing, thousands of times)
    if folder and not is_loading() and f"{place}{os.sep}".startswith(f"{folder}{os.sep}"):
        inner = Path(place).relative_to(folder).as_posix()
        tell(f"{FILE}{'*' if Path(place).is_dir() else inner}")


def tell(name: str) -> None:
    """Say that something is asked for, once."""
    for heard in _listening:
        heard.add(name)
    place = os.environ.get(VARIABLE)
    if place and name not in _told:
        _told.add(name)
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")


def told_in(place: Path) -> tuple[str, ...] | None:
    """What was told in a file; None when that cannot be known."""
    try:
        return tuple(sorted(place.read_text(encoding="utf-8").splitlines()))
    except (OSError, ValueError):
        return None


def late(name: str) -> Any:
    """What a module of this package defines, as ``room.module.name``; imported only now.

    A catalogue that names what it does not import costs a page nothing but what it uses, and its
    result depends on nothing else.
    """
    module, _, attribute = f"{__package__}.{name}".rpartition(".")
    tell(f"{MODULE}{module}")
    return getattr(import_module(module), attribute)
