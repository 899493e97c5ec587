"""Within a year is up to and including the day before the same date a year later."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalutils.statistics.calendar_months import elapsed, months_of, places_at

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def place(first: str, last: str) -> float:
    return float(elapsed(np.datetime64(first), np.datetime64(last)))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2023-01-01", "2023-12-31", 12),  # 365 days
        ("2024-01-01", "2024-12-31", 12),  # 366 days
        ("2023-03-15", "2024-03-14", 12),  # with 29 February in it
        ("2020-02-29", "2021-02-27", 12),  # the same date a year later is 28 February
        ("2023-01-31", "2023-02-27", 1),
        ("2022-01-01", "2024-12-31", 36),
        ("2023-01-01", "2022-12-31", 0),
    ],
)
def test_a_month_is_over_on_the_day_before_the_same_date(
    first: str, last: str, months: int
) -> None:
    assert place(first, last) == places_at(months) == 31 * months


@given(DAYS, st.integers(0, 600))
def test_the_same_date_is_that_of_pandas(first: date, months: int) -> None:
    same = (pd.Timestamp(first) + pd.DateOffset(months=months)).date()
    assert place(str(first), str(same - timedelta(days=1))) == 31 * months
    assert place(str(first), str(same)) == 31 * months + 1


@given(DAYS)
def test_a_later_day_has_a_later_place(first: date) -> None:
    day = np.datetime64(first)
    assert (np.diff(elapsed(day, day + np.arange(-400, 1500))) > 0).all()


def test_a_missing_day_has_no_place_and_no_days_have_none() -> None:
    first = pd.Series(pd.to_datetime(["2023-01-01", None, "2023-01-01"]))
    last = pd.Series(pd.to_datetime(["2023-06-30", "2023-06-30", None]))
    assert np.array_equal(months_of(elapsed(first, last)), [6, np.nan, np.nan], equal_nan=True)
    assert elapsed(first[:0], np.datetime64("2023-01-01")).tolist() == []
