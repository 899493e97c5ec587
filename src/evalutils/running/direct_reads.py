"""Tells which files a notebook reads past the doors of `evalutils.report`.

IPython loads this module into the kernel of a job. Only Python's own ways to open a file or list a
folder are seen (audit events, PEP 578).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import evalutils
from evalutils.running.own_files import sha256_at
from evalutils.trace import FOLDER, OWN, is_loading, tell, tell_file

_READS = {"open", "os.listdir", "os.scandir", "sqlite3.connect"}
_WRITES = os.O_WRONLY | os.O_RDWR
# Of the system, of Python and of the job: the installed packages are part of its basis already.
_SYSTEM = ("/usr", "/etc", "/proc", "/sys", "/dev", "/lib", "/lib64", "/bin", "/var", "/run")
_OF_THE_JOB = (FOLDER, "EVALUTILS_KEPT", "EVALUTILS_WARM", "IPYTHONDIR", "MPLCONFIGDIR", "TMPDIR")


def load_ipython_extension(_: object) -> None:
    """Tell of every file that is opened from now on (IPython calls this)."""
    own = OwnFiles(Path.cwd())
    busy = False

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal busy
        if event not in _READS or busy or is_loading():
            return
        if not isinstance(arguments[0], str | os.PathLike):
            return
        busy = True  # looking at a file opens it
        try:
            path = os.fsdecode(arguments[0])
            if event == "sqlite3.connect":
                path = path.removeprefix("file:").partition("?")[0]
            tell_file(path)
            own.opened(path, writing=event == "open" and _writes(*arguments[1:]))
        finally:
            busy = False

    sys.addaudithook(watch)


def _writes(mode: str | None, flags: int | None) -> bool:
    return bool(set(mode) & set("wax+")) if mode else bool((flags or 0) & _WRITES)


class OwnFiles:
    """Tells of files elsewhere than in the data folder, by their path from that of the notebook."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        given = (os.environ.get(name) for name in _OF_THE_JOB)
        package = str(Path(evalutils.__file__).parent)
        some = (*_SYSTEM, sys.prefix, sys.base_prefix, package, *given)
        # A project may lie in any of these.
        self._others = [one for one in some if one and not _within(str(folder), one)]
        self._seen: set[str] = set()

    def opened(self, path: str, *, writing: bool) -> None:
        """Tell of a file or folder, with what is in it at this moment; not of what it made."""
        place = os.path.realpath(path)  # the copy of the data has links to what no chapter reads
        if place in self._seen or any(_within(place, other) for other in self._others):
            return
        self._seen.add(place)
        inner = os.path.relpath(place, self._folder).replace(os.sep, "/")
        if not writing and not _is_clutter(inner) and place not in map(os.path.realpath, sys.path):
            tell(f"{OWN}{sha256_at(Path(place))} {inner}")


def _within(place: str, folder: str) -> bool:
    return f"{place}{os.sep}".startswith(f"{folder.rstrip(os.sep)}{os.sep}")


def _is_clutter(inner: str) -> bool:
    """Whether it is hidden, or code: what a notebook imports is part of its basis already."""
    hidden = any(part.startswith(".") and part.strip(".") for part in inner.split("/"))
    return hidden or inner.endswith((".py", ".pyc")) or "\n" in inner
