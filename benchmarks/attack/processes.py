"""Processes that the attack started, found by a value in their environment."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from benchmarks.attack.setting import TAG


def alive(tag: str) -> list[int]:
    """Processes that have this value in their environment, which children inherit."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"{TAG}={tag}\0".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
    return found


def left_behind(tag: str, ours: Collection[int] = (), patience_s: float = 15.0) -> list[int]:
    """Those that do not end by themselves in some seconds; they are killed then."""
    deadline = time.monotonic() + patience_s
    while (found := set(alive(tag)) - set(ours)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in found:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    return sorted(found)
