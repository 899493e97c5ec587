"""Where jobs from another machine are done: a folder and a warm process of this worker process.

It needs nothing of the executor that brings the jobs; with Dask it is opened with the worker, and a
job notices that nobody waits for it any longer (`evalutils.running.machines.cluster`).
"""

from __future__ import annotations

import atexit
import platform
import shutil
import tempfile
import threading
from contextlib import ExitStack, suppress
from pathlib import Path

from evalutils.running.machines.installed import installed
from evalutils.running.machines.parcel import Parcel, Returned
from evalutils.running.machines.wanted import who_wants
from evalutils.running.processes import Ended, environment_of, harmless, perform
from evalutils.running.warm.started import Warm, warm_process
from evalutils.system.passing import passing_folder, remove_left

_lock = threading.Lock()
_open: list[Station] = []


class Station:
    """A folder for this user alone, and a warm process that removes it when we are no more."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        remove_left()
        self.folder = self._stack.enter_context(passing_folder())
        env = environment_of(self.folder, self.cache)
        self.warm = self._stack.enter_context(warm_process(self.folder, env, self.folder))
        if self.warm is not None:
            self.warm.widen()

    @property
    def cache(self) -> Path:
        """What a library finds out once."""
        return self.folder / "cache"

    def do(self, parcel: Parcel) -> Returned:
        """Do a job in a folder of its own, of which nothing stays."""
        place = Path(tempfile.mkdtemp(prefix="job-", dir=self.folder))
        warm: Warm | None = None if parcel.cold else self.warm
        try:
            task = parcel.unpacked(place)
            ended = perform(task, cache=self.cache, warm=warm, wanted=who_wants())
            with suppress(FileNotFoundError):  # it may not have come that far
                return Returned(ended, task.output.read_bytes())
            return Returned(ended)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def close(self) -> None:
        """End the warm process with all its jobs and remove the folder."""
        self._stack.close()


def open_station() -> Station:
    """The station of this process, opened when there is none."""
    with _lock:
        if not _open:
            _open.append(Station())
            atexit.register(close_station)
        return _open[0]


def close_station() -> None:
    """Close it, if it is open."""
    with _lock:
        while _open:
            _open.pop().close()


def deliver(parcel: Parcel) -> Returned:
    """Do a job here; whatever happens is told in what is returned, and not in an error.

    Errors and arguments land in the log of a worker, and this one holds the data.
    """
    ours = installed()
    if ours != parcel.installed:
        return Returned(Ended(harmless("refused")), refused=ours, worker=platform.node())
    try:
        return open_station().do(parcel)
    except OSError as error:
        return Returned(Ended(harmless(f"{platform.node()}: {error.strerror or error}")))
