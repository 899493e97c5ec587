"""Notebooks with warm and with stock kernels: processor time and notebooks per minute.

``python benchmarks/run.py [notebooks]`` runs copies of a small notebook of this project with
papermill as it comes, with this runner cold and with it warm, at several numbers of workers. The
limit beside them forks the warm process and runs the same code, charts and tables drawn. Where our
processor time goes is told apart, and what a Dask cluster of two workers does in the place of two
processes.
"""

from __future__ import annotations

import asyncio
import ctypes
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from evalutils.project import Project  # noqa: E402
from evalutils.running.engine import own_kernel  # noqa: E402
from evalutils.running.job import Job  # noqa: E402
from evalutils.running.plan import one_reading  # noqa: E402
from evalutils.running.processes import environment_of  # noqa: E402
from evalutils.running.run import run_jobs  # noqa: E402
from evalutils.running.warm.lease import VARIABLE, lease  # noqa: E402
from evalutils.running.warm.started import warm_process  # noqa: E402

KEY = ("enschede", "doen-beurzen", "2019")
CHAPTER = "outflow"
PARAMETERS = {
    **dict(zip(("municipality", "programme", "period"), KEY, strict=True)),
    "data_dir": str(ROOT / "data"),
}
_PR_SET_CHILD_SUBREAPER = 36


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of some work with all its processes, orphans included."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before, began = _spent(), time.perf_counter()
    work()
    wall = time.perf_counter() - began
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return wall, _spent() - before


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def stock(folder: Path, count: int, workers: int) -> None:
    """Papermill's own command line, a process per notebook."""
    notebook = ROOT / "notebooks" / f"{CHAPTER}.ipynb"
    given = [word for pair in PARAMETERS.items() for word in ("-r", *pair)]

    def one(number: int) -> None:
        output = folder / f"{number}.ipynb"
        command = ["-m", "papermill", notebook, output, "-k", "python3", "--no-progress-bar"]
        words = [str(word) for word in [*command, *given]]
        subprocess.run(
            [sys.executable, *words], check=True, capture_output=True, cwd=notebook.parent
        )

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, range(count)))


def ours(
    folder: Path, count: int, workers: int, *, notebook: Path | None = None, **how: Any
) -> None:
    """The runner of this package."""
    notebook = notebook or ROOT / "notebooks" / f"{CHAPTER}.ipynb"
    project = Project(ROOT, ROOT / "data", folder)
    with one_reading(project, "run", ["/".join(KEY)], print) as reading:
        data = reading.snapshot.folder
        mine = [path for path in reading.snapshot.files if path.startswith("/".join(KEY))]
        jobs = [
            Job(
                name=f"copy/{number}",
                title="Kopie",
                notebook=notebook,
                parameters=PARAMETERS,
                data_dir=data,
                inputs={f"data/{path}": "" for path in mine},
                output=folder / "runs" / "copy" / f"{number}.ipynb",
                requirements=ROOT / "requirements.txt",
            )
            for number in range(count)
        ]
        with redirect_stdout(io.StringIO()):
            summary = run_jobs(jobs, build_dir=folder, workers=workers, **how)
    assert len(summary.ran) == count, summary.describe()


def here(folder: Path, count: int, workers: int) -> float:
    """Notebooks per minute of processes here, their warm process started before."""
    with warm_process(folder, environment_of(folder, folder / "cache")) as warm:
        assert warm is not None
        ours(folder / "first", workers, workers, warm=lambda: warm)
        began = time.perf_counter()
        ours(folder / "then", count, workers, warm=lambda: warm)
        return 60 * count / (time.perf_counter() - began)


def dask(folder: Path, count: int, workers: int) -> float:
    """Notebooks per minute of a Dask cluster, each worker with one thread and warm before."""
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        ours(folder / "first", workers, workers, scheduler=cluster.scheduler_address)
        began = time.perf_counter()
        ours(folder / "then", count, workers, scheduler=cluster.scheduler_address)
        return 60 * count / (time.perf_counter() - began)


# The code as IPython runs it, and what it shows made into pictures and pages; no kernel.
PLAIN = """
import json, sys
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import select_figure_formats

shell = InteractiveShell.instance(history_length=0)
shell.history_manager.enabled = False
shell.display_pub = CapturingDisplayPublisher(shell=shell)
select_figure_formats(shell, {"png"})
for source in json.load(open("sources.json")):
    shell.run_cell(source, silent=False).raise_error()
"""


