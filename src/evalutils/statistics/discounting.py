"""Present values of monthly flows, when they have paid for themselves, and prices of one year."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from evalutils.errors import InputError

Floats = NDArray[np.float64]
# So many flows are worked on at a time: 2 MB, which stays in the cache of a processor.
BLOCK = 2**18


def discount_factors(months: ArrayLike, *, rate_per_year: float) -> Floats:
    """What a euro in each month is worth at the start: (1 + r)^(-t/12).

    Parameters
    ----------
    months
        Months after the start, shape (T,), rising and from 0 on.
    rate_per_year
        Real discount rate, e.g. 0.0225; above -1.

    Returns
    -------
    ndarray
        Shape (T,).

    Raises
    ------
    InputError
        When the months do not rise from 0 on or the rate is -1 or lower.
    """
    times = np.asarray(months, dtype="float64")
    if times.ndim != 1 or not len(times) or times[0] < 0 or not (np.diff(times) > 0).all():
        raise InputError("Months are one row of numbers that rise from 0 on, e.g. 0 to 59.")
    if not rate_per_year > -1:
        raise InputError(
            f"A discount rate of {rate_per_year:g} is not above -1. Write 2.25% 0.0225."
        )
    factors: Floats = (1 + rate_per_year) ** (-times / 12)
    return factors


def net_present_value(flows_eur: ArrayLike, *, rate_per_year: float, months: ArrayLike) -> Floats:
    """Net present value of flows over months.

    Parameters
    ----------
    flows_eur
        Euro per month, gains positive and costs negative; shape (..., T).
    rate_per_year
        Real discount rate, e.g. 0.0225.
    months
        Months after the start, shape (T,), rising and from 0 on.

    Returns
    -------
    ndarray
        Euro at month 0, shape (...).

    Raises
    ------
    InputError
        When flows and months do not have the same length, or months or rate are impossible.

    References
    ----------
    HM Treasury (2022), The Green Book, annex 6; Romijn and Renes (2013), Algemene leidraad voor
    maatschappelijke kosten-batenanalyse, CPB and PBL.
    """
    factors = discount_factors(months, rate_per_year=rate_per_year)
    values: Floats = np.asarray(_flows(flows_eur, len(factors)) @ factors)
    return values


def break_even_month(flows_eur: ArrayLike, *, rate_per_year: float, months: ArrayLike) -> Floats:
    """The month from which the discounted balance is no longer negative.

    A balance that turns negative again has not broken even: the month counts from which it stays
    at zero or above up to the last month.

    Parameters
    ----------
    flows_eur, rate_per_year, months
        As for `net_present_value`.

    Returns
    -------
    ndarray
        One of `months`, shape (...); missing (NaN) when the balance ends below zero.

    Raises
    ------
    InputError
        When flows and months do not have the same length, or months or rate are impossible.
    """
    times = np.asarray(months, dtype="float64")
    factors = discount_factors(times, rate_per_year=rate_per_year)
    flows = np.atleast_2d(_flows(flows_eur, len(factors)))
    found = np.empty(flows.shape[:-1])
    step = max(1, BLOCK * len(flows) // max(flows.size, 1))
    for start in range(0, len(flows), step):
        block = flows[start : start + step]
        # Rounding of the sum, far below a cent, must not hide a balance of exactly zero.
        slack = 1e-12 * np.abs(block * factors).sum(axis=-1, keepdims=True)
        negative = np.cumsum(block * factors, axis=-1) < -slack
        first = len(times) - np.argmax(negative[..., ::-1], axis=-1)
        first = np.where(negative.any(axis=-1), first, 0)
        found[start : start + step] = np.append(times, np.nan)[first]
    return found.reshape(np.shape(flows_eur)[:-1])


def _flows(flows_eur: ArrayLike, months: int) -> Floats:
    flows = np.asarray(flows_eur, dtype="float64")
    if flows.ndim == 0 or flows.shape[-1] != months:
        raise InputError(
            f"Flows of shape {flows.shape} do not fit {months} months. The last axis is the months."
        )
    return flows


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
