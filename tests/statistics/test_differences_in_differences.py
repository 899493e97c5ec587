"""Difference-in-differences against R and by hand."""

import csv
import math
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from evalutils.statistics.adjustment.differences_in_differences import (
    DifferenceInDifferences,
    difference_in_differences,
)

REFERENCE = Path(__file__).parents[1] / "reference" / "effect"


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


PANEL = [{key: float(text) for key, text in row.items()} for row in rows("panel.csv")]
EXPECTED = {row.pop("figure"): row for row in rows("differences.csv")}


def found(clusters: set[float]) -> DifferenceInDifferences:
    part = [row for row in PANEL if row["cluster"] in clusters]
    names = ("outcome", "treated", "period", "cluster", "people")
    columns = {name: np.array([row[name] for row in part]) for name in names}
    return difference_in_differences(
        columns["outcome"], columns["treated"], columns["period"], 4, columns["cluster"],
        weights=columns["people"],
    )  # fmt: skip


@pytest.mark.parametrize("figure", EXPECTED)
def test_agrees_with_r(figure: str) -> None:
    few = {1.0, 2.0, *map(float, range(15, 21))}
    made = found(few if "two beside six" in figure else set(map(float, range(1, 21))))
    estimate = made.before if figure == "before" else made.difference
    assert estimate is not None
    for name, value in asdict(estimate).items():
        assert value == pytest.approx(float(EXPECTED[figure][name]), rel=1e-8)


# From 2 to 7 in the treated group and from 1 to 3 in the other: 5 less 2.
FOUR_MEANS = ([1, 3, 6, 8, 0, 2, 2, 4], [1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 2, 2, 1, 1, 2, 2], 2)


def test_four_means_by_hand() -> None:
    made = difference_in_differences(*FOUR_MEANS, ["a", "b", "a", "b", "c", "d", "c", "e"])
    assert made.difference.value == pytest.approx(3)
    assert made.before is None


def test_of_one_cluster_or_clusters_that_do_not_differ_nothing_tells_how_sure_it_is() -> None:
    alone = difference_in_differences(*FOUR_MEANS, ["a", "a", "a", "a", "c", "d", "c", "d"])
    # Each cluster changes as its group does: by 5 and by 2.
    alike = difference_in_differences(*FOUR_MEANS, ["a", "b", "a", "b", "c", "d", "c", "d"])
    for made in (alone, alike):
        assert made.difference.value == pytest.approx(3)
        assert math.isnan(made.difference.lower)


def test_welch_on_the_changes_of_clusters_gives_the_same_of_equal_clusters() -> None:
    # Changes of 5, 4 and 6 beside 1 and 3: 5 less 2, with an error of sqrt(1 / 3 + 2 / 2).
    before, after = np.zeros(5), np.array([5, 4, 6, 1, 3])
    group, cluster = [1, 1, 1, 0, 0], ["a", "b", "c", "d", "e"]
    made = difference_in_differences(
        [*before, *after], group * 2, [1] * 5 + [2] * 5, 2, cluster * 2
    ).difference
    assert made.value == pytest.approx(3)
    assert made.standard_error == pytest.approx(math.sqrt(1 / 3 + 2 / 2))


def test_group_without_a_period_before_the_start_is_named() -> None:
    with pytest.raises(ValueError, match="treated group needs rows before and after 2"):
        difference_in_differences([1, 2, 3], [1, 0, 0], [2, 1, 2], 2, ["a", "b", "c"])
