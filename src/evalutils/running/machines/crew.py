"""Who does the jobs of a run: this machine, or an executor that leads to others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from evalutils.errors import RunError
from evalutils.running.execute import Task
from evalutils.running.job import Job
from evalutils.running.machines.cluster import cluster_at
from evalutils.running.machines.installed import installed
from evalutils.running.machines.parcel import Parcel, Returned
from evalutils.running.machines.station import deliver
from evalutils.running.processes import Ended, environment_of, harmless, perform
from evalutils.running.warm.started import Warm, warm_process

# So many import what they lack sooner than the process that all start from would.
_FEW = 4


@dataclass(frozen=True)
class Means:
    """How a run does its jobs.

    Attributes
    ----------
    workers
        How many at a time on this machine.
    cold
        Start every process afresh instead of from one that has imported what notebooks need.
    memory
        Bytes that one notebook may take; 0 for all there is.
    scheduler
        Of a Dask cluster that does them instead (`evalutils.running.machines.cluster`).
    executor
        Any other executor that does; its workers have this package and nothing else of us.
    warm
        Asked when notebooks are due on this machine: gives the process to start from.
    """

    workers: int
    cold: bool = False
    memory: int = 0
    scheduler: str = ""
    executor: Executor | None = None
    warm: Callable[[], Warm | None] | None = None


class Crew(Protocol):
    """Does tasks; a run hands them out and asks each what came of it."""

    def room(self) -> int:
        """How many tasks may be out at the same time."""

    def hands(self) -> int:
        """How many of them are done at the same time."""

    def submit(self, task: Task) -> Future[Any]:
        """Have a task done."""

    def ended(self, task: Task, future: Future[Any]) -> Ended:
        """How a task ended, with its output in place; RunError when nobody can do it."""

    def stop(self) -> None:
        """End what is still being done."""


@dataclass
class Here:
    """Processes of this machine, each minded by a thread."""

    workers: int
    cache: Path
    warm: Warm | None
    _over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(self.workers)

    def room(self) -> int:
        """As many as there are threads: what waits can still be taken back."""
        return self.workers

    hands = room

    def submit(self, task: Task) -> Future[Ended]:
        """Start it."""
        return self._pool.submit(
            perform, task, cache=self.cache, warm=self.warm, wanted=lambda: not self._over.is_set()
        )

    def ended(self, task: Task, future: Future[Ended]) -> Ended:
        """How it ended."""
        return future.result()

    def stop(self) -> None:
        """End the processes."""
        self._over.set()
        self._pool.shutdown(cancel_futures=True)


@dataclass
class Elsewhere:
    """An executor whose workers need to share nothing with this machine but what is installed."""

    executor: Executor
    cold: bool
    _hands: Callable[[], int]
    _out: set[Future[Returned]] = field(default_factory=set)

    def room(self) -> int:
        """More than there are hands, so that nobody waits for us, and that a cluster can grow."""
        return 3 * self.hands() + 16

    def hands(self) -> int:
        """How many there are now."""
        return max(1, self._hands())

    def submit(self, task: Task) -> Future[Returned]:
        """Send it."""
        future = self.executor.submit(deliver, Parcel.of(task, installed(), cold=self.cold))
        self._out.add(future)
        return future

    def ended(self, task: Task, future: Future[Returned]) -> Ended:
        """Unpack what came back."""
        self._out.discard(future)
        try:
            returned = future.result()
        except BrokenProcessPool as error:
            raise RunError(f"The workers are gone: {error}") from error
        except Exception as error:
            # Of the scheduler, not of the notebook: that one ends in words.
            reason = f"no worker could do it: {type(error).__name__}: {error}"
            return Ended(harmless(" ".join(reason.split())))
        if returned.refused is not None:
            raise RunError(installed().refusal(f"worker {returned.worker}", returned.refused))
        if returned.output:
            task.output.parent.mkdir(parents=True, exist_ok=True)
            task.output.write_bytes(returned.output)
        return returned.ended

    def stop(self) -> None:
        """Take back what is out; who works on it notices."""
        for future in self._out:
            future.cancel()


@contextmanager
def crew_of(means: Means, due: Sequence[Job], *, work: Path, cache: Path) -> Iterator[Crew]:
    """Gather who does the jobs that are due; they stop in the end."""
    with ExitStack() as stack:
        crew: Crew
        if means.scheduler and due:
            protected = any(job.protected for job in due)
            executor, hands = stack.enter_context(cluster_at(means.scheduler, protected=protected))
            crew = Elsewhere(executor, means.cold, hands)
        elif means.executor is not None:
            crew = Elsewhere(means.executor, means.cold, lambda: means.workers)
        else:
            warm = None
            if means.warm and due and not means.cold:
                warm = means.warm()
            elif due and not means.cold:
                warm = stack.enter_context(warm_process(work, environment_of(work, cache)))
            if warm is not None and len(due) > _FEW:
                warm.widen()
            crew = Here(means.workers, cache, warm)
        stack.callback(crew.stop)
        yield crew
