"""Bounds from two distributions: by hand, by the closed form, by R, and over rounding."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.statistics.movement_bounds import Movement, Standing, movement

REFERENCE = Path(__file__).parents[1] / "reference" / "ladder"
# Groningen: printed for who is measured, together 100.7 and 99.9.
CURRENT = [51.8, 19.4, 19.5, 2.6, 1.3, 5.7, 0.4, 0]
EXPECTED = [24.9, 19.2, 24.3, 5.3, 2.5, 6.3, 3.5, 13.9]


def standing(numbers: list[float], half: float = 0.0, whole: float | None = None) -> Standing:
    """Numbers per rung, the last of the unknown rung, with the room that each has."""
    given_ones = np.array(numbers, dtype=np.float64)
    return Standing(np.clip(given_ones - half, 0, None), given_ones + half, whole)


def between(start: list[float], end: list[float], *, everyone: bool = True) -> Movement:
    return movement(standing(start), standing(end), everyone=everyone)


def test_everyone_who_leaves_the_lowest_rung_must_rise() -> None:
    # Rung 1 goes from 60% to 40%: at least 20% rose. At most: all but the 40% who are on rung 1.
    found = between([60, 40, 0], [40, 60, 0])
    assert found == Movement(up=(0.2, 0.6), down=(0.0, 0.4), moved_min=0.2)
    assert between([6, 4, 0], [0.4, 0.6, 0]) == found  # the scale does not matter


def test_groningen_without_an_assumption_about_the_unknown_13_9_percent() -> None:
    found = between(CURRENT, EXPECTED, everyone=False)
    # Of 86.0 / 99.9 of all both rungs are known. On rung 1 or 2 were 71.2 / 100.7; if all who
    # became unknown came from there 71.2 / 100.7 - 13.9 / 99.9 are left, and 44.1 / 99.9 are there.
    known = 86.0 / 99.9
    low = (71.2 / 100.7 - 13.9 / 99.9 - 44.1 / 99.9) / known
    # All rise but those who are expected on rung 1.
    high = 1 - 24.9 / 86.0
    assert found.up == (pytest.approx(low), pytest.approx(high))
    assert found.up == (pytest.approx(0.147, abs=5e-4), pytest.approx(0.710, abs=5e-4))
    # Who falls is on a lower rung later: at most all who can be above. Nobody need to.
    assert found.down == (0, pytest.approx(0.564, abs=5e-4))


def test_an_assumption_about_the_unknown_would_have_made_the_lower_bound_too_high() -> None:
    # as if those who became unknown were like the others: 51.8 / 100.7 - 24.9 / 86.0 = 22.5%
    assumed = 51.8 / 100.7 - 24.9 / 86.0
    assert between(CURRENT, EXPECTED, everyone=False).up[0] < assumed


def test_no_distribution_rounds_to_shares_that_are_together_100_7() -> None:
    assert not standing(CURRENT, 0.05, 100).possible()  # 100.7 - 8 * 0.05 = 100.3
    assert standing(EXPECTED, 0.05, 100).possible()  # 99.9 + 0.4


def test_rounding_widens_the_bounds_by_what_it_can_hide() -> None:
    found = movement(
        standing([60, 40, 0], 0.5, 100), standing([40, 60, 0], 0.5, 100), everyone=True
    )
    # On rung 1 were at least 59.5; later at most 40.5, since at least 59.5 are on rung 2: 19% rose.
    assert found.up[0] == pytest.approx(0.19, abs=1e-9)
    # At most all who were on rung 1: 60.5%.
    assert found.up[1] == pytest.approx(0.605, abs=1e-9)


SHARES = st.integers(2, 5).flatmap(
    lambda size: st.tuples(
        *[st.lists(st.integers(0, 30), min_size=size, max_size=size).filter(any)] * 2
    )
)


@settings(deadline=None, max_examples=40)
@given(SHARES)
def test_without_rounding_and_unknown_it_is_the_closed_form(
    margins: tuple[list[int], list[int]],
) -> None:
    # Strassen (1965): max(R - C) <= up <= 1 - max(C_k - R_(k-1)), R and C cumulative
    start, end = (np.array(margin) / sum(margin) for margin in margins)
    at_start, at_end = start.cumsum(), end.cumsum()
    low = max(0.0, (at_start - at_end).max())
    high = 1 - max(0.0, (at_end - np.concatenate([[0.0], at_start[:-1]])).max())
    for everyone in (False, True):
        found = between([*margins[0], 0], [*margins[1], 0], everyone=everyone)
        assert found.up == pytest.approx((low, high), abs=1e-7)
        assert found.moved_min == pytest.approx(abs(start - end).sum() / 2, abs=1e-7)
        mirrored = between([*margins[1], 0], [*margins[0], 0], everyone=everyone)
        assert found.down == pytest.approx(mirrored.up, abs=1e-7)


TABLES = st.integers(2, 4).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 40), min_size=size + 1, max_size=size + 1),
        min_size=size + 1,
        max_size=size + 1,
    ).filter(lambda rows: sum(sum(row[:-1]) for row in rows[:-1]) > 0)
)


@settings(deadline=None, max_examples=40)
@given(TABLES, st.sampled_from([0, 1]))
def test_bounds_hold_for_every_table_that_prints_like_this(
    rows: list[list[int]], decimals: int
) -> None:
    # The last row and column are the unknown rung; shares are printed with a few decimals.
    shares = 100 * np.array(rows) / np.sum(rows)
    half = 0.5 * 10.0**-decimals
    printed = (shares.sum(axis=1).round(decimals), shares.sum(axis=0).round(decimals))
    start, end = (standing(list(margin), half + 1e-9, 100) for margin in printed)
    known = shares[:-1, :-1]
    up, down = np.triu(known, 1).sum() / known.sum(), np.tril(known, -1).sum() / known.sum()
    found = movement(start, end, everyone=False)
    for truth, (low, high) in ((up, found.up), (down, found.down)):
        assert low - 1e-7 <= truth <= high + 1e-7
    assert found.moved_min <= up + down + 1e-7
    # Of all clients the same moves are certain, and those to or from an unknown rung possible.
    everyone = movement(start, end, everyone=True)
    assert everyone.up[0] - 1e-7 <= np.triu(known, 1).sum() / 100 <= everyone.up[1] + 1e-7


def reference(case: str) -> list[Standing]:
    """The two standings that R worked with."""
    with (REFERENCE / "movement_standings.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["case"] == case]
    return [
        Standing(
            np.array([float(row["low"]) for row in part]),
            np.array([float(row["high"]) for row in part]),
            float(part[0]["whole"]) if part[0]["whole"] else None,
        )
        for part in ([row for row in rows if row["moment"] == name] for name in ("start", "end"))
    ]


def test_the_bounds_are_those_of_lpsolve_in_r() -> None:
    with (REFERENCE / "movement_bounds.csv").open(newline="") as file:
        answers = list(csv.DictReader(file))
    assert len(answers) == 14
    for row in answers:
        found = movement(*reference(row["case"]), everyone=row["everyone"] == "TRUE")
        ours = [*found.up, *found.down, found.moved_min]
        names = ("up_min", "up_max", "down_min", "down_max", "moved_min")
        assert ours == pytest.approx([float(row[name]) for name in names], abs=1e-8), row


def test_without_clients_on_a_known_rung_there_are_no_bounds() -> None:
    assert np.isnan(between([0, 0, 5], [3, 2, 0], everyone=False).up).all()


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [
        ([1, 2, 0], [1, 2, 3, 0], "2 rungs and end has 3"),
        ([1], [1], "one number per rung"),
        ([1, float("nan"), 0], [1, 1, 0], "from 0"),
    ],
)
def test_what_is_no_distribution_has_no_bounds(
    start: list[float], end: list[float], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        between(start, end)
