"""From saving a CSV to the new page in `evalutils preview`: `python benchmarks/preview.py`.

It works on a copy of the project and saves one table of one evaluation three times, each time when
the preview is idle again; then `evalutils build` does the same. Processor time is that of
everything the preview started between two saves, so that of preparing the next book too. Needs
/proc.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = ("data", "notebooks", "book", "_config.yml", "requirements.txt")
SELECTION, TABLE = "zwolle/startbaan", "zwolle/startbaan/2021-2023/funnel.csv"
PORT = 8765
TIMES, IDLE_S = 3, 12.0
TICK = os.sysconf("SC_CLK_TCK")


def state() -> tuple[str, str]:
    """The name of the book that is served, and what is wrong."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/.preview/state") as found:
            told = json.load(found)
    except OSError:
        return "", ""
    return told["book"], told["banner"]


def seconds_until(holds: Callable[[str], bool]) -> float:
    """Wait for a book."""
    started = time.perf_counter()
    while True:
        book, banner = state()
        if banner:
            sys.exit(banner)
        if holds(book):
            return time.perf_counter() - started
        time.sleep(0.02)


def processor_s(pid: int) -> float:
    """Of a process and of its children that have ended, and theirs."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICK


def change(table: Path) -> None:
    """Lengthen the note of the last row."""
    table.write_text(f"{table.read_text(encoding='utf-8').rstrip()} Nog eens.\n", encoding="utf-8")


def measured(pid: int, table: Path) -> tuple[float, float]:
    """Wall-clock and processor seconds of one change."""
    time.sleep(IDLE_S)
    before, old = processor_s(pid), state()[0]
    change(table)
    wall = seconds_until(lambda book: book != old)
    time.sleep(IDLE_S)
    return wall, processor_s(pid) - before


def built(command: list[str], table: Path) -> tuple[float, float]:
    """The same by a build of its own."""
    change(table)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started, processor


def main() -> None:
    """Print a table in Markdown."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, project / part)
        table = project / "data" / TABLE
        words = [sys.executable, "-m", "evalutils.cli", "--project", name]
        command = [*words, "preview", SELECTION, "--port", str(PORT)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                first = seconds_until(bool)
                runs = [measured(process.pid, table) for _ in range(TIMES)]
            finally:
                process.send_signal(signal.SIGTERM)
        again = [built([*words, "build", SELECTION], table) for _ in range(TIMES)]
    print("| what | wall-clock s | processor s |\n|---|---|---|")
    print(f"| first page, nothing run before | {first:.1f} | |")
    for what, found in (("a CSV saved to the new page", runs), ("`evalutils build` of it", again)):
        wall, processor = map(statistics.median, zip(*found, strict=True))
        print(f"| {what}, median of {TIMES} | {wall:.1f} | {processor:.1f} |")
    print(f"load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
