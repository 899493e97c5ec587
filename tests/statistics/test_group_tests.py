"""Logrank and Gray's test against R, by hand, and what must always hold."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from evalutils.statistics.survival import gray_test, logrank_test

REFERENCE = Path(__file__).parents[1] / "reference" / "survival"
TESTS = {"logrank": logrank_test, "gray": gray_test}


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


SPELLS = rows("spells.csv")


@pytest.mark.parametrize(
    "row", rows("group_tests.csv"), ids=lambda row: f"{row['case']}-{row['cause']}-{row['test']}"
)
def test_group_tests_agree_with_r(row: dict[str, str]) -> None:
    spells = [spell for spell in SPELLS if spell["case"] == row["case"]]
    duration, event, group = (
        np.array([float(spell[name]) for spell in spells])
        for name in ("duration", "event", "group")
    )
    result = TESTS[row["test"]](duration, event, group)
    place = int(row["cause"]) - 1
    assert result.statistic[place] == pytest.approx(float(row["statistic"]), rel=1e-10)
    assert result.p[place] == pytest.approx(float(row["p"]), rel=1e-10)
    assert result.degrees_of_freedom == int(row["degrees_of_freedom"])


def test_logrank_by_hand_for_four_spells() -> None:
    # At 1: 1 of 2 + 2 leaves in a, expected 1/2, variance 1/4. At 2: a has 1 of 3, b leaves:
    # expected 1/3, variance 2/9. At 3: one left in each, a leaves: expected 1/2, variance 1/4.
    result = logrank_test([1, 3, 2, 4], [1, 1, 1, 0], ["a", "a", "b", "b"])
    expected = (2 - (1 / 2 + 1 / 3 + 1 / 2)) ** 2 / (1 / 4 + 2 / 9 + 1 / 4)
    assert result.statistic[0] == pytest.approx(expected)


def test_gray_without_other_causes_is_the_logrank_score() -> None:
    generator = np.random.default_rng(5)
    duration, group = generator.integers(1, 9, 80), generator.integers(0, 2, 80)
    event = generator.integers(0, 2, 80)
    gray, logrank = gray_test(duration, event, group), logrank_test(duration, event, group)
    assert gray.p[0] == pytest.approx(logrank.p[0], abs=0.05)


def test_names_of_groups_and_order_of_rows_change_nothing() -> None:
    generator = np.random.default_rng(6)
    duration, event = generator.integers(1, 9, 60), generator.integers(0, 3, 60)
    group = generator.integers(0, 3, 60)
    order = generator.permutation(60)
    for test in TESTS.values():
        once = test(duration, event, group)
        again = test(duration[order], event[order], np.array(list("cab"))[group][order])
        assert again.statistic.tolist() == pytest.approx(once.statistic.tolist())


def test_equal_groups_do_not_differ() -> None:
    for test in TESTS.values():
        result = test([1, 2, 3, 4] * 2, [1, 0, 2, 0] * 2, [0] * 4 + [1] * 4)
        assert result.statistic.tolist() == pytest.approx([0, 0], abs=1e-12)
        assert result.p.tolist() == pytest.approx([1, 1])


def test_nothing_to_tell_groups_apart_gives_no_result() -> None:
    for test in TESTS.values():
        result = test([1, 2], [0, 0], ["a", "b"])
        assert np.isnan(result.statistic[0])
        assert np.isnan(result.p[0])


@pytest.mark.parametrize(
    ("group", "message"),
    [
        (["a", None, "b"], "group at position 1 is missing"),
        ([1.0, 2.0, math.nan], "group at position 2 is missing"),
        (["a", "a", "a"], "one group only"),
        (["a", "b"], "position 2 stands in one of them only"),
    ],
)
def test_a_faulty_group_is_named(group: list[object], message: str) -> None:
    for test in TESTS.values():
        with pytest.raises(ValueError, match=message):
            test([1, 2, 3], [1, 0, 1], group)
