"""How a run ended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Failure:
    """A job that failed: why in one line, and where its traceback is kept."""

    name: str
    reason: str
    traceback: Path


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
