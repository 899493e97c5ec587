"""Telling how far a run is: a bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
from typing import Protocol, TextIO

from tqdm import tqdm  # type: ignore[import-untyped]

from evalutils.running.summary import Outcome


class Reporter(Protocol):
    """Hears how a run goes; told in this order: begin, done for every job, close."""

    def begin(self, total: int, skipped: int) -> None:
        """Hear how many jobs will run and how many are unchanged."""

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
