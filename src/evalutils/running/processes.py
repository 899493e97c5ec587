"""Job processes as the run sees them: starting one, and ending those that are left.

Each job gets a fresh interpreter instead of a worker of a process pool: importing papermill takes
half a second, next to two for a kernel with pandas and charts, and in return a crash, a leak or a
changed working directory of one job cannot reach another.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evalutils.environment import neutral
from evalutils.running.execute import JobResult, Task
from evalutils.running.job import Job
from evalutils.running.warm.started import Warm
from evalutils.system.contained import Contained

# A notebook ends itself when its time is over, and then says in which cell; who has not done so
# by then is stopped from outside.
_GRACE_S = 15
_MOST_READ = 100_000


@dataclass(frozen=True)
class Running:
    """A job whose process has been started."""

    job: Job
    task: Task
    process: Contained

    @property
    def folder(self) -> Path:
        """The temporary folder that is this job's alone."""
        return Path(self.task.folder)

    @property
    def seconds(self) -> float:
        """Wall time since the start."""
        return self.process.seconds


def start(
    job: Job,
    notebook: Path,
    *,
    folder: Path,
    cache: Path,
    timeout_s: int,
    warm: Warm | None = None,
) -> Running:
    """Start the process of a job, of which the copy of its notebook runs.

    `folder` is its own, for everything it writes; `cache` is shared by all jobs, for what a library
    finds out once. `timeout_s` is for the notebook as a whole.
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
        protected=job.protected,
    )
    task_file = folder / "task.json"
    task_file.write_text(json.dumps(asdict(task)), encoding="utf-8")
    process = Contained(
        [sys.executable, "-m", "evalutils.running.execute", str(task_file)],
        env=environment_of(folder, cache),
        temporary=folder / "tmp",
        log=folder / "process.log",
        limit_s=timeout_s + _GRACE_S,
        start=warm.start if warm else None,
    )
    return Running(job, task, process)


def result_of(running: Running, code: int) -> JobResult:
    """Read how a process that has ended says it ended; without a word, it crashed."""
    try:
        content = json.loads((running.folder / "result.json").read_text(encoding="utf-8"))
        return JobResult(**{key: _steady(value) for key, value in content.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        reason = f"the job process ended with code {code}"
        if running.process.timed_out:
            reason = f"not ready after {running.task.timeout_s} s, and stopped from outside"
        details = f"{reason}\n\n{_said(running.folder / 'process.log')}"
        return JobResult(reason, details, harmless=True, may_pass=True)


def _said(log: Path) -> str:
    try:
        with log.open(encoding="utf-8", errors="replace") as file:
            return file.read(_MOST_READ)
    except OSError:  # a notebook may have removed what it found beside its temporary files
        return ""


def _steady(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def environment_of(folder: Path, cache: Path) -> dict[str, str]:
    """The environment of what runs in a folder of its own."""
    own = {
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_CONFIG_DIR": str(folder / "jupyter"),
        "JUPYTER_NO_CONFIG": "1",
        # Its list of fonts takes seconds to make.
        "MPLCONFIGDIR": str(cache.resolve() / "matplotlib"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    return {**neutral(), **own}
