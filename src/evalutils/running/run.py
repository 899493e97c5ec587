"""Running jobs: those that are due, a few at a time, to the end whatever happens to one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from evalutils.chapters import Failed
from evalutils.dataset.dependencies import files_read
from evalutils.dataset.snapshot import SEALED_NS
from evalutils.errors import InputError, InterruptedRunError, RunError
from evalutils.running.code import Code
from evalutils.running.execute import JobResult
from evalutils.running.failures import FailureRecord
from evalutils.running.freshness import Freshness, Judgement, Wish
from evalutils.running.job import Job
from evalutils.running.place import Shelves
from evalutils.running.processes import Running, environment_of, result_of, start
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
    retry_failed: bool = False,
    cold: bool = False,
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
    workers
        How many jobs at a time.
    timeout_s
        Limit per notebook, from the start of its process; there is no running without one. With
        another limit a notebook that ran into it is run again.
    cold
        Start every process afresh instead of from one that has imported what notebooks need.
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
    with _before(jobs, build_dir) as before:
        wish = Wish(force, retry_failed, timeout_s)
        judgements = [before.freshness.judge(job, wish) for job in jobs]
        due = [one.job for one in judgements if one.reasons]
        with _warm(before.work, build_dir, wanted=len(due) > 1 and not cold) as warm:
            run = _Run(due, before, build_dir, timeout_s, reporter or reporter_for(), warm)
            outcomes = run.to_the_end(workers, skipped=len(judgements) - len(due))
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

    def _begin(self, number: int, job: Job) -> None:
        notebook = self.before.notebooks[job.notebook]
        try:
            check_notebook(notebook, job.parameters)
        except RunError as error:
            # Nothing was read yet.
            self._fail(job, 0.0, JobResult(str(error), str(error), harmless=True, asked=()))
            return
        folder, cache = self.before.work / str(number), Shelves(self.build_dir).cache
        self.running.append(
            start(
                job,
                notebook,
                folder=folder,
                cache=cache,
                timeout_s=self.timeout_s,
                warm=self.warm,
            )
        )

    def _conclude(self, one: Running, code: int) -> None:
        result = result_of(one, code)
        if not result.reason:
            result = self._changed(one.job) or result
        if result.reason:
            self._fail(one.job, one.seconds, result, one.task.output)
            return
        with shielded():
            basis = self.before.freshness.basis(one.job, result.asked)
            Shelves(self.build_dir).place(one, basis, result)
            self._tell(Outcome(one.job.name, one.seconds, len(result.warnings), cut=result.cut))

    def _changed(self, job: Job) -> JobResult | None:
        """The failure that something is no longer as it was when the run began, where it is so."""
        if self.before.code.changed():
            reason = "the package or an installed one changed while it ran; run it again"
            return JobResult(reason, reason, harmless=True, may_pass=True)
        files = (path.partition("/")[2] for path in files_read(job.read(None)))
        if not all(_is_sealed(job.data_dir / path) for path in files):
            reason = "the notebook, or one beside it, wrote to the data; let it only read them"
            return JobResult(reason, reason, harmless=True)
        return None

    def _fail(
        self, job: Job, seconds: float, result: JobResult, partial: Path | None = None
    ) -> None:
        hidden = job.protected and not result.harmless
        why = Failed(result.cell, result.error, "" if hidden else result.reason)
        limit_s = self.timeout_s if seconds >= self.timeout_s else None
        basis = self.before.freshness.basis(job, result.asked)
        may_pass = result.may_pass and limit_s is None
        kept = FailureRecord(basis, result.asked, why, limit_s, may_pass)
        traceback = Shelves(self.build_dir).keep_failure(job, result.details, kept, partial)
        failure = Failure(job.name, reason_of(why), traceback, why)
        self._tell(Outcome(job.name, seconds, failure=failure))

    def _tell(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.reporter.done(outcome)


def _warm(work: Path, build_dir: Path, *, wanted: bool) -> AbstractContextManager[Warm | None]:
    if not wanted:  # one notebook imports as much itself
        return nullcontext()
    return warm_process(work, environment_of(work, Shelves(build_dir).cache))


def _read_once(jobs: Sequence[Job], work: Path) -> dict[Path, Path]:
    """Copy each notebook, so that what was read and hashed is what runs."""
    copies: dict[Path, Path] = {}
    for number, path in enumerate(sorted({job.notebook for job in jobs})):
        copies[path] = work / "notebooks" / str(number) / path.name
        copies[path].parent.mkdir(parents=True)
        with suppress(FileNotFoundError):  # the job says so
            shutil.copyfile(path, copies[path])
    return copies


def _is_sealed(path: Path) -> bool:
    return path.is_file() and path.stat().st_mtime_ns == SEALED_NS


def _check_positive(name: str, value: int) -> None:
    if not isinstance(value, int) or value < 1:
        raise InputError(f"{name} is {value!r}. Give a whole number of 1 or more.")
