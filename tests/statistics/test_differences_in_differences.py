"""Difference-in-differences against R and by hand."""

import csv
import math
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

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


LEADS = rows("leads.csv")
EIGHT = {1.0, 2.0, *map(float, range(15, 21))}


def found(clusters: set[float], start: int = 4) -> DifferenceInDifferences:
    part = [row for row in PANEL if row["cluster"] in clusters]
    names = ("outcome", "treated", "period", "cluster", "people")
    columns = {name: np.array([row[name] for row in part]) for name in names}
    return difference_in_differences(
        columns["outcome"], columns["treated"], columns["period"], start, columns["cluster"],
        weights=columns["people"],
    )  # fmt: skip


@pytest.mark.parametrize("figure", EXPECTED)
def test_agrees_with_r(figure: str) -> None:
    made = found(EIGHT if "two beside six" in figure else set(map(float, range(1, 21))))
    estimate = made.before if figure == "before" else made.difference
    assert estimate is not None
    for name, value in asdict(estimate).items():
        assert value == pytest.approx(float(EXPECTED[figure][name]), rel=1e-8)


@pytest.mark.parametrize("row", LEADS, ids=lambda row: f"{row['clusters']} before {row['start']}")
def test_the_joint_test_of_the_periods_before_agrees_with_r(row: dict[str, str]) -> None:
    made = found(
        EIGHT if row["clusters"] == "8" else set(map(float, range(1, 21))), int(row["start"])
    )
    assert made.before_p == pytest.approx(float(row["p"]), rel=1e-8)


def test_of_two_periods_before_the_joint_test_is_that_of_the_line() -> None:
    made = found(EIGHT, 3)
    assert made.before is not None
    t = made.before.value / made.before.standard_error
    assert made.before_p == pytest.approx(2 * stats.t.sf(abs(t), made.before.degrees))


def test_ups_and_downs_that_no_line_shows_are_found() -> None:
    # Ten points ahead in the second of three periods; 0 in the first and the last of them.
    rng = np.random.default_rng(3)
    cluster, period = (part.ravel() for part in np.meshgrid(range(20), range(4)))
    group = cluster < 10
    value = 10 * (group & (period == 1)) + rng.normal(size=80)
    made = difference_in_differences(value, group, period, 3, cluster)
    assert made.before is not None
    assert made.before.lower < 0 < made.before.upper
    assert made.before_p < 0.001


def test_more_periods_before_than_clusters_have_no_joint_test() -> None:
    rng = np.random.default_rng(4)
    cluster, period = (part.ravel() for part in np.meshgrid(range(4), range(7)))
    made = difference_in_differences(rng.normal(size=28), cluster < 2, period, 6, cluster)
    assert made.before is not None
    assert math.isnan(made.before_p)


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


def test_gives_what_card_and_krueger_found_of_the_minimum_wage() -> None:
    # Card, D. and Krueger, A. B. (1994), American Economic Review 84, table 3, row 4 (p. 780): jobs
    # per restaurant changed by 0.47 in New Jersey, where the minimum wage rose, and by -2.28 in
    # Pennsylvania; 2.75 more, with an error of 1.34. Restaurants of the authors' public data of
    # which both numbers are known.
    stores = rows("card_krueger_1994.csv")
    nj, before, after = (
        np.array([float(row[name]) for row in stores]) for name in ("nj", "before", "after")
    )
    assert (nj.sum(), len(nj)) == (309, 384)
    made = difference_in_differences(
        [*before, *after], [*nj, *nj], [1] * 384 + [2] * 384, 2, [*range(384)] * 2
    ).difference
    assert made.value == pytest.approx(2.75, abs=0.005)
    assert made.standard_error == pytest.approx(1.34, abs=0.005)


def test_group_without_a_period_before_the_start_is_named() -> None:
    with pytest.raises(ValueError, match="treated group needs rows before and after 2"):
        difference_in_differences([1, 2, 3], [1, 0, 0], [2, 1, 2], 2, ["a", "b", "c"])
