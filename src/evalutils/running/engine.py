"""Papermill with a kernel of this very interpreter, a time limit, and failures that are kept.

Importing this module is what makes a job process heavy; only `evalutils.running.execute` does.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import papermill
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import (
    Engine,
    NotebookExecutionManager,
    papermill_engines,
)

_ENGINE = "evalutils"
# No variable turns off a matplotlibrc in the folder of the notebooks.
_NEUTRAL_CHARTS = "import matplotlib; matplotlib.rcdefaults(); del matplotlib"
_START_LIMIT_S = 60
_IOPUB_LIMIT_S = 30  # nbclient waits 4 s for late output, too short on a busy machine


class Kernel(AsyncKernelManager):
    """A kernel of the running interpreter that can be ended from another thread.

    No kernelspec is looked up: a ``python3`` registered by the user, or first in JUPYTER_PATH,
    may belong to another environment. Without directories to search, jupyter_client falls back
    on ipykernel's own description, which is `sys.executable`.
    """

    def __init__(self) -> None:
        super().__init__(
            kernel_name="python3",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True),
        )
        self._starting = threading.Lock()

    async def start_kernel(self, **kw: Any) -> None:  # type: ignore[override]
        """Start the kernel process; no other thread can end it half-way."""
        with self._starting:
            await super().start_kernel(**kw)

    def end_for_good(self) -> None:
        """Kill the kernel with whatever it started; none can be started any more."""
        self._starting.acquire()
        process = getattr(self.provisioner, "process", None)
        if process is None or process.poll() is not None:
            return
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # a kernel leads its own process group
        else:
            process.kill()


class _StrictEngine(Engine):  # type: ignore[misc]
    """Runs the cells; a cell over its limit or a dead kernel ends as a failed cell."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        kernel: Kernel,
        timeout_s: int,
        **_: Any,
    ) -> None:
        client = PapermillNotebookClient(
            nb_man,
            km=kernel,
            kernel_name=kernel_name,
            timeout=timeout_s,
            startup_timeout=_START_LIMIT_S,
            iopub_timeout=_IOPUB_LIMIT_S,
            record_timing=False,
            coalesce_streams=True,
            extra_arguments=[f"--IPKernelApp.exec_lines={_NEUTRAL_CHARTS}"],
            shutdown_kernel="immediate",
        )
        try:
            client.execute(cleanup_kc=True)
        except CellTimeoutError:
            _fail_last_cell(nb_man, "TimeoutError", f"the cell ran longer than {timeout_s} s")
        except DeadKernelError:
            _fail_last_cell(nb_man, "DeadKernelError", "the kernel died (out of memory?)")


papermill_engines.register(_ENGINE, _StrictEngine)


def execute_notebook(
    notebook: Path,
    output: Path,
    parameters: dict[str, str],
    *,
    cwd: Path,
    kernel: Kernel,
    timeout_s: int,
) -> Any:
    """Execute a notebook beside its final place and give the result.

    Parameters
    ----------
    output
        Where papermill writes the notebook, also when it fails.
    cwd
        Folder in which the kernel starts.
    timeout_s
        Limit per cell.

    Raises
    ------
    papermill.PapermillExecutionError
        When a cell failed, ran too long or lost its kernel.
    """
    return papermill.execute_notebook(
        _literal(notebook),
        _literal(output),
        parameters,
        engine_name=_ENGINE,
        request_save_on_cell_execute=False,
        kernel_name="python3",
        language="python",
        progress_bar=False,
        cwd=cwd,
        kernel=kernel,
        timeout_s=timeout_s,
    )


def _literal(path: Path) -> str:
    """Protect a path against papermill, which fills in braces as a format string."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _fail_last_cell(nb_man: NotebookExecutionManager, name: str, message: str) -> None:
    index, cell = max(
        (number, cell)
        for number, cell in enumerate(nb_man.nb.cells)
        if cell.metadata.papermill["start_time"] is not None
    )
    error = new_output(  # type: ignore[no-untyped-call]
        "error", ename=name, evalue=message, traceback=[]
    )
    cell.outputs.append(error)
    nb_man.cell_exception(cell, cell_index=index)
