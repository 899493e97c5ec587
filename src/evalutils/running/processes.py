"""Job processes as the run sees them: starting one, and ending those that are left.

Each job gets a fresh interpreter instead of a worker of a process pool: importing papermill takes
half a second, next to two for a kernel with pandas and charts, and in return a crash, a leak or a
changed working directory of one job cannot reach another, and ending a job is closing one pipe.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evalutils.environment import neutral
from evalutils.running.execute import Result, Task
from evalutils.running.job import Job
from evalutils.running.record import Basis

_GRACE_S = 5.0


@dataclass(frozen=True)
class Running:
    """A job whose process has been started."""

    job: Job
    basis: Basis
    task: Task
    process: subprocess.Popen[bytes]
    began: float

    @property
    def folder(self) -> Path:
        """The temporary folder that is this job's alone."""
        return Path(self.task.folder)

    @property
    def seconds(self) -> float:
        """Wall time since the start."""
        return time.monotonic() - self.began


def start(
    job: Job, basis: Basis, notebook: Path, *, folder: Path, cache: Path, timeout_s: int
) -> Running:
    """Start the process of a job.

    Parameters
    ----------
    notebook
        The copy of its notebook that runs, in the folder of the original.
    folder
        Its own, for everything it writes.
    cache
        Shared by all jobs, for what a library finds out once.
    timeout_s
        Limit per cell.
    """
    folder.mkdir(parents=True)
    task = Task(
        folder=str(folder),
        notebook=str(notebook),
        cwd=str(job.notebook.parent),
        parameters=job.passed_parameters,
        published_parameters=dict(job.parameters),
        title=job.title,
        slug=job.slug,
        timeout_s=timeout_s,
    )
    task_file = folder / "task.json"
    task_file.write_text(json.dumps(asdict(task)), encoding="utf-8")
    with (folder / "process.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "evalutils.running.execute", str(task_file)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=_environment(folder, cache),
            # Ctrl-C is for the run; it decides how its jobs end.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    return Running(job, basis, task, process, time.monotonic())


def result_of(running: Running) -> Result:
    """Read how a process that has ended says it ended; without a word, it crashed."""
    try:
        content = json.loads((running.folder / "result.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        log = (running.folder / "process.log").read_text(encoding="utf-8", errors="replace")
        reason = f"the job process ended with code {running.process.returncode}"
        return Result(reason, f"{reason}\n\n{log}")
    return Result(content["reason"], content["details"], tuple(content["warnings"]))


def end(running: Sequence[Running]) -> None:
    """End processes with their kernels and wait until they are gone."""
    for one in running:
        if one.process.stdin is not None:
            one.process.stdin.close()  # each job process ends its kernel and itself at this
    deadline = time.monotonic() + _GRACE_S
    for one in running:
        try:
            one.process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            one.process.kill()
            one.process.wait()


def _environment(folder: Path, cache: Path) -> dict[str, str]:
    own = {
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_CONFIG_DIR": str(folder / "jupyter"),
        "JUPYTER_NO_CONFIG": "1",
        "MPLCONFIGDIR": str(cache.resolve() / "matplotlib"),  # its list of fonts takes seconds to make
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    return {**neutral(), **own}
