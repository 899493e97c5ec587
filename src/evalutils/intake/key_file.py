"""The key under which pseudonyms are made: in a file of this user alone, or in the environment.

Who has it can tell whose pseudonym is whose by trying every number of a client. Lost, the same
clients get other pseudonyms in the next import; destroyed, no pseudonym can be traced any more.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from evalutils.errors import InputError
from evalutils.system.refusals import named

VARIABLE = "EVALUTILS_KEY"
_BYTES = 32
_MAKE = "Make one with: evalutils key new"


def usual_place() -> Path:
    """Where a key is kept unless another place is named: outside any project."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "evalutils" / "pseudonyms.key"


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


def read_key(place: Path | None, never_in: tuple[Path, ...] = ()) -> bytes:
    """The key of a file, or else of the environment, or else of the usual place.

    Raises
    ------
    InputError
        When there is none, it is no key, or others may read it.
    """
    if place is None and VARIABLE in os.environ:
        return _bytes(os.environ[VARIABLE], f"The environment variable {VARIABLE}")
    place = place or usual_place()
    _refuse_inside(place, never_in)
    try:
        with place.open("rb") as file:
            found = os.fstat(file.fileno())
            _refuse_shared(place, found)
            content = file.read(10 * _BYTES)
    except FileNotFoundError:
        raise InputError(
            f"There is no key in '{place}', and pseudonyms are made under one. {_MAKE}, or name "
            f"its file with --key or the key in {VARIABLE}."
        ) from None
    except OSError as error:
        raise InputError(f"The key in '{place}' cannot be read ({error.strerror}).") from None
    return _bytes(content.decode("latin-1"), f"'{place}'")


def _refuse_shared(place: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise InputError(f"'{place}' is no ordinary file. {_MAKE}.")
    if os.name != "nt" and (found.st_mode & 0o077 or found.st_uid != os.geteuid()):
        raise InputError(
            f"'{place}' may be read by others, so that its key is none. Give it to yourself alone "
            "(chmod 600) when nobody can have seen it; otherwise make another."
        )


def _refuse_inside(place: Path, folders: tuple[Path, ...]) -> None:
    for folder in folders:
        if place.resolve().is_relative_to(folder.resolve()):
            raise InputError(
                f"A key does not stand in '{folder}', which others get. Name a file elsewhere."
            )


def _bytes(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) < _BYTES or len(set(key)) < _BYTES // 4:
        raise InputError(f"{where} holds no key of evalutils. {_MAKE}.")
    return key
