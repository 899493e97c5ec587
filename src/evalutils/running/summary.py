"""How a run ended, job by job and as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from evalutils.chapters import Failed
from evalutils.running.output_limit import STATED


@dataclass(frozen=True)
class Failure:
    """A job that failed: why in one line, and where its traceback is kept.

    Neither `reason` nor `why` says anything about protected data.
    """

    name: str
    reason: str
    traceback: Path
    why: Failed = field(default_factory=Failed)


def reason_of(why: Failed) -> str:
    """One line for the console: the message, or what may be told in its place."""
    if why.message:
        return why.message
    place = "" if why.cell is None else f"cell {why.cell}: "
    return f"{place}{why.error or 'an error'}, in protected data; the message is in the file"


@dataclass(frozen=True)
class Outcome:
    """One job that has ended, for a reporter."""

    name: str
    seconds: float
    warnings: int = 0
    failure: Failure | None = None
    cut: tuple[int, ...] = ()


@dataclass(frozen=True)
class RunSummary:
    """A whole run: names of the jobs that ran well or were skipped, the failures, and cut cells."""

    ran: tuple[str, ...]
    skipped: tuple[str, ...]
    failed: tuple[Failure, ...]
    seconds: float
    cut: tuple[tuple[str, tuple[int, ...]], ...] = ()
    remembered: int = 0
    """How many of the failures are those of an earlier run, first among `failed`."""

    def describe(self) -> str:
        """Say how the run ended, one line for each failure and for each cut output."""
        head = (
            f"{len(self.ran)} run, {len(self.skipped)} unchanged, {len(self.failed)} failed "
            f"in {self.seconds:.1f} s"
        )
        failed = [f"  {f.name}: {f.reason} (see {f.traceback})" for f in self.failed]
        cut = [
            f"  {name}: output left out of cell {', '.join(map(str, cells))}: {STATED}"
            for name, cells in self.cut
        ]
        before = (
            f"Failed before and not run again, since nothing changed: {self.remembered}. "
            "With --retry-failed they are."
        )
        return "\n".join([head, *failed, *cut, *([before] if self.remembered else [])])
