"""Difference-in-differences against R and by hand."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from evalutils.statistics.adjustment.differences_in_differences import difference_in_differences

REFERENCE = Path(__file__).parents[1] / "reference" / "effect"


def columns(name: str) -> dict[str, np.ndarray]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}


def test_agrees_with_r() -> None:
    panel, expected = columns("panel.csv"), columns("differences.csv")
    found = difference_in_differences(
        panel["outcome"], panel["treated"], panel["period"], 4, panel["cluster"],
        weights=panel["people"],
    )  # fmt: skip
    for name in ("difference", "standard_error", "p", "before"):
        assert getattr(found, name) == pytest.approx(expected[name][0], rel=1e-8)
    assert found.clusters == 20


def test_four_means_by_hand() -> None:
    # From 2 to 7 in the treated group and from 1 to 3 in the other: 5 less 2.
    found = difference_in_differences(
        [1, 3, 6, 8, 0, 2, 2, 4], [1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 2, 2, 1, 1, 2, 2], 2,
        ["a", "b", "a", "b", "c", "d", "c", "d"],
    )  # fmt: skip
    assert found.difference == pytest.approx(3)
    assert math.isnan(found.before)


def test_group_without_a_period_before_the_start_is_named() -> None:
    with pytest.raises(ValueError, match="treated group needs rows before and after period 2"):
        difference_in_differences([1, 2, 3], [1, 0, 0], [2, 1, 2], 2, ["a", "b", "c"])
