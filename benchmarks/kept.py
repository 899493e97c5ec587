"""What commands take of data that were read before: 1,026 evaluations, and the shipped ones.

Run: python benchmarks/kept.py [clients]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = 102_600
TIMES = 3

_READING = """
from pathlib import Path; import sys
from evalutils.project import Project
from evalutils.report.audit_report import audit_outcome, load_checked
from evalutils.running.plan import one_reading
project = Project(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
with one_reading(project, "run", (), print, load=load_checked) as reading:
    audit_outcome(reading.data), reading.across
"""


def measured(what: str, *line: str, times: int = 1) -> None:
    """Print a row of the table: the best wall-clock and processor time of a command."""
    walls, processors = [], []
    for _ in range(times):
        began, before = time.monotonic(), os.times()
        subprocess.run([sys.executable, *line], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        after = os.times()
        walls.append(time.monotonic() - began)
        processors.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    print(f"| {what} | {min(walls):.2f} | {min(processors):.2f} |", flush=True)


def measure(name: str, data: Path, build: Path) -> None:
    """All commands on one data folder, of which one table gets an empty line more."""
    evalutils = ("-m", "evalutils.cli", "--data", str(data), "--build-dir", str(build))
    measured(f"{name}: `list`", *evalutils, "list", times=TIMES)
    measured(f"{name}: `check` for the first time", *evalutils, "check")
    measured(f"{name}: `check`, nothing changed", *evalutils, "check", times=TIMES)
    with min(data.glob("*/*/*/*.csv")).open("a", encoding="utf-8") as file:
        file.write("\n")
    measured(f"{name}: `check`, one file changed", *evalutils, "check")
    reading = ("-c", _READING, str(ROOT), str(data), str(build))
    measured(f"{name}: the reading of `run`, copy of the data included", *reading)
    measured(f"{name}: the same, nothing changed", *reading, times=TIMES)


def main() -> None:
    """Print a table in Markdown."""
    clients = sys.argv[1] if len(sys.argv) > 1 else str(CLIENTS)
    print("| what | wall-clock s | processor s |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        data, build, shipped = (Path(place, name) for name in ("many", "build", "shipped"))
        subprocess.run(["cp", "-r", str(ROOT / "data"), str(shipped)], check=True)
        measure("shipped", shipped, build)
        options = ("--municipalities", "342", "--programmes", "3", "--clients", clients)
        subprocess.run(
            [sys.executable, "-m", "evalutils.cli", "synthesise", *options, "--to", str(data)],
            check=True,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        measure("1,026 evaluations", data, build)


if __name__ == "__main__":
    main()
