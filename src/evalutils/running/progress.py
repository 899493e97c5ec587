"""How far a run is: one line that changes on a terminal, a few lines anywhere else."""

from __future__ import annotations

import shutil
import sys
import time
from typing import Protocol, TextIO

from evalutils.running.summary import Outcome

_LINES = 10  # about so many tell how far it is, however many jobs there are
_OFTEN_S = 0.2


class Reporter(Protocol):
    """Hears how a run goes; told in this order: begin, now and done time and again, close."""

    def begin(self, total: int, skipped: int) -> None:
        """Hear how many jobs will run and how many will not."""

    def now(self, running: int, left_s: float | None) -> None:
        """Hear how many run at this moment, and how many seconds are left where that is known."""

    def done(self, outcome: Outcome) -> None:
        """Hear that a job has ended, well or not."""

    def close(self) -> None:
        """Hear that the run is over, also after an interruption."""


class LineReporter:
    """A line for every tenth of the run, and for each job of which there is more to tell.

    ``[ 3/30] zwolle/startbaan/2021-2023/ladder  4.1 s; 2 running, 0 failed, about 30 s left``
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = self._count = self._failed = self._running = 0
        self._left_s: float | None = None

    def begin(self, total: int, skipped: int) -> None:
        """Say what will happen."""
        self._total = total
        print(_opening(total, skipped), file=self._stream, flush=True)

    def now(self, running: int, left_s: float | None) -> None:
        """Remember it for the next line."""
        self._running, self._left_s = running, left_s

    def done(self, outcome: Outcome) -> None:
        """Count a job, and print its line when it is time for one."""
        tenth = self._count * _LINES // max(1, self._total)
        self._count += 1
        self._failed += outcome.failure is not None
        if tenth < self._count * _LINES // self._total or _is_notable(outcome):
            self._say(outcome)

    def _say(self, outcome: Outcome) -> None:
        width = len(str(self._total))
        position = f"[{self._count:>{width}}/{self._total}]"
        going = self._count < self._total and self._running
        state = f"; {self._state()}" if going else ""
        print(f"{position} {_line(outcome)}{state}", file=self._stream, flush=True)

    def _state(self) -> str:
        left = "" if self._left_s is None else f", {_shown(self._left_s)} left"
        return f"{self._running} running, {self._failed} failed{left}"

    def close(self) -> None:
        """Nothing is left to do."""


class TerminalReporter(LineReporter):
    """One line that says how far it is; jobs of which there is more to tell get one above it."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._drawn = 0  # characters of the line that stands there
        self._next = 0.0

    def now(self, running: int, left_s: float | None) -> None:
        """Write the line again, a few times a second."""
        super().now(running, left_s)
        if self._total and time.monotonic() >= self._next:
            self._draw(f"{self._count}/{self._total} done, {self._state()}")

    def _say(self, outcome: Outcome) -> None:
        if _is_notable(outcome):
            self._draw("")
            print(_line(outcome), file=self._stream, flush=True)
        self._next = 0.0

    def _draw(self, line: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        shown = line[:width]
        # Spaces over what stood there: not every terminal knows how to wipe a line.
        print(f"\r{shown:<{self._drawn}}\r{shown}", end="", file=self._stream, flush=True)
        self._drawn = len(shown)
        self._next = time.monotonic() + _OFTEN_S

    def close(self) -> None:
        """Take the line away; the summary says how it ended."""
        if self._drawn:
            self._draw("")


def reporter_for(stream: TextIO | None = None) -> Reporter:
    """Choose the reporter that suits a stream, standard output unless given."""
    stream = stream or sys.stdout
    return TerminalReporter(stream) if stream.isatty() else LineReporter(stream)


def _opening(total: int, skipped: int) -> str:
    unchanged = f", {skipped} unchanged" if skipped else ""
    return f"{total} notebook{'' if total == 1 else 's'} to run{unchanged}"


def _is_notable(outcome: Outcome) -> bool:
    return outcome.failure is not None or bool(outcome.warnings or outcome.cut)


def _shown(seconds: float) -> str:
    if seconds < 100:
        return f"about {max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return (
        f"about {minutes} min" if minutes < 100 else f"about {minutes // 60} h {minutes % 60} min"
    )


def _line(outcome: Outcome) -> str:
    line = f"{outcome.name}  {outcome.seconds:.1f} s"
    if outcome.warnings:
        line += f"  warnings in {outcome.warnings} cell{'' if outcome.warnings == 1 else 's'}"
    if outcome.cut:
        line += "  output left out"
    if outcome.failure is not None:
        line += f"  FAILED: {outcome.failure.reason}"
    return line
