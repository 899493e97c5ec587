"""Waiting for what another process does: as long as a busy machine needs, and no longer."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol


class Process(Protocol):
    def poll(self) -> int | None: ...


def wait_until(condition: Callable[[], bool], by: Process | None = None) -> None:
    """Wait for something; what comes `by` a process does not come when that has ended."""
    deadline = time.monotonic() + 1200
    while True:
        ended = by.poll() if by else None  # before looking: its last act counts
        if condition():
            return
        assert ended is None, f"the process ended with {ended} before it happened"
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
