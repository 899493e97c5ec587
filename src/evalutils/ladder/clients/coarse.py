"""How coarsely a figure that is not made of published counts must be rounded."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

# A step of a figure must stand for at least so many clients, as the disclosure rule asks of counts.
CLIENTS_PER_STEP = 10


def coarse_step(n: pd.Series[float], steps: Sequence[float], whole: float) -> pd.Series[float]:
    """The finest step that stands for ten clients or more.

    Parameters
    ----------
    n
        Published numbers of clients that figures are about.
    steps
        Steps to choose from, ascending.
    whole
        The difference that one figure makes when all its clients differ.

    Returns
    -------
    pandas.Series
        A step per row, missing where the number is hidden and infinite where no step is coarse
        enough.
    """
    numbers = n.astype("float64")
    found = pd.Series(float("inf"), index=n.index).where(numbers.notna())
    for step in reversed(steps):
        found = found.mask(numbers * step / whole >= CLIENTS_PER_STEP, step)
    return found
