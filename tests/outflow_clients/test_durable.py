"""Who left for work, stayed off benefit, or came back."""

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
    figures,
    many,
    on_benefit_before,
    shown,
    spells,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils import outflow, show
from evalutils.dataset.client_days import joined_benefits
from evalutils.display import Prose
from evalutils.outflow import Window
from evalutils.outflow.clients.departures import departures
from evalutils.outflow.clients.followed import followed
from evalutils.statistics.calendar_months import places_at
from evalutils.statistics.survival import cumulative_incidence, kaplan_meier

A = ("a", "2020-01-01", "2020-06-30", "paid_work")
LEFT = spells(A)


def found(on_benefit: pd.DataFrame, table: pd.DataFrame = LEFT) -> pd.Series:
    return departures(table, on_benefit, CODELIST, WINDOW).iloc[0]


def test_benefit_that_ends_with_the_programme_ends_on_that_day() -> None:
    row = found(benefits(("a", "2019-01-01", "2020-06-30")))
    assert row["departure"] == pd.Timestamp("2020-06-30")
    assert row["followed"] == 30 * 31  # from 1 July 2020 to 31 December 2022: 30 months
    assert np.isnan(row["back"])


def test_benefit_that_runs_on_moves_the_departure() -> None:
    row = found(benefits(("a", "2019-01-01", "2020-07-31")))
    assert row["departure"] == pd.Timestamp("2020-07-31")


def test_who_is_still_on_benefit_has_not_departed() -> None:
    assert pd.isna(found(benefits(("a", "2019-01-01", None)))["departure"])


def test_benefit_that_ends_after_the_period_has_not_ended() -> None:
    assert pd.isna(found(benefits(("a", "2019-01-01", "2023-02-01")))["departure"])


def test_the_next_benefit_is_the_return() -> None:
    both = benefits(("a", "2019-01-01", "2020-06-30"), ("a", "2020-07-10", "2020-08-01"))
    assert found(both)["back"] == 10


def test_benefit_that_goes_on_the_next_day_never_ended() -> None:
    both = benefits(("a", "2019-01-01", "2020-06-30"), ("a", "2020-07-01", "2020-08-01"))
    row = found(both)
    assert row["departure"] == pd.Timestamp("2020-08-01")
    assert np.isnan(row["back"])


def test_the_benefit_of_somebody_else_is_no_return() -> None:
    assert np.isnan(found(benefits(("b", "2020-07-10", None)))["back"])


def test_a_return_after_the_period_is_not_seen() -> None:
    assert np.isnan(found(benefits(("a", "2023-01-10", None)))["back"])


def test_of_two_programmes_within_one_benefit_only_the_last_departs() -> None:
    table = spells(A, ("a", "2020-08-01", "2020-09-30", "care"))
    rows = departures(table, benefits(("a", "2019-01-01", "2020-10-31")), CODELIST, WINDOW)
    assert rows["departure"].isna().tolist() == [True, False]


def test_overlapping_benefits_are_one() -> None:
    table = benefits(
        ("a", "2020-01-01", "2020-12-31"),
        ("a", "2020-02-01", "2020-03-01"),
        ("b", "2020-03-02", None),
    )
    assert joined_benefits(table)["client_id"].tolist() == ["a", "b"]


def durable_sample() -> tuple[pd.DataFrame, pd.DataFrame]:
    """4 to work: stayed away, back after 100 days, back after 400 days, followed for too short."""
    table = spells(
        A,
        ("b", *A[1:]),
        ("c", *A[1:]),
        ("d", "2022-01-01", "2022-06-30", "paid_work"),
        ("e", *A[1:]),
        ("f", "2020-01-01", "2020-06-30", "care"),
    )
    on_benefit = on_benefit_before(
        table, ("b", "2020-10-08", None), ("c", "2021-08-04", None), ("e", "2019-01-01", None)
    )
    return table, on_benefit


