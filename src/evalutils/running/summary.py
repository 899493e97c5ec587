"""How a run ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from evalutils.contracts.chapters import Failed


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


@dataclass(frozen=True)
class RunSummary:
    """A whole run: names of the jobs that ran well or were skipped, and the failures."""

    ran: tuple[str, ...]
    skipped: tuple[str, ...]
    failed: tuple[Failure, ...]
    seconds: float

    def describe(self) -> str:
        """Say how the run ended, one line for each failure."""
        head = (
            f"{len(self.ran)} run, {len(self.skipped)} unchanged, {len(self.failed)} failed "
            f"in {self.seconds:.1f} s"
        )
        return "\n".join(
            [head, *(f"  {f.name}: {f.reason} (see {f.traceback})" for f in self.failed)]
        )
