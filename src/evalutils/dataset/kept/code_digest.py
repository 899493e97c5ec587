"""The code that a kept value was made by, as one digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import evalutils
from evalutils.environment import packages_sha256, tree_sha256

_ROOT = Path(evalutils.__file__).parent
_IMPORT = re.compile(
    rb"^[ \t]*(?:from (evalutils[\w.]*) import (\([^)]*\)|[^\n]*)|import (evalutils[\w.]*))", re.M
)


PACKAGE = ""
"""Stands for all modules together."""


@cache
def code_of(module: str) -> str:
    """Digest of a module, of all of this package that it imports, and of what is installed.

    As it was when the process asked first.
    """
    return _present(module)


def is_still(module: str) -> bool:
    """Whether the files hold that code yet; if not, nobody knows which of the two was loaded."""
    return _present(module) == code_of(module)


def _present(module: str) -> str:
    return _digest(_ROOT.rglob("*.py") if module == PACKAGE else _imported(module))


def _digest(paths: Iterable[Path]) -> str:
    return hashlib.sha256(f"{packages_sha256()}\n{tree_sha256(_ROOT, paths)}".encode()).hexdigest()


def _imported(module: str) -> set[Path]:
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        path = _file(waiting.pop())
        if path is not None and path not in found:
            found.add(path)
            waiting += _imports(path.read_bytes())
    return found


def _imports(source: bytes) -> Iterator[str]:
    """Names of modules that a source may import: of ``from a import b`` both a and a.b."""
    for origin, names, whole in _IMPORT.findall(source):
        name = (origin or whole).decode()
        parts = name.split(".")
        yield from (".".join(parts[: end + 1]) for end in range(len(parts)))
        for member in re.findall(r"\w+", names.decode()):
            yield f"{name}.{member}"


def _file(module: str) -> Path | None:
    place = _ROOT.parent / module.replace(".", "/")
    files = (place / "__init__.py", place.with_suffix(".py"))
    return next((path for path in files if path.is_file()), None)
