"""How many months anything may run, and the names of the months."""

from __future__ import annotations

# Fifty years: no amount runs, nobody is followed, and no balance looks, further ahead.
MOST_MONTHS = 600

NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
