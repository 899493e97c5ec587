"""Whether anybody still waits for the task that a thread of a worker is doing."""

from __future__ import annotations

import sys
from collections.abc import Callable


def who_wants() -> Callable[[], bool]:
    """Ask, in the thread that does the task; the answer is always yes where nobody can tell.

    A Dask worker cannot stop a thread, but it knows which of its tasks was taken back: by the one
    who asked for it, or by the scheduler when that one is gone.
    """
    worker = sys.modules.get("distributed.worker")
    if worker is None or getattr(worker.thread_state, "key", None) is None:
        return lambda: True
    state, key = worker.get_worker().state, worker.thread_state.key

    def wanted() -> bool:
        task = state.tasks.get(key)
        return task is not None and task.state in ("executing", "long-running")

    return wanted
