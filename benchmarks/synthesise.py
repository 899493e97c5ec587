"""Speed and memory of inventing the clients of all 342 municipalities.

Run: python benchmarks/synthesise.py
"""

from __future__ import annotations

import platform
import resource
import tempfile
import time
from pathlib import Path

from evalutils.synthetic.write import Order, synthesise

CLIENTS = 1_000_000
LIMIT_S, LIMIT_MIB = 60, 2048
RUNS = 3
DATA = Path(__file__).resolve().parents[1] / "data"


def main() -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}\n")
    print("| what | wall-clock s | processor s | files | MiB written |")
    print("|---|---|---|---|---|")
    order = Order(342, programmes=3, clients=CLIENTS, seed=1)
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as place:
            wall, processor = time.perf_counter(), time.process_time()
            keys = synthesise(order, DATA, Path(place) / "data")
            wall, processor = time.perf_counter() - wall, time.process_time() - processor
            tables = list(Path(place).rglob("*.csv"))
            mib = sum(path.stat().st_size for path in tables) / 2**20
            what = f"{CLIENTS:,} clients in {len(keys):,} evaluations"
            print(f"| {what} | {wall:.1f} | {processor:.1f} | {len(tables):,} | {mib:.0f} |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nLargest memory: {peak:.0f} MiB. Limits: {LIMIT_S} s and {LIMIT_MIB} MiB.")


if __name__ == "__main__":
    main()
