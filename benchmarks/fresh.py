"""How long it takes to see that nothing changed: jobs, what they depend on, and their outputs.

Run it as ``python benchmarks/fresh.py [EVALUATIONS]`` (1,026 by default). The evaluations are
invented and their notebooks are not run: each job gets an output of the usual size and the record
of a run that asked for all that it can. Reading the data is measured elsewhere.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from evalutils.dataset.faults import FaultList
from evalutils.dataset.load import load_data_set
from evalutils.dataset.snapshot import take_snapshot
from evalutils.project import Project
from evalutils.running.code import Code
from evalutils.running.execute import JobResult
from evalutils.running.freshness import Freshness, Wish
from evalutils.running.job import Job
from evalutils.running.place import Shelves
from evalutils.running.plan import Reading
from evalutils.running.processes import Ended
from evalutils.running.record import record_of
from evalutils.running.run import judge_jobs
from evalutils.running.spent import Spent
from evalutils.synthetic.write import Order, synthesise
from evalutils.trace import MODULE

ROOT = Path(__file__).parents[1]
OUTPUT = b" " * 300_000
T = TypeVar("T")


def timed(what: str, work: Callable[[], T]) -> T:
    """Do something, and print its time."""
    began, used = time.perf_counter(), time.process_time()
    result = work()
    spent = time.perf_counter() - began
    print(f"{what}: {spent:.2f} s, of which {time.process_time() - used:.2f} s of CPU")
    return result


def leave(job: Job, freshness: Freshness) -> None:
    """Leave what a run of a job leaves."""
    room = "ladder" if "ladder" in job.name else "outflow"
    doors = (f"{MODULE}evalutils.report.evaluation_report", f"{MODULE}evalutils.{room}")
    asked = [*(name for name in job.parts if "/" in name and "*" not in name), *doors]
    job.output.parent.mkdir(parents=True, exist_ok=True)
    job.output.write_bytes(OUTPUT)
    ended = Ended(JobResult(asked=tuple(asked)), 1, Spent())
    record = record_of(freshness.basis(job, asked), job.output, ended)
    job.record.write_text(record.to_json(), encoding="utf-8")


def main(evaluations: int) -> None:
    """Measure in a folder that is removed again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        order = Order(evaluations // 3, programmes=3, clients=100 * evaluations, seed=1)
        synthesise(order, ROOT / "data", folder / "data")
        project = Project(ROOT, folder / "data", folder / "build")
        snapshot = take_snapshot(folder / "data", folder / "snapshot" / "data", FaultList())
        data = timed("reading without a cache", lambda: load_data_set(snapshot.folder))
        jobs = timed("jobs", lambda: Reading(snapshot, data).jobs(project))
        with project.at_work("measure"):
            notebooks = {job.notebook: job.notebook for job in jobs}
            shelves = Shelves(project.build_dir)
            freshness = Freshness(notebooks, Code(shelves.cache), shelves)
            timed("records", lambda: [leave(job, freshness) for job in jobs])
            again = timed("jobs again", lambda: Reading(snapshot, data).jobs(project))
            found = timed(
                "judging",
                lambda: judge_jobs(again, build_dir=project.build_dir, wish=Wish()),
            )
        fresh = sum(not one.reasons for one in found)
        print(f"{len(jobs)} jobs, {fresh} fresh")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1026)
