"""Papermill with a kernel of this very interpreter, limits of time and output, and failures kept.

Importing this module is what makes a job process heavy; only `evalutils.running.execute` does.
"""

from __future__ import annotations

import math
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import papermill
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import (
    Engine,
    NotebookExecutionManager,
    papermill_engines,
)

from evalutils.errors import RunError
from evalutils.running import direct_reads, no_files, output_limit
from evalutils.running.spent import Watch, shown_size
from evalutils.running.warm.lease import VARIABLE
from evalutils.running.warm.provisioner import NAME

_ENGINE = "evalutils"
# No variable turns off a matplotlibrc in the folder of the notebooks. A name in a script that the
# font lacks is drawn as boxes, and seaborn 0.13 copies as pandas 2 did; a warning of that tells
# nobody what to do.
_NEUTRAL_CHARTS = (
    "import matplotlib, warnings; matplotlib.rcdefaults(); "
    "warnings.filterwarnings('ignore', 'Glyph .* missing from font'); "
    "warnings.filterwarnings('ignore', 'The copy keyword is deprecated'); del matplotlib, warnings"
)
_SHORTEST_S = 0.1  # nbclient takes 0 for no limit at all
_START_LIMIT_S = 60
_QUIET_S = 0.01
_KNOCK_MS = 5
_IOPUB_LIMIT_S = 30  # nbclient waits 4 s for late output, too short on a busy machine


class _OwnKernel(KernelSpecManager):
    """Describes ipykernel's own kernel, which starts warm where a warm process is."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        spec = super().get_kernel_spec(kernel_name)
        if VARIABLE in os.environ:
            spec.metadata = {"kernel_provisioner": {"provisioner_name": NAME}}
        return spec


class _Broadcasts(AsyncZMQSocketChannel):
    """What a kernel tells all, and how long to wait for it at most."""

    patience_s = math.inf

    async def get_msg(  # type: ignore[override]
        self, timeout: float | None = None
    ) -> dict[str, Any]:
        return await super().get_msg(timeout if timeout is None else min(timeout, self.patience_s))


class _Client(AsyncKernelClient):
    def __init__(self, parent: AsyncKernelManager, **options: Any) -> None:
        super().__init__(parent=parent, context=parent.context, **options)
        self.iopub_channel_class = _Broadcasts

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait for a new kernel, but not the 0.2 s that jupyter_client does for it to be silent.

        There is no need: nbclient tells by its number what belongs to a cell.
        """
        channel: Any = self.iopub_channel
        channel.patience_s = _QUIET_S
        try:
            await super().wait_for_ready(timeout)
        finally:
            channel.patience_s = math.inf


def own_kernel() -> AsyncKernelManager:
    """A kernel of the running interpreter.

    No kernelspec is looked up: a ``python3`` registered by the user, or first in JUPYTER_PATH,
    may belong to another environment. Without directories to search, jupyter_client falls back
    on ipykernel's own description, which is `sys.executable`.
    """
    context = zmq.asyncio.Context()
    # Without a limit to what waits here none is lost on its way; the kernel limits what it sends.
    context.setsockopt(zmq.RCVHWM, 0)
    context.setsockopt(zmq.RECONNECT_IVL, _KNOCK_MS)  # a tenth of a second otherwise
    manager = AsyncKernelManager(
        context=context,
        client_factory=_Client,
        kernel_name="python3",
        kernel_spec_manager=_OwnKernel(kernel_dirs=[], ensure_native_kernel=True),
    )
    if folder := os.environ.get(VARIABLE):
        # Ports are looked for and then taken; between the two another kernel may take them.
        manager.transport, manager.ip = "ipc", f"{folder}/{secrets.token_hex(4)}"
    return manager


