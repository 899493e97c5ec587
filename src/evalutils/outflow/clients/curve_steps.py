"""Curves as steps of counted exits, so that disclosure control can guard and round them.

A curve of Kaplan and Meier or of Aalen and Johansen rises in steps. A step divided into the exits
in it is a number of clients: those of whom the exits are a share, after allowing for who was
followed for a shorter time. Exits and base are counts; the curve is derived from them, exactly when
nothing is protected, and from the rounded counts otherwise. The standard error goes the same way:
share × (1 - share) / standard error squared is the number of clients who, all followed to the end,
would give the same error (Dorey and Korn 1987, Effective sample sizes for confidence intervals for
survival probabilities, Statistics in Medicine 6, 679-687).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.outflow.clients.followed import LISTED_MONTHS, Floats, Window
from evalutils.result import Balance, Cell
from evalutils.statistics.survival.curves import log_log_interval, normal_quantile

Numbers = npt.NDArray[np.floating[Any]]

# Everyone with a day in the period, in the words of the caseload.
EVERYONE = Balance(("caseload.stock_start", "caseload.inflow"), ("programme.clients",), "flow")
COUNTS = ("clients", "at_risk", "exits", "base", "effective")
LEVEL = 0.95


def steps(
    months: Sequence[int],
    share: Floats,
    error: Floats,
    at_risk: Floats,
    gone: Floats,
    window: Window,
) -> pd.DataFrame:
    """Rows of one curve, a month each, up to where the follow-up reaches.

    Parameters
    ----------
    months
        Shape (T,), ascending.
    share, error
        Share that left and its standard error at each month, shape (T,).
    at_risk, gone
        Clients at risk at each month, and exits up to it, shape (T,).
    window
        A step with fewer exits than its `fewest` is taken together with the next.

    Returns
    -------
    DataFrame
        Columns month, at_risk, exits (since the row before), base, effective.
    """
    kept: list[int] = []
    counted, guarded = 0.0, window.fewest > 1
    for place in range(len(months)):
        if np.isnan(share[place]) or (guarded and at_risk[place] < window.fewest):
            break
        if not guarded or gone[place] - counted >= window.fewest:
            kept.append(place)
            counted = float(gone[place])
    exits = np.diff(gone[kept], prepend=0.0)
    climbed = np.diff(share[kept], prepend=0.0)
    return pd.DataFrame(
        {
            "month": np.array(months, dtype=np.int64)[kept],
            "at_risk": at_risk[kept],
            "exits": exits,
            "base": divided(exits, climbed),
            "effective": effective_size(share[kept], error[kept]),
        }
    )


def divided(top: Numbers, bottom: Numbers) -> Floats:
    """Division that is missing where the bottom is 0."""
    known = np.where(bottom > 0, bottom, np.nan)
    return np.asarray(top / known, dtype=np.float64)


def effective_size(share: Floats, error: Floats) -> Floats:
    """Number of clients that, all followed to the end, would give this standard error."""
    return divided(share * (1 - share), error**2)


def climbed_shares(frame: pd.DataFrame, curve: Sequence[str]) -> pd.DataFrame:
    """Add share, lower and upper (fractions) of who left, from the steps of each curve.

    Parameters
    ----------
    frame
        Columns exits, base, effective; months of a curve in order.
    curve
        Columns that together name a curve.
    """
    frame = frame.copy()
    exits = frame["exits"].astype("float64")
    climb = (exits / frame["base"].astype("float64")).mask(exits == 0, 0.0)
    # After a step that was left out nothing more is known of the curve.
    total = climb.groupby([frame[name] for name in curve], sort=False).transform(
        lambda part: np.cumsum(part.to_numpy())
    )
    frame["share"] = total.astype("float64").clip(upper=1.0)
    return with_interval(frame)


def with_interval(frame: pd.DataFrame) -> pd.DataFrame:
    """Add lower and upper of the fractions in share, symmetric in log(-log(share))."""
    share = frame["share"].to_numpy(dtype=np.float64)
    known = frame["effective"].to_numpy(dtype=np.float64)
    error = np.sqrt(divided(share * (1 - share), known))
    lower, upper = log_log_interval(share, error, normal_quantile(LEVEL))
    return frame.assign(lower=lower, upper=upper)


def listed(frame: pd.DataFrame, column: str) -> pd.Series[float]:
    """A column at the months of key_figures.csv only."""
    return frame[column].where(frame["month"].isin(LISTED_MONTHS))


def reached(frame: pd.DataFrame, name: str) -> list[Balance]:
    """The steps of some curves up to a month are all who left by then: number `name` of the month.

    Parameters
    ----------
    frame
        Rows numbered from 0, with columns month and exits.
    name
        The name without its month.
    """
    balances = []
    for month in LISTED_MONTHS:
        cells: list[Cell] = [
            (int(str(row)), "exits") for row in frame.index[frame["month"] <= month]
        ]
        balances += [Balance((f"{name}@{month}",), tuple(cells), "flow")] if cells else []
    return balances


def finished(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows numbered from 0, with the columns that every result has."""
    return frame.reset_index(drop=True).assign(status="computed", source=None)
