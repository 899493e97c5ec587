"""One job in a process of its own: ``python -m evalutils.running.execute task.json``.

The process reads what to do from a file and writes what came of it beside that file. It lives no
longer than the run that started it, which the warden sees to; on Windows, where there is none, it
holds the end of a pipe, and when the pipe closes it takes its kernel along. A failed
cell is told in words: one line for the summary, a page for the traceback that is kept.
"""

from __future__ import annotations

import builtins
import errno
import json
import os
import re
import secrets
import subprocess
import sys
import textwrap
import threading
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from evalutils import errors, trace
from evalutils.environment import IRI_GRAMMARS
from evalutils.errors import RunError, UnclearedError
from evalutils.running.notebook_cells import numbered, tags_of
from evalutils.running.spent import shown_size, spent_by
from evalutils.running.warm.lease import leased

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_MARKER = "papermill-error-cell-tag"
_REASON_LENGTH = 160
_TROUBLE = {
    *("MemoryError", "_ArrayMemoryError", "DeadKernelError", "BlockingIOError"),
    *("TimeoutError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError"),
}
_TROUBLE_NUMBERS = {
    *(errno.EAGAIN, errno.EDQUOT, errno.EIO, errno.EMFILE),
    *(errno.ENFILE, errno.ENOMEM, errno.ENOSPC, errno.EROFS),
}


@dataclass(frozen=True)
class Task:
    """What a job process has to do; `folder` is its own, for everything it writes."""

    folder: str
    notebook: str
    cwd: str
    data_dir: str
    reads: tuple[str, ...]
    """Files below the data folder that the result depends on."""
    parameters: dict[str, str]
    """As a reader may see them: no path of this machine."""
    title: str
    slug: str
    timeout_s: int
    protected: bool
    memory: int = 0
    """Bytes that its kernel may take; 0 for all there is."""

    @property
    def output(self) -> Path:
        """The executed notebook, finished or as far as it came."""
        return Path(self.folder) / "notebook.ipynb"


@dataclass(frozen=True)
class JobResult:
    """How a job process ended: no reason means well.

    Of protected data only the cell and the kind of error may be told further, unless the reason
    is `harmless`: about the notebook, and not about the data.
    """

    reason: str = ""
    details: str = ""
    harmless: bool = False
    warnings: tuple[str, ...] = ()
    cell: int | None = None
    error: str = ""
    cut: tuple[int, ...] = ()
    """Numbers of the cells of which output was left out."""
    may_pass: bool = False
    """Whether it may go well another time with everything the same: the machine was in trouble."""
    asked: tuple[str, ...] | None = None
    """What it asked for (`evalutils.trace`); None when that is not known."""


def main(task_file: Path) -> None:
    """Do the task in a file and write ``result.json`` beside it."""
    began = time.monotonic()
    task = Task(**json.loads(task_file.read_text(encoding="utf-8")))
    sys.modules[IRI_GRAMMARS] = None  # type: ignore[assignment]
    if sys.platform == "win32":
        threading.Thread(target=_end_with_parent, daemon=True).start()
    _keep_ahead(task)
    told = task.output.parent.resolve() / "tmp" / "trace.txt"  # where a notebook may write
    told.touch()
    os.environ[trace.VARIABLE] = str(told)
    os.environ[trace.FOLDER] = task.data_dir
    result = replace(_outcome_of(task, began), asked=trace.told_in(told))
    spent = spent_by(children=False) + spent_by(children=True) + leased()
    text = json.dumps({**asdict(result), "spent": asdict(spent)}, ensure_ascii=False)
    task_file.with_name("result.json").write_text(text, encoding="utf-8")


def _keep_ahead(task: Task) -> None:
    from evalutils.dataset.kept.store import offered_store
    from evalutils.dataset.load import DataPlace

    store = offered_store(adds=True)
    if not store.writes:
        return
    # What fails here fails in the notebook, which tells of it, and of the modules that it needs.
    with suppress(Exception):
        trace.late("report.kept_ahead.keep_ahead")(
            Path(task.notebook).stem,
            task.parameters,
            DataPlace(Path(task.data_dir), store=store),
            protected=task.protected,
            wait_s=task.timeout_s,
        )


def _end_with_parent() -> None:
    # os.read, not sys.stdin: a buffered reader in a daemon thread aborts a normal exit.
    while os.read(0, 1):
        pass
    subprocess.run(["taskkill", "/F", "/T", "/PID", str(os.getpid())], check=False)


