"""A process that ends with everything it started, at the latest together with this one.

What a warden leaves when it is killed itself comes, on Linux, to this process, which ends it.
Each contained process is minded by one thread.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from evalutils.system import warden
from evalutils.system.interrupts import heed, shielded

_GRACE_S = 15.0  # more than a warden takes before it gives up
_POLL_S = 0.02
MOST_LOGGED = 10_000_000
_GIVE_UP_S, _PAUSE_S = 10.0, 0.001
_living: dict[int, Contained] = {}
_wardens: set[int] = set()  # of this process; those of a warm process are not
_birth = threading.Lock()  # between a fork and the moment that it is known as ours


class Process(Protocol):
    """What is asked of a process: `subprocess.Popen` has it."""

    pid: int
    returncode: Any
    stdin: Any

    def poll(self) -> int | None:
        """Give the exit code when it has ended."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end, at most for a while."""

    def kill(self) -> None:
        """End it at once."""


Start = Callable[[Sequence[str], Mapping[str, str], Path], Process]
"""Starts a command with an environment and the file for what it says."""


class Contained:
    """A command under a warden (evalutils.system.warden); its standard input is empty.

    `temporary` is for the temporary files of the command, which go when the caller removes it: who
    is killed cannot clean up. `log` receives the first ten million bytes of what it says. After
    `limit_s` seconds it is stopped, whatever it does. `start` starts it another way than with a
    warden of its own.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        temporary: Path,
        log: Path,
        limit_s: float,
        start: Start | None = None,
    ) -> None:
        self.began = time.monotonic()
        self.timed_out = False
        self._limit_s = limit_s
        temporary.mkdir(parents=True, exist_ok=True)
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary.resolve()))
        with shielded():
            self._process = (start or popen)(command, {**env, **places}, log)
            _living[self._process.pid] = self

    @property
    def pid(self) -> int:
        """Of the process that stands over the command."""
        return self._process.pid

    @property
    def seconds(self) -> float:
        """Wall time since the start."""
        return time.monotonic() - self.began

    def poll(self, patience_s: float = 0.0) -> int | None:
        """Give the exit code when it has ended, or does soon; end it when its time is over."""
        heed()
        code = None
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(timeout=patience_s)
        if code is None and self.seconds > self._limit_s:
            self.timed_out = True
            end([self])
            code = self._process.returncode
        if code is not None:
            end([self])
        return code

    def wait(self) -> int:
        """Wait for the end and give the exit code."""
        while (code := self.poll(_POLL_S)) is None:
            pass
        return code

    def ask_to_end(self) -> None:
        """Close the pipe that keeps the warden waiting, or what Windows has for it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        if sys.platform == "win32" and self._process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(self._process.pid)]
            subprocess.run(tree, capture_output=True, check=False)

    def see_ended(self, deadline: float) -> None:
        """Wait until it is gone, killing it at the deadline."""
        try:
            code = self._process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        _living.pop(self._process.pid, None)
        if code < 0:  # the warden itself was killed, by us or from inside
            end_orphans()
        _wardens.discard(self._process.pid)


def end(processes: Sequence[Contained]) -> None:
    """End processes with everything they started and wait until they are gone."""
    with shielded():
        for one in processes:
            one.ask_to_end()
        deadline = time.monotonic() + _GRACE_S
        for one in processes:
            one.see_ended(deadline)


def popen(
    command: Sequence[str], env: Mapping[str, str], log: Path, sockets: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start a command under a warden, which removes the folder of `sockets` in the end."""
    if sys.platform == "win32":
        with log.open("wb") as file:
            return subprocess.Popen(
                command,
                env=env,
                stdin=subprocess.PIPE,  # closes when this process dies; the command looks at it
                stdout=file,
                stderr=subprocess.STDOUT,
                creationflags=subprocess.CREATE_NEW_PROCESS_GROUP,
            )
    log.touch()  # fails here, with the path, when the system refuses
    isolated = [sys.executable, "-I", "-S", warden.__file__, str(log), str(MOST_LOGGED)]
    isolated.append(str(sockets or ""))
    with _birth:
        process = subprocess.Popen(
            [*isolated, *command],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for this process; it decides how the others end.
            start_new_session=True,
        )
        _wardens.add(process.pid)
    return process


# The children that this process had before it adopted any; None when it adopts none.
_before: set[int] | None = None


@contextmanager
def adopting() -> Iterator[None]:
    """Let descendants whose parent is killed come to this process, for `end_orphans`."""
    global _before
    if not warden.ADOPTS:
        yield
        return
    _before = set(warden.children())
    warden.adopt_orphans(True)
    try:
        yield
    finally:
        warden.adopt_orphans(False)
        _before = None


def end_orphans() -> None:
    """Kill the children that came to this process, and theirs after them."""
    if _before is None:
        return
    deadline = time.monotonic() + _GIVE_UP_S
    while time.monotonic() < deadline:
        with _birth:
            orphans = set(warden.children()) - _before - _wardens
        if not orphans:
            return
        for pid in orphans:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(_PAUSE_S)
