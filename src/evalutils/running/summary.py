"""How far a run is, a bar on a terminal and plain lines anywhere else; and how it ended."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from tqdm import tqdm  # type: ignore[import-untyped]

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
        before = [
            f"Of the failed, {self.remembered} did so before and nothing changed since, so that "
            "they were not run again; --retry-failed does."
        ]
        return "\n".join([head, *failed, *cut, *(before if self.remembered else [])])


class Reporter(Protocol):
    """Hears how a run goes; told in this order: begin, done for every job, close."""

    def begin(self, total: int, skipped: int) -> None:
        """Hear how many jobs will run and how many will not."""

    def done(self, outcome: Outcome) -> None:
        """Hear that a job has ended, well or not."""

    def close(self) -> None:
        """Hear that the run is over, also after an interruption."""


class LineReporter:
    """One line per job: ``[ 3/30] zwolle/startbaan/2021-2023/ladder  4.1 s``."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = 0
        self._count = 0

    def begin(self, total: int, skipped: int) -> None:
        """Say what will happen."""
        self._total = total
        print(_opening(total, skipped), file=self._stream, flush=True)

    def done(self, outcome: Outcome) -> None:
        """Print the line of a job."""
        self._count += 1
        width = len(str(self._total))
        position = f"[{self._count:>{width}}/{self._total}]"
        print(f"{position} {_line(outcome)}", file=self._stream, flush=True)

    def close(self) -> None:
        """Nothing is left to do."""


class BarReporter:
    """A bar that fills; only failures, warnings and cut outputs get a line, above it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: tqdm | None = None

    def begin(self, total: int, skipped: int) -> None:
        """Show the empty bar."""
        print(_opening(total, skipped), file=self._stream, flush=True)
        if total:
            self._bar = tqdm(total=total, unit="notebook", file=self._stream, dynamic_ncols=True)

    def done(self, outcome: Outcome) -> None:
        """Fill the bar by one."""
        if self._bar is None:
            return
        if outcome.failure is not None or outcome.warnings or outcome.cut:
            self._bar.write(_line(outcome), file=self._stream)
        self._bar.set_postfix_str(outcome.name, refresh=False)
        self._bar.update()

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.close()


def reporter_for(stream: TextIO | None = None) -> Reporter:
    """Choose the reporter that suits a stream, standard output unless given."""
    stream = stream or sys.stdout
    return BarReporter(stream) if stream.isatty() else LineReporter(stream)


def _opening(total: int, skipped: int) -> str:
    unchanged = f", {skipped} unchanged" if skipped else ""
    return f"{total} notebook{'' if total == 1 else 's'} to run{unchanged}"


def _line(outcome: Outcome) -> str:
    line = f"{outcome.name}  {outcome.seconds:.1f} s"
    if outcome.warnings:
        line += f"  warnings in {outcome.warnings} cell{'' if outcome.warnings == 1 else 's'}"
    if outcome.cut:
        line += "  output left out"
    if outcome.failure is not None:
        line += f"  FAILED: {outcome.failure.reason}"
    return line
