"""Keeps a notebook about protected data from writing files, and from programs that could.

IPython loads this module into the kernel of such a job. What a notebook saves itself passes no
disclosure control, and may lie where the next book takes it from. Only Python's own ways to make
a file or start a program are watched (audit events, PEP 578): a slip, not somebody who wants to
get round it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Events with the path that they make, by its place among the arguments.
_MAKES = {"os.rename": 1, "os.link": 1, "os.symlink": 1, "os.mkdir": 0, "sqlite3.connect": 0}
_STARTS = {"subprocess.Popen", "os.system", "os.posix_spawn", "os.forkpty"}
# Folders of the job itself, which end with it, and what a library finds out once.
_OWN = ("TMPDIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR")


def load_ipython_extension(_: object) -> None:
    """Refuse every file that is opened for writing from now on (IPython calls this)."""
    own = tuple(Path(os.environ[name]).resolve() for name in _OWN if name in os.environ)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _STARTS:
            # An OSError is what libraries that ask the system something live with; after one,
            # the standard library would try in another way what a line with ! asks.
            error = RuntimeError if event == "os.forkpty" else PermissionError
            raise error("a notebook about protected data starts no other programs")
        made = _made(event, arguments)
        if made is not None and not isinstance(made, int) and not _is_allowed(made, own):
            raise PermissionError(
                "a notebook about protected data writes no files: what it saves is not cleared"
            )

    sys.addaudithook(watch)


def _made(event: str, arguments: tuple[Any, ...]) -> Any:
    """The path that an event makes or opens for writing; None when it does not."""
    if event in _MAKES:
        return arguments[_MAKES[event]]
    if event != "open":
        return None
    path, mode, flags = arguments
    writes = bool(set(mode) & set("wax+")) if mode else bool((flags or 0) & _WRITES)
    return path if writes else None


def _is_allowed(path: Any, own: tuple[Path, ...]) -> bool:
    if os.fsdecode(path) == ":memory:":  # of sqlite3
        return True
    place = Path(os.fsdecode(path)).resolve()
    if place.is_relative_to("/dev") or place.is_relative_to("/proc"):
        return True
    return "__pycache__" in place.parts or any(place.is_relative_to(folder) for folder in own)
