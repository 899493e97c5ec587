"""Mean counts of what can come back, and median times: against R, by hand, and always true."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.statistics.survival import kaplan_meier, mean_cumulative_count, median_time

REFERENCE = Path(__file__).parents[1] / "reference" / "recurrent"


def rows(name: str, case: str) -> list[dict[str, float]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        found = [row for row in csv.DictReader(file) if row["case"] == case]
    return [
        {key: float(text or "nan") for key, text in row.items() if key != "case"} for row in found
    ]


def column(table: list[dict[str, float]], name: str) -> list[float]:
    return [row[name] for row in table]


@pytest.mark.parametrize("case", ["ties", "continuous", "rare"])
def test_the_mean_count_and_its_error_agree_with_r(case: str) -> None:
    people, events, expected = (
        rows(name, case) for name in ("people.csv", "events.csv", "mean.csv")
    )
    found = mean_cumulative_count(
        column(people, "followup"),
        column(people, "ended"),
        [int(person) for person in column(events, "person")],
        column(events, "time"),
        times=column(expected, "time"),
    )
    assert found.mean.tolist() == pytest.approx(column(expected, "mean"), rel=1e-10)
    # R perturbs the weights by a small step here: about 9 digits hold.
    assert found.standard_error.tolist() == pytest.approx(
        column(expected, "standard_error"), rel=1e-8
    )


@pytest.mark.parametrize("case", ["ties", "continuous", "rare", "flat"])
def test_the_median_and_its_interval_agree_with_r(case: str) -> None:
    people = rows("people.csv", case)
    curve = kaplan_meier(column(people, "followup"), column(people, "ended"))
    for row in rows("median.csv", case):
        found = median_time(curve, row["share"])
        expected = (row["estimate"], row["lower"], row["upper"])
        assert tuple(found) == pytest.approx(expected, rel=1e-10, nan_ok=True)


def test_a_median_that_is_not_reached_is_missing() -> None:
    assert math.isnan(median_time(kaplan_meier([1, 2, 3], [1, 0, 0])).estimate)


def test_a_share_outside_0_to_1_is_refused() -> None:
    with pytest.raises(ValueError, match="share is 50"):
        median_time(kaplan_meier([1, 2], [1, 1]), 50)


def test_who_can_no_longer_come_back_stays_in_the_mean() -> None:
    # 4 people; at 1 one is gone for good; at 2 one of the 3 left comes back: 3/4 x 1/3.
    found = mean_cumulative_count([1, 5, 5, 5], [1, 0, 0, 0], [1], [2], times=[1, 2, 5])
    assert found.mean.tolist() == pytest.approx([0, 1 / 4, 1 / 4])
    assert found.at_risk.tolist() == [4, 3, 3]


def test_who_is_followed_no_longer_leaves_the_mean() -> None:
    # The same, but nobody knows of the first: 1 of 3.
    found = mean_cumulative_count([1, 5, 5, 5], [0, 0, 0, 0], [1], [2], times=[2])
    assert found.mean.tolist() == pytest.approx([1 / 3])


def test_somebody_can_come_back_twice() -> None:
    found = mean_cumulative_count([9, 9], [0, 0], [0, 0], [2, 4], times=[1, 3, 5])
    assert found.mean.tolist() == [0, 0.5, 1]


def test_after_the_last_follow_up_the_mean_is_missing() -> None:
    found = mean_cumulative_count([3, 4], [0, 0], [0], [2], times=[4, 5])
    assert found.mean[0] == 0.5
    assert np.isnan(found.mean[1])


FAULTS = {
    "nobody": ([], [], [], [], "followup is empty"),
    "stranger": ([3], [0], [1], [2], "subject at position 0 is nobody"),
    "too late": ([3, 5], [0, 0], [1, 0], [4, 4], "event_time at position 1 lies after"),
    "few people": ([3, 5], [0], [], [], "ended has 1 positions"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_argument_is_named(fault: str) -> None:
    *arguments, message = FAULTS[fault]
    with pytest.raises(ValueError, match=message):
        mean_cumulative_count(*arguments, times=[1])


people = st.lists(
    st.tuples(st.integers(1, 9), st.booleans(), st.lists(st.integers(1, 9), max_size=3)),
    min_size=1,
    max_size=12,
)
TIMES = [1, 3, 5, 9]


def counted(given_people: list[tuple[int, bool, list[int]]]) -> tuple[list[int], ...]:
    followup = [until for until, _, _ in given_people]
    ended = [over for _, over, _ in given_people]
    events = [
        (place, time)
        for place, (until, _, times) in enumerate(given_people)
        for time in times
        if time <= until
    ]
    return followup, ended, [place for place, _ in events], [time for _, time in events]


@given(people)
@settings(max_examples=60, deadline=None)
def test_when_all_are_followed_the_mean_is_the_plain_mean(
    rows: list[tuple[int, bool, list[int]]],
) -> None:
    whole = [(9, False, times) for _, _, times in rows]
    followup, ended, who, when = counted(whole)
    found = mean_cumulative_count(followup, ended, who, when, times=TIMES)
    each = np.array([[sum(t <= time for t in times) for time in TIMES] for _, _, times in rows])
    assert found.mean.tolist() == pytest.approx(each.mean(axis=0).tolist())
    # The infinitesimal jackknife of a mean: its standard deviation over the root of n.
    error = each.std(axis=0) / math.sqrt(len(rows))
    assert found.standard_error.tolist() == pytest.approx(error.tolist(), abs=1e-9)


@given(people)
@settings(max_examples=60, deadline=None)
def test_the_order_of_people_changes_nothing(rows: list[tuple[int, bool, list[int]]]) -> None:
    once = mean_cumulative_count(*counted(rows), times=TIMES)
    again = mean_cumulative_count(*counted(rows[::-1]), times=TIMES)
    np.testing.assert_allclose(once.mean, again.mean, atol=1e-12)
    np.testing.assert_allclose(once.standard_error, again.standard_error, atol=1e-9)
