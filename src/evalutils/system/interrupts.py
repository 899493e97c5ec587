"""Ctrl-C, SIGTERM and SIGHUP end a command alike, and never in the middle of a step."""

from __future__ import annotations

import atexit
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_SIGNALS = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]


@dataclass
class _Shield:
    depth: int = 0
    struck: bool = False


_shield = _Shield()


@contextmanager
def interruptible() -> Iterator[None]:
    """Turn each of these signals into KeyboardInterrupt, the first time; later ones are ignored.

    A second Ctrl-C, or the SIGHUP of a terminal that closes, must not cut the cleaning up short.
    A signal that was ignored already, as nohup does, stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = [one for one in _SIGNALS if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, _strike) for one in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        # Between here and the end of the process there is nothing left to interrupt.
        atexit.unregister(_ignore)
        atexit.register(_ignore, signal.SIG_IGN)


@contextmanager
def shielded() -> Iterator[None]:
    """Put an interruption off until the end of a step that must happen as a whole."""
    _shield.depth += 1
    try:
        yield
    finally:
        _shield.depth -= 1
        if _shield.struck and not _shield.depth:
            _shield.struck = False
            raise KeyboardInterrupt


def _strike(_: int, __: FrameType | None) -> None:
    # Not SIG_IGN: of a signal that has just come Python would complain in the middle of things.
    _ignore(lambda *_: None)
    if _shield.depth:
        _shield.struck = True
    else:
        raise KeyboardInterrupt


def _ignore(how: Any) -> None:
    for one in _SIGNALS:
        signal.signal(one, how)
