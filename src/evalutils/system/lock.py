"""One at a time, held by the operating system.

The lock is on an open file, not on its existence: it goes with the process, also after kill -9,
so a stale lock cannot block anyone.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from evalutils.errors import BusyError
from evalutils.system.interrupts import shielded

NAME = ".evalutils.lock"
_POLL_S = 0.1


@contextmanager
def hold(path: Path, command: str, *, wait_s: float = 0.0) -> Iterator[None]:
    """Hold a lock for the length of a ``with`` block; its file is there only meanwhile.

    When another process holds it after `wait_s` seconds, a BusyError names its command and process.
    """
    handle = _locked(path, time.monotonic() + wait_s)
    try:
        os.ftruncate(handle, 0)
        os.write(handle, f"{command} {os.getpid()}".encode("ascii"))
        yield
    finally:
        # Removed while it is held: who waits for it sees that it is no longer the file of this
        # name. Windows does not remove an open file; there it stays, unlocked.
        with shielded():
            with suppress(OSError):
                path.unlink()
            os.close(handle)


def _locked(path: Path, deadline: float) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            if _try_lock(handle):
                if _is_still(path, handle):
                    return handle
            elif time.monotonic() >= deadline:
                raise BusyError(
                    f"{_holder(path)} is busy in '{path.parent}'. Wait until it is ready or stop "
                    "it, then try again."
                )
            else:
                time.sleep(_POLL_S)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    try:
        command, number = path.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return "Another evalutils"
    return f"evalutils {command} (process {number})"


if sys.platform == "win32":
    import msvcrt

    # Windows forbids reading a locked byte; lock one far behind the name of the holder.
    _LOCKED_BYTE = 1 << 20

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
