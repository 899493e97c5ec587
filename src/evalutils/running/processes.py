"""A job in a process of its own, from its start to its end; one thread minds one job.

Each job gets a fresh process instead of a worker of a process pool: in return a crash, a leak or a
changed working directory of one job cannot reach another.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evalutils.dataset.snapshot import SEALED_NS
from evalutils.environment import neutral
from evalutils.running.execute import JobResult, Task
from evalutils.running.spent import Spent
from evalutils.running.warm.started import Warm
from evalutils.system.contained import Contained, end

# A notebook ends itself when its time is over, and then says in which cell; who has not done so
# by then is stopped from outside.
_GRACE_S = 15
_POLL_S = 0.1
_MOST_READ = 100_000
_RESULT = "result.json"


@dataclass(frozen=True)
class Ended:
    """How a job ended, after how many seconds, and what its processes spent."""

    result: JobResult
    seconds: float = 0.0
    spent: Spent = field(default_factory=Spent)


def perform(
    task: Task, *, cache: Path, warm: Warm | None, wanted: Callable[[], bool] = lambda: True
) -> Ended:
    """Do a task, to its end or until it is no longer wanted; it leaves nothing behind but files.

    One that went down with the warm process, by no fault of its own as far as anyone can tell, is
    done once more, afresh.

    Parameters
    ----------
    task
        What to do. Its folder is made; all that the job writes is in there.
    cache
        A folder for what a library finds out once, shared by all jobs.
    warm
        Where its process is started from; None starts it afresh.
    wanted
        Asked time and again while it runs.
    """
    process = _started(task, cache, warm)
    while (code := process.poll(_POLL_S)) is None:
        if not wanted():
            end([process])
            return Ended(harmless("it was no longer wanted"), process.seconds)
    if warm and not _has_said(task) and not process.timed_out and warm.gone:
        shutil.rmtree(task.folder)
        return perform(task, cache=cache, warm=None, wanted=wanted)
    seconds = process.seconds
    result, spent = _said(task, code, process.timed_out)
    if not result.reason and not _untouched(task):
        result = harmless(
            "the notebook, or one beside it, wrote to the data; let it only read them"
        )
    return Ended(result, seconds, spent)


def harmless(reason: str) -> JobResult:
    """A failure that says nothing about the data."""
    return JobResult(reason, reason, harmless=True)


def _started(task: Task, cache: Path, warm: Warm | None) -> Contained:
    folder = Path(task.folder)
    folder.mkdir(parents=True, exist_ok=True)
    task_file = folder / "task.json"
    task_file.write_text(json.dumps(asdict(task)), encoding="utf-8")
    return Contained(
        [sys.executable, "-m", "evalutils.running.execute", str(task_file)],
        env=environment_of(folder, cache),
        temporary=folder / "tmp",
        log=folder / "process.log",
        limit_s=task.timeout_s + _GRACE_S,
        start=warm.start if warm else None,
    )


def _has_said(task: Task) -> bool:
    return (Path(task.folder) / _RESULT).exists()


def _said(task: Task, code: int, timed_out: bool) -> tuple[JobResult, Spent]:
    """Read how a process that has ended says it ended; without a word, it crashed."""
    folder = Path(task.folder)
    try:
        content = json.loads((folder / _RESULT).read_text(encoding="utf-8"))
        spent = Spent(**content.pop("spent"))
        return JobResult(**{key: _steady(value) for key, value in content.items()}), spent
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        reason = f"the job process ended with code {code}"
        if timed_out:
            reason = f"not ready after {task.timeout_s} s, and stopped from outside"
        details = f"{reason}\n\n{_log(folder / 'process.log')}"
        return JobResult(reason, details, harmless=True), Spent()


def _log(log: Path) -> str:
    try:
        with log.open(encoding="utf-8", errors="replace") as file:
            return file.read(_MOST_READ)
    except OSError:  # a notebook may have removed what it found beside its temporary files
        return ""


def _steady(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _untouched(task: Task) -> bool:
    files = (Path(task.data_dir) / path for path in task.reads)
    return all(path.is_file() and path.stat().st_mtime_ns == SEALED_NS for path in files)


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
