"""What protection costs a reader: the key figures that it leaves out, of few invented clients.

Run: python benchmarks/disclosure_cost.py [SEED]. One programme with all tables of clients, its book
made without Sphinx; the share of rows of key_figures.csv of which the value is left out.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "builds"))

from light_book import light_book

from evalutils.synthetic.write import Order, synthesise

ROOT = Path(__file__).resolve().parents[1]
MANY, SEED = (300, 100), 7


def main(seed: int) -> None:
    """A line for each number of clients, then the left out ones by indicator."""
    for clients in MANY:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            synthesise(Order(1, 1, clients, seed=seed), ROOT / "data", data)
            figures = light_book(data, Path(folder) / "book") / "data" / "key_figures.csv"
            with figures.open(encoding="utf-8", newline="") as handle:
                rows = list(csv.DictReader(handle))
        out = [row["indicator"] for row in rows if row["status"] == "suppressed"]
        print(f"{clients} clients: {len(out)} of {len(rows)} ({100 * len(out) / len(rows):.1f}%)")
        every = Counter(row["indicator"] for row in rows)
        for indicator, times in Counter(out).most_common():
            print(f"{times:6} of {every[indicator]:3}  {indicator}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SEED)
