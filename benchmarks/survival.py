"""Speed of the cumulative incidence with standard errors, beside other libraries.

Run with `python benchmarks/survival.py`. The peers are no requirement of the project: a peer that
is not installed is named and left out. lifelines needs an environment of its own, with an older
pandas.
"""

from __future__ import annotations

import platform
import resource
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from evalutils.statistics.survival import cumulative_incidence

CAUSES = 4
DAYS = 1500
REPEATS = 3


def spells(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Made-up daily spells: durations in days, and codes of which one in five is censored."""
    generator = np.random.default_rng(20261121)
    duration = generator.integers(1, DAYS, n).astype(np.float64)
    return duration, generator.integers(0, CAUSES + 1, n)


def seconds(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """Least processor time of a few runs."""
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def ours(duration: np.ndarray, event: np.ndarray) -> float:
    return seconds(lambda: cumulative_incidence(duration, event))


def by_statsmodels(duration: np.ndarray, event: np.ndarray) -> float:
    from statsmodels.duration.survfunc import CumIncidenceRight

    return seconds(lambda: CumIncidenceRight(duration, event), 1)


def by_lifelines(duration: np.ndarray, event: np.ndarray) -> float:
    import warnings

    from lifelines import AalenJohansenFitter

    def run() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for cause in range(1, CAUSES + 1):
                AalenJohansenFitter(seed=1).fit(duration, event, event_of_interest=cause)

    return seconds(run, 1)


def main() -> None:
    """Print a table in Markdown."""
    print(f"{platform.machine()}, Python {platform.python_version()}, numpy {version('numpy')}")
    print(f"Daily spells, {CAUSES} causes, all curves with standard errors\n")
    print("| what | spells | processor s | times ours |\n|---|---|---|---|")
    data = spells(1_000_000)
    base = ours(*data)
    print(f"| evalutils.statistics.survival | 1,000,000 | {base:.4f} | 1 |")
    for name, run in (("statsmodels", by_statsmodels), ("lifelines", by_lifelines)):
        try:
            label = f"{name} {version(name)}"
        except PackageNotFoundError:
            print(f"| {name} | 1,000,000 | not installed | |")
            continue
        taken = run(*data)
        print(f"| {label} | 1,000,000 | {taken:.4f} | {taken / base:.0f} |", flush=True)
    large = ours(*spells(10_000_000))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| evalutils.statistics.survival | 10,000,000 | {large:.3f} | |")
    print(f"\nPeak memory of the whole run: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
