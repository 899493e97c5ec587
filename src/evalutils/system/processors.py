"""How many jobs keep the processors busy that this process may use."""

from __future__ import annotations

import os


def usual_jobs() -> int:
    """Jobs at a time: three for two processors.

    A job waits a third of its time: for its kernel to start, for its answers, and for files. In a
    container or a batch job not every processor of the machine may be used.
    """
    has_affinity = hasattr(os, "sched_getaffinity")
    processors = len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1
    return processors * 3 // 2
