"""The course of a run: a few jobs at a time, to the end whatever happens to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evalutils.chapters import Failed
from evalutils.dataset.dependencies import files_read
from evalutils.errors import InterruptedRunError, RunError
from evalutils.running.code import Code
from evalutils.running.execute import JobResult, Task
from evalutils.running.failures import FailureRecord
from evalutils.running.forecast import Forecast
from evalutils.running.freshness import Freshness
from evalutils.running.job import Job
from evalutils.running.machines.crew import Crew
from evalutils.running.place import Shelves
from evalutils.running.processes import Ended
from evalutils.running.progress import Reporter
from evalutils.running.summary import Failure, Outcome, reason_of
from evalutils.running.takes_parameters import check_notebook
from evalutils.system.interrupts import heed, shielded

_POLL_S = 0.25


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
    limits: Mapping[str, int]
    reporter: Reporter
    crew: Crew
    out: dict[Future[Any], tuple[Job, Task]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def to_the_end(self, *, skipped: int) -> list[Outcome]:
        """Run the jobs that are due, beside those that are skipped."""
        self.reporter.begin(len(self.due), skipped)
        self.forecast = Forecast.of(self.due)
        try:
            self._work_through(self.forecast.longest_last(self.due))
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
