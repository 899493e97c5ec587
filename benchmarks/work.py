"""Processor time of the work of each notebook of the shipped book, without kernel and imports.

A process that has everything imported forks for each notebook; the child runs the cells in an
IPython shell and shows what they show. With a path it also leaves a profile of each there.

Run: python benchmarks/work.py [folder for profiles]
"""

from __future__ import annotations

import cProfile
import gc
import hashlib
import io
import json
import os
import pkgutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

# As in a kernel: other threads that wait would count too.
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

import great_tables  # noqa: F401
import scipy.stats  # noqa: F401
import seaborn  # noqa: F401
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure

import evalutils
from evalutils.project import Project
from evalutils.running.job import Job
from evalutils.running.plan import one_reading
from evalutils.seal import TOKEN

ROOT = Path(__file__).resolve().parents[1]


def warm() -> None:
    """Import the whole package and draw one chart, as a warm kernel has done."""
    for module in pkgutil.walk_packages(evalutils.__path__, "evalutils."):
        if not module.name.endswith(("__main__", "sphinx_extension")):
            import_module(module.name)
    figure = Figure()
    figure.add_subplot().set_title("evalutils")
    figure.savefig(io.StringIO(), format="svg")
    gc.freeze()


def shown(job: Job) -> str:
    """Run the cells of a notebook and give a short hash of what they show."""
    shell = InteractiveShell.instance()
    digest = hashlib.sha256()
    display = shell.display_formatter.format

    def take(thing: object, *rest: object, **more: object) -> object:
        data, about = display(thing, *rest, **more)
        digest.update(json.dumps([data, about], sort_keys=True, default=str).encode())
        return {}, {}

    shell.display_formatter.format = take
    os.chdir(job.notebook.parent)
    for cell in json.loads(job.notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            shell.run_cell("".join(cell["source"])).raise_error()
        if "parameters" in cell["metadata"].get("tags", ()):
            shell.push(job.passed_parameters)
    return digest.hexdigest()[:8]


def measure(job: Job, profiles: Path | None) -> tuple[float, str]:
    """Processor seconds of one notebook, and the hash of what it shows."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        sys.stdout = io.StringIO()
        profile = cProfile.Profile()
        if profiles:
            profile.enable()
        os.write(writes, shown(job).encode())
        if profiles:
            profile.dump_stats(profiles / f"{job.slug}.prof")
        os._exit(0)
    os.close(writes)
    _, status, usage = os.wait4(child, 0)
    with os.fdopen(reads) as pipe:
        said = pipe.read() if status == 0 else "failed"
    return usage.ru_utime + usage.ru_stime, said


def main() -> None:
    """Print a table in Markdown."""
    os.environ.pop(TOKEN, None)
    profiles = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    warm()
    print("| notebook | processor s | shown |\n|---|---|---|")
    total = 0.0
    with tempfile.TemporaryDirectory() as build:
        project = Project(ROOT, ROOT / "data", Path(build) / "build")
        with one_reading(project, "benchmark", [], print) as reading:
            for job in reading.jobs(project):
                seconds, hashed = measure(job, profiles)
                total += seconds
                print(f"| {job.name} | {seconds:.2f} | {hashed} |", flush=True)
    print(f"| all | {total:.2f} | |")


if __name__ == "__main__":
    main()
