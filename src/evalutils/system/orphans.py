"""What a warden leaves when it is killed itself: on Linux it comes to the run, which ends it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from evalutils.system import warden

_GIVE_UP_S = 10.0
_PAUSE_S = 0.001

# The children that this process had before it adopted any; None when it adopts none.
_before: set[int] | None = None


@contextmanager
def adopting() -> Iterator[None]:
    """Let descendants whose parent is killed come to this process, for `end_orphans`."""
    global _before
    if not warden.ADOPTS:
        yield
        return
    _before = set(warden.children())
    warden.adopt_orphans(True)
    try:
        yield
    finally:
        warden.adopt_orphans(False)
        _before = None


def end_orphans(ours: Collection[int]) -> None:
    """Kill the children that came to this process, and theirs after them, but not `ours`."""
    if _before is None:
        return
    deadline = time.monotonic() + _GIVE_UP_S
    while time.monotonic() < deadline:
        orphans = set(warden.children()) - _before - set(ours)
        if not orphans:
            return
        for pid in orphans:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(_PAUSE_S)
