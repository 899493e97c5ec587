"""Work done in a thread of its own while its maker waits for other processes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Beside(Generic[_T]):
    """What `make` gives, begun ahead of when it is asked for.

    Nobody waits for it who does not ask: a command that is interrupted ends without it.
    """

    def __init__(self, make: Callable[[], _T]) -> None:
        self._make = make
        self._made: Future[_T] | None = None

    def begin(self) -> Future[_T]:
        """Begin with it, unless that was done."""
        if self._made is None:
            self._made = Future()
            Thread(target=self._work, args=(self._made,), daemon=True).start()
        return self._made

    def __call__(self) -> _T:
        """What it gives, waited for; raises what it raised."""
        return self.begin().result()

    def _work(self, made: Future[_T]) -> None:
        try:
            made.set_result(self._make())
        except BaseException as error:
            made.set_exception(error)
