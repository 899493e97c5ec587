"""Durable exits, each under its own definition."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import figures, only, protected, public, table

from evalutils.outflow import durable_shares


def cohort(**columns: Any) -> dict[str, Any]:
    return {"cohort": "uitstroom", "definition": "benefit_not_resumed", "months": 12, **columns}


def test_the_durable_share_is_what_is_still_out_of_who_left() -> None:
    # Enschede: 645 / 755 = 85.43%
    data = table("durability", cohort(exits=755, still_out=645, share=85.43))
    result = public(durable_shares(data))
    row = only(result)
    assert row["share"] == pytest.approx(85.4305, abs=1e-4)
    # R, prop.test(645, 755, correct = FALSE): 0.8273 to 0.8777
    assert (row["lower"], row["upper"]) == pytest.approx((82.73, 87.77), abs=0.005)
    assert figures(result, "outflow.durable_share") == {
        "benefit_not_resumed:12": pytest.approx(85.4305, abs=1e-4)
    }
    assert result.key_figures["n"].tolist() == [755]


def test_a_printed_share_without_counts_has_no_interval() -> None:
    result = public(durable_shares(table("durability", cohort(share=60, months=None))))
    row = only(result)
    assert (row["share"], row["status"]) == (60, "published")
    assert pd.isna(row["lower"])
    assert list(figures(result, "outflow.durable_share")) == ["benefit_not_resumed:"]


def test_cohorts_with_the_same_definition_get_their_own_key_figure() -> None:
    data = table(
        "durability",
        cohort(cohort="uitstroom 2014", share=60),
        cohort(cohort="uitstroom 2015", share=70),
        cohort(cohort="uitstroom 2014", definition="cbs_status", months=6, share=90),
    )
    assert figures(public(durable_shares(data)), "outflow.durable_share") == {
        "benefit_not_resumed:12:uitstroom 2014": 60,
        "benefit_not_resumed:12:uitstroom 2015": 70,
        "cbs_status:6": 90,
    }


def test_months_may_be_a_fraction() -> None:
    data = table("durability", cohort(exits=10, still_out=5, months=1.5))
    assert list(figures(public(durable_shares(data)), "outflow.durable_share")) == [
        "benefit_not_resumed:1.5"
    ]


def test_more_still_out_than_left_has_no_share() -> None:
    data = table("durability", cohort(exits=10, still_out=11, share=99))
    assert pd.isna(only(public(durable_shares(data)))["share"])


def test_everyone_of_a_small_group_stayed_away_is_not_said() -> None:
    # 12 of 12 would say of every single client that he or she stayed away.
    row = only(protected(durable_shares(table("durability", cohort(exits=12, still_out=12)))))
    assert row["exits"] == 10
    assert pd.isna(row["still_out"])
    assert pd.isna(row["share"])


def test_a_printed_share_of_which_the_count_is_small_is_left_out() -> None:
    # 1% printed for 9 of 1000 would be hidden by no threshold on 1% of 1000 = 10.
    data = table("durability", cohort(exits=1000, still_out=9, share=1))
    row = only(protected(durable_shares(data)))
    assert row[["still_out", "share", "published_share"]].isna().all()


def test_a_printed_share_without_a_number_of_persons_is_left_out_when_protected() -> None:
    row = only(protected(durable_shares(table("durability", cohort(share=60)))))
    assert pd.isna(row["share"])
    assert row["hidden_published_share"] == float("inf")


def test_beside_followed_clients_a_typed_share_keeps_the_name_of_its_cohort() -> None:
    data = table("durability", cohort(exits=100, still_out=80))
    assert list(figures(public(durable_shares(data, True)), "outflow.durable_share")) == [
        "benefit_not_resumed:12:uitstroom"
    ]
