"""What the operating system refuses, in one line: where, what, and what to do next."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOM = "Make room there and give the same command again; what was ready is kept."
_PERMISSION = "Give yourself permission, or choose another folder."
_AWAY = "Move what stands there away, or choose another folder."
_CLOSE = "Close the program that uses it and try again."
_NEXT = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EROFS: "Choose a folder that may be written in.",
    errno.EACCES: _PERMISSION,
    errno.EPERM: _PERMISSION,
    errno.ENOTDIR: _AWAY,
    errno.EISDIR: _AWAY,
    errno.EEXIST: _AWAY,
    errno.ENOTEMPTY: _AWAY,
    errno.ELOOP: _AWAY,
    errno.ENOENT: "Check the path.",
    errno.EMFILE: "Raise the number of files that a process may open (ulimit -n).",
    errno.ENFILE: "Close programs that have many files open and try again.",
    errno.ENAMETOOLONG: "Choose shorter names or a folder with a shorter path.",
    errno.ETXTBSY: _CLOSE,
    errno.EBUSY: _CLOSE,
    errno.EAGAIN: "Close other programs and try again.",
    errno.ENOMEM: "Close other programs and try again.",
    errno.EPIPE: "Let the reader read to the end, or write to a file.",
}
_OTHERWISE = "Check the disk and your permissions."
_NUMBER = re.compile(r"\[Errno (\d+)\]")


def in_one_line(error: OSError) -> str:
    """Say where the system refused what, and what to do next."""
    where, number = _where(error), _number(error)
    what = os.strerror(number) if number else "the system refuses"
    place = f"'{where}': " if where else ""
    return f"{place}{what}. {_NEXT.get(number, _OTHERWISE)}"


@contextmanager
def named(place: Path) -> Iterator[None]:
    """Give errors of the system in a block a path: a full disk does not say where it is full."""
    try:
        yield
    except OSError as error:
        if not _where(error) and not isinstance(error, BrokenPipeError):
            error.filename = str(place)
        raise


def _where(error: OSError) -> str:
    if isinstance(error, BrokenPipeError):
        return "standard output"
    name = error.filename2 or error.filename or _of_many(error)[1]
    return os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else ""


def _number(error: OSError) -> int:
    found = _NUMBER.search(_of_many(error)[2])
    return int(found[1]) if found else error.errno or 0


def _of_many(error: OSError) -> tuple[str, str, str]:
    """The first file of a copied folder that could not be copied: from, to, why."""
    listed = error.args[0] if error.args else ""
    if isinstance(error, shutil.Error) and isinstance(listed, list) and listed:
        source, target, why = listed[0]
        return str(source), str(target), str(why)
    return "", "", ""
