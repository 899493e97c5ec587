"""What a Dask worker gets: a station, as long as it lives."""

from __future__ import annotations

from typing import Any

from distributed import WorkerPlugin

from evalutils.running.machines.station import close_station, open_station


class StationPlugin(WorkerPlugin):
    """Opens the station of a worker, so that its warm process imports before the first job.

    It stays with the worker: the next run finds it warm, and two runs can use it at once.
    """

    name = "evalutils"
    idempotent = True

    def setup(self, worker: Any) -> None:
        """Open it."""
        open_station()

    def teardown(self, worker: Any) -> None:
        """Close it."""
        close_station()
