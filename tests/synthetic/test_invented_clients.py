"""Invented clients behave as the contract of the client tables and common sense ask."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented

from evalutils.synthetic import constants as c
from evalutils.synthetic.constants import DAYS_PER_MONTH
from evalutils.synthetic.people import survival_by_day

ROOT = Path(__file__).parents[2]
START, END = pd.Timestamp(c.PERIOD_START), pd.Timestamp(c.PERIOD_END)
SOME = settings(deadline=None, max_examples=15)
MANY = 60_000

orders = st.tuples(st.integers(1, 400), st.integers(0, 2**32))


def gaps(frame: pd.DataFrame) -> pd.Series:
    """Days from each end to the next start of the same client."""
    following = frame.groupby("client_id")["start"].shift(-1)
    return (following - frame["end"]).dropna().dt.days


@SOME
@given(orders)
def test_every_client_has_a_spell_and_all_clients_are_there(order: tuple[int, int]) -> None:
    spells = invented(*order)["spells"]
    assert spells["client_id"].nunique() == order[0]


@SOME
@given(orders)
def test_every_spell_lies_partly_in_the_period_and_none_ends_after_it(
    order: tuple[int, int],
) -> None:
    spells = invented(*order)["spells"]
    assert (spells["start"] <= END).all()
    assert (spells["end"].dropna().between(START, END)).all()
    assert (spells["end"].isna() | (spells["end"] >= spells["start"])).all()


@SOME
@given(orders)
def test_a_spell_has_a_destination_exactly_when_it_has_ended(order: tuple[int, int]) -> None:
    spells = invented(*order)["spells"]
    assert ((spells["destination"] == "") == spells["end"].isna()).all()


@SOME
@given(orders)
def test_spells_and_benefits_of_a_client_follow_each_other(order: tuple[int, int]) -> None:
    tables = invented(*order)
    for name in ("spells", "benefits"):
        frame = tables[name]
        assert (gaps(frame) > 0).all()
        # Only the last row of a client may be open.
        last = ~frame["client_id"].duplicated(keep="last")
        assert last[frame["end"].isna()].all()


@SOME
@given(orders)
def test_nobody_is_a_minor_or_a_pensioner(order: tuple[int, int]) -> None:
    tables = invented(*order)
    spells = tables["spells"]
    assert (spells["start"].dt.year - spells["birth_year"] >= c.ADULT_AGE).all()
    last_day = spells["end"].fillna(END)
    assert (last_day.dt.year - spells["birth_year"] <= c.PENSION_AGE).all()
    births = spells.drop_duplicates("client_id").set_index("client_id")["birth_year"]
    benefits = tables["benefits"]
    ages = benefits["start"].dt.year - births[benefits["client_id"]].to_numpy()
    assert (ages >= c.ADULT_AGE).all()


@SOME
@given(orders)
def test_measurements_fall_within_the_spell_and_on_a_rung_of_the_scheme(
    order: tuple[int, int],
) -> None:
    tables = invented(*order)
    measured, spells = tables["measurements"], tables["spells"]
    first = spells.drop_duplicates("client_id").set_index("client_id").loc[measured["client_id"]]
    assert (measured["date"].to_numpy() >= first["start"].to_numpy()).all()
    assert (measured["date"].to_numpy() <= first["end"].fillna(END).to_numpy()).all()
    assert set(measured["rung"]) <= {"unknown", *"123456"}


@SOME
@given(orders)
def test_a_client_has_one_rung_on_a_date_unless_it_is_corrected(order: tuple[int, int]) -> None:
    measured = invented(*order)["measurements"]
    key = ["client_id", "date", "kind"]
    assert not measured.duplicated([*key, "correction"]).any()
    wrong = measured[measured["correction"] == "false"].set_index(key)["rung"]
    right = measured[measured["correction"] == "true"].set_index(key)["rung"]
    assert right.index.isin(wrong.index).all()
    assert (wrong.loc[right.index] != right).all()


@SOME
@given(orders)
def test_a_group_is_the_same_in_every_row_of_a_client(order: tuple[int, int]) -> None:
    tables = invented(*order)
    rows = pd.concat([tables["spells"], tables["measurements"]])
    for group in ("birth_year", "age_group", "education"):
        assert (rows.groupby("client_id")[group].nunique() == 1).all()


def test_the_same_seed_invents_the_same_clients_and_another_seed_others() -> None:
    first, again = invented(500, 4), invented.__wrapped__(500, 4)
    other = invented(500, 5)
    for name, frame in first.items():
        pd.testing.assert_frame_equal(frame, again[name])
        assert not frame.equals(other[name])


def test_more_than_half_of_all_ends_are_ties_on_the_last_day_of_a_month() -> None:
    ends = invented(MANY, 1)["spells"]["end"].dropna()
    # 60% are settled on the last day, and 1 in 30 of the others fall on it.
    assert (ends.dt.is_month_end).mean() == pytest.approx(0.6 + 0.4 / 30, abs=0.02)


def test_some_were_there_before_the_period_and_some_are_there_after_it() -> None:
    spells = invented(MANY, 1)["spells"]
    assert 0.3 < (spells["start"] < START).mean() < 0.5
    assert 0.4 < spells["end"].isna().mean() < 0.6


def test_inflow_has_seasons() -> None:
    starts = invented(MANY, 1)["spells"].drop_duplicates("client_id")["start"]
    by_month = starts[starts >= START].dt.month.value_counts()
    # Weights 13 and 5 of the table; the month of the start does not change afterwards.
    assert by_month[1] / by_month[7] == pytest.approx(13 / 5, rel=0.1)


@pytest.mark.parametrize(("months", "share"), [(6, 0.15), (12, 0.22)])
def test_as_many_return_to_benefit_as_divosa_counted(months: int, share: float) -> None:
    benefits = invented(MANY, 1)["benefits"]
    following = benefits.groupby("client_id")["start"].shift(-1)
    days = (following - benefits["end"]).dt.days
    limit = months * DAYS_PER_MONTH
    followed = benefits["end"] + pd.Timedelta(days=limit) <= END
    assert (days[followed] <= limit).mean() == pytest.approx(share, abs=0.02)


def test_who_left_for_work_returns_less_often_than_who_dropped_out() -> None:
    tables = invented(MANY, 1)
    benefits = tables["benefits"]
    first = benefits.drop_duplicates("client_id").set_index("client_id")
    gone = tables["spells"].drop_duplicates("client_id").set_index("client_id")["destination"]
    left = first[first["end"].dt.year == c.PERIOD_START.year]
    back = left.index.isin(benefits.loc[benefits["client_id"].duplicated(), "client_id"])
    share = pd.Series(back, left.index).groupby(gone.loc[left.index]).mean()
    assert share["paid_work"] < share["moved"] < share["withdrawn"]
    assert share["deceased"] == share["pension_age"] == 0


def test_the_oldest_are_measured_in_fewer_than_half_of_the_cases_and_the_others_in_more() -> None:
    tables = invented(MANY, 1)
    clients = tables["spells"].drop_duplicates("client_id").set_index("client_id")
    measured = clients.index.isin(tables["measurements"]["client_id"])
    coverage = pd.Series(measured, clients.index).groupby(clients["age_group"]).mean()
    assert coverage["60 jaar en ouder"] < 0.5
    assert (coverage.drop("60 jaar en ouder") > 0.5).all()


def test_coaches_expect_more_than_happens() -> None:
    rows = invented(MANY, 1)["measurements"]
    rows = rows[(rows["rung"] != "unknown") & (rows["correction"] == "false")]
    rung = rows["rung"].astype(int).groupby([rows["client_id"], rows["kind"]]).last().unstack()
    both = rung.dropna(subset=["measured", "expected"])
    assert both["expected"].mean() > both["measured"].mean() + 0.3


def test_every_destination_is_in_the_code_list_and_each_is_used() -> None:
    with (ROOT / "data" / "codelists" / "destinations.csv").open(encoding="utf-8") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    assert set(c.DESTINATIONS) <= known
    assert set(invented(MANY, 1)["spells"]["destination"]) == {"", *c.DESTINATIONS}


def test_durations_follow_the_monthly_chances() -> None:
    survival = survival_by_day()
    assert survival[0] == 1
    assert survival[-1] == 0
    assert (np.diff(survival) <= 0).all()
    first, second = c.LEAVING_BY_MONTH[:2]
    after_two_months = round(2 * DAYS_PER_MONTH)
    assert survival[after_two_months] == pytest.approx((1 - first) * (1 - second))


def test_the_period_is_over() -> None:
    assert date.today() > c.PERIOD_END
