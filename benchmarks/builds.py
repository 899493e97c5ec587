"""Builds every chapter of invented evaluations: counts what stops, and times what is largest.

Run: python benchmarks/builds.py [FIRST SEED] [HOW MANY]

The folders are those of tests/builds, in larger number. A seed that fails is told: the same seed
always invents the same folder.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "builds"))

from chapters import fully_built
from draft import Draft, Rows
from invented_folder import invent, plain, protect, rule, shared_files, write

from evalutils.contracts.columns import MOST_ROWS
from evalutils.contracts.outflow_tables import INSTRUMENTS, MOST_STAGES
from evalutils.errors import DataError, GateError

FIRST, MANY = 100_000, 1000
LIMIT_S = 10
PART = 20


class Outcome(NamedTuple):
    """What became of one folder."""

    seed: int
    end: str
    chapters: int = 0
    trouble: str = ""


def outcomes(seeds: range) -> list[Outcome]:
    """Build the folders of some seeds, in a process of their own."""
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", "Glyph .* missing from font")
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        data.mkdir()
        library = shared_files(data)
        found = []
        for seed in seeds:
            write(invent(seed, library), data)
            protect(data, *rule(seed))
            found.append(_outcome(seed, data, Path(place) / "build"))
        return found


def _outcome(seed: int, data: Path, build_dir: Path) -> Outcome:
    try:
        return Outcome(seed, "built", len(fully_built(data, build_dir)))
    except (DataError, GateError):
        return Outcome(seed, "refused")
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        place = next((f for f in reversed(frames) if "evalutils" in f.filename), frames[-1])
        where = f"{Path(place.filename).name}:{place.lineno}"
        return Outcome(seed, "stopped", 0, f"{where} {type(error).__name__}: {str(error)[:200]}")


def invented(first: int, many: int) -> None:
    """Print how many folders were built, refused, and stopped."""
    parts = [
        range(seed, min(seed + PART, first + many)) for seed in range(first, first + many, PART)
    ]
    with multiprocessing.Pool(os.cpu_count()) as pool:
        found = [one for part in pool.imap_unordered(outcomes, parts) for one in part]
    ends = Counter(one.end for one in found)
    chapters = sum(one.chapters for one in found)
    print(
        f"{many} folders: {ends['built']} built ({chapters} chapters), {ends['refused']} refused by"
    )
    print(f"check, {ends['stopped']} accepted and then stopped.\n")
    for one in found:
        if one.trouble:
            print(f"seed {one.seed}: {one.trouble}")


def largest() -> Iterator[tuple[str, str, Rows]]:
    """Tables of the largest size that is accepted."""
    numbers = range(MOST_ROWS)
    yield (
        "instruments",
        "instruments",
        [
            {
                "instrument": f"instrument {number}",
                "started": 100 + number % 37,
                "exits_work": 20 + number % 7,
                "exits_other": 5,
                "exits_total": 25 + number % 7,
            }
            for number in range(INSTRUMENTS.most_rows or 0)
        ],
    )
    yield (
        f"funnels of {MOST_STAGES} stages",
        "funnel",
        [
            {
                "funnel": f"trechter {number // MOST_STAGES}",
                "order": number % MOST_STAGES + 1,
                "stage": f"stap {number}",
                "count": 900 - 3 * (number % MOST_STAGES),
            }
            for number in numbers
        ],
    )
    yield (
        "groups with exits",
        "exits",
        [
            {"destination": code, "group": f"groep {number // 2}", "count": 100 - 57 * (number % 2)}
            for number in numbers
            for code in [("total", "paid_work")[number % 2]]
        ],
    )
    yield (
        "targets",
        "targets",
        [
            {
                "indicator": f"doel {number}",
                "target": 100,
                "result": 50 + number % 60,
                "unit": "person",
                "direction": "at_least",
            }
            for number in numbers
        ],
    )


def sizes() -> None:
    """Print the time that the largest tables take, protected."""
    print(f"| {MOST_ROWS} rows | processor s (limit {LIMIT_S}) |\n|---|---|")
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        data.mkdir()
        shared_files(data)
        for what, table, rows in largest():
            draft: Draft = plain("protected")
            draft.tables[table] = rows
            write([draft], data)
            started = time.process_time()
            fully_built(data, Path(place) / "build")
            print(f"| {what} | {time.process_time() - started:.1f} |")


def main() -> None:
    """Build the invented folders, then the largest tables."""
    given = [int(text) for text in sys.argv[1:]]
    first, many = (*given, *(FIRST, MANY)[len(given) :])
    started = time.perf_counter()
    invented(first, many)
    print(
        f"{date.today()}, {time.perf_counter() - started:.0f} s on {os.cpu_count()} processors.\n"
    )
    sizes()


if __name__ == "__main__":
    main()
