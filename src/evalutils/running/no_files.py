"""Keeps a notebook about protected data from writing files.

IPython loads this module into the kernel of such a job. What a notebook saves itself passes no
disclosure control, and may lie where the next book takes it from. Only Python's own ways to open
a file are watched (audit event ``open``, PEP 578): a slip, not somebody who wants to get round it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Folders of the job itself, which end with it, and what a library finds out once.
_OWN = ("TMPDIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR")


def load_ipython_extension(_: object) -> None:
    """Refuse every file that is opened for writing from now on (IPython calls this)."""
    own = tuple(Path(os.environ[name]).resolve() for name in _OWN if name in os.environ)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open":
            return
        path, mode, flags = arguments
        writes = bool(set(mode) & set("wax+")) if mode else bool((flags or 0) & _WRITES)
        if writes and not isinstance(path, int) and not _is_allowed(path, own):
            raise PermissionError(
                "a notebook about protected data writes no files: what it saves is not cleared"
            )

    sys.addaudithook(watch)


def _is_allowed(path: Any, own: tuple[Path, ...]) -> bool:
    place = Path(os.fsdecode(path)).resolve()
    if place.is_relative_to("/dev") or place.is_relative_to("/proc"):
        return True
    return "__pycache__" in place.parts or any(place.is_relative_to(folder) for folder in own)
