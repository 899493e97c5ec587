"""The course of a run: a few jobs at a time, to the end whatever happens to one."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from evalutils.chapters import Failed
from evalutils.dataset.dependencies import files_read
from evalutils.dataset.snapshot import SEALED_NS
from evalutils.errors import InterruptedRunError, RunError
from evalutils.running.code import Code
from evalutils.running.execute import JobResult
from evalutils.running.failures import FailureRecord
from evalutils.running.freshness import Freshness
from evalutils.running.job import Job
from evalutils.running.place import Shelves
from evalutils.running.processes import Running, result_of, start
from evalutils.running.summary import Failure, Outcome, Reporter, reason_of
from evalutils.running.takes_parameters import check_notebook
from evalutils.running.warm.started import Warm
from evalutils.system.contained import end_all
from evalutils.system.interrupts import shielded

_POLL_S = 0.02


@dataclass(frozen=True)
class Start:
    """What a run starts from: a folder of its own, the notebooks as they were read, the code."""

    work: Path
    notebooks: Mapping[Path, Path]
    code: Code
    freshness: Freshness


@dataclass
class Course:
    """The moving parts of one run; all of it happens in the main thread."""

    due: Sequence[Job]
    before: Start
    build_dir: Path
    timeout_s: int
    reporter: Reporter
    warm: Warm | None
    running: list[Running] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def to_the_end(self, workers: int, *, skipped: int) -> list[Outcome]:
        """Run the jobs that are due, beside those that are skipped."""
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


def _is_sealed(path: Path) -> bool:
    return path.is_file() and path.stat().st_mtime_ns == SEALED_NS
