"""Which jobs run, and why: what of the basis of their last run is another by now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from evalutils.environment import MISSING, sha256_of
from evalutils.running.code import Code, code_of
from evalutils.running.failures import FailureRecord
from evalutils.running.job import Job
from evalutils.running.notebook_cells import cells_of
from evalutils.running.own_files import ANOTHER
from evalutils.running.place import Shelves
from evalutils.running.record import Around, Basis, RunRecord, read_record
from evalutils.running.summary import Failure, reason_of

_MOST_NAMED = 3
_RETRY = "--retry-failed"
# What else is one value of a basis, as a message calls it; the title comes from the data.
_CALLED = {
    "title": "title",
    "requirements_sha256": "requirements",
    "packages_sha256": "installed packages",
    "python": "version of Python",
}


@dataclass(frozen=True)
class Wish:
    """What the user asks of a run: all jobs by force, those that failed again, and the limit."""

    force: bool = False
    retry_failed: bool = False
    timeout_s: int = 300


@dataclass(frozen=True)
class Judgement:
    """Whether a job runs, and why.

    Attributes
    ----------
    reasons
        Why it runs; empty when it does not.
    failed
        How it failed before, when that is the reason that it does not run.
    """

    job: Job
    reasons: tuple[str, ...] = ()
    failed: Failure | None = None

    def describe(self) -> str:
        """One line: the name of the job, and why it runs or not."""
        if self.failed is not None:
            return f"{self.job.name}: failed last time, and nothing changed; {_RETRY} runs it again"
        more = len(self.reasons) - _MOST_NAMED
        named = [*self.reasons[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
        return f"{self.job.name}: " + (f"runs: {', '.join(named)}" if named else "fresh")


class Freshness:
    """Judges jobs by the notebooks that were read, the code, and what earlier runs left.

    Parameters
    ----------
    notebooks
        The copy of each notebook, by its path.
    """

    def __init__(self, notebooks: Mapping[Path, Path], code: Code, shelves: Shelves) -> None:
        self._notebooks = notebooks
        self._code = code
        self._shelves = shelves
        self._hash = cache(sha256_of)

    def judge(self, job: Job, wish: Wish) -> Judgement:
        """Say whether a job runs."""
        if wish.force:
            return Judgement(job, ("forced",))
        record = read_record(job.record)
        if record is not None:
            return Judgement(job, tuple(self._changes(job, record)))
        kept = self._shelves.failure_of(job)
        if kept is None:
            return Judgement(
                job, ("new",) if not job.output.exists() else ("its record is missing",)
            )
        reasons = [*self._changes(job, kept), *_another_chance(kept, wish)]
        failure = Failure(job.name, reason_of(kept.why), self._shelves.traceback_of(job), kept.why)
        return Judgement(job, tuple(reasons), None if reasons else failure)

    def basis(self, job: Job, asked: Sequence[str] | None) -> Basis:
        """The basis of a job that has run and told what it asked for."""
        folder = job.notebook.parent
        used = self._code.used(code_of(cells_of(self._notebooks[job.notebook])), asked, folder)
        return self._around(job).basis(job, asked, self._code.present(used, folder))

    def _changes(self, job: Job, last: RunRecord | FailureRecord) -> Iterator[str]:
        modules = self._code.present(last.basis.modules, job.notebook.parent)
        now = self._around(job).basis(job, last.asked, modules)
        if now != last.basis:
            yield from changes(last.basis, now)
        elif ANOTHER in now.inputs.values():
            yield "a file that it read changed while it ran"
        if isinstance(last, RunRecord) and not last.describes(job.output):
            yield "its output was touched" if job.output.exists() else "its output is missing"

    def _around(self, job: Job) -> Around:
        notebook = self._hash(self._notebooks[job.notebook])
        return Around(notebook, self._hash(job.requirements), self._code.packages_sha256)


def _another_chance(kept: FailureRecord, wish: Wish) -> Iterator[str]:
    if wish.retry_failed:
        yield f"failed last time, and {_RETRY}"
    elif kept.may_pass:
        yield "failed last time, of what may pass"
    elif kept.limit_s is not None and kept.limit_s != wish.timeout_s:
        yield "failed last time, and --timeout changed"


def changes(before: Basis, now: Basis) -> Iterator[str]:
    """What is another, by the names of files, modules and parameters alone."""
    if (before.notebook, before.notebook_sha256) != (now.notebook, now.notebook_sha256):
        yield f"notebook {now.notebook} changed"
    yield from _differences("parameter", before.parameters, now.parameters)
    found = list(_differences("data file", before.inputs, now.inputs))
    yield from dict.fromkeys(found)  # a file may have several parts
    yield from _differences("module", before.modules, now.modules)
    for field in fields(Basis):
        name = field.name
        if name in _CALLED and getattr(before, name) != getattr(now, name):
            yield f"{_CALLED[name]} changed"


def _differences(kind: str, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name, MISSING), now.get(name, MISSING)
        if old != new:
            what = "added" if old == MISSING else "removed" if new == MISSING else "changed"
            yield f"{kind} {name.partition('#')[0]} {what}"
