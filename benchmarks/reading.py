"""Mutated files, each read right or refused.

Run: python benchmarks/reading.py [number of files]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "dataset"))

from mutations import Folder, mutate, rows_of

FILES = 5000
SLOW_S = 5.0
OUTCOMES = ("read right", "refused", "damaged and read", "silently wrong", "traceback", "slow")


def outcome(folder: Folder, random: Random) -> str:
    file = mutate(random)
    start = time.monotonic()
    try:
        rows, faults = folder.read(file.table, file.suffix, file.content)
    except Exception as error:  # whatever it is, a user would see it
        print(f"traceback: {file.table}, {file.what}: {error!r}")
        return "traceback"
    if time.monotonic() - start > SLOW_S:
        print(f"slow: {file.table}, {file.what}")
        return "slow"
    if faults:
        return "refused"
    if not file.same:
        return "damaged and read"
    if rows == rows_of(folder.tables[file.table]):
        return "read right"
    print(f"silently wrong: {file.table}, {file.what}")
    return "silently wrong"


def main() -> None:
    """Print a table in Markdown."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    random, counts = Random(1), Counter[str]()
    start = time.process_time()
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place))
        for _ in range(files):
            counts[outcome(folder, random)] += 1
    print("| outcome | files |\n|---|---|")
    for name in OUTCOMES:
        print(f"| {name} | {counts[name]:,} |")
    taken = (time.process_time() - start) / files * 1000
    print(f"\n{files:,} files, seed 1, {taken:.1f} ms of processor time each.")


if __name__ == "__main__":
    main()
