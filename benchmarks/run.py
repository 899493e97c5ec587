"""Notebooks with warm and with stock kernels: processor time and notebooks per minute.

``python benchmarks/run.py [notebooks]`` runs copies of a small notebook of this project with
papermill as it comes, with this runner cold and with it warm, at several numbers of workers. The
limit beside them forks the warm process and runs the same code.
"""

from __future__ import annotations

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

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from evalutils.running.job import Job  # noqa: E402
from evalutils.running.processes import environment_of  # noqa: E402
from evalutils.running.run import run_jobs  # noqa: E402
from evalutils.running.warm.lease import lease  # noqa: E402
from evalutils.running.warm.started import warm_process  # noqa: E402
from evalutils.system.build_folder import at_work  # noqa: E402

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


def ours(folder: Path, count: int, workers: int, *, cold: bool) -> None:
    """The runner of this package."""
    jobs = [
        Job(
            name=f"copy/{number}",
            title="Kopie",
            notebook=ROOT / "notebooks" / f"{CHAPTER}.ipynb",
            parameters=PARAMETERS,
            data_dir=ROOT / "data",
            inputs={},
            output=folder / "runs" / "copy" / f"{number}.ipynb",
            requirements=ROOT / "requirements.txt",
        )
        for number in range(count)
    ]
    with at_work(folder, "run", {}), redirect_stdout(io.StringIO()):
        summary = run_jobs(jobs, build_dir=folder, workers=workers, cold=cold)
    assert len(summary.ran) == count, summary.describe()


def limit(folder: Path, count: int, workers: int) -> None:
    """Fork the warm process and run the code of the notebook, without kernel or messages."""
    cells = json.loads((ROOT / "notebooks" / f"{CHAPTER}.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(c["source"]) for c in cells["cells"] if c["cell_type"] == "code"]
    given = [f"{name} = {value!r}" for name, value in PARAMETERS.items()]
    (folder / "plain.py").write_text(
        "\n".join([sources[0], *given, *sources[1:]]).replace("await ", ""), encoding="utf-8"
    )
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


def main(arguments: Sequence[str]) -> None:
    """Print a table in Markdown."""
    count = int(arguments[0]) if arguments else 24
    kinds: dict[str, tuple[Callable[..., None], dict[str, bool], tuple[int, ...]]] = {
        "papermill": (stock, {}, (2, 4)),
        "evalutils, cold": (ours, {"cold": True}, (2, 4)),
        "evalutils, warm": (ours, {"cold": False}, (2, 4, 8)),
        "limit: fork and run the code": (limit, {}, (2,)),
    }
    print("| what | workers | processor s per notebook | notebooks per minute |\n|---|---|---|---|")
    for name, (work, options, numbers) in kinds.items():
        for workers in numbers:
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place) / "build"
                if work is not ours:
                    folder.mkdir()
                wall, spent = timed(partial(work, folder, count, workers, **options))
            print(f"| {name} | {workers} | {spent / count:.2f} | {60 * count / wall:.0f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
