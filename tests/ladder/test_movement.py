"""Bounds, simultaneous intervals and shares of counted steps, as a report shows them."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

sys.path.insert(0, str(Path(__file__).parents[1] / "analyses"))
from filled_tables import figures, ladder, protected, public, table

from evalutils.dataset.evaluation import Coverage
from evalutils.ladder import can_rise, coverage, distribution, movement_bounds, step_shares
from evalutils.ladder.counted_moves import way_of
from evalutils.statistics.movement_bounds import Standing, movement
from evalutils.statistics.proportions import goodman, simultaneous

REFERENCE = Path(__file__).parents[1] / "reference" / "ladder"
GOODMAN = pd.read_csv(REFERENCE / "goodman.csv")
SISON_GLAZ = pd.read_csv(REFERENCE / "sison_glaz.csv")


@pytest.mark.parametrize(("qualifier", "status"), [("circa", "circa"), ("exact", "published")])
def test_a_coverage_of_about_60_percent_is_published_as_about(qualifier: str, status: str) -> None:
    stated = Coverage(60.0, qualifier, "bron", "alinea 1")
    assert public(coverage(stated)).frame["status"].tolist() == [status]


@pytest.mark.parametrize("name", sorted(GOODMAN["table"].unique()))
def test_goodman_agrees_with_r(name: str) -> None:
    part = GOODMAN[GOODMAN["table"] == name]
    found = goodman(part["count"], part["count"].sum(), len(part))
    assert found.lower == pytest.approx(part["lower"].to_numpy(), abs=1e-12)
    assert found.upper == pytest.approx(part["upper"].to_numpy(), abs=1e-12)


@pytest.mark.parametrize("name", sorted(SISON_GLAZ["table"].unique()))
def test_sison_and_glaz_agree_with_the_exact_coverage(name: str) -> None:
    part = SISON_GLAZ[SISON_GLAZ["table"] == name]
    found, method = simultaneous(part["count"], part["count"].sum())
    assert method == "Sison-Glaz"
    assert found.lower == pytest.approx(part["lower"].to_numpy(), abs=1e-10)
    assert found.upper == pytest.approx(part["upper"].to_numpy(), abs=1e-10)


def test_seven_full_classes_get_sison_and_glaz() -> None:
    # As computed by statsmodels; here to notice a change.
    found, name = simultaneous([56, 72, 73, 59, 62, 87, 58], 467)
    assert name == "Sison-Glaz"
    assert found.lower.round(3).tolist() == [0.079, 0.113, 0.116, 0.086, 0.092, 0.146, 0.084]
    assert found.upper.round(3).tolist() == [0.164, 0.199, 0.201, 0.171, 0.177, 0.231, 0.169]


@pytest.mark.parametrize(
    "counts", [[60, 30, 10], [56, 72, 73, 59, 62, 87, 4], [2000] * 7, [1, 0], [0] * 8 + [9]]
)
def test_few_classes_small_counts_and_many_clients_get_goodman(counts: list[int]) -> None:
    assert simultaneous(counts, sum(counts))[1] == "Goodman"


def test_a_hidden_count_has_no_interval_and_the_others_keep_theirs() -> None:
    found, name = simultaneous([60, np.nan, 30], 100)
    assert name == "Goodman"
    assert np.isnan(found.estimate[1]) and np.isfinite(found.lower[[0, 2]]).all()


def extreme(start: np.ndarray, end: np.ndarray, sign: int, moves: np.ndarray) -> float:
    """Fewest (1) or most (-1) movers when the last start and end row may be any rung."""
    size = len(start) - 1
    known = [(i, j) for i in range(size + 1) for j in range(size + 1)]
    cells = [
        (i, j, a, b)
        for i, j in known
        for a in (range(size) if i == size else [i])
        for b in (range(size) if j == size else [j])
    ]
    rows = [[float(cell[0] == i) for cell in cells] for i in range(size + 1)]
    rows += [[float(cell[1] == j) for cell in cells] for j in range(size + 1)]
    goal = [sign * moves[a, b] for _, _, a, b in cells]
    answer = linprog(goal, A_eq=rows, b_eq=[*start, *end])
    return sign * answer.fun


SIDE = st.lists(st.integers(0, 20), min_size=4, max_size=4).filter(lambda side: any(side[:-1]))


@settings(deadline=None, max_examples=30)
@given(SIDE, SIDE)
def test_bounds_with_unknown_rungs_are_reached(first: list[int], second: list[int]) -> None:
    start, end = np.array(first) / sum(first), np.array(second) / sum(second)
    found = movement(Standing(start, start), Standing(end, end), everyone=True)
    up = np.triu(np.ones((3, 3)), 1)
    for bounds, moves in ((found.up, up), (found.down, up.T)):
        expected = [extreme(start, end, sign, moves) for sign in (1, -1)]
        assert bounds == pytest.approx(expected, abs=1e-7)
    assert found.moved_min == pytest.approx(extreme(start, end, 1, 1 - np.eye(3)), abs=1e-7)


def test_bounds_for_known_and_all_clients() -> None:
    rows = [
        {"moment": moment, "rung": rung, "share": share}
        for moment, shares in {"current": (60, 40, 0), "expected": (20, 60, 20)}.items()
        for rung, share in zip(("1", "2", "unknown"), shares, strict=True)
    ]
    found = public(movement_bounds(table("ladder", *rows), [1, 2]))
    # All: at least 59.5% were on rung 1; later at most 40.5% are there or unknown, for at least
    # 59.5% are on rung 2. So 19% must rise, and at most the 60.5% who were on rung 1.
    # Known (as R in tests/reference): 20% became unknown and the others are 80%. If all of them
    # came from rung 1, 39.5 are left of 59.5 there and 20.5 are there later: 19 of 80 rose.
    # If they came from rung 2, 60 of 79 can have risen.
    assert figures(found, "ladder.share_up_min") == pytest.approx({"known": 23.75, "all": 19})
    assert figures(found, "ladder.share_up_max") == pytest.approx(
        {"known": 100 * 60 / 79, "all": 60.5}
    )
    assert figures(found, "ladder.share_moved_min") == pytest.approx({"known": 23.75, "all": 19})
    assert set(found.frame["made"]) == {"rounded"}


def test_bounds_of_another_moment_name_it() -> None:
    data = ladder(current=[60, 40], realised=[50, 50], target=[0, 100])
    found = figures(public(movement_bounds(data, [1, 2])), "ladder.share_up_min")
    assert found == pytest.approx({"known": 10, "all": 10, "target:known": 60, "target:all": 60})


def test_counts_that_are_shown_alike_give_the_same_bounds() -> None:
    # 58 and 61 are both shown as 60, 42 and 39 as 40: the bounds do not tell them apart.
    one = ladder(current=[58, 42], realised=[41, 59])
    other = ladder(current=[61, 39], realised=[39, 61])
    shown = [
        protected(movement_bounds(data, [1, 2])).key_figures["value"].tolist()
        for data in (one, other)
    ]
    assert shown[0] == shown[1]


def test_rounded_counts_of_clients_widen_the_bounds() -> None:
    exact = movement_bounds(ladder(current=[60, 40], realised=[40, 60]), [1, 2])
    assert figures(public(exact), "ladder.share_up_min")["known"] == pytest.approx(20)
    # Counts rounded to 5 may be 2 off: 58 of 100 (58 + 42) and 42 of 100 (42 + 58): 16% must rise
    assert figures(protected(exact), "ladder.share_up_min")["known"] == pytest.approx(16)


@pytest.mark.parametrize(
    "data",
    [
        ladder(current=[60, 40]),
        ladder(realised=[60, 40]),
        ladder(current=[60, None], realised=[50, 50]),
        ladder(),
    ],
)
def test_no_bounds_without_two_complete_moments(data: pd.DataFrame) -> None:
    assert public(movement_bounds(data, [1, 2])).frame.empty


def test_a_hidden_count_leaves_no_bounds() -> None:
    found = protected(movement_bounds(ladder(current=[60, 4], realised=[40, 24]), [1, 2]))
    assert found.frame["up_min"].isna().all()
    assert set(found.key_figures["status"]) == {"suppressed"}


def test_intervals_of_a_distribution_hold_for_all_rungs_at_once() -> None:
    frame = public(distribution(ladder(current=[60, 30, 10]), [1, 2, 3])).frame
    assert set(frame["method"]) == {"count / total, simultaneous Goodman interval"}
    assert (frame["upper"] - frame["lower"]).tolist()[0] == pytest.approx(22.9, abs=0.1)


def steps(*rows: tuple[str, str, int]) -> pd.DataFrame:
    names = ("from_rung", "to_rungs", "count")
    filled = [{"basis": "expected", **dict(zip(names, row, strict=True))} for row in rows]
    return table("ladder_moves", *filled)


def test_a_range_of_rungs_is_a_rise_when_all_of_it_is_higher() -> None:
    # Zwolle: 38 to 5-6 and 37 to 3-4 rise, 17 stay; 75 of 92.
    data = steps(("2", "same", 17), ("2", "5-6", 38), ("2", "3-4", 37))
    found = public(step_shares(data, None))
    assert figures(found, "ladder.share_up") == pytest.approx({"expected:2": 100 * 75 / 92})
    assert figures(found, "ladder.share_same") == pytest.approx({"expected:2": 100 * 17 / 92})
    assert figures(found, "ladder.share_down") == {"expected:2": 0}


@pytest.mark.parametrize(
    ("to", "way"),
    [("1", "down"), ("1-2", "down"), ("3", "same"), ("same", "same"), ("4", "up"),
     ("2-4", "undecided"), ("3-4", "undecided"), ("higher", "up")],
)  # fmt: skip
def test_the_way_of_a_step_from_rung_three(to: str, way: str) -> None:
    assert way_of("3", to) == way


def test_an_undecided_step_leaves_no_shares() -> None:
    found = public(step_shares(steps(("3", "2-4", 5), ("3", "same", 5)), None))
    assert found.frame["undecided"].tolist() == [5]
    assert found.key_figures.empty


def test_a_hidden_step_leaves_no_shares() -> None:
    found = protected(step_shares(steps(("2", "same", 40), ("2", "3", 4)), None))
    assert found.frame[["share_up", "share_same", "share_down"]].isna().all(axis=None)


def test_over_all_rungs_who_rises_and_who_stays_are_the_base() -> None:
    # 182 of 182 + 38; the 144 are part of the 182.
    found = public(
        can_rise(steps(("all", "same", 38), ("all", "higher", 182), ("all", "4-6", 144)))
    )
    assert figures(found, "ladder.share_up") == pytest.approx({"expected": 100 * 182 / 220})
    assert figures(found, "ladder.share_same") == pytest.approx({"expected": 100 * 38 / 220})
