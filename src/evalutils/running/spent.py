"""What processes spend: processor time and memory, and a limit to the latter.

The limit is set twice. A kernel may have no more data of its own, so that the cell that asks for
more ends in a MemoryError; and the job process watches the kernel with all that it started, by what
they hold in proportion, since forked processes share most of their memory.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LOOKS_S = 0.25
_MB = 1_000_000


@dataclass(frozen=True)
class Spent:
    """Processor seconds of processes, and the most memory that one of them had."""

    cpu_s: float = 0.0
    peak_mb: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.cpu_s + other.cpu_s, max(self.peak_mb, other.peak_mb))


def spent_by(*, children: bool) -> Spent:
    """What this process spent, or its children that have ended; nothing where it is not told."""
    if sys.platform == "win32":
        return Spent()
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF)
    unit = 1 if sys.platform == "darwin" else 1024
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss * unit / _MB)


def shown_size(size: int) -> str:
    """A number of bytes as an option takes it: ``2G``, ``512M``."""
    for letter, unit in (("G", 10**9), ("M", 10**6), ("K", 10**3)):
        if size >= unit:
            return f"{size / unit:.4g}{letter}"
    return str(size)


def limit_data(size: int) -> None:
    """Let this process, and each that it starts, take so many bytes more than it has."""
    if sys.platform == "linux":
        import resource

        most = _of(os.getpid(), "status", "VmData:") + size
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def tree_of(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for above in found:  # grows while it is walked through
        with suppress(OSError):
            for task in Path(f"/proc/{above}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def memory_of(pids: list[int], most: int = 0) -> int:
    """Bytes that processes hold in proportion; a quicker upper bound when that is below `most`."""
    resident = sum(_of(pid, "status", "VmRSS:") for pid in pids)
    return resident if resident < most else sum(_of(pid, "smaps_rollup", "Pss:") for pid in pids)


def _of(pid: int, file: str, name: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    return 0


class Watch:
    """Ends a process when it and what it started hold more than their memory.

    Use it as a context; without a limit, or elsewhere than on Linux, it does nothing.
    """

    def __init__(self, size: int, pid: Callable[[], int | None], kill: Callable[[], None]) -> None:
        self.exceeded = False
        self._size, self._pid, self._kill = size, pid, kill
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        if self._size and sys.platform == "linux":
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOKS_S):
            pid = self._pid()
            if pid is not None and memory_of(tree_of(pid), self._size) > self._size:
                self.exceeded = True
                self._kill()
                return
