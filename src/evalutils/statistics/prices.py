"""Bringing amounts of different years to the prices of one year."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd


def price_factor(from_year: int, to_year: int, changes: Mapping[int, float]) -> float:
    """What an amount in prices of one year is multiplied by for those of another.

    Parameters
    ----------
    from_year, to_year
        Price years.
    changes
        Rise of prices in each year against the year before, as a share: 0.017 is 1.7%.

    Returns
    -------
    float
        1 within a year; missing (NaN) when a year between the two has no value, because a price
        index is never guessed.
    """
    first, last = sorted((from_year, to_year))
    years = range(first + 1, last + 1)
    if any(year not in changes for year in years):
        return float("nan")
    rise = float(np.prod([1 + changes[year] for year in years]))
    return rise if to_year >= from_year else 1 / rise


def to_year(costs: pd.DataFrame, wanted: int | None) -> int:
    """The price year of a table of amounts: the wanted one, otherwise the last among them."""
    if wanted is not None or costs.empty:
        return wanted or 0
    return int(costs["price_year"].max())