def test_the_raw_share_counts_exits_to_work_with_a_whole_year() -> None:
    result = outflow.followed_exits(*durable_sample(), CODELIST, WINDOW)
    row = shown(result).frame.iloc[0]
    counted = ["to_work", "on_benefit", "recent", "exits", "still_out"]
    assert row[counted].tolist() == [5, 1, 1, 3, 2]
    assert figures(result) == {"benefit_not_resumed:12": pytest.approx(100 * 2 / 3), "": 0}


def test_without_benefits_nothing_is_said_about_lasting() -> None:
    for analyse in (
        outflow.followed_exits,
        outflow.durable_incidence,
        outflow.reentry,
        outflow.mean_reentries,
    ):
        assert shown(analyse(LEFT, benefits(), CODELIST, WINDOW)).empty


def test_left_and_stayed_away_is_the_product_of_both_curves() -> None:
    # All 10 seen to the end: 4 of 10 left for work within a year, 1 of the 4 came back.
    table = spells(*many(4, 100, "paid_work"), *many(6, 0, None))
    on_benefit = on_benefit_before(table, ("paid_work-100-0", "2020-08-01", None))
    found_rows = figures(outflow.durable_incidence(table, on_benefit, CODELIST, WINDOW))
    assert found_rows["work:12"] == pytest.approx(100 * 4 / 10 * 3 / 4)


def random_tables(number: int, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    random = np.random.default_rng(seed)
    start = pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 900, number), "D")
    end = pd.Series(start + pd.to_timedelta(np.ceil(random.exponential(250, number)), "D"))
    end = end.where(end <= pd.Timestamp("2022-12-31"))
    kinds = random.choice(["paid_work", "supported_work", "care"], number)
    table = pd.DataFrame(
        {"client_id": [f"c{place}" for place in range(number)], "start": start, "end": end}
    ).assign(destination=pd.Series(kinds).where(end.notna()))
    gap = pd.to_timedelta(np.ceil(random.exponential(200, number)) + 1, "D")
    again = pd.DataFrame({"client_id": table["client_id"], "start": end + gap, "end": pd.NaT})
    again = again[end.notna() & (random.random(number) < 0.5)]
    first = pd.DataFrame({"client_id": table["client_id"], "start": start, "end": end})
    return table, pd.concat([first, again], ignore_index=True)


def test_lasting_work_is_the_sum_over_its_kinds() -> None:
    table, on_benefit = random_tables(300, 5)
    rows = figures(outflow.durable_incidence(table, on_benefit, CODELIST, WINDOW))
    assert rows["total:12"] == pytest.approx(rows["work:12"] + rows["work_with_support:12"])


def test_the_error_of_the_product_is_that_of_the_delta_method() -> None:
    table, on_benefit = random_tables(300, 5)
    seen, out = followed(table, WINDOW), departures(table, on_benefit, CODELIST, WINDOW)
    event = seen["destination"].map({"paid_work": 1}).fillna(2).where(seen["left"], 0)
    left = cumulative_incidence(seen["place"], event, times=places_at([12]))
    work = out[out["kind"] == "work"]
    days = work["back"].fillna(work["followed"])
    kept = kaplan_meier(days, work["back"].notna(), times=places_at([12]))
    share, stay = left.incidence[0, 0], kept.survival[0]
    variance = (stay * left.standard_error[0, 0]) ** 2 + (share * kept.standard_error[0]) ** 2
    result = outflow.durable_incidence(table, on_benefit, CODELIST, WINDOW)
    row = shown(result).frame.set_index("group_key").loc["work:12"]
    product = share * stay
    assert row["percent"] == pytest.approx(100 * product)
    assert product * (1 - product) / row["effective"] == pytest.approx(variance)


