"""A reader who knows the rule and how counts add up, and tries to find what was left out."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from filled_tables import RULE

from evalutils.disclosure.recovery import Bounds, possible_values

# Fewest values that must remain possible for a hidden count: as many as for a rounded one.
LEAST = RULE.rounding
# Persons who are in the whole and in none of its parts; no table shows them.
REST = Bounds(0, np.inf)


def seen(shown: float, limit: float) -> Bounds:
    """What one published cell tells: a rounded number, ``<10``, or that it was left out."""
    if not np.isnan(shown):
        assert shown >= RULE.threshold, "a count below the threshold is shown"
        assert shown % RULE.rounding == 0, "a count is shown that is not rounded"
        return Bounds(max(RULE.threshold, shown - 2), shown + 2)
    assert not np.isnan(limit), "a count disappeared without a word"
    return Bounds(0, limit - 1)


def seen_cell(frame: pd.DataFrame, row: int, column: str) -> Bounds:
    """What one cell of a published frame tells."""
    return seen(float(frame[column].iloc[row]), float(frame[f"hidden_{column}"].iloc[row]))


def assert_not_found(
    truth: Mapping[str, int],
    known: Mapping[str, Bounds],
    equations: Sequence[Mapping[str, int]],
) -> None:
    """Every count below the threshold keeps enough possible values."""
    for name, count in truth.items():
        bounds = known[name]
        assert bounds.low <= count <= bounds.high, f"{name} is {count}, published as {bounds}"
        if count >= RULE.threshold:
            continue
        found = possible_values(name, equations, known) if equations else bounds
        assert found.low <= count <= found.high
        assert found.values >= LEAST, f"{name} = {count} is found to be in {found}"
