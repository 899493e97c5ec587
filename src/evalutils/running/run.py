"""Running jobs: those that are due, a few at a time, to the end whatever happens to one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from evalutils.chapters import Failed
from evalutils.dataset.snapshot import SEALED_NS
from evalutils.environment import sha256_of
from evalutils.errors import InputError, InterruptedRunError, RunError
from evalutils.running.execute import JobResult
from evalutils.running.job import Job
from evalutils.running.place import Shelves
from evalutils.running.processes import Running, environment_of, result_of, start
from evalutils.running.record import Basis, Code, basis_of, is_fresh, present_code
from evalutils.running.summary import (
    Failure,
    Outcome,
    Reporter,
    RunSummary,
    reason_of,
    reporter_for,
)
from evalutils.running.takes_parameters import check_notebook
from evalutils.running.warm.started import Warm, warm_process
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
    cold: bool = False,
    warm: Warm | None = None,
    reporter: Reporter | None = None,
) -> RunSummary:
    """Run every job that is not fresh, or all by `force`, each in its own process.

    The caller is at work in the build directory (`evalutils.system.build_folder.at_work`). A
    failed job is kept under ``failed`` there and loses its record, so that an older result cannot
    pose as current; the others go on, and the summary names it.

    Parameters
    ----------
    build_dir
        Where results, failures and temporary files are.
    workers
        How many jobs at a time.
    timeout_s
        Limit per notebook, from the start of its process; there is no running without one.
    cold
        Start every process afresh instead of from one that has imported what notebooks need.
    warm
        The process to start from, when there is one already.
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
    began = time.monotonic()
    with workspace(build_dir) as work:
        code, notebooks = present_code(), _read_once(jobs, work)
        bases = [(job, basis_of(job, sha256_of(notebooks[job.notebook]), code)) for job in jobs]
        due = [(job, basis) for job, basis in bases if force or not is_fresh(job, basis)]
        with _warm(work, build_dir, wanted=len(due) > 1 and not cold, given=warm) as warm:
            told = reporter or reporter_for()
            run = _Run(due, notebooks, code, build_dir, work, timeout_s, told, warm)
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
    notebooks: Mapping[Path, Path]
    code: Code
    build_dir: Path
    work: Path
    timeout_s: int
    reporter: Reporter
    warm: Warm | None
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
        notebook = self.notebooks[job.notebook]
        try:
            check_notebook(notebook, job.parameters)
        except RunError as error:
            # Nothing was read yet.
            self._fail(job, 0.0, JobResult(str(error), str(error), harmless=True))
            return
        folder, cache = self.work / str(number), Shelves(self.build_dir).cache
        self.running.append(
            start(
                job,
                basis,
                notebook,
                folder=folder,
                cache=cache,
                timeout_s=self.timeout_s,
                warm=self.warm,
            )
        )

    def _conclude(self, one: Running, code: int) -> None:
        result = result_of(one, code)
        reason = result.reason or self._changed(one.job)
        if reason != result.reason:
            result = JobResult(reason, reason, harmless=True)
        if result.reason:
            self._fail(one.job, one.seconds, result, one.task.output)
            return
        with shielded():
            Shelves(self.build_dir).place(one, result)
            self._tell(Outcome(one.job.name, one.seconds, len(result.warnings), cut=result.cut))

    def _changed(self, job: Job) -> str:
        """What is no longer as it was when the run began; empty when nothing is."""
        if present_code() != self.code:
            return "the package or an installed one changed while it ran; run it again"
        files = (job.data_dir / path.partition("/")[2] for path in job.inputs)
        if not all(path.is_file() and path.stat().st_mtime_ns == SEALED_NS for path in files):
            return "the notebook, or one beside it, wrote to the data; let it only read them"
        return ""

    def _fail(
        self, job: Job, seconds: float, result: JobResult, partial: Path | None = None
    ) -> None:
        traceback = Shelves(self.build_dir).keep_failure(job, result, partial)
        hidden = job.protected and not result.harmless
        why = Failed(result.cell, result.error, "" if hidden else result.reason)
        failure = Failure(job.name, reason_of(why), traceback, why)
        self._tell(Outcome(job.name, seconds, failure=failure))

    def _tell(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.reporter.done(outcome)


def _warm(
    work: Path, build_dir: Path, *, wanted: bool, given: Warm | None
) -> AbstractContextManager[Warm | None]:
    if given or not wanted:  # one notebook imports as much itself
        return nullcontext(given)
    return warm_for(work, build_dir)


def warm_for(
    work: Path, build_dir: Path, modules: Sequence[str] = ()
) -> AbstractContextManager[Warm | None]:
    """A warm process for a build folder, as `warm_process`; `work` is for its temporary files."""
    return warm_process(work, environment_of(work, Shelves(build_dir).cache), modules)


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