def test_the_interval_of_lasting_work_holds_as_often_as_it_says() -> None:
    # Of 40 intervals of 95% about 38 hold the truth; fewer than 33 is less than 1 in 1,000.
    held = 0
    truth = lasting_truth()
    for seed in range(40):
        result = outflow.durable_incidence(*random_tables(300, seed), CODELIST, WINDOW)
        row = shown(result).frame.set_index("group_key").loc["total:12"]
        held += bool(row["lower"] <= truth <= row["upper"])
    assert held >= 33


def lasting_truth() -> float:
    """In percent: left for one of two of three kinds within a year, and not back within a year.

    Days are rounded up; a return comes at the whole days of an exponential time and one day more.
    """
    days = 365
    left = 2 / 3 * (1 - np.exp(-(days - 1) / 250))
    back = 1 / 2 * (1 - np.exp(-(days - 1) / 200))
    return float(100 * left * (1 - back))


def test_the_first_return_by_month_since_leaving() -> None:
    table = spells(*many(4, 100, "paid_work"))
    on_benefit = on_benefit_before(
        table,
        ("paid_work-100-0", "2020-05-01", "2020-05-31"),
        ("paid_work-100-0", "2020-07-01", None),
    )
    rows = figures(outflow.reentry(table, on_benefit, CODELIST, WINDOW))
    assert rows["3"] == pytest.approx(25)
    assert rows["24"] == pytest.approx(25)
    # The same client came back twice: 2 returns of 4 clients.
    means = figures(outflow.mean_reentries(table, on_benefit, CODELIST, WINDOW))
    assert means["3"] == pytest.approx(0.5)


def test_who_died_cannot_come_back_and_does_not_count() -> None:
    table = spells(*many(4, 100, "paid_work"), *many(4, 100, "deceased"))
    on_benefit = on_benefit_before(table, ("paid_work-100-0", "2020-05-01", None))
    rows = shown(outflow.reentry(table, on_benefit, CODELIST, WINDOW)).frame
    assert set(rows["clients"]) == {4}


def test_starting_again_without_benefit_competes_with_coming_back() -> None:
    # 1 of 2 starts again before it comes back: the benefit after that is not its first event.
    table = spells(*many(2, 100, "paid_work"), ("paid_work-100-0", "2020-05-01", None, None))
    on_benefit = on_benefit_before(table, ("paid_work-100-0", "2020-06-01", None))
    rows = figures(outflow.reentry(table, on_benefit, CODELIST, WINDOW))
    assert rows["12"] == 0


def test_kinds_of_work_from_which_few_came_back_are_taken_together() -> None:
    table = spells(*many(40, 100, "paid_work"), *many(40, 90, "supported_work"), *many(40, 0, None))
    back = [
        *((f"paid_work-100-{n}", "2020-06-01", None) for n in range(12)),
        *((f"supported_work-90-{n}", "2020-06-01", None) for n in range(4)),
    ]
    result = outflow.durable_incidence(table, on_benefit_before(table, *back), CODELIST, GUARDED)
    assert set(shown(result, RULE).frame["kind"]) == {"small_kinds"}


def test_protected_returns_below_the_threshold_are_left_out() -> None:
    table = spells(*many(40, 100, "paid_work"), *many(40, 0, None))
    for returns, known in ((9, False), (10, True)):
        back = [(f"paid_work-100-{n}", "2020-06-01", None) for n in range(returns)]
        result = outflow.durable_incidence(
            table, on_benefit_before(table, *back), CODELIST, GUARDED
        )
        (share,) = [
            value for group, value in figures(result, RULE).items() if group.endswith(":12")
        ]
        assert (not np.isnan(share)) == known
        again = figures(
            outflow.reentry(table, on_benefit_before(table, *back), CODELIST, GUARDED), RULE
        )
        assert ("3" in again) == known


