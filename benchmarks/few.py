"""With how few notebooks due a warm process pays: one to four of them, cold and warm.

Run with `python benchmarks/few.py`; processor time says more than wall time on a busy machine.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from evalutils.project import Project
from evalutils.running.job import Job
from evalutils.running.plan import one_reading
from evalutils.running.run import run_jobs

ROOT = Path(__file__).parents[1]
REPEATS = 3


def main() -> None:
    """Print a table in Markdown."""
    print("| notebooks due | cold, processor s | wall s | warm, processor s | wall s |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        project = Project(ROOT, ROOT / "data", Path(name) / "_build")
        with one_reading(project, "few", ["zwolle/*/*"], print) as reading:
            jobs = [job for job in reading.jobs(project, across=False) if "outflow" in job.name]
            run_jobs(jobs[:2], build_dir=project.build_dir, force=True)  # fonts, bytecode
            for due in range(1, 5):
                cells = []
                for cold in (True, False):
                    spent = [spent_on(jobs[:due], project, cold=cold) for _ in range(REPEATS)]
                    cells += [f"{min(figures):.1f}" for figures in zip(*spent, strict=True)]
                print(f"| {due} | {' | '.join(cells)} |", flush=True)


def spent_on(jobs: list[Job], project: Project, *, cold: bool) -> tuple[float, float]:
    """Processor and wall seconds of running these jobs."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run_jobs(jobs, build_dir=project.build_dir, force=True, cold=cold)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - began


if __name__ == "__main__":
    main()
