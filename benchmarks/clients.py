"""Speed of everything that the chapter on the outflow of followed clients computes.

Run: python benchmarks/clients.py
"""

from __future__ import annotations

import resource
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from evalutils import outflow
from evalutils.dataset.client_days import numbered
from evalutils.dataset.library import load_library
from evalutils.disclosure import Rule, publish
from evalutils.outflow import Window
from evalutils.synthetic.write import Order, synthesise

SIZES = (100_000, 1_000_000)
LIMIT_S = 40
DATA = Path(__file__).resolve().parents[1] / "data"
RULE = Rule(10, 5)
# The period that clients are invented for.
WINDOW = Window(date(2023, 1, 1), date(2024, 12, 31), fewest=RULE.threshold)


def tables(clients: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Spells and benefits of one invented programme."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        (key,) = synthesise(Order(1, programmes=1, clients=clients, seed=1), DATA, folder)
        read = partial(pd.read_csv, parse_dates=["start", "end"], dtype={"client_id": "str"})
        return read(folder / str(key) / "spells.csv"), read(folder / str(key) / "benefits.csv")


def measure(clients: int) -> None:
    spells, benefits = tables(clients)
    start = time.process_time()
    spells, benefits = numbered({"spells": spells, "benefits": benefits}).values()
    total = time.process_time() - start
    print(f"| numbering the clients | {len(spells):,} | {total:.2f} |", flush=True)
    codelist = load_library(DATA).destinations
    leaving = (outflow.destination_incidence, outflow.group_differences, outflow.cohorts)
    staying = (outflow.staying, outflow.median_months)
    lasting = (
        outflow.followed_exits,
        outflow.durable_incidence,
        outflow.reentry,
        outflow.mean_reentries,
    )
    analyses = (
        *((run.__name__, partial(run, spells, benefits, WINDOW)) for run in staying),
        *((run.__name__, partial(run, spells, codelist, WINDOW)) for run in leaving),
        *((run.__name__, partial(run, spells, benefits, codelist, WINDOW)) for run in lasting),
    )
    for name, run in analyses:
        start = time.process_time()
        publish(run(), RULE)
        taken = time.process_time() - start
        total += taken
        print(f"| {name} | {len(spells):,} | {taken:.2f} |", flush=True)
    print(f"| all, limit {LIMIT_S} | {len(spells):,} | {total:.2f} |")


def main() -> None:
    """Print a table in Markdown."""
    print("| what | spells | processor s |\n|---|---|---|")
    for clients in SIZES:
        measure(clients)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nLargest memory: {peak:.0f} MiB, inventing the clients included.")


if __name__ == "__main__":
    main()
