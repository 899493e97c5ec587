"""The code that results depend on: modules of this package and those beside a notebook."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import evalutils
from evalutils.environment import MISSING, packages_sha256
from evalutils.running import imports
from evalutils.running.imports import EVERYTHING, closure, named_in, named_in_notebook
from evalutils.running.notebook_cells import source_of
from evalutils.trace import MODULE

# What starts and ends every job.
_EVERY_JOB = "evalutils.running.processes"
_IMPORTS = "imports.json"


@dataclass(frozen=True)
class Module:
    """The hash of a module, with the files beside it where it is a package; and its source."""

    sha256: str
    source: str = field(repr=False)


class Code:
    """The package as it is at this moment, and the installed ones.

    Parameters
    ----------
    cache
        A folder to keep what each module names, since reading that takes a second; None for none.
    folder
        Of the package; by default this one.
    """

    def __init__(self, cache: Path | None = None, folder: Path | None = None) -> None:
        self._folder = folder or Path(evalutils.__file__).parent
        self._cache = cache
        self._state = _state(self._folder)
        self.packages_sha256 = packages_sha256()
        self._modules = modules_in(self._folder, f"{self._folder.name}.")
        self._beside: dict[Path, dict[str, Module]] = {}
        self._used: dict[tuple[tuple[str, ...], frozenset[str], Path], list[str]] = {}

    def changed(self) -> bool:
        """Whether any of it is another by now."""
        if packages_sha256() != self.packages_sha256 or any(
            modules_in(folder, "") != before for folder, before in self._beside.items()
        ):
            return True
        if _state(self._folder) == self._state:
            return False
        return modules_in(self._folder, f"{self._folder.name}.") != self._modules

    def present(self, names: Iterable[str], folder: Path) -> dict[str, str]:
        """The hash of each of these modules, seen from a folder with notebooks."""
        own, beside = self._modules, self._seen_from(folder)
        found = {name: own.get(name) or beside.get(name) for name in names}
        return {name: one.sha256 if one else MISSING for name, one in found.items()}

    def used(self, cells: Iterable[str], asked: Collection[str] | None, folder: Path) -> list[str]:
        """The modules that a job used.

        Parameters
        ----------
        cells
            The code cells of its notebook.
        asked
            What it told (`evalutils.trace`); None when that is not known.
        folder
            Where its notebook stands.
        """
        late = (name.removeprefix(MODULE) for name in asked or () if name.startswith(MODULE))
        roots = frozenset((_EVERY_JOB, *late, *([EVERYTHING] if asked is None else [])))
        known = (tuple(cells), roots, folder)
        if known not in self._used:
            beside = {
                name: named_in_notebook([one.source])
                for name, one in self._seen_from(folder).items()
            }
            named = {**beside, **self._named}
            self._used[known] = sorted(closure([*roots, *named_in_notebook(known[0])], named))
        return self._used[known]

    def _seen_from(self, folder: Path) -> dict[str, Module]:
        """The modules beside a notebook."""
        if folder not in self._beside:
            self._beside[folder] = modules_in(folder, "")
        return self._beside[folder]

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        """What each module names; of a module that did not change it is known from before."""
        reader = self._modules[imports.__name__].sha256 if self._cache else ""
        kept = _read_kept(self._cache, reader)
        found = {
            one.sha256: kept[one.sha256]
            if one.sha256 in kept
            else sorted(_ours(named_in(one.source)))
            for one in self._modules.values()
        }
        if self._cache is not None and found != kept:
            with suppress(OSError):
                self._cache.mkdir(parents=True, exist_ok=True)
                content = {"sha256": _digest(reader, found), "named": found}
                text = json.dumps(content)
                (self._cache / _IMPORTS).write_text(text, encoding="utf-8")
        return {name: frozenset(found[item.sha256]) for name, item in self._modules.items()}


def code_of(cells: Iterable[Mapping[str, object]]) -> list[str]:
    """The sources of the code cells of a notebook."""
    return [source_of(cell) for cell in cells if cell.get("cell_type") == "code"]


def modules_in(folder: Path, prefix: str) -> dict[str, Module]:
    """The modules of a folder by name; the name of a package itself is the prefix.

    Files that are no modules belong to the package that they stand in.
    """
    files: dict[str, list[Path]] = defaultdict(list)
    packages = {path.parent for path in folder.rglob("__init__.py")}
    for path in sorted(_files(folder)):
        if path.suffix == ".py":
            files[_name(path, folder, prefix)].append(path)
        elif home := next((one for one in path.parents if one in packages), None):
            files[_name(home / "__init__.py", folder, prefix)].append(path)
    return {name: _module(paths, folder) for name, paths in files.items()}


def _name(path: Path, folder: Path, prefix: str) -> str:
    parts = path.relative_to(folder).with_suffix("").parts
    return (prefix + ".".join(parts)).removesuffix("__init__").removesuffix(".")


def _module(paths: list[Path], folder: Path) -> Module:
    digest = hashlib.sha256()
    source = ""
    for path in paths:
        content = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        if path.suffix == ".py":
            source += content.decode("utf-8", "replace") + "\n"
    return Module(digest.hexdigest()[:16], source)


def _read_kept(cache: Path | None, reader: str) -> dict[str, list[str]]:
    """What modules named when they were read by the code that reads them now."""
    with suppress(OSError, ValueError, TypeError, LookupError, AttributeError):
        if cache is not None:
            content = json.loads((cache / _IMPORTS).read_text(encoding="utf-8"))
            named: dict[str, list[str]] = content["named"]
            if content["sha256"] == _digest(reader, named):
                return named
    return {}


def _digest(reader: str, named: Mapping[str, list[str]]) -> str:
    """A damaged name would be a dependency that nobody sees."""
    return hashlib.sha256(json.dumps([reader, named], sort_keys=True).encode()).hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in map(Path, _paths(folder)) if path.is_file()]


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for path in _paths(folder):
        with suppress(OSError):  # an editor may have had a file there for a moment
            one = os.lstat(path)
            found[path] = one.st_mtime_ns, one.st_size
    return found


def _paths(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{place}/{name}" for name in names)


def _ours(names: Iterable[str]) -> list[str]:
    top = f"{evalutils.__name__}."
    return [name for name in names if f"{name}.".startswith(top) or name == EVERYTHING]
