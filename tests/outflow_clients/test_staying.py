"""Dates become days at risk, and days become shares by whole month."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from client_tables import (
    CODELIST,
    GUARDED,
    RULE,
    WINDOW,
    benefits,
    dated,
    figures,
    many,
    shown,
    spells,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils import outflow, show
from evalutils.outflow import Window
from evalutils.outflow.clients.followed import followed
from evalutils.statistics.calendar_months import places_at
from evalutils.statistics.survival import cumulative_incidence, kaplan_meier

NONE = benefits()


def test_the_last_day_counts_as_a_day_on_the_programme() -> None:
    seen = followed(spells(("a", "2020-03-01", "2020-03-01", "care")), WINDOW)
    assert seen[["place", "entry", "left"]].iloc[0].tolist() == [1, 0, True]


def test_a_client_who_is_still_there_is_censored_on_the_last_day_of_the_period() -> None:
    seen = followed(spells(("a", "2022-12-30", None, None)), WINDOW)
    assert seen[["place", "left"]].iloc[0].tolist() == [2, False]


def test_an_end_after_the_period_is_not_seen() -> None:
    seen = followed(spells(("a", "2022-12-30", "2023-01-01", "care")), WINDOW)
    assert seen[["place", "left"]].iloc[0].tolist() == [2, False]


def test_a_spell_from_before_the_period_comes_in_late() -> None:
    seen = followed(spells(("a", "2019-12-22", "2020-01-01", "care")), WINDOW)
    # 10 days unseen, the 11th is the first day of the period.
    assert seen[["place", "entry", "left"]].iloc[0].tolist() == [11, 10, True]


def test_spells_without_a_day_in_the_period_do_not_count() -> None:
    outside = (("a", "2019-01-01", "2019-12-31", "care"), ("b", "2023-01-01", None, None))
    assert followed(spells(*outside), WINDOW).empty


def test_share_still_there_by_month() -> None:
    # From 1 January: day 91 is 31 March, the last of 3 months, and day 182 is 30 June.
    table = spells(*many(1, 91, "care"), *many(1, 182, "care"), *many(2, 0, None))
    found = figures(outflow.staying(table, NONE, WINDOW))
    assert found["3"] == pytest.approx(75)
    assert found["6"] == pytest.approx(50)
    assert found["12"] == pytest.approx(50)


def test_the_curve_is_that_of_kaplan_and_meier_with_its_interval() -> None:
    table = sample(200)
    seen = followed(table, WINDOW)
    moments = places_at([3, 6, 12, 18])
    curve = kaplan_meier(seen["place"], seen["left"], entry=seen["entry"], times=moments)
    shown_rows = shown(outflow.staying(table, NONE, WINDOW)).key_figures.set_index("group")
    for place, month in enumerate(("3", "6", "12", "18")):
        row = shown_rows.loc[month]
        exact = [curve.survival[place], curve.lower[place], curve.upper[place]]
        assert [row["value"], row["lower"], row["upper"]] == pytest.approx(
            [100 * value for value in exact], rel=1e-9
        )


def test_the_incidence_is_that_of_aalen_and_johansen_with_its_interval() -> None:
    table = sample(200)
    seen = followed(table, WINDOW)
    event = seen["destination"].map({"paid_work": 1, "care": 2}).where(seen["left"], 0)
    curve = cumulative_incidence(seen["place"], event, entry=seen["entry"], times=places_at([12]))
    result = outflow.destination_incidence(table, CODELIST, WINDOW)
    row = shown(result).key_figures.set_index("group").loc["work:12"]
    exact = [100 * path[0, 0] for path in (curve.incidence, curve.lower, curve.upper)]
    assert [row["value"], row["lower"], row["upper"]] == pytest.approx(exact, rel=1e-9)


def test_staying_and_leaving_are_everybody() -> None:
    table = sample(150)
    staying = figures(outflow.staying(table, NONE, WINDOW))
    leaving = figures(outflow.destination_incidence(table, CODELIST, WINDOW))
    parts = [value for group, value in leaving.items() if group.endswith(":12")]
    assert sum(parts) + staying["12"] == pytest.approx(100)


def sample(number: int, seed: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    start = pd.Timestamp("2019-06-01") + pd.to_timedelta(random.integers(0, 1000, number), "D")
    end = start + pd.to_timedelta(np.ceil(random.exponential(300, number)), "D")
    end = pd.Series(end).where(end <= pd.Timestamp("2022-12-31"))
    where = pd.Series(random.choice(["paid_work", "care"], number)).where(end.notna())
    return pd.DataFrame(
        {
            "client_id": [f"c{place}" for place in range(number)],
            "start": start,
            "end": end,
            "destination": where,
            "wijk": random.choice(["Noord", "Zuid"], number),
        }
    )


def test_the_median_is_the_day_on_which_half_have_left() -> None:
    table = spells(*many(2, 61, "care"), *many(1, 100, "care"), *many(1, 0, None))
    # Half are gone from day 61, the first of month 3, to day 100, the ninth of month 4.
    found = figures(outflow.median_months(table, NONE, WINDOW))
    assert found[""] == pytest.approx((2 + 1 / 31 + 3 + 9 / 31) / 2)


def test_a_protected_median_is_in_whole_months_upwards() -> None:
    table = spells(*many(25, 100, "care"), *many(20, 0, None))
    # 100 days is 3.3 months.
    assert figures(outflow.median_months(table, NONE, GUARDED), RULE)[""] == 4


def test_a_protected_median_of_few_is_left_out() -> None:
    table = spells(*many(9, 100, "care"), *many(6, 200, "care"))
    assert math.isnan(figures(outflow.median_months(table, NONE, GUARDED), RULE)[""])


@pytest.mark.parametrize(("leavers", "kept"), [(9, False), (10, True), (11, True)])
def test_a_protected_step_needs_the_threshold(leavers: int, kept: bool) -> None:
    table = spells(*many(leavers, 80, "care"), *many(60, 0, None))
    found = figures(outflow.staying(table, NONE, GUARDED), RULE)
    assert ("3" in found) == kept


def test_small_steps_are_taken_together() -> None:
    table = spells(*many(6, 80, "care"), *many(6, 170, "care"), *many(60, 0, None))
    found = figures(outflow.staying(table, NONE, GUARDED), RULE)
    assert list(found) == ["6"]
    # 12 of 72 left; shown as 10 of 70.
    assert found["6"] == pytest.approx(100 * (1 - 10 / 70))


@pytest.mark.parametrize(("there", "kept"), [(9, False), (10, True)])
def test_a_protected_curve_stops_where_few_are_at_risk(there: int, kept: bool) -> None:
    table = spells(*many(30, 80, "care"), *many(there, 0, None))
    assert ("3" in figures(outflow.staying(table, NONE, GUARDED), RULE)) == kept


def test_a_protected_page_shows_rounded_counts_only() -> None:
    frame = shown(outflow.staying(sample(300), NONE, GUARDED), RULE).frame
    counts = frame[["clients", "at_risk", "exits", "base", "effective"]]
    assert (counts % RULE.rounding == 0).all(axis=None)


def test_small_kinds_of_destination_are_taken_together() -> None:
    table = spells(*many(20, 80, "paid_work"), *many(6, 80, "care"), *many(5, 80, "education"))
    table = pd.concat([table, spells(*many(40, 0, None))])
    frame = shown(outflow.destination_incidence(table, CODELIST, GUARDED), RULE).frame
    assert set(frame["kind"]) == {"work", "other"}


def test_a_small_pool_takes_the_next_kind_with_it() -> None:
    table = spells(*many(20, 80, "paid_work"), *many(12, 80, "care"), *many(5, 80, "education"))
    table = pd.concat([table, spells(*many(40, 0, None))])
    frame = shown(outflow.destination_incidence(table, CODELIST, GUARDED), RULE).frame
    assert frame[frame["kind"] == "other"]["exits"].iloc[0] == 15  # 17 in steps of 5


def test_months_on_benefit_are_a_curve_of_their_own() -> None:
    on_benefit = benefits(("a", "2020-01-01", "2020-06-01"), ("b", "2020-01-01", None))
    table = spells(("a", "2020-01-01", None, None))
    found = figures(outflow.staying(table, on_benefit, WINDOW))
    assert found["benefit:6"] == pytest.approx(50)
    assert found["6"] == pytest.approx(100)


def test_without_clients_there_is_nothing() -> None:
    empty = dated(spells().astype({"destination": "str"}))
    assert shown(outflow.staying(empty, NONE, WINDOW)).empty
    assert shown(outflow.median_months(empty, NONE, WINDOW)).empty
    assert shown(outflow.destination_incidence(empty, CODELIST, WINDOW)).empty


@given(st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_the_order_of_clients_changes_nothing(seed: int) -> None:
    table = sample(40, seed)
    mixed = table.sample(frac=1, random_state=seed)
    once, again = (figures(outflow.staying(part, NONE, WINDOW)) for part in (table, mixed))
    assert once == pytest.approx(again)


@given(st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_a_later_end_of_the_period_never_loses_a_client(seed: int) -> None:
    table = sample(40, seed)
    earlier = replace(WINDOW, end=date(2021, 6, 30))
    assert len(followed(table, earlier)) <= len(followed(table, WINDOW))


def test_groups_side_by_side_with_their_tests() -> None:
    table = sample(300)
    result = outflow.group_differences(table, CODELIST, WINDOW)
    frame = shown(result).frame
    assert list(frame["outcome"]) == ["left", "left", "work", "work"]
    assert frame["p"].between(0, 1).all()
    assert frame["clients"].iloc[:2].sum() == len(followed(table, WINDOW))


def test_a_protected_comparison_hides_its_test_with_a_small_group() -> None:
    table = pd.concat([sample(300), sample(6, 2).assign(wijk="West")])
    frame = shown(outflow.group_differences(table, CODELIST, GUARDED), RULE).frame
    assert frame[["p", "significant"]].isna().all(axis=None)
    # One small group alone would follow from the rest: a second is left out.
    assert frame[frame["outcome"] == "left"]["clients"].isna().sum() >= 1


def test_a_protected_group_of_which_nobody_left_has_a_figure_as_one_of_which_few_did() -> None:
    # In West nobody left for work, in Oost two did.
    oost = [*many(2, 100, "paid_work"), *many(28, 0, None)]
    table = pd.concat(
        [
            sample(300),
            spells(*oost).assign(wijk="Oost"),
            spells(*many(30, 0, None)).assign(wijk="West"),
        ]
    )
    table["client_id"] = [f"c{place}" for place in range(len(table))]
    rows = shown(outflow.group_differences(table, CODELIST, GUARDED), RULE).key_figures
    of_work = rows[rows["group"].str.startswith("work:wijk:")]
    hidden = of_work.set_index("group")["value"].isna()
    assert hidden["work:wijk:West:12"] and hidden["work:wijk:Oost:12"]


def test_a_cohort_that_was_not_followed_long_enough_is_marked() -> None:
    # Ten can be followed for 18 months, up to 31 December 2022; the other two for 16.
    table = spells(
        *many(10, 0, None, "2021-07-01"),
        ("b", "2021-09-01", None, None),
        ("c", "2021-09-01", "2021-09-30", "paid_work"),
    )
    frame = shown(outflow.cohorts(table, CODELIST, WINDOW)).frame.set_index(["cohort", "month"])
    assert frame.loc[("2021-Q3", 12), "share"] == pytest.approx(100 / 12)
    assert not frame.loc[("2021-Q3", 12), "immature"]
    assert frame.loc[("2021-Q3", 18), "immature"]
    assert ("2021-Q3", 24) not in frame.index


def test_a_cohort_that_left_altogether_keeps_its_share() -> None:
    table = spells(("a", "2020-01-15", "2020-03-01", "paid_work"))
    frame = shown(outflow.cohorts(table, CODELIST, WINDOW)).frame
    assert frame["share"].tolist() == [100] * 5


def test_only_clients_who_began_in_the_period_make_cohorts() -> None:
    table = spells(("a", "2019-12-15", "2020-03-01", "paid_work"))
    assert shown(outflow.cohorts(table, CODELIST, WINDOW)).empty


def test_benefit_that_goes_on_the_next_day_is_one_stay() -> None:
    cut = benefits(
        ("a", "2020-01-01", "2020-06-30"), ("a", "2020-07-01", None), ("b", "2020-01-01", None)
    )
    whole = benefits(("a", "2020-01-01", None), ("b", "2020-01-01", None))
    for analyse in (outflow.staying, outflow.median_months):
        found, expected = (figures(analyse(spells(), table, WINDOW)) for table in (cut, whole))
        assert found == pytest.approx(expected, nan_ok=True)
    assert figures(outflow.staying(spells(), cut, WINDOW))["benefit:12"] == 100


@pytest.mark.parametrize("year", [2021, 2024])  # of 365 and of 366 days
def test_a_year_is_reached_when_the_period_is_one_year(year: int) -> None:
    # All 40 began on 1 January; a quarter left on the last day of December, within the year.
    window = Window(date(year, 1, 1), date(year, 12, 31))
    days = window.end.toordinal() - window.start.toordinal() + 1
    first = str(window.start)
    table = spells(*many(10, days, "paid_work", first), *many(30, 0, None, first))
    assert figures(outflow.staying(table, NONE, window))["12"] == pytest.approx(75)
    leaving = figures(outflow.destination_incidence(table, CODELIST, window))
    assert leaving["work:12"] == pytest.approx(25)
    wijken = table.assign(wijk=["Noord", "Zuid"] * 20)
    groups = figures(outflow.group_differences(wijken, CODELIST, window))
    assert groups["left:wijk:Noord:12"] == pytest.approx(25)
    cohort = shown(outflow.cohorts(table, CODELIST, window)).frame.set_index("month")
    assert not cohort.loc[12, "immature"]
    assert cohort.loc[12, "share"] == pytest.approx(25)


def test_clients_are_people_and_spells_are_counted_apart() -> None:
    # 3 clients, of whom one began twice: 4 spells.
    table = spells(
        *many(2, 30, "care"),
        ("a", "2020-01-01", "2020-02-01", "care"),
        ("a", "2020-06-01", None, None),
    )
    row = shown(outflow.starters(table, WINDOW)).frame.iloc[0]
    assert row[["clients", "people", "again"]].tolist() == [4, 3, 1]
    told = show.repeat_starters.sentence(shown(outflow.starters(table, WINDOW))).text
    assert told.startswith("Het gaat om 4 trajecten van 3 cliënten; 1 van hen")


def test_the_error_of_a_curve_is_that_of_clients() -> None:
    # 20 clients, each with two spells that end alike: as sure as 20 spells.
    first = many(10, 40, "care") + many(10, 200, "care")
    again = [(name, "2021-01-01", f"2021-0{2 + place // 10 * 5}-09", "care")
             for place, (name, *_) in enumerate(first)]  # fmt: skip
    once = shown(outflow.staying(spells(*first), NONE, WINDOW)).frame.set_index("month").loc[3]
    twice = shown(outflow.staying(spells(*first, *again), NONE, WINDOW)).frame
    twice = twice.set_index("month").loc[3]
    assert (once["share"], twice["share"]) == (50, 50)
    assert twice["effective"] == pytest.approx(once["effective"])
