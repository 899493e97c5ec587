"""How long the rest of a run takes, from earlier runs of its jobs and from what ended so far."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

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
