"""Shares of counts, with an interval where the numbers allow one: the same for every table.

A frame says in column ``qualifier_NAME`` how precisely the source gives the numbers in column
``NAME``, and in ``unit_NAME`` what they count; without such a column they are exact, and the source
does not say what they count. It says in ``within_NAME`` whether those counted are among those of
the base in column ``NAME``. Only then is a count a share; otherwise, also when it is not known, it
is a ratio: so many per 100 of the base, without an interval.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from evalutils.contracts.qualifiers import BOUNDS, COUNTED, EXACT, combined, known
from evalutils.frames import is_missing
from evalutils.statistics.proportions import percent_interval

WITHIN = "yes"


class Shares(NamedTuple):
    """Shares in percent, with their interval and how precise they are.

    Attributes
    ----------
    share, lower, upper
        NaN where there is none: a bound or an estimate has no interval, and a count above its base
        no share.
    ratio
        Per 100 of the base, where the counted people are not known to be among those of the base.
    qualifier
        Codes, of the share or the ratio; missing where count and base say nothing of it together,
        as where they count different things.
    """

    share: pd.Series[float]
    lower: pd.Series[float]
    upper: pd.Series[float]
    ratio: pd.Series[float]
    qualifier: pd.Series[str]


def precision(frame: pd.DataFrame, column: str) -> pd.Series[str]:
    """How precisely the numbers in a column are given, a code per row."""
    name = f"qualifier_{column}"
    codes = map(known, frame[name].tolist()) if name in frame else EXACT
    return _texts(codes, frame)


def unit_of(frame: pd.DataFrame, column: str) -> pd.Series[str]:
    """What the numbers in a column count, a code per row; empty where the source does not say."""
    return _or_empty(frame, f"unit_{column}")


def within(frame: pd.DataFrame, base: str) -> pd.Series[str]:
    """Whether those counted are among those of a base: yes, no, or empty where it is not known."""
    return _or_empty(frame, f"within_{base}")


def _or_empty(frame: pd.DataFrame, name: str) -> pd.Series[str]:
    """The texts in a column, empty where there is none."""
    if name not in frame:
        return _texts("", frame)
    return _texts(("" if is_missing(text) else text for text in frame[name].tolist()), frame)


def _texts(values: Iterable[str], frame: pd.DataFrame) -> pd.Series[str]:
    """A text per row, or one for all of them."""
    found = values if isinstance(values, str) else list(values)
    return pd.Series(found, frame.index, dtype="object")


def two_units(frame: pd.DataFrame, count: str, base: str) -> pd.Series[bool]:
    """Where a count and its base count different things, so that they have no share."""
    top, bottom = unit_of(frame, count), unit_of(frame, base)
    return top.ne("") & bottom.ne("") & top.ne(bottom)


def shares_of(
    frame: pd.DataFrame, count: str, base: str, counts: pd.Series[float] | None = None
) -> Shares:
    """The share of a count in a base with its Wilson interval, or else their ratio.

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
    top, bottom = numbers.astype("float64"), frame[base].astype("float64")
    found = percent_interval(top, bottom)
    pairs = zip(precision(frame, count), precision(frame, base), strict=True)
    codes = pd.Series([combined([up], [down]) for up, down in pairs], frame.index, "object")
    codes = codes.mask(two_units(frame, count, base), None)
    share, lower, upper = (pd.Series(values, frame.index) for values in found)
    inside = within(frame, base).eq(WITHIN)
    ratio = (100 * top / bottom.where(bottom > 0)).where(codes.notna() & ~inside)
    ranged = inside & codes.isin(COUNTED)
    share = share.where(inside & codes.notna())
    return Shares(share, lower.where(ranged), upper.where(ranged), ratio, codes)


def method_of(found: Shares, formula: str) -> pd.Series[str]:
    """How each share or ratio was made; missing where there is neither."""
    uncounted = found.qualifier.map(lambda code: "bound" if code in BOUNDS else "estimate")
    how = uncounted.mask(found.lower.notna(), "Wilson interval").mask(found.ratio.notna(), "ratio")
    made = found.share.notna() | found.ratio.notna()
    return (f"{formula}, " + how).where(made)


def resting_on(status: pd.Series[str] | str, qualifier: pd.Series[str]) -> pd.Series[str]:
    """The status of figures that rest on numbers of this precision; given is that of exact ones."""
    codes = qualifier.map(known).astype("object")
    return codes.where(codes != EXACT, status)


def with_shares(
    frame: pd.DataFrame, count: str, base: str, formula: str, *, of: str = ""
) -> pd.DataFrame:
    """Add share, lower and upper (percent), ratio, method, status and qualifier of a count.

    All end on `of`. A percentage printed by the source, in column ``published_share`` or so, only
    stands in for what its count and base do not give: for a share, or for a ratio where the counted
    people are not among those of the base.
    """
    found = shares_of(frame, count, base)
    method = method_of(found, formula)
    computed = method.notna()
    known = frame[count].notna() & frame[base].notna() & found.qualifier.notna()
    column = f"published{of or '_share'}"
    printed = frame[column].mask(known)
    apart = within(frame, base).eq("no")
    given = precision(frame, column if f"qualifier_{column}" in frame else count)
    qualifier = found.qualifier.where(computed, given)
    status = pd.Series("published", frame.index, "object").mask(computed, "computed")
    values: dict[str, pd.Series[Any]] = {
        "share": found.share.fillna(printed.mask(apart)),
        "lower": found.lower,
        "upper": found.upper,
        "ratio": found.ratio.fillna(printed.where(apart)),
        "method": method.fillna("as published"),
        "status": resting_on(status, qualifier),
        "qualifier_share": qualifier,
    }
    return frame.assign(**{name + of: column for name, column in values.items()})
