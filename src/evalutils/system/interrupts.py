"""Ctrl-C, SIGTERM and SIGHUP end a command alike, and never in the middle of a step."""

from __future__ import annotations

import atexit
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_SIGNALS = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]


# Long enough to clean up; who asks again after that is heard again.
_DEAF_S = 60.0


@dataclass
class _State:
    depth: int = 0
    struck: bool = False
    deaf_until: float = 0.0


_state = _State()


@contextmanager
def interruptible() -> Iterator[None]:
    """Turn each of these signals into KeyboardInterrupt; those that follow within a minute are not.

    A second Ctrl-C, or the SIGHUP of a terminal that closes, must not cut the cleaning up short.
    A signal that was ignored already, as nohup does, stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = [one for one in _SIGNALS if signal.getsignal(one) is not signal.SIG_IGN]
    _state.deaf_until = 0.0
    before = {one: signal.signal(one, _strike) for one in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _state.deaf_until = 0.0
        # Between here and the end of the process there is nothing left to interrupt.
        atexit.unregister(_ignore)
        atexit.register(_ignore)


@contextmanager
def shielded() -> Iterator[None]:
    """Put an interruption off until the end of a step that must happen as a whole.

    Only the main thread is interrupted; in another this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _state.depth += 1
    try:
        yield
    finally:
        _state.depth -= 1
        if _state.struck and not _state.depth:
            _state.struck = False
            raise KeyboardInterrupt


def heed() -> None:
    """Interrupt again, in a loop that waits: somebody may have swallowed it.

    Python itself does when the signal comes while it cleans up an object.
    """
    if _state.deaf_until and threading.current_thread() is threading.main_thread():
        raise KeyboardInterrupt


def _strike(_: int, __: FrameType | None) -> None:
    if time.monotonic() < _state.deaf_until:
        return
    _state.deaf_until = time.monotonic() + _DEAF_S
    if _state.depth:
        _state.struck = True
    else:
        raise KeyboardInterrupt


def _ignore() -> None:
    for one in _SIGNALS:
        signal.signal(one, signal.SIG_IGN)