def limit(folder: Path, count: int, workers: int, *, code: bool = True) -> None:
    """Fork the warm process and run the code of the notebook, without kernel or messages."""
    cells = json.loads((ROOT / "notebooks" / f"{CHAPTER}.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(c["source"]) for c in cells["cells"] if c["cell_type"] == "code"]
    given = [f"{name} = {value!r}" for name, value in PARAMETERS.items()]
    everything = [sources[0], "\n".join(given), *sources[1:]]
    (folder / "sources.json").write_text(json.dumps(everything if code else []), encoding="utf-8")
    (folder / "plain.py").write_text(PLAIN, encoding="utf-8")
    with warm_process(folder, environment_of(folder, folder / "cache")) as warm:
        assert warm is not None
        assert warm.ready

        def one(number: int) -> None:
            log = folder / f"{number}.log"
            log.touch()
            env = environment_of(folder, folder / "cache")
            found = lease(str(warm.folder), ["-m", "plain"], env, cwd=folder, log=log, most=100_000)
            assert found is not None
            assert found.wait() == 0, log.read_text(encoding="utf-8")

        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(one, range(count)))


def kernels(folder: Path, count: int, workers: int) -> None:
    """Kernels of a warm process, started, asked for their name and ended; one at a time."""
    with warm_process(folder, environment_of(folder, folder / "cache")) as warm:
        assert warm is not None
        assert warm.ready
        os.environ |= {**environment_of(folder, folder / "cache"), VARIABLE: str(warm.folder)}

        async def one() -> None:
            manager = own_kernel()
            await manager.start_kernel()
            client = manager.client()
            client.start_channels()
            await client.wait_for_ready(timeout=600)
            client.stop_channels()
            await manager.shutdown_kernel(now=True)
            manager.context.destroy(linger=0)

        for _ in range(count):
            asyncio.run(one())


def split(count: int) -> None:
    """Where the processor time of a notebook goes; starting the warm process is left out."""
    tiny = {"id": "a", "metadata": {"tags": ["parameters"]}, "outputs": [], "execution_count": None}
    names = "\n".join(f"{name} = ''" for name in PARAMETERS)
    cells: list[Any] = [{"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# Titel"}]
    cells.append({**tiny, "cell_type": "code", "source": names})
    whole: dict[str, Any] = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "tiny.ipynb"
        path.write_text(json.dumps(whole), encoding="utf-8")
        found = {
            "all": _each(ours, count),
            "empty": _each(partial(ours, notebook=path), count),
            "kernel": _each(kernels, count),
            "work": _each(limit, count),
        }
    found["papermill, and the process of the job"] = found["empty"] - found["kernel"]
    found["messages of its cells"] = found["all"] - found["empty"] - found["work"]
    print("\n| of which | processor s per notebook |\n|---|---|")
    for name in (
        "work",
        "kernel",
        "papermill, and the process of the job",
        "messages of its cells",
    ):
        print(f"| {name} | {found[name]:.2f} |")


def _each(work: Callable[..., None], count: int) -> float:
    """Processor seconds of one more; the difference leaves out what is done once."""
    spent = []
    for number in (2, 2 + count):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "build"
            if work is limit or work is kernels:
                folder.mkdir()
            spent.append(timed(partial(work, folder, number, 2))[1])
    return (spent[1] - spent[0]) / count


def main(arguments: Sequence[str]) -> None:
    """Print a table in Markdown."""
    count = int(arguments[0]) if arguments else 40
    few = max(2, count // 5)  # enough of what is slow for each notebook alike
    kinds: dict[str, tuple[Callable[..., None], int, dict[str, Any], tuple[int, ...]]] = {
        "papermill": (stock, few, {}, (2, 4)),
        "evalutils, warm": (ours, count, {"cold": False}, (2, 4)),
        "limit: fork and run the code": (limit, count, {}, (2,)),
        "evalutils, cold": (ours, few, {"cold": True}, (2,)),
    }
    print("| what | workers | processor s per notebook | notebooks per minute |\n|---|---|---|---|")
    for name, (work, number, options, several) in kinds.items():
        for workers in several:
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place) / "build"
                if work is not ours:
                    folder.mkdir()
                wall, spent = timed(partial(work, folder, number, workers, **options))
            figures = f"{spent / number:.2f} | {60 * number / wall:.0f}"
            print(f"| {name} | {workers} | {figures} |", flush=True)
    for name, speed in (("two processes", here), ("Dask, two workers", dask)):
        with tempfile.TemporaryDirectory() as place:
            print(
                f"| {name}, warm before | 2 | | {speed(Path(place), few * 3, 2):.0f} |", flush=True
            )
    split(few)


if __name__ == "__main__":
    main(sys.argv[1:])
