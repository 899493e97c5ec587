"""Putting results where they belong, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from evalutils.running.failures import FailureRecord, read_failure
from evalutils.running.job import Job
from evalutils.running.processes import Ended
from evalutils.running.record import Basis, record_of
from evalutils.system.build_folder import CACHE, WORK
from evalutils.system.folders import inside


class Shelves:
    """The folders of a build directory that a run writes to.

    Temporary files lie in it too, since a rename is only atomic within one file system.
    """

    def __init__(self, build_dir: Path) -> None:
        self.cache = build_dir / CACHE
        self._work = build_dir / WORK
        self._failed = build_dir / "failed"
        self._warnings = build_dir / "warnings"

    def place(self, job: Job, finished: Path, basis: Basis, ended: Ended) -> None:
        """Move a finished notebook and its record into place; forget an earlier failure."""
        result = ended.result
        job.output.parent.mkdir(parents=True, exist_ok=True)
        # The record goes last and holds the hash of the notebook: stopped in between, the job
        # is stale, never half fresh.
        finished.replace(job.output)
        record = record_of(basis, job.output, ended)
        self._write(job.record, record.to_json())
        self._forget(self._failed, job, ".ipynb", ".txt", ".json")
        self._forget(self._warnings, job, ".txt")
        if result.warnings:
            self._write_private(self._warnings, job, ".txt", "\n".join(result.warnings))

    def keep_failure(
        self, job: Job, details: str, kept: FailureRecord, partial: Path | None = None
    ) -> Path:
        """Keep what a failed job left and take away the record that made its output current.

        Gives the place of the traceback.
        """
        job.record.unlink(missing_ok=True)
        self._forget(self._failed, job, ".ipynb", ".json")
        self._write_private(
            self._failed, job, ".txt", f"{job.name} ({job.notebook.name})\n\n{details}"
        )
        if partial is not None and partial.is_file():
            partial.replace(_shelf(self._failed, job, ".ipynb"))
        self._write_private(self._failed, job, ".json", kept.to_json())
        return self.traceback_of(job)

    def failure_of(self, job: Job) -> FailureRecord | None:
        """How a job failed when it last ran; None when it did not."""
        return read_failure(_shelf(self._failed, job, ".json"))

    def traceback_of(self, job: Job) -> Path:
        """Where the traceback of a failed job is kept."""
        return _shelf(self._failed, job, ".txt")

    def _write_private(self, folder: Path, job: Job, suffix: str, text: str) -> None:
        """What a notebook says may hold a count, also of protected data: for this user alone."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self._write(_shelf(folder, job, suffix), text, 0o600)

    def _write(self, path: Path, text: str, mode: int = 0o666) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._work / f"{os.getpid()}.tmp"
        beside.touch(mode)
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)

    def _forget(self, folder: Path, job: Job, *suffixes: str) -> None:
        for suffix in suffixes:
            _shelf(folder, job, suffix).unlink(missing_ok=True)


def _shelf(folder: Path, job: Job, suffix: str) -> Path:
    # Not with_suffix: the last part of a name may hold a point.
    return inside(folder, f"{job.name}{suffix}")
