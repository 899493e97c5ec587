"""How long the commands of README take: from nothing, a second time, and for help.

Run with `make bench`. It clones the last commit into a temporary folder, so that nothing that
happens to be installed or built here counts.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]


def measure(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Wall-clock seconds, processor seconds and peak memory (MiB) of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, processor, after.ru_maxrss / 1024


def change_a_number(project: Path) -> None:
    """Change a count of one evaluation, as a researcher would."""
    path = project / "data" / "zwolle" / "ontwikkelroute" / "2022-2023" / "caseload.csv"
    text = path.read_text(encoding="utf-8")
    assert "stock_end,2023-03-31,414" in text
    path.write_text(text.replace("stock_end,2023-03-31,414", "stock_end,2023-03-31,412"), "utf-8")


def main() -> None:
    """Print a table in Markdown."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ")
    print(", ".join(f"{name} {version(name)}" for name in ("pandas", "papermill", "jupyter-book")))
    print("\n| what | wall-clock s | processor s | largest process MiB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        command = ".venv/bin/evalutils"
        rows = [
            ("`make report` from nothing", ["make", "report"]),
            ("`make report` again, nothing changed", ["make", "report"]),
            ("`make report`, one number of one CSV changed", ["make", "report"]),
            (
                "`evalutils build --force`, all notebooks",
                [".venv/bin/evalutils", "build", "--force"],
            ),
            ("`evalutils check`", [".venv/bin/evalutils", "check"]),
        ]
        for label, arguments in rows:
            if "one number" in label:
                change_a_number(clone)
            wall, processor, memory = measure(arguments, clone)
            print(f"| {label} | {wall:.1f} | {processor:.1f} | {memory:.0f} |")
        helps = [measure([command, "--help"], clone)[0] for _ in range(9)]
        print(f"| `evalutils --help`, median of 9 | {statistics.median(helps):.2f} | | |")


if __name__ == "__main__":
    main()
