"""Ctrl-C, SIGTERM and SIGHUP end a command alike, and never in the middle of a step."""

from __future__ import annotations

import atexit
import signal
import sys
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

# By then Python has left the clean-up of an object in which it lost an interruption.
_AGAIN_S = 0.01


@dataclass
class _State:
    depth: int = 0
    struck: bool = False
    deaf_until: float = 0.0
    number: int = 0


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
    _state.deaf_until, _state.number = 0.0, 0
    before = {one: signal.signal(one, _strike) for one in heard}
    try:
        with _never_lost():
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


@contextmanager
def _never_lost() -> Iterator[None]:
    """Interrupt again, and print nothing, when the signal came while Python cleaned up an object.

    In a destructor or the callback of a weak reference no exception can go on: Python prints it and
    forgets it.
    """
    before = sys.unraisablehook
    waiting: list[threading.Timer] = []

    def told(lost: sys.UnraisableHookArgs) -> None:
        if not issubclass(lost.exc_type, KeyboardInterrupt) or not _state.number:
            before(lost)
            return
        _state.deaf_until = 0.0
        # From another thread: here it would be lost again.
        waiting.append(threading.Timer(_AGAIN_S, _send, [_state.number]))
        waiting[-1].start()

    sys.unraisablehook = told
    try:
        yield
    finally:
        sys.unraisablehook = before
        for one in waiting:
            one.cancel()
            one.join()


def _send(number: int) -> None:
    if sys.platform == "win32":
        signal.raise_signal(number)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, number)  # ends what it waits for


def _strike(number: int, _: FrameType | None) -> None:
    if time.monotonic() < _state.deaf_until:
        return
    _state.number = number
    _state.deaf_until = time.monotonic() + _DEAF_S
    if _state.depth:
        _state.struck = True
    else:
        raise KeyboardInterrupt


def _ignore() -> None:
    for one in _SIGNALS:
        signal.signal(one, signal.SIG_IGN)
