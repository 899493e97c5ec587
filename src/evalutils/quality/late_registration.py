"""Exits of the last months that are not registered yet, seen from the months before them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from scipy.special import bdtr  # type: ignore[import-untyped]

from evalutils.frames import computed
from evalutils.result import Result

# A client system lags behind by months, not by years; a year before them has every season.
LAST, BEFORE = 3, 12
# With fewer expected a difference of a fifth is within chance.
FEWEST = 50
# Of the one-sided test that these months have fewer exits.
CHANCE = 0.05


def late_registration(spells: pd.DataFrame, until: date) -> Result:
    """How far the exits of the last months stay behind those of the year before.

    Parameters
    ----------
    spells
        The table of the contract.
    until
        The day that the data were made.

    Returns
    -------
    Result
        One row, none when nobody was followed so long: recent and before (exits of the last three
        months, and of the twelve before these) and short, the percentage of the expected exits
        that is missing. That is 0 when it may be chance (the conditional test of one Poisson count
        against another; Przyborowski and Wilenski 1940), and missing with fewer than 50 expected.
    """
    edge, first = (
        pd.Timestamp(until) - pd.DateOffset(months=months) for months in (LAST, LAST + BEFORE)
    )
    ends = spells["end"]
    counts = [(int(ends.gt(edge).sum()), int((ends.gt(first) & ends.le(edge)).sum()))]
    followed = bool((spells["start"] <= first).any())
    frame = pd.DataFrame(counts if followed else [], columns=["recent", "before"])
    return Result(computed(frame.astype("int64")), counts=("recent", "before"), derive=_short)


def _short(frame: pd.DataFrame) -> pd.DataFrame:
    pairs = frame[["recent", "before"]].to_numpy(dtype="float64", na_value=np.nan)
    return frame.assign(short=[_missing(recent, before) for recent, before in pairs])


def _missing(recent: float, before: float) -> float:
    expected = before * LAST / BEFORE
    if np.isnan(recent) or not expected >= FEWEST:
        return np.nan
    part = LAST / (LAST + BEFORE)
    # The binomial test itself, from a module that takes half a second to import, gives the same.
    p_value = bdtr(round(recent), round(recent + before), part)
    return 100 * (1 - recent / expected) if p_value < CHANCE else 0.0
