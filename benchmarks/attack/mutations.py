"""Mutations by the hundreds, in workers that are ended from outside when one takes too long."""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from benchmarks.attack.catalogue import kind_of_number
from benchmarks.attack.processes import left_behind
from benchmarks.attack.setting import ROOT, Setting
from benchmarks.attack.verdict import Outcome

LIMIT_S = 30.0  # for what takes a tenth of a second; a bomb may take longer on a busy machine
_START_S = 120.0
_WORKER = [sys.executable, "-m", "benchmarks.attack.worker"]


def attacked(
    setting: Setting,
    seed: int,
    numbers: Sequence[int],
    *,
    worker: Sequence[str] = tuple(_WORKER),
    limit_s: float = LIMIT_S,
) -> Iterator[Outcome]:
    """The outcome of each mutation.

    Parameters
    ----------
    setting
        Used by this alone.
    worker
        The command that does them.
    limit_s
        Seconds that one may take.
    """
    waiting = list(numbers)
    while waiting:
        with _Worker(setting, seed, waiting, worker) as one:
            while waiting:
                outcome = one.next(waiting[0], limit_s)
                waiting.pop(0)
                yield outcome
                if one.has_ended:
                    break


class _Worker:
    """One process; it does mutations until it ends, hangs or is ready."""

    def __init__(
        self, setting: Setting, seed: int, numbers: Sequence[int], command: Sequence[str]
    ) -> None:
        self.tag = f"{setting.root.name}-{seed}-{numbers[0]}"
        self.process = subprocess.Popen(
            [*command, str(setting.root), str(seed), *map(str, numbers)],
            cwd=ROOT,
            env=setting.environment(self.tag),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.has_ended = False

    def __enter__(self) -> _Worker:
        if self._line(_START_S) in (None, ""):
            self.__exit__()
            raise RuntimeError("the worker did not start; see above")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def next(self, number: int, limit_s: float) -> Outcome:
        begun = self._line(_START_S)
        line = begun and self._line(limit_s)
        if line:
            outcome = Outcome(**json.loads(line))
        else:
            self.has_ended = True
            self.process.kill()
            self.process.wait()
            outcome = Outcome(number, kind_of_number(number), "?")
            if begun:
                outcome = Outcome(**json.loads(begun))
            ended = line is not None
            outcome.add("crash" if ended else "hang", "no answer")
        ours = [] if self.has_ended else [self.process.pid]
        if left := left_behind(self.tag, ours, patience_s=2.0):
            outcome.add("orphan", f"{len(left)} processes")
        return outcome

    def _line(self, limit_s: float) -> str | None:
        """The next line; empty when it ended, None when it takes too long."""
        stream: IO[str] | None = self.process.stdout
        assert stream is not None
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            return stream.readline() if selector.select(limit_s) else None


def setting_in(root: Path) -> Setting:
    """A setting, made."""
    setting = Setting(root)
    setting.make()
    return setting
