"""How long the rest of a run takes, from earlier runs of its jobs and from what ended so far."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from evalutils.dataset.dependencies import files_read
from evalutils.running.job import Job
from evalutils.running.record import read_record


@dataclass
class Forecast:
    """Seconds per job by name: `before` of earlier runs, and those that ended in this one."""

    names: Sequence[str]
    before: dict[str, float]
    took: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    @classmethod
    def of(cls, jobs: Sequence[Job]) -> Forecast:
        """Of jobs that are due."""
        records = {job.name: read_record(job.record) for job in jobs}
        before = {name: record.seconds for name, record in records.items() if record is not None}
        return cls([job.name for job in jobs], before)

    def longest_last(self, jobs: Sequence[Job]) -> list[tuple[int, Job]]:
        """These jobs with their numbers; the last are to begin first.

        Else one of them would be waited for with a hand idle. Of a job that never ran nobody knows
        how long it takes: what reads much goes before. One job of each protected programme goes
        before all others: it decides what these find kept, and a page across programmes last.
        """

        def weight(numbered: tuple[int, Job]) -> tuple[float, int, int]:
            number, job = numbered
            files = (job.data_dir / path.partition("/")[2] for path in files_read(job.read(None)))
            read = sum(path.stat().st_size for path in files if path.is_file())
            return self.before.get(job.name, inf), read, -number

        found = sorted(enumerate(jobs), key=weight)
        decides = {job.programme: job for _, job in found if job.protected}

        def turn(numbered: tuple[int, Job]) -> int:
            job = numbered[1]
            if None in job.programme:
                return 0 if job.protected else 1
            return 2 if decides.get(job.programme) is job else 1

        return sorted(found, key=turn)

    def ended(self, name: str, seconds: float) -> None:
        """Hear how long a job took."""
        self.took[name] = seconds

    def left_s(self, hands: int, now: float | None = None) -> float | None:
        """Seconds until all have ended with so many at a time; None while nothing tells.

        A job of which no earlier run is known takes as long as the others on average. Once as many
        ended as there are hands, the rest goes as fast as this run went so far.
        """
        known = [*self.took.values()] or [*self.before.values()]
        if not known:
            return None
        mean = sum(known) / len(known)
        whole = sum(self._expected(name, mean) for name in self.names)
        done = sum(self._expected(name, mean) for name in self.took)
        planned = whole / hands
        passed = (time.monotonic() if now is None else now) - self.began
        if done and len(self.took) >= hands:
            planned = passed * whole / done
        return max(0.0, planned - passed)

    def _expected(self, name: str, mean: float) -> float:
        return self.before.get(name, self.took.get(name, mean))
