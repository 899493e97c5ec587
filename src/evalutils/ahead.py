"""Processes that a command needs in a while, started before it is known what they are to do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

from evalutils.book.jupyter_book import Press
from evalutils.running.processes import environment_of
from evalutils.running.warm.started import Warm, warm_process


class Ahead:
    """The warm process and Jupyter Book of one command; in the end nothing of them is left.

    Parameters
    ----------
    room
        Gives a folder for their temporary files when the first of them starts.
    cache
        As of `evalutils.running.processes.environment_of`.
    options
        Of `evalutils.running.run.run_jobs`: where all starts cold, or elsewhere, none is warm.
    """

    def __init__(
        self, room: Callable[[], AbstractContextManager[Path]], cache: Path, options: dict[str, Any]
    ) -> None:
        self._room, self._cache = room, cache
        self._is_first = not cache.is_dir()  # seen now: reading data makes it too
        self._stays_cold = any(options.get(name) for name in ("cold", "scheduler", "executor"))
        self._stack = ExitStack()
        self._work: Path | None = None
        self._warm: Warm | None = None
        self.press: Press | None = None

    def begin(self) -> None:
        """Start the warm process: something changed, so notebooks will be due.

        Not the first time, when nothing is there yet: data that are refused leave nothing behind.
        """
        if not self._is_first:
            self._start()

    def _start(self) -> None:
        if self._work is None:
            self._work = self._stack.enter_context(self._room())
            self.press = Press(self._work / "press")
            self._stack.callback(self.press.end)
            if not self._stays_cold:
                env = environment_of(self._work, self._cache)
                self._warm = self._stack.enter_context(warm_process(self._work, env))

    def warm(self) -> Warm | None:
        """The warm process, now that notebooks are due."""
        self._start()
        return self._warm

    def ready(self) -> None:
        """Start all of it, for a command that waits until it is asked for a book."""
        self._start()
        if self.press is not None:
            self.press.start()

    def __enter__(self) -> Ahead:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
