"""Instruments: shares of who started, also where numbers are missing."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import figures, only, protected, public, table

from evalutils.outflow import instrument_shares


def instrument(**columns: Any) -> pd.DataFrame:
    return table("instruments", {"instrument": "Proefplaatsing", **columns})


def test_shares_are_of_the_number_that_started() -> None:
    # 83 / 204 = 40.69%, 5 / 204 = 2.45%
    data = instrument(participants=300, started=204, exits_work=83, exits_other=5)
    result = public(instrument_shares(data))
    row = only(result)
    assert (row["base"], row["n"]) == ("started", 204)
    assert row["share_work"] == pytest.approx(100 * 83 / 204)
    assert row["share_other"] == pytest.approx(100 * 5 / 204)
    assert row["lower_work"] < row["share_work"] < row["upper_work"]
    assert set(figures(result, "outflow.instrument_share")) == {
        "Proefplaatsing:work",
        "Proefplaatsing:other",
    }


def test_participants_are_the_base_when_nobody_says_how_many_started() -> None:
    row = only(public(instrument_shares(instrument(participants=93, exits_work=9))))
    assert (row["base"], row["n"]) == ("participants", 93)
    assert row["share_work"] == pytest.approx(100 * 9 / 93)


def test_a_printed_share_stands_without_an_interval_and_is_published() -> None:
    result = public(instrument_shares(instrument(started=27, share_total=13)))
    row = only(result)
    assert row["share_total"] == 13
    assert row[["lower_total", "upper_total", "n_total"]].isna().all()
    assert result.key_figures["status"].tolist() == ["published"]
    assert result.key_figures["method"].tolist() == ["as published"]


def test_a_computed_share_goes_before_a_printed_one() -> None:
    row = only(public(instrument_shares(instrument(started=197, exits_work=67, share_work=34))))
    assert row["share_work"] == pytest.approx(34.0102, abs=1e-4)
    assert row["status_work"] == "computed"


def test_an_instrument_without_numbers_has_no_shares() -> None:
    result = public(instrument_shares(instrument(goal="meedoen")))
    assert only(result)[["n", "share_work", "share_other", "share_total"]].isna().all()
    assert result.key_figures.empty


def test_a_count_above_its_base_has_no_share() -> None:
    row = only(public(instrument_shares(instrument(started=10, exits_total=12, share_total=50))))
    assert pd.isna(row["share_total"])


def test_counts_without_a_base_have_no_share() -> None:
    assert pd.isna(only(public(instrument_shares(instrument(exits_work=12))))["share_work"])


def test_each_instrument_has_its_own_base() -> None:
    data = table(
        "instruments",
        {"instrument": "a", "started": 100, "exits_total": 50},
        {"instrument": "b", "participants": 10, "exits_total": 1},
    )
    shares = figures(public(instrument_shares(data)), "outflow.instrument_share")
    assert shares == {"a:total": 50, "b:total": 10}


def test_a_hidden_number_that_started_is_not_replaced_by_the_participants() -> None:
    # 9 started and are hidden; 6 of 40 participants would be another share altogether.
    row = only(protected(instrument_shares(instrument(participants=40, started=9, exits_total=6))))
    assert row[["n", "share_total"]].isna().all()


def test_a_printed_share_of_the_participants_is_protected_like_a_count() -> None:
    # 10% of 40 participants is 4 persons.
    row = only(protected(instrument_shares(instrument(participants=40, share_total=10))))
    assert pd.isna(row["share_total"])
    assert pd.isna(row["published_total"])


def test_a_printed_share_of_a_large_group_is_made_of_rounded_counts() -> None:
    # 31% of 121 is 37.5 persons: 40 of 120 = 33.3%.
    row = only(protected(instrument_shares(instrument(started=121, share_total=31))))
    assert row["share_total"] == pytest.approx(100 * 40 / 120)


def test_a_small_count_stays_wide_enough_between_two_rounded_ones() -> None:
    # 33 left, 28 to work: 5 others. Shown: 35 (33 to 37) and 30 (28 to 32), so 1 to 9 others.
    row = only(
        protected(
            instrument_shares(instrument(started=90, exits_work=28, exits_other=5, exits_total=33))
        )
    )
    assert pd.isna(row["exits_other"])
    assert pd.isna(row["share_other"])
    assert row["hidden_exits_other"] == 10
    assert (row["exits_work"], row["exits_total"]) == (30, 35)


def test_a_small_count_is_not_the_difference_of_two_others() -> None:
    # 33 left, 24 to work: 9 others. Shown: 35 (33 to 37) and 25 (23 to 27), so 6 to 9 others:
    # four values left, fewer than the five of a rounded count. The 24 is left out as well.
    row = only(
        protected(
            instrument_shares(instrument(started=90, exits_work=24, exits_other=9, exits_total=33))
        )
    )
    assert row[["exits_other", "exits_work", "share_work"]].isna().all()
    assert row["hidden_exits_other"] == 10
    assert row["hidden_exits_work"] == float("inf")
    assert row["exits_total"] == 35