def _outcome_of(task: Task, began: float) -> JobResult:
    from papermill import PapermillExecutionError

    try:
        return _run(task, began)
    except PapermillExecutionError as error:
        number = number_of(error.cell_index, json.loads(task.output.read_text(encoding="utf-8")))
        limit = f" (--memory {shown_size(task.memory)})" if _too_much(task, error) else ""
        reason, details = reason_of(error, number) + limit, details_of(error, number)
        kind, trouble = kind_of(error.ename), is_trouble(error.ename, error.evalue)
        return JobResult(reason, details, cell=number, error=kind, may_pass=trouble)
    except UnclearedError as error:
        return JobResult(str(error), str(error), harmless=True, cell=error.cell)
    except RunError as error:
        return JobResult(str(error), str(error), error=type(error).__name__)
    except Exception as error:
        name = type(error).__name__
        reason = f"{name}: {error}"
        return JobResult(reason, traceback.format_exc(), error=name, may_pass=True)


def _run(task: Task, began: float) -> JobResult:
    import nbformat

    from evalutils.running.engine import execute_notebook
    from evalutils.running.finish import finish
    from evalutils.running.gate import check_cleared, drop_seals
    from evalutils.running.output_limit import STATED, cut_cells
    from evalutils.seal import TOKEN

    # The kernel inherits it, and marks what it shows; a mark of another run opens nothing here.
    token = secrets.token_hex(32) if task.protected else ""
    os.environ[TOKEN] = token
    notebook: Any = execute_notebook(
        Path(task.notebook),
        task.output,
        {**task.parameters, "data_dir": task.data_dir},
        cwd=Path(task.cwd),
        began=began,
        timeout_s=task.timeout_s,
        protected=task.protected,
        memory=task.memory,
    )
    cells = list(numbered(notebook["cells"]))
    for number, cell in cells:
        # Papermill takes sys.exit(0) in a cell for a success and leaves the rest out.
        if any(output["output_type"] == "error" for output in cell.get("outputs", [])):
            raise RunError(f"cell {number}: the notebook stopped itself.")
    cut = dict(cut_cells(cells))
    if any(cut.values()):
        number = next(number for number, lost in cut.items() if lost)
        raise RunError(f"cell {number}: figures would be lost, because it shows {STATED}.")
    if task.protected:
        check_cleared(cells, token)
    drop_seals(cells)
    finished, warnings = finish(
        notebook, title=task.title, slug=task.slug, parameters=task.parameters
    )
    text = nbformat.writes(finished) + "\n"  # type: ignore[no-untyped-call]
    task.output.write_text(text, encoding="utf-8", newline="\n")
    return JobResult(warnings=tuple(warnings), cut=tuple(cut))


def _too_much(task: Task, error: FailedCell) -> bool:
    return bool(task.memory) and error.ename in ("MemoryError", "_ArrayMemoryError")


class FailedCell(Protocol):
    """What papermill tells about a failed cell (papermill.PapermillExecutionError)."""

    source: str
    ename: str
    evalue: str
    traceback: list[str]


def number_of(index: int, kept: Mapping[str, Any]) -> int:
    """The number of a failed cell in the notebook that a researcher edits.

    `index` is the position that papermill tells, from before it added its two error markers; `kept`
    is the failed notebook as papermill left it.
    """
    cells = [cell for cell in kept["cells"] if _MARKER not in tags_of(cell)]
    return list(numbered(cells))[index][0]


def kind_of(name: str) -> str:
    """The name of an error when it is a well-known one; a class can have been named by the data."""
    known = vars(builtins).get(name, vars(errors).get(name))
    return name if isinstance(known, type) and issubclass(known, BaseException) else ""


def is_trouble(name: str, message: str) -> bool:
    """Whether an error is of the machine: memory, a full or failing disk, too much open at once."""
    number = re.match(r"\[Errno (\d+)\]", message)
    return name in _TROUBLE or (number is not None and int(number[1]) in _TROUBLE_NUMBERS)


def reason_of(cell: FailedCell, number: int) -> str:
    """Say in one line which cell failed and why."""
    lines = _ANSI.sub("", cell.evalue).strip().splitlines() or [""]
    first = " ".join(lines[0].split())
    if len(first) > _REASON_LENGTH:
        first = f"{first[:_REASON_LENGTH]} ..."
    return f"cell {number}: {cell.ename}: {first}".rstrip(": ")


def details_of(cell: FailedCell, number: int) -> str:
    """Give the cell and its traceback, without terminal colours."""
    trace = _ANSI.sub("", "\n".join(cell.traceback)) or f"{cell.ename}: {cell.evalue}"
    source = textwrap.indent(cell.source, "    ")
    return f"{reason_of(cell, number)}\n\nThe cell:\n\n{source}\n\nThe traceback:\n\n{trace}\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
