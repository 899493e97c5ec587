"""How long a month and a year are, wherever days become months, and the names of the months."""

from __future__ import annotations

# The mean of the Julian calendar: the date itself decides nothing.
DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12

# Fifty years: no amount runs, nobody is followed, and no balance looks, further ahead.
MOST_MONTHS = 600

NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