class _StrictEngine(Engine):  # type: ignore[misc]
    """Runs the cells; a notebook over its limit or a dead kernel ends as a failed cell."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        began: float,
        timeout_s: int,
        protected: bool,
        memory: int,
        **_: Any,
    ) -> None:
        def left_s(_: object = None) -> float:
            return max(_SHORTEST_S, began + timeout_s - time.monotonic())

        extensions = [output_limit.__name__, direct_reads.__name__]
        extensions += [no_files.__name__] if protected else []
        kernel = own_kernel()
        client = PapermillNotebookClient(
            nb_man,
            km=kernel,
            kernel_name=kernel_name,
            timeout_func=left_s,
            startup_timeout=min(_START_LIMIT_S, math.ceil(left_s())),
            iopub_timeout=_IOPUB_LIMIT_S,
            record_timing=False,
            coalesce_streams=False,
            shutdown_kernel="immediate",
            extra_arguments=[
                *(f"--InteractiveShellApp.extra_extensions={name}" for name in extensions),
                *(f"--IPKernelApp.exec_lines={line}" for line in _first_lines(memory)),
                "--HistoryManager.enabled=False",  # a database, and a thread, that nobody asks
            ],
        )
        watch = Watch(memory, lambda: _pid(kernel), lambda: _kill(kernel))
        try:
            with watch:
                client.execute(cleanup_kc=True)
        except CellTimeoutError:
            message = f"the cell was busy when the {timeout_s} s for the notebook were over"
            if left_s() > _SHORTEST_S:
                message = f"its output was not complete {_IOPUB_LIMIT_S} s after it was ready"
            _fail_last_cell(nb_man, "TimeoutError", message)
        except DeadKernelError:
            message = "the kernel died (out of memory?)"
            if watch.exceeded:
                message = f"it used more than {shown_size(memory)} of memory (--memory)"
            _fail_last_cell(nb_man, "DeadKernelError", message)
        except RuntimeError as error:
            if left_s() > _SHORTEST_S:
                raise
            raise RunError(f"no kernel was ready in the {timeout_s} s for the notebook") from error
        finally:
            for cell in nb_man.nb.cells:
                if cell.cell_type == "code":
                    cell.outputs = merge_streams(cell.outputs)


def _first_lines(memory: int) -> Iterator[str]:
    yield _NEUTRAL_CHARTS
    if memory:
        yield f"from evalutils.running import spent; spent.limit_data({memory}); del spent"


def _pid(kernel: AsyncKernelManager) -> int | None:
    process = getattr(kernel.provisioner, "process", None)
    return process.pid if process is not None else None


def _kill(kernel: AsyncKernelManager) -> None:
    if (process := getattr(kernel.provisioner, "process", None)) is not None:
        process.kill()


papermill_engines.register(_ENGINE, _StrictEngine)


def execute_notebook(
    notebook: Path,
    output: Path,
    parameters: dict[str, str],
    *,
    cwd: Path,
    began: float,
    timeout_s: int,
    protected: bool,
    memory: int = 0,
) -> Any:
    """Execute a notebook, started in `cwd`, and give the result.

    `output` is written also when it fails. `timeout_s` is for the notebook as a whole, counted from
    `began` on the monotonic clock; each cell may take what is left of it, and a cell that failed,
    ran too long or lost its kernel raises papermill.PapermillExecutionError. `protected`: it reads
    protected data, and then it may write no files. `memory`: bytes that the kernel may take; 0 for
    all there is.
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
        began=began,
        timeout_s=timeout_s,
        protected=protected,
        memory=memory,
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


# nbclient can do this too, by a regular expression that takes the square of the length of a line:
# 47 minutes for a million characters without an end of line.
def merge_streams(outputs: Sequence[Any]) -> list[Any]:
    """Bring what a cell printed together: one text for stdout and one for stderr.

    Each stream stands where it first appeared; stdout goes before a stderr that stands directly
    before it, because they arrive in no certain order.
    """
    pieces: dict[str, list[str]] = {}
    merged: list[Any] = []
    for output in outputs:
        if output["output_type"] != "stream":
            merged.append(output)
        elif output["name"] in pieces:
            pieces[output["name"]].append(output["text"])
        else:
            pieces[output["name"]] = [output["text"]]
            merged.append(output)
    streams = [output for output in merged if output["output_type"] == "stream"]
    for output in streams:
        output["text"] = _overwritten("".join(pieces[output["name"]]))
    if [output["name"] for output in streams] == ["stderr", "stdout"]:
        first, second = (merged.index(output) for output in streams)
        if second == first + 1:
            merged[first], merged[second] = merged[second], merged[first]
    return merged


def _overwritten(text: str) -> str:
    """Leave of each line what comes after its last carriage return, but for one at its end."""
    lines = text.split("\n")
    return "\n".join(line[line.rfind("\r", 0, max(0, len(line) - 1)) + 1 :] for line in lines)
