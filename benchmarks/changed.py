"""One value of one CSV changed in a book with all evaluations: `python benchmarks/changed.py`.

It works on a copy of the project, builds the book once, and then changes a count a few times; the
least of these is printed. Processor time is that of the command and all that it started. To compare
with another commit, run its copy of this script in the same minute, in turns.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

ROOT = Path(__file__).parents[1]
PARTS = ("data", "notebooks", "book", "_config.yml", "requirements.txt")
TABLE, STAGE = "data/zwolle/startbaan/2021-2023/funnel.csv", "aangemeld"
TIMES = 3


def measured(command: list[str]) -> tuple[float, float]:
    """Processor and wall-clock seconds of a command."""
    before, began = getrusage(RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after, wall = getrusage(RUSAGE_CHILDREN), perf_counter() - began
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main() -> None:
    """Print a table in Markdown."""
    with tempfile.TemporaryDirectory() as name:
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, Path(name) / part)
        command = [sys.executable, "-m", "evalutils.cli", "--project", name, "build"]
        rows = [("all notebooks and the book, nothing kept", measured(command))]
        table, runs = Path(name, TABLE), []
        text = table.read_text(encoding="utf-8")
        for count in range(119, 119 + TIMES):
            changed = re.sub(rf"({STAGE}),\d+", rf"\1,{count}", text)
            table.write_text(changed, encoding="utf-8")
            runs.append(measured(command))
        rows.append(("one count changed, two notebooks", min(runs)))
    print("| what | processor s | wall-clock s |\n|---|---|---|")
    for what, (processor, wall) in rows:
        print(f"| {what} | {processor:.1f} | {wall:.1f} |")


if __name__ == "__main__":
    main()
