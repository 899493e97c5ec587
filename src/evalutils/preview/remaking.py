"""Has the book made, each time by a new process that stood ready for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path

from evalutils.environment import package_path, packages_sha256, source_sha256
from evalutils.preview.worker import BookOrder, Remade
from evalutils.system.interrupts import heed, shielded

_POLL_S, _GRACE_S = 0.02, 15.0


class _Ready:
    """A worker that waits, or will soon; it knows the code as it was when it started.

    What it says goes where this process speaks.
    """

    def __init__(self, order: BookOrder) -> None:
        self._outcome = Path(order.outcome)
        self._code = _code()
        words = json.dumps(asdict(order))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "evalutils.preview.worker", words],
            env={**os.environ, **package_path()},
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is for this process; it decides how others end
        )

    @property
    def is_good(self) -> bool:
        return self._process.poll() is None and self._code == _code()

    def make(self) -> Remade:
        self._outcome.unlink(missing_ok=True)
        self._say("go\n")
        while self._process.poll() is None:
            heed()
            time.sleep(_POLL_S)
        try:
            return Remade(**json.loads(self._outcome.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            code = self._process.returncode
            why = f"The book could not be made: its process ended with code {code}."
            return Remade(problem=f"{why} What it said is in the terminal.")

    def end(self) -> None:
        """Close what it listens to: it cleans up and ends; after some time it is killed."""
        with shielded():
            if self._process.stdin is not None:
                with suppress(OSError):
                    self._process.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE_S)
            self._process.kill()
            self._process.wait()

    def _say(self, word: str) -> None:
        if self._process.stdin is not None:
            with suppress(OSError):  # it has ended, which is seen
                self._process.stdin.write(word)
                self._process.stdin.flush()


class Remaker:
    """Makes the book on request; has a worker ready in between.

    Parameters
    ----------
    order
        Which book; `force` among its options counts once.
    """

    def __init__(self, order: BookOrder) -> None:
        self._order = order
        self._ready = _Ready(order)

    def make(self) -> Remade:
        """Make the book of the files as they are now."""
        if not self._ready.is_good:
            self._ready.end()
            self._ready = _Ready(self._order)
        outcome = self._ready.make()
        self._ready.end()
        self._order = replace(self._order, options={**self._order.options, "force": False})
        self._ready = _Ready(self._order)
        return outcome

    def end(self) -> None:
        """End the worker, whatever it does."""
        self._ready.end()


def _code() -> tuple[str, str]:
    """The installed packages and this one, as they are at this moment."""
    return packages_sha256(), source_sha256()


@contextmanager
def remaking(order: BookOrder) -> Iterator[Remaker]:
    """Have a remaker; in the end nothing of its workers is left."""
    remaker = Remaker(order)
    try:
        yield remaker
    finally:
        remaker.end()
