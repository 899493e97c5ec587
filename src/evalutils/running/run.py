"""Running jobs: those that are due, and saying which those are."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from pathlib import Path

from evalutils.errors import InputError
from evalutils.running.code import Code
from evalutils.running.course import Course, Start
from evalutils.running.freshness import Freshness, Judgement, Wish
from evalutils.running.job import Job
from evalutils.running.machines.crew import Means, crew_of
from evalutils.running.place import Shelves
from evalutils.running.progress import Reporter, reporter_for
from evalutils.running.summary import RunSummary
from evalutils.running.warm.started import Warm
from evalutils.system.build_folder import workspace
from evalutils.system.processors import usual_jobs


def run_jobs(
    jobs: Sequence[Job],
    *,
    build_dir: Path,
    workers: int | None = None,
    timeout_s: int = 300,
    memory: int = 0,
    force: bool = False,
    retry_failed: bool = False,
    cold: bool = False,
    scheduler: str = "",
    executor: Executor | None = None,
    warm: Callable[[], Warm | None] | None = None,
    reporter: Reporter | None = None,
) -> RunSummary:
    """Run every job that is not fresh, or all by `force`, each in its own process.

    The caller is at work in the build directory (`evalutils.system.build_folder.at_work`). A
    failed job is kept under ``failed`` there and loses its record, so that an older result cannot
    pose as current; the others go on, and the summary names it. With nothing changed it is not
    run again but by `retry_failed`, unless what failed may pass, and the summary names it still.

    Parameters
    ----------
    build_dir
        Where results, failures and temporary files are.
    timeout_s
        Limit per notebook, from the start of its process; there is no running without one. With
        another limit a notebook that ran into it is run again.
    workers
        How many at a time on this machine; by default what keeps its processors busy.
    memory, cold, scheduler, executor, warm
        See `evalutils.running.machines.crew.Means`.
    reporter
        Hears how far the run is; by default what suits standard output.

    Raises
    ------
    InputError
        When `workers` or `timeout_s` is not a positive whole number, or what
        `evalutils.running.machines.cluster` refuses of a scheduler.
    RunError
        When no scheduler answers, or its workers have other packages.
    InterruptedRunError
        After Ctrl-C: finished notebooks are in place, processes and temporary files are gone.
    """
    workers = usual_jobs() if workers is None else workers
    _check_positive("workers", workers)
    _check_positive("timeout_s", timeout_s)
    began, cache = time.monotonic(), Shelves(build_dir).cache
    means = Means(workers, cold, memory, scheduler, executor, warm)
    with _before(jobs, build_dir) as before:
        wish = Wish(force, retry_failed, timeout_s)
        judgements = [before.freshness.judge(job, wish) for job in jobs]
        due = [one.job for one in judgements if one.reasons]
        with crew_of(means, due, work=before.work, cache=cache) as crew:
            limits = {"timeout_s": timeout_s, "memory": memory}
            course = Course(due, before, build_dir, limits, reporter or reporter_for(), crew)
            outcomes = course.to_the_end(skipped=len(judgements) - len(due))
    remembered = [one.failed for one in judgements if one.failed is not None]
    again = [one.failure for one in outcomes if one.failure is not None]
    return RunSummary(
        ran=tuple(one.name for one in outcomes if one.failure is None),
        skipped=tuple(one.job.name for one in judgements if not one.reasons and not one.failed),
        failed=(*remembered, *again),
        cut=tuple((one.name, one.cut) for one in outcomes if one.cut),
        remembered=len(remembered),
        seconds=time.monotonic() - began,
    )


def judge_jobs(jobs: Sequence[Job], *, build_dir: Path, wish: Wish) -> list[Judgement]:
    """Say of each job whether `run_jobs` would run it, and why; nothing is run."""
    with _before(jobs, build_dir) as before:
        return [before.freshness.judge(job, wish) for job in jobs]


@contextmanager
def _before(jobs: Sequence[Job], build_dir: Path) -> Iterator[Start]:
    shelves = Shelves(build_dir)
    with workspace(build_dir) as work:
        notebooks, code = _read_once(jobs, work), Code(shelves.cache)
        yield Start(work, notebooks, code, Freshness(notebooks, code, shelves))


def _read_once(jobs: Sequence[Job], work: Path) -> dict[Path, Path]:
    """Copy each notebook, so that what was read and hashed is what runs."""
    copies: dict[Path, Path] = {}
    for number, path in enumerate(sorted({job.notebook for job in jobs})):
        copies[path] = work / "notebooks" / str(number) / path.name
        copies[path].parent.mkdir(parents=True)
        with suppress(FileNotFoundError):  # the job says so
            shutil.copyfile(path, copies[path])
    return copies


def _check_positive(name: str, value: int) -> None:
    if not isinstance(value, int) or value < 1:
        raise InputError(f"{name} is {value!r}. Give a whole number of 1 or more.")
