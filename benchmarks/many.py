"""Some 1,026 notebooks of invented evaluations, all their chapters: wall and processor time.

Run it as ``python benchmarks/many.py [EVALUATIONS]`` (256, with a hundred clients each). The
clients are invented first and every table is read once, as ``check`` would; neither is in the
figure. What may be shown of each evaluation is decided in it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import run as bench

from evalutils.project import Project
from evalutils.running.plan import one_reading
from evalutils.running.run import run_jobs
from evalutils.synthetic.write import Order, synthesise

ROOT = Path(__file__).parents[1]


def main(evaluations: int) -> None:
    """Measure in a folder that is removed again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        order = Order(evaluations // 2, programmes=2, clients=100 * evaluations, seed=1)
        synthesise(order, ROOT / "data", folder / "data")
        project = Project(ROOT, folder / "data", folder / "build")
        with one_reading(project, "many", [], print) as reading:
            jobs = reading.jobs(project, across=False)
            done = []
            wall, used = bench.timed(
                lambda: done.append(run_jobs(jobs, build_dir=project.build_dir))
            )
        assert len(done[0].ran) == len(jobs), done[0].describe()
    each = f"{used / len(jobs):.2f} s of processor time each"
    print(f"{len(jobs)} notebooks: {wall:.0f} s, {60 * len(jobs) / wall:.0f} a minute, {each}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 256)