@pytest.mark.parametrize(("clients", "known"), [(9, False), (10, True)])
def test_many_returns_of_a_few_clients_are_left_out(clients: int, known: bool) -> None:
    # Each comes back twice within 3 months: 18 or 20 returns.
    table = spells(*many(40, 100, "paid_work"))
    twice = [
        (f"paid_work-100-{number}", start, end)
        for number in range(clients)
        for start, end in (("2020-05-01", "2020-05-10"), ("2020-06-01", "2020-06-10"))
    ]
    result = outflow.mean_reentries(table, on_benefit_before(table, *twice), CODELIST, GUARDED)
    found_rows = figures(result, RULE)
    assert (not np.isnan(found_rows["3"])) == known


@given(st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_the_order_of_rows_changes_no_durable_figure(seed: int) -> None:
    table, on_benefit = random_tables(60, seed)
    mixed = (part.sample(frac=1, random_state=seed) for part in (table, on_benefit))
    once = figures(outflow.durable_incidence(table, on_benefit, CODELIST, WINDOW))
    again = figures(outflow.durable_incidence(*mixed, CODELIST, WINDOW))
    assert once == pytest.approx(again)


@pytest.mark.parametrize(("back", "kept"), [("2021-12-31", False), ("2022-01-01", True)])
def test_a_year_off_benefit_is_a_calendar_year(back: str, kept: bool) -> None:
    # Left on 31 December 2020; 2021 has 365 days, and the period ends when they are over.
    table = spells(("a", "2020-01-01", "2020-12-31", "paid_work"))
    on_benefit = benefits(("a", "2020-01-01", "2020-12-31"), ("a", back, None))
    window = Window(date(2020, 1, 1), date(2021, 12, 31))
    row = shown(outflow.followed_exits(table, on_benefit, CODELIST, window)).frame.iloc[0]
    assert (row["recent"], row["exits"], row["still_out"]) == (0, 1, kept)


def test_who_never_received_benefit_is_counted_apart_and_left_out() -> None:
    # 8 left for work in 2020: 6 on benefit before, of whom 2 came back in July; 2 never received
    # benefit, of whom one receives it in August for the first time. 4 are still there, on benefit.
    table = spells(*many(6, 100, "paid_work"), *many(2, 90, "paid_work"), *many(4, 0, None))
    with_past = table[~table["client_id"].str.startswith("paid_work-90")]
    on_benefit = on_benefit_before(
        with_past,
        ("paid_work-100-0", "2020-07-01", None),
        ("paid_work-100-1", "2020-07-01", None),
        ("paid_work-90-0", "2020-08-01", None),
    )
    args = (table, on_benefit, CODELIST, WINDOW)
    row = shown(outflow.followed_exits(*args)).frame.iloc[0]
    counted = ["to_work", "never", "on_benefit", "recent", "exits", "still_out"]
    assert row[counted].tolist() == [8, 2, 0, 0, 6, 4]
    assert figures(outflow.followed_exits(*args))[""] == 2
    assert figures(outflow.reentry(*args))["6"] == pytest.approx(100 * 2 / 6)
    assert figures(outflow.mean_reentries(*args))["6"] == pytest.approx(2 / 6)
    # Of the 10 with benefit 6 left for work, and 4 of those stayed away.
    assert figures(outflow.durable_incidence(*args))["work:12"] == pytest.approx(100 * 4 / 10)
    curve = shown(outflow.still_out(*args)).frame
    assert curve.empty or set(curve["clients"]) == {6}


def test_the_page_tells_who_never_received_benefit() -> None:
    table = spells(*many(30, 100, "paid_work"), *many(12, 90, "paid_work"))
    on_benefit = on_benefit_before(table[table["client_id"].str.startswith("paid_work-100")])
    args = (table, on_benefit, CODELIST, WINDOW)
    said = show.lasting_exits.sentence(
        shown(outflow.followed_exits(*args)), shown(outflow.durable_incidence(*args))
    )
    assert isinstance(said, Prose)
    assert "Van de 42 keer dat een cliënt naar werk vertrok, was dat 12 keer iemand" in said.text
