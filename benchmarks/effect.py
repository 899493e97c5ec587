"""Speed and coverage of the effect of a programme on followed clients.

Run with `python benchmarks/effect.py`; `coverage` after it for the simulated studies.
"""

from __future__ import annotations

import os
import platform
import resource
import sys
import time

# As notebooks run: several threads wait for each other on a table of cells.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from evalutils.statistics.adjustment.augmented import augmented_effect
from evalutils.statistics.adjustment.balance import standardised_differences
from evalutils.statistics.adjustment.covariates import covariates_of
from evalutils.statistics.adjustment.propensity import overlap, propensity, target_weights
from evalutils.statistics.adjustment.weighted_curves import weighted_curves

PEOPLE, COVARIATES, LEVELS, DRAWS = 1_000_000, 6, 4, 200
MONTH = 31
STUDIES, STUDIED = 1000, 1500
# Days after which a study of the coverage looks.
HORIZON = 372


def study(seed: int, people: int, covariates: int, factor: float):
    """Invented people in two arms: some take part and find work more often, some leave sight."""
    generator = np.random.default_rng(seed)
    columns = {f"c{i}": generator.integers(0, LEVELS, people) for i in range(covariates)}
    first, second = columns["c0"] - 1.5, columns["c1"] - 1.5
    treated = generator.random(people) < inside(first, second)
    work = generator.exponential(1 / (rate(first, second) * np.where(treated, factor, 1.0)))
    other = generator.exponential(1 / ELSEWHERE, people)
    until = generator.uniform(120, 1200, people)
    end = np.minimum(np.minimum(work, other), until)
    event = np.where(end == until, 0, np.where(work < other, 1, 2))
    return columns, treated, np.ceil(end).astype(np.int64), event


ELSEWHERE = 0.0008


def inside(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(0.5 - 0.5 * first - 0.3 * second))


def rate(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return 0.0012 * np.exp(0.3 * first + 0.25 * second)


def truth(factor: float) -> float:
    """The effect on the people of the programme, over all that there are."""
    first, second = (part.ravel() for part in np.meshgrid(np.arange(4) - 1.5, np.arange(4) - 1.5))

    def reached(hazard: np.ndarray) -> np.ndarray:
        every = hazard + ELSEWHERE
        return hazard / every * (1 - np.exp(-every * HORIZON))

    gained = reached(rate(first, second) * factor) - reached(rate(first, second))
    return float(np.average(gained, weights=inside(first, second)))


def speed() -> None:
    columns, treated, duration, event = study(1, PEOPLE, COVARIATES, 1.3)
    start = time.process_time()
    covariates = covariates_of(columns, PEOPLE)
    share = propensity(covariates, treated)[covariates.cell]
    weights = target_weights(share, treated, "treated")
    standardised_differences(covariates, treated, weights)
    found = overlap(covariates, treated)
    weighed = time.process_time()
    effect = augmented_effect(covariates, treated, duration, event, [6 * MONTH, 12 * MONTH, 558])
    estimated = time.process_time()
    months = list(range(MONTH, 18 * MONTH + 1, MONTH))
    weighted_curves(covariates, treated, duration, event, months, draws=DRAWS)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    cells = len(covariates.indicators)
    print(f"{platform.platform()}, numpy {np.__version__}; {PEOPLE} people in {cells} cells")
    print(f"balance, propensity and overlap {weighed - start:.1f} s")
    print(f"doubly robust at three horizons {estimated - weighed:.1f} s")
    print(f"{DRAWS} weighted curves {done - estimated:.1f} s")
    print(f"all {done - start:.1f} s, peak {peak:.2f} GB")
    print(f"effect {100 * effect.difference[1]:.2f} points, effective {found.effective[0]:.0f}")


def coverage() -> None:
    true, covered, errors, found = truth(1.5), 0, [], []
    for seed in range(STUDIES):
        columns, treated, duration, event = study(seed, STUDIED, 2, 1.5)
        one = augmented_effect(covariates_of(columns, STUDIED), treated, duration, event, [HORIZON])
        covered += int(one.lower[0] <= true <= one.upper[0])
        errors.append(one.standard_error[0])
        found.append(one.difference[0])
    print(f"truth {100 * true:.2f}, mean {100 * np.mean(found):.2f} points")
    print(f"spread {100 * np.std(found):.3f}, mean error {100 * np.mean(errors):.3f}")
    print(f"{covered} of {STUDIES} intervals cover")


if __name__ == "__main__":
    (coverage if "coverage" in sys.argv else speed)()
