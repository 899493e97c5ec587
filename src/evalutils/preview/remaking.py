"""Has the book made, each time by a new process that stood ready for it."""

from __future__ import annotations

import codecs
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from evalutils.environment import package_path
from evalutils.preview.worker import GO, OUTCOME, BookOrder, Remade
from evalutils.running.record import Code, present_code
from evalutils.system.contained import Contained, end

_POLL_S = 0.02
_SHOWN = 2000


class _Ready:
    """A worker that waits, or will soon; it knows the code as it was when it started."""

    def __init__(self, order: BookOrder, work: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=work))
        self.log = self.folder / "said.log"
        self.code: Code = present_code()
        order_file = self.folder / "order.json"
        order_file.write_text(json.dumps(asdict(order)), encoding="utf-8")
        self.process = Contained(
            [sys.executable, "-m", "evalutils.preview.worker", str(order_file)],
            env={**os.environ, **package_path()},
            temporary=self.folder / "tmp",
            log=self.log,
            limit_s=float("inf"),
        )

    @property
    def is_good(self) -> bool:
        return self.process.poll() is None and self.code == present_code()

    def end(self) -> None:
        """End it as Ctrl-C would, so that it takes along what it has on disk."""
        self.process.interrupt()
        end([self.process])


class Remaker:
    """Makes the book on request; has a worker ready in between.

    Parameters
    ----------
    order
        Which book; `force` among its options counts once.
    work
        Folder for the workers.
    tell
        Hears what a worker says, as it says it.
    """

    def __init__(self, order: BookOrder, work: Path, tell: Callable[[str], None]) -> None:
        self._order, self._work, self._tell = order, work, tell
        self._ready = _Ready(order, work)

    def make(self) -> Remade:
        """Make the book of the files as they are now."""
        if not self._ready.is_good:
            self._ready.end()
            self._ready = _Ready(self._order, self._work)
        one = self._ready
        (one.folder / GO).touch()
        self._listen(one)
        outcome = _outcome_of(one)
        self._order = replace(self._order, options={**self._order.options, "force": False})
        self._ready = _Ready(self._order, self._work)
        return outcome

    def end(self) -> None:
        """End the worker, whatever it does."""
        self._ready.end()

    def _listen(self, one: _Ready) -> None:
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        with one.log.open("rb") as log:
            while True:
                code = one.process.poll()
                if said := decode(log.read()):
                    self._tell(said)
                if code is not None:
                    return
                time.sleep(_POLL_S)


def _outcome_of(one: _Ready) -> Remade:
    try:
        return Remade(**json.loads((one.folder / OUTCOME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        said = one.log.read_text(encoding="utf-8", errors="replace")[-_SHOWN:]
        return Remade(problem=f"The book could not be made: its process ended.\n{said}".strip())


@contextmanager
def remaking(order: BookOrder, work: Path, tell: Callable[[str], None]) -> Iterator[Remaker]:
    """Have a remaker; in the end nothing of its workers is left."""
    remaker = Remaker(order, work, tell)
    try:
        yield remaker
    finally:
        remaker.end()
