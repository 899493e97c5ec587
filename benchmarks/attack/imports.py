"""Imports damaged exports and counts what is neither read nor refused with a clear fault.

python -m benchmarks.attack.imports [--number 500]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

_TESTS = Path(__file__).parents[2] / "tests"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.path[:0] = [str(_TESTS / "intake"), str(_TESTS)]
    from exports import data_folder
    from test_damaged_exports import what_happens

    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        data_folder(Path(folder))
        for seed in range(given.seed, given.seed + given.number):
            try:
                found[what_happens(seed, Path(folder))] += 1
            except Exception as error:
                found["wrong"] += 1
                print(f"seed {seed}: {type(error).__name__}")
    print(", ".join(f"{kind}: {number}" for kind, number in sorted(found.items())))
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
