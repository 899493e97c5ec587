"""Temporary folders that outlive nobody: what is left of killed commands goes with the next one.

Who is killed with kill -9, and everything with it that cleans up after it, leaves its folder. That
nobody is at work in a folder shows from a lock, which the operating system takes away with its
holder.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from evalutils.system.folders import MARK, MARKER, is_ours
from evalutils.system.interrupts import shielded
from evalutils.system.removal import remove_tree

_PREFIX = "evalutils-"
_NEW_S = 60.0  # between being made and being locked


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Give a new folder for this user alone, with a short name; it is gone in the end."""
    with ExitStack() as stack:
        with shielded():
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
            if sys.platform != "win32":
                handle = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, handle)
                _lock(handle)
            stack.callback(remove_tree, folder, ignore_errors=True)
            (folder / MARKER).write_bytes(MARK)
        yield folder


def remove_left() -> None:
    """Remove the folders of this user of which nobody is there any more."""
    with suppress(OSError):
        for place in list(os.scandir(tempfile.gettempdir())):
            if place.name.startswith(_PREFIX):
                with suppress(OSError):
                    _remove_if_left(Path(place.path))


def _remove_if_left(folder: Path) -> None:
    found = os.lstat(folder)
    if sys.platform == "win32" or not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        return
    if stat.S_IMODE(found.st_mode) != stat.S_IRWXU or time.time() - found.st_mtime < _NEW_S:
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        _lock(handle)
        if is_ours(folder):
            remove_tree(folder, ignore_errors=True)
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Hold a folder as long as this process is there; BlockingIOError when another does."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
