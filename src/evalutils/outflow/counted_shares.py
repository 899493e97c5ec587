"""Shares of counts, with an interval where the numbers allow one: the same for every table.

A frame says in column ``qualifier_NAME`` how precisely the source gives the numbers in column
``NAME``, and in ``unit_NAME`` what they count; without such a column they are exact, and the source
does not say what they count.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from evalutils.contracts.qualifiers import BOUNDS, EXACT, combined, known
from evalutils.statistics.proportions import percent_interval


class Shares(NamedTuple):
    """Shares in percent, with their interval and how precise they are.

    Attributes
    ----------
    share, lower, upper
        NaN where there is none: a bound has no interval, and a count above its base no share.
    qualifier
        Codes; missing where count and base say nothing of the share together, as where they count
        different things.
    """

    share: pd.Series[float]
    lower: pd.Series[float]
    upper: pd.Series[float]
    qualifier: pd.Series[str]


def precision(frame: pd.DataFrame, column: str) -> pd.Series[str]:
    """How precisely the numbers in a column are given, a code per row."""
    name = f"qualifier_{column}"
    given = frame[name] if name in frame else pd.Series(EXACT, frame.index)
    return given.map(known).astype("object")


def unit_of(frame: pd.DataFrame, column: str) -> pd.Series[str]:
    """What the numbers in a column count, a code per row; empty where the source does not say."""
    name = f"unit_{column}"
    given = frame[name] if name in frame else pd.Series("", frame.index)
    return given.astype("object").fillna("")


def two_units(frame: pd.DataFrame, count: str, base: str) -> pd.Series[bool]:
    """Where a count and its base count different things, so that they have no share."""
    top, bottom = unit_of(frame, count), unit_of(frame, base)
    return top.ne("") & bottom.ne("") & top.ne(bottom)


def shares_of(
    frame: pd.DataFrame, count: str, base: str, counts: pd.Series[float] | None = None
) -> Shares:
    """The share of a count in a base, with its Wilson interval.

    Parameters
    ----------
    frame
        Counts in persons.
    count, base
        Names of the columns.
    counts
        Only these counts of the column; all of it unless given.
    """
    numbers = frame[count] if counts is None else counts
    found = percent_interval(numbers.astype("float64"), frame[base].astype("float64"))
    pairs = zip(precision(frame, count), precision(frame, base), strict=True)
    codes = pd.Series([combined([top], [bottom]) for top, bottom in pairs], frame.index, "object")
    codes = codes.mask(two_units(frame, count, base), None)
    share, lower, upper = (pd.Series(values, frame.index) for values in found)
    ranged = codes.notna() & ~codes.isin(BOUNDS)
    return Shares(share.where(codes.notna()), lower.where(ranged), upper.where(ranged), codes)


def resting_on(status: pd.Series[str] | str, qualifier: pd.Series[str]) -> pd.Series[str]:
    """The status of figures that rest on numbers of this precision; given is that of exact ones."""
    codes = qualifier.map(known).astype("object")
    return codes.where(codes != EXACT, status)


def with_shares(
    frame: pd.DataFrame, count: str, base: str, method: str, *, of: str = ""
) -> pd.DataFrame:
    """Add share, lower and upper (percent), method, status and qualifier of a count.

    All end on `of`. A share printed by the source, in column ``published_share`` or so, only
    stands in for one that its count and base do not give.
    """
    counts, bases = frame[count].astype("float64"), frame[base].astype("float64")
    found = shares_of(frame, count, base)
    computed = found.share.notna()
    unknown = counts.isna() | bases.isna() | found.qualifier.isna()
    printed = frame[f"published{of or '_share'}"].where(unknown)
    qualifier = found.qualifier.where(computed, precision(frame, count))
    status = pd.Series("published", frame.index, "object").mask(computed, "computed")
    made = pd.Series("as published", frame.index, "object").mask(computed, method)
    bounded = computed & found.lower.isna()
    values: dict[str, pd.Series[Any]] = {
        "share": found.share.where(computed, printed),
        "lower": found.lower,
        "upper": found.upper,
        "method": made.mask(bounded, f"{method.partition(',')[0]}, bound"),
        "status": resting_on(status, qualifier),
        "qualifier_share": qualifier,
    }
    return frame.assign(**{name + of: column for name, column in values.items()})
