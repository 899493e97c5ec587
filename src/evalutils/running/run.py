"""Running jobs: those that are due, a few at a time, to the end whatever happens to one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evalutils.chapters import Failed
from evalutils.dataset.dependencies import files_read
from evalutils.errors import InputError, InterruptedRunError, RunError
from evalutils.running.code import Code
from evalutils.running.execute import JobResult, Task
from evalutils.running.failures import FailureRecord
from evalutils.running.forecast import Forecast
from evalutils.running.freshness import Freshness, Judgement, Wish
from evalutils.running.job import Job
from evalutils.running.machines.crew import Crew, Means, crew_of
from evalutils.running.place import Shelves
from evalutils.running.processes import Ended
from evalutils.running.progress import Reporter, reporter_for
from evalutils.running.summary import Failure, Outcome, RunSummary, reason_of
from evalutils.running.takes_parameters import check_notebook
from evalutils.system.build_folder import workspace
from evalutils.system.interrupts import heed, shielded

_POLL_S = 0.25


def run_jobs(
    jobs: Sequence[Job],
    *,
    build_dir: Path,
    workers: int = 2,
    timeout_s: int = 300,
    memory: int = 0,
    force: bool = False,
    retry_failed: bool = False,
    cold: bool = False,
    scheduler: str = "",
    executor: Executor | None = None,
    reporter: Reporter | None = None,
) -> RunSummary:
    """Run every job that is not fresh, or all by `force`, each in its own process.

    The caller is at work in the build directory (`evalutils.system.build_folder.at_work`). A
    failed job is kept under ``failed`` there and loses its record, so that an older result cannot
    pose as current; the others go on, and the summary names it. One that failed before is not run
    again while nothing changed, but by `retry_failed`.

    Parameters
    ----------
    build_dir
        Where results, failures and temporary files are.
    timeout_s
        Limit per notebook, from the start of its process; there is no running without one. With
        another limit a notebook that ran into it is run again.
    workers, memory, cold, scheduler, executor
        See `evalutils.running.machines.crew.Means`.
    reporter
        Hears how far the run is; by default what suits standard output.

    Raises
    ------
    InputError
        When `workers` or `timeout_s` is not a positive whole number.
    InterruptedRunError
        After Ctrl-C: finished notebooks are in place, processes and temporary files are gone.
    """
    _check_positive("workers", workers)
    _check_positive("timeout_s", timeout_s)
    began, cache = time.monotonic(), Shelves(build_dir).cache
    means = Means(workers, cold, memory, scheduler, executor)
    with _before(jobs, build_dir) as before:
        wish = Wish(force, retry_failed, timeout_s)
        judgements = [before.freshness.judge(job, wish) for job in jobs]
        due = [one.job for one in judgements if one.reasons]
        with crew_of(means, due, work=before.work, cache=cache) as crew:
            limits = {"timeout_s": timeout_s, "memory": memory}
            run = _Run(due, before, build_dir, limits, reporter or reporter_for(), crew)
            outcomes = run.to_the_end(skipped=len(judgements) - len(due))
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


@dataclass(frozen=True)
class _Before:
    """What a run starts from: a folder of its own, the notebooks as they were read, the code."""

    work: Path
    notebooks: Mapping[Path, Path]
    code: Code
    freshness: Freshness


@contextmanager
def _before(jobs: Sequence[Job], build_dir: Path) -> Iterator[_Before]:
    shelves = Shelves(build_dir)
    with workspace(build_dir) as work:
        notebooks, code = _read_once(jobs, work), Code(shelves.cache)
        yield _Before(work, notebooks, code, Freshness(notebooks, code, shelves))


@dataclass
class _Run:
    """The moving parts of one run; all of it happens in the main thread."""

    due: Sequence[Job]
    before: _Before
    build_dir: Path
    limits: Mapping[str, int]
    reporter: Reporter
    crew: Crew
    out: dict[Future[Any], tuple[Job, Task]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def to_the_end(self, *, skipped: int) -> list[Outcome]:
        self.reporter.begin(len(self.due), skipped)
        self.forecast = Forecast.of(self.due)
        try:
            self._work_through(list(enumerate(self.due))[::-1])
        except KeyboardInterrupt:
            raise InterruptedRunError(
                f"Interrupted: {len(self.outcomes)} of {len(self.due)} notebooks were ready "
                "and are kept. The same command does the rest."
            ) from None
        finally:
            self.crew.stop()
            with suppress(OSError):  # the terminal may be gone
                self.reporter.close()
        return self.outcomes

    def _work_through(self, waiting: list[tuple[int, Job]]) -> None:
        while waiting or self.out:
            while waiting and len(self.out) < self.crew.room():
                self._begin(*waiting.pop())
            self._look()
            for future in wait(self.out, _POLL_S, FIRST_COMPLETED).done:
                heed()
                job, task = self.out.pop(future)
                ended = self.crew.ended(task, future)
                self.forecast.ended(job.name, ended.seconds)
                self._conclude(job, task, ended)
            heed()

    def _look(self) -> None:
        hands = self.crew.hands()
        self.reporter.now(min(len(self.out), hands), self.forecast.left_s(hands))

    def _begin(self, number: int, job: Job) -> None:
        notebook = self.before.notebooks[job.notebook]
        try:
            check_notebook(notebook, job.parameters)
        except RunError as error:
            # Nothing was read yet.
            self._fail(job, Ended(JobResult(str(error), str(error), harmless=True, asked=())))
            return
        task = Task(
            folder=str(self.before.work / str(number)),
            notebook=str(notebook),
            cwd=str(job.notebook.parent),
            data_dir=str(job.data_dir),
            reads=tuple(path.partition("/")[2] for path in files_read(job.read(None))),
            parameters=dict(job.parameters),
            title=job.title,
            slug=job.slug,
            protected=job.protected,
            **self.limits,
        )
        self.out[self.crew.submit(task)] = job, task

    def _conclude(self, job: Job, task: Task, ended: Ended) -> None:
        result = ended.result
        if not result.reason and self.before.code.changed():
            reason = "the package or an installed one changed while it ran; run it again"
            result = JobResult(reason, reason, harmless=True, may_pass=True)
        if result.reason:
            self._fail(job, replace(ended, result=result), task.output)
            return
        with shielded():
            basis = self.before.freshness.basis(job, result.asked)
            Shelves(self.build_dir).place(job, task.output, basis, ended)
            self._tell(Outcome(job.name, ended.seconds, len(result.warnings), cut=result.cut))

    def _fail(self, job: Job, ended: Ended, partial: Path | None = None) -> None:
        result, timeout_s = ended.result, self.limits["timeout_s"]
        hidden = job.protected and not result.harmless
        why = Failed(result.cell, result.error, "" if hidden else result.reason)
        limit_s = timeout_s if ended.seconds >= timeout_s else None
        basis = self.before.freshness.basis(job, result.asked)
        may_pass = result.may_pass and limit_s is None
        kept = FailureRecord(basis, result.asked, why, limit_s, may_pass)
        traceback = Shelves(self.build_dir).keep_failure(job, result.details, kept, partial)
        failure = Failure(job.name, reason_of(why), traceback, why)
        self._tell(Outcome(job.name, ended.seconds, failure=failure))

    def _tell(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.reporter.done(outcome)


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
