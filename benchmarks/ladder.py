"""Speed of the ladder at client level: 1,000,000 measurements of 300,000 clients, one core.

Run: python benchmarks/ladder.py
"""

from __future__ import annotations

import resource
import time

import numpy as np
import pandas as pd

from evalutils.ladder import (
    fall_bounds,
    marginal_homogeneity,
    minimum_movers,
    rise_bounds,
    transition_table,
)

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


def main() -> None:
    frame = measurements()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    table = transition_table(frame, RUNGS)
    first, last = table.sum(axis=1), table.sum(axis=0)
    tests = marginal_homogeneity(table)
    bounds = rise_bounds(first, last), fall_bounds(first, last), minimum_movers(first, last)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(frame)} measurements, {table.to_numpy().sum()} clients measured twice or more")
    print(f"{seconds:.2f} s; {peak:.0f} MB in all, of which {before:.0f} MB before the analysis")
    print(tests.stuart_maxwell, *bounds)


if __name__ == "__main__":
    main()
