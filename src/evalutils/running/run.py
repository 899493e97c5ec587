"""Running jobs: those that are due, a few at a time, to the end whatever happens to one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from evalutils.errors import InputError, InterruptedRunError, RunError
from evalutils.running.check import check_notebook
from evalutils.running.execute import Result
from evalutils.running.job import Job
from evalutils.running.place import Shelves
from evalutils.running.processes import Running, result_of, start
from evalutils.running.progress import Reporter, reporter_for
from evalutils.running.record import Basis, basis_of, is_fresh, package_sha256
from evalutils.running.summary import Failure, Outcome, RunSummary
from evalutils.system.build_folder import workspace
from evalutils.system.contained import end_all
from evalutils.system.interrupts import shielded

_POLL_S = 0.02


def run_jobs(
    jobs: Sequence[Job],
    *,
    build_dir: Path,
    workers: int = 2,
    timeout_s: int = 300,
    force: bool = False,
    reporter: Reporter | None = None,
) -> RunSummary:
    """Run every job that is not fresh, each in its own process.

    The caller is at work in the build directory (`evalutils.system.build_folder.at_work`). A
    failed job is kept under ``failed`` there and loses its record, so that an older result cannot
    pose as current; the others go on.

    Parameters
    ----------
    build_dir
        Where results, failures and temporary files are.
    workers
        How many jobs at a time.
    timeout_s
        Limit per notebook, from the start of its process; there is no running without one.
    force
        Run fresh jobs as well.
    reporter
        Hears how far the run is; by default what suits standard output.

    Raises
    ------
    InputError
        When `workers` or `timeout_s` is not a positive whole number.
    InterruptedRunError
        After Ctrl-C: finished notebooks are in place, processes and temporary files are gone.
        Failed jobs do not raise: they are in the summary.
    """
    _check_positive("workers", workers)
    _check_positive("timeout_s", timeout_s)
    began = time.monotonic()
    package = package_sha256()
    bases = [(job, basis_of(job, package)) for job in jobs]
    due = [(job, basis) for job, basis in bases if force or not is_fresh(job, basis)]
    with workspace(build_dir) as work:
        run = _Run(due, build_dir, work, timeout_s, reporter or reporter_for())
        outcomes = run.to_the_end(workers, skipped=len(bases) - len(due))
    names = {job.name for job, _ in due}
    return RunSummary(
        ran=tuple(one.name for one in outcomes if one.failure is None),
        skipped=tuple(job.name for job in jobs if job.name not in names),
        failed=tuple(one.failure for one in outcomes if one.failure is not None),
        cut=tuple((one.name, one.cut) for one in outcomes if one.cut),
        seconds=time.monotonic() - began,
    )


@dataclass
class _Run:
    """The moving parts of one run; all of it happens in the main thread."""

    due: Sequence[tuple[Job, Basis]]
    build_dir: Path
    work: Path
    timeout_s: int
    reporter: Reporter
    running: list[Running] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def to_the_end(self, workers: int, *, skipped: int) -> list[Outcome]:
        waiting = list(enumerate(self.due))[::-1]
        self.reporter.begin(len(self.due), skipped)
        try:
            while waiting or self.running:
                while waiting and len(self.running) < workers:
                    self._begin(*waiting.pop())
                time.sleep(_POLL_S)
                for one in list(self.running):
                    code = one.process.poll()
                    if code is not None:
                        self.running.remove(one)
                        self._conclude(one, code)
        except KeyboardInterrupt:
            raise InterruptedRunError(
                f"Interrupted: {len(self.outcomes)} of {len(self.due)} notebooks were ready "
                "and are kept. The same command does the rest."
            ) from None
        finally:
            end_all()
            with suppress(OSError):  # the terminal may be gone
                self.reporter.close()
        return self.outcomes

    def _begin(self, number: int, planned: tuple[Job, Basis]) -> None:
        job, basis = planned
        try:
            check_notebook(job.notebook, job.parameters)
        except RunError as error:
            self._fail(job, 0.0, Result(str(error), str(error)))
            return
        self.running.append(start(job, basis, self.work / str(number), self.timeout_s))

    def _conclude(self, one: Running, code: int) -> None:
        result = result_of(one, code)
        if not result.reason and basis_of(one.job, one.basis.package_sha256) != one.basis:
            reason = "a file it depends on changed while it ran; run it again"
            result = Result(reason, reason)
        if result.reason:
            self._fail(one.job, one.seconds, result, one.task.output)
            return
        with shielded():
            Shelves(self.build_dir).place(one, result)
            self._tell(Outcome(one.job.name, one.seconds, len(result.warnings), cut=result.cut))

    def _fail(self, job: Job, seconds: float, result: Result, partial: Path | None = None) -> None:
        traceback = Shelves(self.build_dir).keep_failure(job, result, partial)
        failure = Failure(job.name, result.reason, traceback)
        self._tell(Outcome(job.name, seconds, failure=failure))

    def _tell(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.reporter.done(outcome)


def _check_positive(name: str, value: int) -> None:
    if not isinstance(value, int) or value < 1:
        raise InputError(f"{name} is {value!r}. Give a whole number of 1 or more.")
