"""The package and the installed ones, as they are at one moment."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import evalutils
from evalutils.environment import packages_sha256
from evalutils.own_code import imports
from evalutils.own_code.imports import EVERYTHING, closure, named_in
from evalutils.own_code.modules import Module, modules_in, state_of
from evalutils.system.private import PrivateFolder

FOLDER = "code"
"""Where what modules name is kept, in the folder of all that is kept."""
_FILE = "imports"
_TOP = f"{evalutils.__name__}."


class PackageCode:
    """The modules of the package at this moment, and what each of them uses.

    Parameters
    ----------
    kept
        Keeps what each module names, since reading that takes a second; None for no place.
    folder
        Of the package; by default this one.
    """

    def __init__(self, kept: PrivateFolder | None = None, folder: Path | None = None) -> None:
        self._kept = kept
        self._folder = folder or Path(evalutils.__file__).parent
        self._state = state_of(self._folder)
        self.packages_sha256 = packages_sha256()
        self.modules = modules_in(self._folder, _TOP)

    @cached_property
    def named(self) -> dict[str, frozenset[str]]:
        """What each module names; of a module that did not change it is known from before."""
        kept = self._read_kept()
        found = {
            one.sha256: kept[one.sha256] if one.sha256 in kept else _named_by(one)
            for one in self.modules.values()
        }
        if self._kept is not None and found != kept:
            lines = [self._reader, *(f"{key} {names}" for key, names in found.items())]
            self._kept.write(_FILE, "\n".join(lines).encode())
            self._kept.drop_all_but({_FILE})
        return {name: frozenset(found[one.sha256].split()) for name, one in self.modules.items()}

    def digest(self, module: str) -> str:
        """Digest of a module, of all of the package that it imports, and of what is installed.

        `EVERYTHING` stands for all modules together.
        """
        every = module == EVERYTHING
        used = sorted(self.modules if every else closure([module], self.named))
        lines = [self.packages_sha256, *(f"{name} {self.modules[name].sha256}" for name in used)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def changed(self) -> bool:
        """Whether any of it is another by now: nobody knows which of the two was loaded then."""
        if packages_sha256() != self.packages_sha256:
            return True
        return state_of(self._folder) != self._state and (
            modules_in(self._folder, _TOP) != self.modules
        )

    @property
    def _reader(self) -> str:
        """What reads imports: this Python, and the module for it."""
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return f"{version} {self.modules[imports.__name__].sha256}"

    def _read_kept(self) -> Mapping[str, str]:
        content = self._kept.read(_FILE) if self._kept is not None else None
        with suppress(UnicodeDecodeError):
            reader, *lines = (content or b"").decode().split("\n")
            if reader == self._reader:
                return {key: names for key, _, names in (line.partition(" ") for line in lines)}
        return {}


_loaded: list[PackageCode] = []


def loaded_code(kept: PrivateFolder | None = None) -> PackageCode:
    """The package as it was when this process asked first: the code that it runs."""
    if not _loaded:
        _loaded.append(PackageCode(kept))
    return _loaded[0]


def _named_by(module: Module) -> str:
    return " ".join(sorted(_ours(named_in(module.source, module.package))))


def _ours(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if f"{name}.".startswith(_TOP) or name == EVERYTHING)
