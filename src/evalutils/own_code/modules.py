"""The modules of a folder, as their bytes are."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Module:
    """A module, with the files beside it where it is a package.

    Attributes
    ----------
    sha256
        Of the bytes and names of these files, from the folder on.
    package
        Where its relative imports start.
    """

    sha256: str
    source: str = field(repr=False)
    package: str = field(repr=False)


def modules_in(folder: Path, prefix: str) -> dict[str, Module]:
    """The modules of a folder by name; the name of a package itself is the prefix.

    Files that are no modules belong to the package that they stand in.
    """
    files: dict[str, list[Path]] = defaultdict(list)
    paths = sorted(path for path in map(Path, _paths(folder)) if path.is_file())
    packages = {path.parent for path in paths if path.name == "__init__.py"}
    for path in paths:
        if path.suffix == ".py":
            files[_name(path, folder, prefix)].append(path)
        elif home := next((one for one in path.parents if one in packages), None):
            files[_name(home / "__init__.py", folder, prefix)].append(path)
    return {name: _module(name, found, folder) for name, found in files.items()}


def state_of(folder: Path) -> dict[str, tuple[int, int, int]]:
    """The times and size of each file: while these are the same, so are the modules.

    Anyone can set the time of a change back, but not that at which this was done.
    """
    found = {}
    for path in _paths(folder):
        with suppress(OSError):  # an editor may have had a file there for a moment
            one = os.lstat(path)
            found[path] = one.st_mtime_ns, one.st_ctime_ns, one.st_size
    return found


def _name(path: Path, folder: Path, prefix: str) -> str:
    parts = path.relative_to(folder).with_suffix("").parts
    return (prefix + ".".join(parts)).removesuffix("__init__").removesuffix(".")


def _module(name: str, paths: list[Path], folder: Path) -> Module:
    digest = hashlib.sha256()
    source = ""
    is_package = any(path.name == "__init__.py" for path in paths)
    for path in paths:
        with suppress(FileNotFoundError):
            content = path.read_bytes()
            inner = path.relative_to(folder).as_posix()
            digest.update(f"{inner}\0{hashlib.sha256(content).hexdigest()}\n".encode())
            if path.suffix == ".py":
                source += content.decode("utf-8", "replace") + "\n"
    package = name if is_package else name.rpartition(".")[0]
    return Module(digest.hexdigest()[:16], source, package)


def _paths(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{place}/{name}" for name in names)
