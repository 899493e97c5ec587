"""Files for this user alone that may be missed: what cannot be kept costs time, and no command."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Container
from contextlib import suppress
from pathlib import Path

from evalutils.errors import InputError
from evalutils.system.interrupts import shielded
from evalutils.system.removal import remove_tree

_DIGEST = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class PrivateFolder:
    """A folder of mode 0700 with files of mode 0600, each as it was written or not there at all.

    A file counts when it and the folder are of this user, no other may read or write it, and its
    content has the digest that was written with it. Any other is as good as none.

    Parameters
    ----------
    place
        The folder, in one of the same kind.
    claim
        Makes the folders above these two.
    """

    def __init__(self, place: Path, claim: Callable[[], None] | None = None) -> None:
        self.place = place
        self._claim = claim
        self._trusted = False
        self._refused = False
        self._new: list[Path] = []

    def read(self, name: str) -> bytes | None:
        """The content of a file; None when there is none that counts."""
        if not self.is_trusted():
            return None
        try:
            handle = os.open(self.place / name, os.O_RDONLY | _flags())
            with os.fdopen(handle, "rb") as file:
                found = os.fstat(handle)
                if not stat.S_ISREG(found.st_mode) or not _is_private(found):
                    return None
                digest, content = file.read(_DIGEST), file.read()
        except OSError:
            return None
        return content if hashlib.sha256(content).digest() == digest else None

    def secret(self, name: str) -> bytes:
        """A secret that is made when it is asked for first; another where it cannot be kept."""
        kept = self.read(name)
        if kept is None:
            self.write(name, kept := secrets.token_bytes(32))
        return kept

    def write(self, name: str, content: bytes) -> None:
        """Put a complete file in the place of another; nothing happens when the system refuses."""
        if self._refused or not self._make():
            return
        beside = self.place / f".{name[:40]}-{secrets.token_hex(8)}"
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flags()
            with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
                file.write(hashlib.sha256(content).digest())
                file.write(content)
            with shielded():
                if (self.place / name).is_dir():
                    _drop(self.place / name)
                beside.replace(self.place / name)
        except FileNotFoundError:  # cleaned away by another command
            self._trusted = False
        except OSError:
            self._refused = True
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def drop_all_but(self, names: Container[str]) -> None:
        """Remove every other file, and what a killed command left half."""
        if not self.is_trusted():
            return
        with suppress(OSError):
            for entry in list(os.scandir(self.place)):
                if entry.name not in names:
                    _drop(Path(entry.path))

    def take_back(self) -> None:
        """Remove it when it was made here, with the folders that were made for it."""
        for folder in self._new:
            with shielded(), suppress(OSError):
                if folder == self.place:
                    shutil.rmtree(folder)
                else:
                    folder.rmdir()
        self._new, self._trusted = [], False

    def remove(self) -> None:
        """Remove it, when it is ours; nothing happens when the system refuses."""
        if self.is_trusted():
            with shielded():
                remove_tree(self.place, ignore_errors=True)

    def is_trusted(self) -> bool:
        """Whether it is there, and nobody else could have put anything into it."""
        if not self._trusted:
            with suppress(OSError):
                found = os.lstat(self.place)
                self._trusted = stat.S_ISDIR(found.st_mode) and _is_private(found)
        return self._trusted

    def _make(self) -> bool:
        """Make the folder; one that others could reach is emptied first."""
        if self.is_trusted():
            return True
        folders = (self.place, *self.place.parents[:2])
        self._new = [folder for folder in folders if not os.path.lexists(folder)]
        try:
            if self._claim is not None:
                self._claim()
            self.place.parent.mkdir(mode=0o700, exist_ok=True)
            self.place.mkdir(mode=0o700, exist_ok=True)
            found = os.lstat(self.place)
            if stat.S_ISDIR(found.st_mode) and _is_of_user(found) and not _is_private(found):
                self.place.chmod(0o700)
                self.drop_all_but(())
        except (OSError, InputError):
            self._refused = True
        self._refused = self._refused or not self.is_trusted()
        return not self._refused


def _drop(path: Path) -> None:
    """Remove a file, or what somebody put in its place; nothing happens when that is refused."""
    with suppress(OSError):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _flags() -> int:
    """Never through a link, never waiting for who writes to a pipe."""
    names = ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY")
    return sum(getattr(os, name, 0) for name in names)


def _is_private(found: os.stat_result) -> bool:
    # Windows has no such modes; there the rights of the folder of the user apply.
    return os.name == "nt" or (_is_of_user(found) and not stat.S_IMODE(found.st_mode) & _OTHERS)


def _is_of_user(found: os.stat_result) -> bool:
    return os.name == "nt" or found.st_uid == os.geteuid()
