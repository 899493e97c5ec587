"""How long a month and a year are, wherever days become months."""

from __future__ import annotations

# The mean of the Julian calendar: the date itself decides nothing.
DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12

# The longest that an amount runs or people are followed: a hundred years.
MOST_MONTHS = 1200
