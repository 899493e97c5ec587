"""How coarsely a figure about protected people is told."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

# A step of a figure must stand for at least so many clients, as the disclosure rule asks of counts.
CLIENTS_PER_STEP = 10
# Of a p-value about protected people only the side of this is told: p gives their counts away.
SIGNIFICANT = 0.05


def coarse_step(n: pd.Series[float], steps: Sequence[float], whole: float) -> pd.Series[float]:
    """How coarsely figures about `n` clients are rounded: the finest step that stands for ten.

    The steps ascend; `whole` is the difference that a figure makes when all its clients differ. A
    step is missing where the number is hidden, and infinite where none is coarse enough.
    """
    numbers = n.astype("float64")
    found = pd.Series(float("inf"), index=n.index).where(numbers.notna())
    for step in reversed(steps):
        found = found.mask(numbers * step / whole >= CLIENTS_PER_STEP, step)
    return found


def coarsely(exact: pd.Series[float], step: pd.Series[float]) -> pd.Series[float]:
    """Figures on their steps; missing where the step is missing or infinite."""
    finite = step.where(step.abs().lt(float("inf")))
    # Of a negative number that becomes 0 the sign goes too.
    return ((exact / finite).round() * finite).round(1) + 0.0
