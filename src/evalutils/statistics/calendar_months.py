"""Calendar months between days: the one measure of how long clients were followed.

"Within a year" is up to and including the day before the same date a year later, in leap years as
in others. So time does not run in days, of which a year has 365 or 366, but in places: so many
whole calendar months, each of 31 places, and the days after them. The last day of a month since the
start always has the last place of it; what a shorter month lacks is passed over.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

# As many as a month can have days.
PLACES_PER_MONTH = 31


def elapsed(first: Any, last: Any) -> Floats:
    """The place of a day since another one, which has place 1.

    Parameters
    ----------
    first, last
        Days (datetime64) of shape (n,), or one for all; missing ones give a missing place.

    Returns
    -------
    ndarray
        Whole numbers, shape (n,): 31 on the last day of the first month (from 31 January that is
        27 February), 372 on the last day of the first year; 0 on the day before `first`, and
        below that before it.
    """
    start, stop = np.broadcast_arrays(_days(first), _days(last))
    missing = np.isnat(start) | np.isnat(stop)
    begin, end = (
        np.where(missing, 0, day.astype(np.int64)) + later
        for day, later in ((start, 0), (stop, 1))  # one more day, so that whole months are whole
    )
    months = _Calendar.of(begin, end)
    month, day = months.month_of[begin - months.first], months.day_of[begin - months.first]
    reached = months.month_of[end - months.first]
    reached = reached - (months.same_day(reached, day) > end)
    rest = end - months.same_day(reached, day)
    places = PLACES_PER_MONTH * (reached - month) + rest
    return np.asarray(np.where(missing, np.nan, places), dtype=np.float64)


class _Calendar(NamedTuple):
    """The months of a range of days, to look up: much faster than reckoning with a million days.

    Attributes
    ----------
    first
        The first day, as days since 1970.
    month_of, day_of
        Per day the number of its month, and how many days of that month come before it.
    begins, lengths
        Per month its first day, as days since 1970, and how many days it has.
    """

    first: int
    month_of: Whole
    day_of: Whole
    begins: Whole
    lengths: Whole

    @classmethod
    def of(cls, *days: Whole) -> _Calendar:
        """The calendar that holds all these days, and the month before the first."""
        known = [int(edge) for part in days if part.size for edge in (part.min(), part.max())]
        low, high = min(known, default=0), max(known, default=0)
        every = np.arange(low, high + 1)
        months = every.astype("datetime64[D]").astype("datetime64[M]")
        month = np.timedelta64(1, "M")
        numbers = np.arange(months[0] - month, months[-1] + 2 * month)
        begins = numbers.astype("datetime64[D]").astype(np.int64)
        month_of = (months - numbers[0]).astype(np.int64)
        return cls(low, month_of, every - begins[month_of], begins[:-1], np.diff(begins))

    def same_day(self, month: Whole, day: Whole) -> Whole:
        """A day of a month, counted from 0; the last one of a month that is too short."""
        return self.begins[month] + np.minimum(day, self.lengths[month] - 1)


def places_at(months: npt.ArrayLike) -> Floats:
    """The last place of each number of months."""
    return np.asarray(months, dtype=np.float64) * PLACES_PER_MONTH


def months_of(places: npt.ArrayLike) -> Floats:
    """Places as months, with a fraction."""
    return np.asarray(places, dtype=np.float64) / PLACES_PER_MONTH


def _days(values: Any) -> npt.NDArray[np.datetime64]:
    return np.asarray(values, dtype="datetime64[D]")
