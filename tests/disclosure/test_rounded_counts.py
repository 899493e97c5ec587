"""A rounded count keeps a second value, whatever it adds up to."""

from itertools import product

import pandas as pd
import pytest

from evalutils.disclosure import Ledger, Rule
from evalutils.result import Balance, Result

WHOLE, PARTS = (0, "count"), tuple((row, "count") for row in range(1, 5))


def published(rule: Rule, *counts: float) -> list[float]:
    """What a table of a total and its parts shows; missing where a count is left out."""
    frame = pd.DataFrame({"count": counts}).assign(status="published", source=None)
    balances = (Balance((WHOLE,), PARTS[: len(counts) - 1]),)
    result = Result(frame, counts=("count",), balances=balances)
    return [float(cell) for cell in Ledger({"": result}, rule).publish("").frame["count"]]


def values(shown: list[float], below: int, above: int) -> list[set[int]]:
    """Every value of each count that fits: at least 10, and near what is shown of it."""
    near = [
        range(max(10, int(cell) - below), int(cell) + above + 1) if cell == cell else range(10, 75)
        for cell in shown
    ]
    fitting = [(sum(parts), *parts) for parts in product(*near[1:]) if sum(parts) in near[0]]
    return [set(found) for found in zip(*fitting, strict=True)]


def test_a_total_and_its_parts_that_fit_in_one_way_only_are_not_all_shown() -> None:
    # 48 is shown as 50, so it is 48 to 52; four times 12 as 10, so 10 to 12: at most 48 together.
    in_full = [50.0, 10.0, 10.0, 10.0, 10.0]
    assert values(in_full, below=2, above=2) == [{48}, {12}, {12}, {12}, {12}]
    shown = published(Rule(10, 5), 48, 12, 12, 12, 12)
    assert sum(cell == cell for cell in shown) == 4
    assert all(len(found) >= 2 for found in values(shown, below=2, above=2))


def test_what_fits_in_two_ways_is_shown() -> None:
    # 47 is shown as 45: 43 to 47, of four times 10 to 12.
    assert published(Rule(10, 5), 47, 12, 12, 12, 11) == [45, 10, 10, 10, 10]


@pytest.mark.parametrize("key", [bytes([number]) for number in range(4)])
def test_under_a_key_each_keeps_a_second_value_too(key: bytes) -> None:
    shown = published(Rule(10, 5, key), 58, 14, 14, 14, 16)
    assert all(len(found) >= 2 for found in values(shown, below=4, above=4))


def test_a_table_that_is_not_rounded_is_left_as_it_is() -> None:
    assert published(Rule(10, 1), 48, 12, 12, 12, 12) == [48, 12, 12, 12, 12]
