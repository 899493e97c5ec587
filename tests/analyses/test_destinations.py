"""Exits per destination: counts, bases and shares."""

import pandas as pd
import pytest
from filled_tables import caseload, exits, figures, public, table

from evalutils.outflow import destinations


def test_a_share_of_a_named_base_has_a_wilson_interval() -> None:
    # Pastiel 2017: 418 / 759 = 55.07%, printed as 55%.
    data = table("exits", {"destination": "total", "count": 418, "share": 55, "base": "inflow"})
    result = public(destinations(data, caseload(inflow=759)))
    row = result.frame.iloc[0]
    assert row["share"] == pytest.approx(55.0725, abs=1e-4)
    assert (row["lower"], row["upper"]) == pytest.approx((51.515, 58.577), abs=5e-3)
    assert row["published_share"] == 55
    assert (row["base"], row["n"], row["status"]) == ("inflow", 759, "computed")
    assert figures(result, "outflow.share") == {"total": pytest.approx(55.0725, abs=1e-4)}


def test_a_count_is_published_and_its_share_is_computed() -> None:
    rows = public(destinations(exits(total=64, paid_work=16), None)).key_figures
    statuses = set(zip(rows["indicator"], rows["status"], strict=True))
    assert statuses == {("outflow.count", "published"), ("outflow.share", "computed")}


def test_without_a_named_base_the_total_of_the_group_is_the_base() -> None:
    result = public(destinations(exits(total=64, paid_work=16), caseload(outflow=99)))
    share = result.frame.set_index("destination")["share"]
    assert share["paid_work"] == 25  # 16 / 64
    assert pd.isna(share["total"])
    assert result.frame["base"].tolist() == ["", "group_total"]


def test_without_a_total_the_outflow_of_the_caseload_is_the_base() -> None:
    frame = public(destinations(exits(paid_work=20), caseload(outflow=80))).frame
    assert frame["share"].tolist() == [25]  # 20 / 80
    assert frame["base"].tolist() == ["outflow"]


def test_without_any_base_there_is_a_count_and_no_share() -> None:
    result = public(destinations(exits(paid_work=20), None))
    assert result.frame["share"].isna().all()
    assert figures(result, "outflow.count") == {"paid_work": 20}
    assert figures(result, "outflow.share") == {}


def test_a_group_has_its_own_base_and_groups_are_never_added_up() -> None:
    data = table(
        "exits",
        {"destination": "total", "count": 200},
        {"destination": "total", "group": "jongeren", "count": 50, "overlapping": True},
        {"destination": "total", "group": "ouderen", "count": 80, "overlapping": True},
        {"destination": "paid_work", "count": 100},
        {"destination": "paid_work", "group": "jongeren", "count": 40, "overlapping": True},
        {"destination": "education", "group": "ouderen", "count": 8, "overlapping": True},
    )
    result = public(destinations(data, None))
    assert figures(result, "outflow.share") == {
        "paid_work": 50,  # 100 / 200
        "paid_work:jongeren": 80,  # 40 / 50
        "education:ouderen": 10,  # 8 / 80
    }
    assert figures(result, "outflow.count")["total"] == 200


def test_the_outflow_of_the_caseload_is_no_base_for_a_group() -> None:
    data = table("exits", {"destination": "paid_work", "group": "jongeren", "count": 5})
    assert public(destinations(data, caseload(outflow=100))).frame["share"].isna().all()


def test_a_printed_share_stands_in_for_a_missing_count() -> None:
    data = table("exits", {"destination": "paid_work", "share": 90, "base": "participants"})
    result = public(destinations(data, caseload(participants=10)))
    row = result.frame.iloc[0]
    assert (row["share"], row["method"], row["status"]) == (90, "as published", "published")
    assert pd.isna(row["lower"])
    assert result.key_figures["status"].tolist() == ["published"]


def test_a_count_above_its_base_has_no_share_even_when_the_source_prints_one() -> None:
    data = table("exits", {"destination": "paid_work", "count": 12, "share": 99, "base": "inflow"})
    result = public(destinations(data, caseload(inflow=10)))
    assert pd.isna(result.frame["share"].iloc[0])
    assert figures(result, "outflow.share") == {}


def test_a_printed_share_stands_when_the_base_is_unknown() -> None:
    data = table("exits", {"destination": "paid_work", "count": 12, "share": 36})
    assert public(destinations(data, None)).frame["share"].tolist() == [36]


def test_of_several_dates_the_latest_count_is_the_base() -> None:
    numbers = table(
        "caseload",
        {"measure": "inflow", "date": "2017-12-31", "count": 759},
        {"measure": "inflow", "date": "2017-09-30", "count": 575},
    )
    data = table("exits", {"destination": "total", "count": 418, "base": "inflow"})
    assert public(destinations(data, numbers)).frame["n"].tolist() == [759]


def test_the_same_destination_with_two_bases_gives_two_key_figures() -> None:
    data = table(
        "exits",
        {"destination": "paid_work", "count": 20, "base": "inflow"},
        {"destination": "paid_work", "count": 20, "base": "started"},
    )
    result = public(destinations(data, caseload(inflow=100, started=50)))
    assert figures(result, "outflow.share") == {"paid_work:inflow": 20, "paid_work:started": 40}


def test_zero_of_a_base_is_a_share_of_zero_with_an_interval() -> None:
    row = public(destinations(exits(total=20, paid_work=0), None)).frame.iloc[1]
    assert row["share"] == 0
    assert row["upper"] == pytest.approx(16.11, abs=0.005)  # Newcombe (1998): 0/20
