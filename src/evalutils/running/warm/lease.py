"""A process forked from the warm process, held by a connection: like `subprocess.Popen`.

It is killed, with everything it started, when the connection ends: when this side hangs up, or is
no more.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from evalutils.running.spent import Spent

DOOR = "door"
MORE = "more"
"""A file of this name asks the warm process to import what many notebooks need."""
VARIABLE = "EVALUTILS_WARM"
"""Holds the folder of the warm process, for the jobs of a run."""
LONGEST = 1 << 17  # of a request; more does not fit in one message of a socket
REFUSED = b"refused"
_PATIENCE_S = 10.0
_WORD = 64
_ended: list[Spent] = []


def leased() -> Spent:
    """What the processes spent that this one leased and that have ended."""
    return sum(_ended, Spent())


class Lease:
    """The part of `subprocess.Popen` that callers use.

    Attributes
    ----------
    pid
        Of the process that stands over it.
    returncode
        As of `subprocess.Popen`; -9 when nobody could tell.
    stdin
        Closing it asks for the end.
    """

    stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self._connection = connection
        self.pid = pid
        self.returncode: int | None = None
        self.stdin = _Asking(connection)

    def poll(self) -> int | None:
        """Give the exit code when it has ended."""
        with suppress(subprocess.TimeoutExpired):
            return self.wait(timeout=0)
        return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end; subprocess.TimeoutExpired when it takes longer."""
        if self.returncode is None:
            poller = select.poll()
            poller.register(self._connection, select.POLLIN)
            if not poller.poll(None if timeout is None else timeout * 1000):
                raise subprocess.TimeoutExpired("a warm process", timeout or 0)
            word = b""
            with suppress(OSError):
                word = self._connection.recv(_WORD)
            self.returncode = self._heard(word.split())
            self._connection.close()
        return self.returncode

    def _heard(self, words: Sequence[bytes]) -> int:
        """Take the last words, exit code and what was spent; without them it was killed."""
        if not words:
            return -signal.SIGKILL
        code, *spent = map(float, words)
        _ended.append(Spent(*spent))
        return int(code)

    def send_signal(self, number: int) -> None:
        """Send a signal to the process and its group."""
        with suppress(OSError):
            self._connection.send(bytes([number]))

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class _Asking:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def close(self) -> None:
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)


def lease(
    folder: str,
    argv: Sequence[str],
    env: Mapping[str, str],
    *,
    cwd: Path | str | None = None,
    log: Path | None = None,
    most: int = 0,
) -> Lease | None:
    """Run ``python -m module ...`` warm; None where the caller must start it the usual way.

    Parameters
    ----------
    folder
        Of the warm process.
    argv
        ``-m``, the module and its arguments.
    env, cwd
        The whole environment, and the folder to start in.
    log, most
        Where the first `most` bytes of what it says are kept.
    """
    umask = os.umask(0)
    os.umask(umask)
    request = {
        "argv": list(argv),
        "env": dict(env),
        "cwd": str(cwd or Path.cwd()),
        "umask": umask,
        "log": str(log or os.devnull),
        "most": most,
    }
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        connection.settimeout(_PATIENCE_S)
        connection.connect(f"{folder}/{DOOR}")
        connection.send(json.dumps(request).encode())
        answer = connection.recv(16)
        if answer and answer != REFUSED:
            connection.settimeout(None)
            return Lease(connection, int(answer))
    except OSError:
        pass
    connection.close()
    return None
