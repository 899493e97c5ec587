"""Days as whole numbers since 1 January 1970: what numpy computes with fastest."""

from __future__ import annotations

from datetime import date

import numpy as np

from evalutils.synthetic.constants import PERIOD_END, PERIOD_START
from evalutils.synthetic.draws import Ints


def number(day: date) -> int:
    """The day as a number."""
    return (day - date(1970, 1, 1)).days


FIRST_DAY = number(PERIOD_START)
LAST_DAY = number(PERIOD_END)

# Still on the programme or on benefit: later than any date, so that comparisons hold.
OPEN = number(date(2100, 1, 1))


def month_end(day: Ints) -> Ints:
    """The last day of the month that each day lies in."""
    months = day.astype("datetime64[D]").astype("datetime64[M]")
    last: Ints = (months + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - 1
    return last


def year(day: Ints) -> Ints:
    """The calendar year of each day."""
    years: Ints = day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def new_year(calendar_year: Ints) -> Ints:
    """1 January of each year."""
    first: Ints = (
        (calendar_year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    )
    return first
