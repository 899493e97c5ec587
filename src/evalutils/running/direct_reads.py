"""Tells which data files a notebook reads past the doors of `evalutils.report`.

IPython loads this module into the kernel of a job. Only Python's own ways to open a file or list a
folder are seen (audit events, PEP 578).
"""

from __future__ import annotations

import os
import sys
from typing import Any

from evalutils.trace import tell_file

_READS = {"open", "os.listdir", "os.scandir"}


def load_ipython_extension(_: object) -> None:
    """Tell of every data file that is opened from now on (IPython calls this)."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _READS and isinstance(arguments[0], str | os.PathLike):
            tell_file(os.fsdecode(arguments[0]))

    sys.addaudithook(watch)
