"""One run at a time in a build directory, held by the operating system.

The lock is on an open file, not on its existence: it goes with the process, also after kill -9,
so a stale lock cannot block anyone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from evalutils.errors import RunError


@contextmanager
def hold(build_dir: Path, name: str = "run") -> Iterator[None]:
    """Hold the build directory for the length of a ``with`` block.

    Parameters
    ----------
    name
        What is being held; blocks with different names do not exclude each other.

    Raises
    ------
    RunError
        When another process holds it; the message names the process.
    """
    build_dir.mkdir(parents=True, exist_ok=True)
    path = build_dir / f"{name}.lock"
    # "a+" neither truncates the process number of the holder nor fails on a first run.
    with path.open("a+", encoding="ascii") as handle:
        if not _try_lock(handle):
            raise RunError(
                f"Another {name} is busy in {build_dir}{_holder(path)}. "
                "Wait until it is ready or stop it, then try again."
            )
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def _holder(path: Path) -> str:
    try:
        number = path.read_text(encoding="ascii").strip()
    except OSError:
        return ""
    return f" (process {number})" if number else ""


if sys.platform == "win32":
    import msvcrt

    # Windows forbids reading a locked byte; lock one far behind the process number.
    _LOCKED_BYTE = 1 << 20

    def _try_lock(handle: IO[str]) -> bool:
        handle.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: IO[str]) -> bool:
        try:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
