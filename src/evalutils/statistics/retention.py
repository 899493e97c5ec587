"""How long an exit lasts: the share still out month by month."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evalutils.errors import InputError

Floats = NDArray[np.float64]


def monthly_retention(share: ArrayLike, *, months: float) -> Floats:
    """The share that stays out each month, when `share` is still out after `months`.

    The monthly hazard is constant: ``share ** (1 / months)``.

    Parameters
    ----------
    share
        Share of the exits, from 0 to 1, any shape.
    months
        Months after the exit at which it was measured; above 0.

    Raises
    ------
    InputError
        When a share is not from 0 to 1 or the months are not above 0.
    """
    shares = np.asarray(share, dtype="float64")
    if ((shares < 0) | (shares > 1)).any():
        raise InputError("A share still out lies outside 0 to 1. Write 85% as 0.85.")
    if not months > 0:
        raise InputError("The month at which a share was still out must come after month 0.")
    retention: Floats = shares ** (1 / months)
    return retention


def still_out_curve(table: Mapping[int, float], *, horizon_months: int) -> Floats:
    """The share still out per month, from shares at some months.

    Between two months of the table, and after the last one, the monthly hazard is constant.

    Parameters
    ----------
    table
        Month after the exit to share still out; everyone is out in month 0.
    horizon_months
        Length of the curve.

    Returns
    -------
    ndarray
        Shape (horizon_months,); 1 in month 0.

    Raises
    ------
    InputError
        When the table is empty, a month is not above 0, or shares are not from 0 to 1 or rise.
    """
    months = np.array([0, *sorted(table)], dtype="float64")
    shares = np.array([1.0, *(table[month] for month in sorted(table))])
    if len(months) < 2 or (np.diff(months) <= 0).any():
        raise InputError("A table of durability has months above 0, e.g. {6: 0.85, 12: 0.78}.")
    if (shares < 0).any() or (np.diff(shares) > 0).any():
        raise InputError("The share still out runs from 1 down to 0 and never rises.")
    times = np.arange(horizon_months)
    with np.errstate(divide="ignore"):
        logs = np.log(shares)
    lowest = np.maximum(logs, -700.0)  # a share of 0 has no logarithm; e^-700 is no euro
    slope = (lowest[-1] - lowest[-2]) / (months[-1] - months[-2])
    beyond = lowest[-1] + slope * np.maximum(times - months[-1], 0)
    curve: Floats = np.exp(np.where(times > months[-1], beyond, np.interp(times, months, lowest)))
    return curve
