"""Shares on the rungs of another scheme: intervals, and what has no counterpart."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analyses"))
from filled_tables import figures, ladder, protected, public, table

from evalutils import show
from evalutils.dataset.ladder_crosswalk import Crosswalk
from evalutils.dataset.library import LadderScheme, load_library
from evalutils.dataset.load import load_evaluations
from evalutils.display import Nothing
from evalutils.ladder import crosswalk

DATA = Path(__file__).parents[2] / "data"
# Rung 1 has no counterpart, 2 is rung 5, and 3 is rung 5 or 6.
THREE = Crosswalk("landelijk", "2020-1", "Er gaat iets verloren.", {1: (), 2: (5,), 3: (5, 6)})


def test_a_rung_that_can_be_two_gives_an_interval() -> None:
    found = public(crosswalk(ladder(current=[50, 30, 20]), [1, 2, 3], THREE))
    assert figures(found, "ladder.crosswalk_share_min") == {
        "current:5": 30, "current:6": 0, "current:none": 50, "current:unknown": 0
    }  # fmt: skip
    assert figures(found, "ladder.crosswalk_share_max") == {
        "current:5": 50, "current:6": 20, "current:none": 50, "current:unknown": 0
    }  # fmt: skip


def test_a_hidden_count_hides_the_rungs_it_belongs_to() -> None:
    frame = protected(crosswalk(ladder(current=[50, 30, 4]), [1, 2, 3], THREE)).frame
    shown = frame.set_index("rung")["high"]
    assert shown[["5", "6"]].isna().all()


@pytest.mark.parametrize("translation", [None, THREE])
def test_no_rows_without_a_crosswalk_or_a_full_distribution(translation: Crosswalk | None) -> None:
    data = ladder(current=[50, 30, 20 if translation is None else None])
    found = public(crosswalk(data, [1, 2, 3], translation))
    assert found.frame.empty
    scheme = LadderScheme("a", "A", "1", (), translation)
    assert isinstance(show.national_rungs.table(found, scheme), Nothing)


def test_groningen_on_the_national_ladder() -> None:
    # Now: rung 6 holds 5.7% and rung 7 0.4%: nationally 5.7 to 6.1% on rung 5, at most 0.4% on 6.
    (evaluation,) = load_evaluations(DATA, ["groningen"])
    scheme = load_library(DATA).ladders["ontwikkelladder-groningen"]
    found = public(crosswalk(evaluation.tables["ladder"], scheme.numbers, scheme.crosswalk))
    low = figures(found, "ladder.crosswalk_share_min")
    high = figures(found, "ladder.crosswalk_share_max")
    assert (low["current:5"], high["current:5"]) == pytest.approx((5.7, 6.1))
    assert (low["current:6"], high["current:6"]) == pytest.approx((0, 0.4))
    assert low["current:none"] == high["current:none"] == pytest.approx(94.6)
    assert low["expected:unknown"] == 13.9


def test_every_crosswalk_of_the_project_translates_every_rung() -> None:
    schemes = load_library(DATA).ladders
    for scheme in schemes.values():
        if scheme.crosswalk is not None:
            assert tuple(scheme.crosswalk.rungs) == scheme.numbers
            assert set(scheme.crosswalk.targets) <= set(schemes[scheme.crosswalk.to].numbers)


def test_an_empty_table_stays_empty() -> None:
    assert public(crosswalk(table("ladder"), [1, 2, 3], THREE)).frame.empty
