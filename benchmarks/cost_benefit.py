"""The choice between three options in 1,000,000 draws.

Run with `python benchmarks/cost_benefit.py`. Each line is measured in a process of its own, so that
its peak memory is its own. The naive way writes out draws x options x amounts in pieces that fit
the memory of a laptop; it gives the same answer.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

import numpy as np

DRAWS, OPTIONS = 1_000_000, 3
AMOUNTS = np.linspace(0, 50_000, 101)
NAIVE_PIECE = 100_000


def inputs() -> dict[str, np.ndarray]:
    """Uniform draws of what differs per option."""
    generator = np.random.default_rng(20261121)
    low_high = {"cost": (2000, 4000), "additional": (0, 0.4)}
    drawn = {name: generator.random((DRAWS, OPTIONS)) for name in low_high}
    for name, (low, high) in low_high.items():
        drawn[name] *= high - low
        drawn[name] += low
    return drawn


def choice(drawn: dict[str, np.ndarray]) -> np.ndarray:
    """Acceptability and value of information."""
    from evalutils.statistics.decision import (
        acceptability,
        expected_value_of_perfect_information,
    )

    costs, effects = drawn["cost"], drawn["additional"]
    probability = acceptability(costs, effects, AMOUNTS)
    worth = expected_value_of_perfect_information(costs, effects, AMOUNTS)
    return np.column_stack([probability, worth])


def naive_choice(drawn: dict[str, np.ndarray]) -> np.ndarray:
    """The same with draws x options x amounts, in ten pieces."""
    wins, highest = np.zeros((len(AMOUNTS), OPTIONS)), np.zeros(len(AMOUNTS))
    for start in range(0, DRAWS, NAIVE_PIECE):
        piece = slice(start, start + NAIVE_PIECE)
        cost, effect = drawn["cost"][piece, :, None], drawn["additional"][piece, :, None]
        benefit = effect * AMOUNTS - cost
        best = benefit.argmax(axis=1)
        wins += [np.bincount(best[:, index], minlength=OPTIONS) for index in range(len(AMOUNTS))]
        highest += benefit.max(axis=1).sum(axis=0)
    means = AMOUNTS[:, None] * drawn["additional"].mean(axis=0) - drawn["cost"].mean(axis=0)
    return np.column_stack([wins / DRAWS, highest / DRAWS - means.max(axis=1)])


WAYS = {
    "choice": ("acceptability and EVPI over 101 amounts", choice),
    "naive_choice": ("the same, full array in ten pieces", naive_choice),
}


def measure(name: str) -> None:
    """Print processor seconds, peak memory and a check sum of one way."""
    drawn = inputs()
    way = WAYS[name][1]
    if name != "naive_choice":  # importing pandas is no part of the calculation
        way({key: values[:10] for key, values in drawn.items()})
    started = time.process_time()
    result = way(drawn)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {WAYS[name][0]} | {seconds:.2f} | {peak:.0f} | {float(result.mean()):.6f} |")


def main() -> None:
    """Print a table in Markdown."""
    print("| what | processor s | peak MiB, draws and imports included | mean of the result |")
    print("|---|---|---|---|", flush=True)
    for name in WAYS:
        subprocess.run([sys.executable, __file__, name], check=True)


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
