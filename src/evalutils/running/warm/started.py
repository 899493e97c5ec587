"""Starts the warm process of a run, and jobs from it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path

from evalutils.running.warm.lease import DOOR, MORE, VARIABLE, lease
from evalutils.system.contained import MOST_LOGGED, Contained, Process, end, popen
from evalutils.system.interrupts import shielded
from evalutils.system.passing import passing_folder

_READY_S = 60.0
_POLL_S = 0.01
_GONE_S = 1.0
_LONGEST = 70  # of the folder: the name of a socket in it must stay below 108 bytes


class Warm:
    """The warm process of a run.

    Parameters
    ----------
    process
        Imports now; its first caller waits for it.
    folder
        Where it listens.
    """

    def __init__(self, process: Contained, folder: Path) -> None:
        self._process = process
        self.folder = folder

    @property
    def pid(self) -> int:
        """Of the warden that stands over it."""
        return self._process.pid

    @cached_property
    def ready(self) -> bool:
        """Whether it can be asked; waits until it can, or is no more."""
        door = self.folder / DOOR
        while self._process.seconds < _READY_S and self._process.poll() is None:
            if door.exists():
                return True
            time.sleep(_POLL_S)
        return False

    def widen(self) -> None:
        """Let it import what some notebooks need too: many are to come."""
        with suppress(OSError):  # it is gone
            (self.folder / MORE).touch()

    @property
    def gone(self) -> bool:
        """Whether it is no more, and took what was started from it along; waits a moment to see."""
        return self.ready and self._process.poll(_GONE_S) is not None

    def start(self, command: Sequence[str], env: Mapping[str, str], log: Path) -> Process:
        """Start ``python -m module ...`` from it, or the usual way when it is not there."""
        if self.ready:
            folder = str(self.folder)
            warmed = {**env, VARIABLE: folder}
            found = lease(folder, command[1:], warmed, log=log, most=MOST_LOGGED)
            if found is not None:
                return found
        return popen(command, env, log)


@contextmanager
def warm_process(
    work: Path, env: Mapping[str, str], folder: Path | None = None
) -> Iterator[Warm | None]:
    """Have a warm process; None where there can be none.

    Parameters
    ----------
    work
        A folder for its temporary files and what it says.
    env
        What its libraries see when they are imported.
    folder
        Where it listens, a new one unless given; gone in the end, with all that is in it.
    """
    if sys.platform != "linux":
        yield None
        return
    with ExitStack() as stack:
        folder = folder or stack.enter_context(passing_folder())
        if len(str(folder)) > _LONGEST:
            yield None
            return
        with shielded():
            process = Contained(
                [sys.executable, "-m", "evalutils.running.warm.process", str(folder)],
                env=env,
                temporary=work / "warm",
                log=work / "warm.log",
                limit_s=float("inf"),
                start=partial(popen, sockets=folder),
            )
            stack.callback(end, [process])
        yield Warm(process, folder)
