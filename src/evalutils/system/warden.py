"""Ends a command with all it started: ``python -I -S warden.py log most sockets command ...``.

A small process of its own stands between evalutils and the command, because a process can only
be sure of its descendants while it lives itself. It ends when the command ends, when evalutils
closes the pipe that is its standard input (or dies, which closes it too), or when it is asked to;
in each case it kills whatever the command left behind first. On Linux orphaned descendants come
to it, also those with a session of their own; elsewhere those that left the tree are not found.

It imports nothing of evalutils and no other package, so that it starts in hundredths of a second.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_PAUSE_S = 0.001
_GIVE_UP_S = 10.0  # a process in the midst of a call to a dead disk cannot be killed
_BLOCK = 1 << 16
STOPPED = 143
ADOPTS = sys.platform == "linux"


def main(log: str, most: int, run: Callable[[], object]) -> int:
    """Call `run` in a process of its own, to its end, and give the exit code.

    `run` replaces that process or ends it. Of what it says `most` bytes are kept in `log`. A byte
    on standard input is the number of a signal for it, and the end of standard input its end.
    """
    adopt_orphans(True)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    said, say = os.pipe()
    child = _start(run, say)
    os.close(say)
    kept = _Log(log, most)
    try:
        return _watch(child, woken, said, kept)
    finally:
        end_children()
        os.set_blocking(said, False)
        with suppress(BlockingIOError):
            while kept.take(said):  # the last words
                pass


def _start(run: Callable[[], object], say: int) -> int:
    warden = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        end_with(warden)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number in (1, 2):
            os.dup2(say, number)
        run()
    finally:
        os._exit(127)


def _replaced(command: list[str]) -> None:
    try:
        os.execve(command[0], command, os.environ)
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())


class _Log:
    """Keeps the first bytes; the rest is read and let go, so that nobody waits for us."""

    def __init__(self, path: str, most: int) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        self._left = most

    def take(self, said: int) -> bool:
        block = os.read(said, _BLOCK)
        kept = block[: self._left]
        with suppress(OSError):  # a full disk is told by who writes results
            os.write(self._handle, kept)
        self._left -= len(kept)
        return bool(block)


def _watch(child: int, woken: int, said: int, log: _Log) -> int:
    poller = select.poll()
    for handle in (0, woken, said):
        poller.register(handle, select.POLLIN)
    while True:
        ready = {handle for handle, _ in poller.poll()}
        if said in ready and not log.take(said):
            poller.unregister(said)
        if 0 in ready and not _obeyed(os.read(0, 1), child):
            return STOPPED
        if woken in ready:
            heard = set(os.read(woken, _BLOCK))
            code = _reap(child)
            if code is not None:
                return code
            if heard - {signal.SIGCHLD}:
                return STOPPED


def _obeyed(word: bytes, child: int) -> bool:
    """Hand a signal on to the command and its group; False when there is no one left to ask."""
    for number in word:
        with suppress(ProcessLookupError):
            os.kill(child, number) if os.getpgid(child) != child else os.killpg(child, number)
    return bool(word)


def _remove(folder: str) -> None:
    """Remove a folder of sockets and files, which whoever was killed leaves behind."""
    for place, folders, names in os.walk(folder, topdown=False):
        for name in (*names, *folders):
            path = f"{place}/{name}"
            with suppress(OSError):
                (os.unlink if name in names or os.path.islink(path) else os.rmdir)(path)  # noqa: PTH114
    with suppress(OSError):
        os.rmdir(folder)  # noqa: PTH106


def _reap(child: int) -> int | None:
    """Take leave of every child that has ended; give the exit code of the command."""
    code = None
    with suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
            if pid == child:
                ended = os.waitstatus_to_exitcode(status)
                code = ended if ended >= 0 else 128 - ended
    return code


def end_children() -> None:
    """Kill the children of this process, and theirs as they become ours, until none is left."""
    deadline = time.monotonic() + _GIVE_UP_S
    while time.monotonic() < deadline:
        for pid in children():
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        try:
            reaped, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not reaped:
            time.sleep(_PAUSE_S)


def children() -> list[int]:
    """List the children of this process; where orphans do not come to it, all descendants."""
    found: list[int] = []
    try:
        for task in os.listdir("/proc/self/task"):  # noqa: PTH208 (pathlib is slow to import)
            with open(f"/proc/self/task/{task}/children", encoding="ascii") as file:  # noqa: PTH123
                found += map(int, file.read().split())
    except OSError:
        return _listed_by_ps()
    return found


def _listed_by_ps() -> list[int]:
    listing = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=False
    )
    pairs = [tuple(map(int, line.split())) for line in listing.stdout.splitlines()]
    found = [os.getpid()]
    for above in found:  # grows while it is walked through
        found += [pid for pid, parent in pairs if parent == above]
        if ADOPTS:
            break
    return found[1:]


def end_with(parent: int) -> None:
    """Ask Linux to kill this process when its parent ends, or end now if that is gone."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(STOPPED)


def adopt_orphans(yes: bool) -> None:
    """Ask Linux to give this process the descendants whose parent ends."""
    _prctl(_PR_SET_CHILD_SUBREAPER, int(yes))


def _prctl(option: int, value: int) -> None:
    if not ADOPTS:
        return
    import ctypes

    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


if __name__ == "__main__":
    # Not sys.exit: no buffer is to be written, and nothing may take time.
    code = main(sys.argv[1], int(sys.argv[2]), lambda: _replaced(sys.argv[4:]))
    if sys.argv[3]:
        _remove(sys.argv[3])
    os._exit(code)
