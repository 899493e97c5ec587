"""The key under which pseudonyms are made: in a file of this user alone, or in the environment.

Who has it can tell whose pseudonym is whose by trying every number of a client. Lost, the same
clients get other pseudonyms in the next import; destroyed, no pseudonym can be traced any more.
"""

from __future__ import annotations

import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from evalutils.errors import InputError
from evalutils.system.refusals import named

_BYTES = 32


@dataclass(frozen=True)
class KeyFile:
    """A key of a kind; another kind never has the same one.

    Attributes
    ----------
    name
        Of its file.
    variable
        Of the environment, that holds it where there is no file.
    made_by
        The command that makes one.
    """

    name: str
    variable: str
    made_by: str

    def usual_place(self) -> Path:
        """Where it is kept unless another place is named."""
        home = os.environ.get("XDG_CONFIG_HOME")
        return (Path(home) if home else Path.home() / ".config") / "evalutils" / f"{self.name}.key"

    def exists(self) -> bool:
        """Whether there is one in the usual place or in the environment."""
        return self.variable in os.environ or self.usual_place().exists()

    def read(self, place: Path | None = None, never_in: tuple[Path, ...] = ()) -> bytes:
        """The key of a file, or else of the environment, or else of the usual place.

        Raises
        ------
        InputError
            When there is none, it is no key, or others may read it.
        """
        if place is None and self.variable in os.environ:
            return self._bytes(
                os.environ[self.variable], f"The environment variable {self.variable}"
            )
        place = place or self.usual_place()
        _refuse_inside(place, never_in)
        try:
            with place.open("rb") as file:
                _refuse_shared(place, os.fstat(file.fileno()))
                content = file.read(10 * _BYTES)
        except FileNotFoundError:
            raise InputError(
                f"There is no key in '{place}'. Make one with: {self.made_by}, name its file with "
                f"--key, or give the key in {self.variable}."
            ) from None
        except OSError as error:
            raise InputError(f"The key in '{place}' cannot be read ({error.strerror}).") from None
        return self._bytes(content.decode("latin-1"), f"'{place}'")

    def _bytes(self, text: str, where: str) -> bytes:
        try:
            key = bytes.fromhex(text.strip())
        except ValueError:
            key = b""
        if len(key) < _BYTES or len(set(key)) < _BYTES // 4:
            raise InputError(f"{where} holds no key of evalutils. Make one with: {self.made_by}.")
        return key


def new_key(place: Path, never_in: tuple[Path, ...] = ()) -> None:
    """Write a new key for this user alone; never over another file.

    Raises
    ------
    InputError
        When there is a file already, or the place lies in a folder that others get.
    """
    _refuse_inside(place, never_in)
    with named(place):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise InputError(
                f"'{place}' exists already, and what was made with it could no longer be made "
                "again. Name another file with --to."
            ) from None
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES) + "\n")


def _refuse_shared(place: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise InputError(f"'{place}' is no ordinary file. Take an ordinary one.")
    if os.name != "nt" and (found.st_mode & 0o077 or found.st_uid != os.geteuid()):
        raise InputError(
            f"'{place}' may be read by others, so that its key is none. Give it to yourself alone "
            "(chmod 600) when nobody can have seen it; otherwise make another."
        )


def _refuse_inside(place: Path, folders: tuple[Path, ...]) -> None:
    for folder in folders:
        if place.resolve().is_relative_to(folder.resolve()):
            raise InputError(
                f"A key does not stand in '{folder.resolve()}', which others get. Name a file "
                "outside it, where only you come, or leave --to out: then it stands in your own "
                "settings."
            )
