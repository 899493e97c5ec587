"""Speed of the ladder at client level: 1,000,000 measurements of 300,000 clients, one core.

Once with text for a client, as files have it, and once with numbers; then everything that the
chapter on followed clients computes.

Run: python benchmarks/ladder.py
"""

from __future__ import annotations

import resource
import time
from datetime import date

import numpy as np
import pandas as pd

from evalutils.ladder import (
    arrivals,
    client_groups,
    client_tests,
    client_transitions,
    client_ways,
    expectations,
    histories,
    marginal_homogeneity,
    months_between,
    projection,
)
from evalutils.statistics.movement_bounds import Standing, movement
from evalutils.statistics.transition_tables import first_and_last, table_of_pairs

CLIENTS, MEASUREMENTS, RUNGS = 300_000, 1_000_000, range(1, 7)


def measurements() -> pd.DataFrame:
    random = np.random.default_rng(1)
    client = np.sort(random.integers(0, CLIENTS, MEASUREMENTS))
    day = random.integers(0, 3650, MEASUREMENTS)
    frame = pd.DataFrame(
        {
            "client_id": pd.Series(client).map(lambda number: f"c{number:06d}").astype("str"),
            "date": pd.Timestamp("2015-01-01") + pd.to_timedelta(day, unit="D"),
            "kind": pd.Series("measured", index=range(MEASUREMENTS), dtype="str"),
            "rung": pd.Series(random.choice([*"123456"], MEASUREMENTS)).astype("str"),
        }
    ).drop_duplicates(["client_id", "date"])
    return frame.sample(frac=1, random_state=1, ignore_index=True)


def measure(frame: pd.DataFrame, name: str) -> None:
    start, processor = time.perf_counter(), time.process_time()
    table = table_of_pairs(first_and_last(frame), RUNGS)
    first, last = table.sum(axis=1), table.sum(axis=0)
    tests = marginal_homogeneity(table)
    standings = (np.append(side.to_numpy(dtype=float), 0.0) for side in (first, last))
    bounds = movement(*(Standing(side, side) for side in standings), everyone=True)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    print(f"{name}: {seconds:.2f} s, {processor:.2f} s of processor time")
    print(table.to_numpy().sum(), "clients measured twice or more;", tests.stuart_maxwell, bounds)


def measure_chapter(frame: pd.DataFrame) -> None:
    processor = time.process_time()
    clients = histories(frame, date(2015, 1, 1), date(2025, 12, 31), groups=["group"])
    known = time.process_time() - processor
    for analyse in (client_ways, client_groups, months_between):
        analyse(clients)
    for square in (client_transitions, client_tests, expectations, arrivals, projection):
        square(clients, RUNGS)
    everything = time.process_time() - processor
    print(f"chapter: {everything:.2f} s of processor time, {known:.2f} s of it for the histories")


def main() -> None:
    frame = measurements()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(frame)} measurements")
    measure(frame, "text ids")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{peak:.0f} MB in all, of which {before:.0f} MB before the analysis")
    numbered = frame.assign(client_id=pd.factorize(frame["client_id"])[0])
    measure(numbered, "number ids")
    measure_chapter(frame.assign(group=np.where(numbered["client_id"] % 2, "odd", "even")))


if __name__ == "__main__":
    main()
