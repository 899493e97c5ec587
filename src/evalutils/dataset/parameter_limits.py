"""What a dated value of data/parameters may be: what its unit allows, from a day that has come."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

# Lowest and highest value per unit, and how to write it. Wide: they catch a slip of a comma or a
# percentage in the place of a share, and no judgement is meant.
LIMITS = {
    "share_per_year": (-0.1, 0.25, "A share per year: 0.0225 for 2,25%."),
    "percent_per_year": (-50, 100, "Percent per year: 2.25 for 2,25%."),
    "percent": (0, 100, "Percentages run from 0 to 100."),
    "person": (1, 1000, "A whole number of persons."),
}
# A threshold of 1 hides nobody.
LOWEST = {"disclosure_threshold": 2}


def dated_problem(key: str, unit: str, values: Mapping[date, float], today: date) -> str:
    """What is wrong with the values of a parameter, empty when nothing is.

    Parameters
    ----------
    key
        Name of the parameter.
    unit
        Its unit; one that is not in `LIMITS` allows every number.
    values
        Value from each day on.
    today
        No value can be in force from a later day on.
    """
    low, high, hint = LIMITS.get(unit, (-math.inf, math.inf, ""))
    low = LOWEST.get(key, low)
    for day, value in values.items():
        if not low <= value <= high:
            limits = f"from {low:g} to {high:g} in unit '{unit}'"
            return f"{value:g} on {day} is no value {limits}. {hint}"
        if unit == "person" and value != int(value):
            return f"{value:g} on {day} is not whole. {hint}"
        if day > today:
            return f"{day} is after today. Add the value when it is in force."
    return ""
