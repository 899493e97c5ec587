"""Clients followed from measurement to measurement: who counts, who moved, what was expected."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from client_samples import END, START, crowd, measurements, moved
from filled_tables import figures, ladder, only, protected, public
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.ladder import (
    arrivals,
    client_coverage,
    client_groups,
    client_tests,
    client_transitions,
    client_ways,
    distribution,
    expectations,
    histories,
    marginal_homogeneity,
    months_between,
    projection,
)
from evalutils.result import Result

RUNGS = [1, 2, 3]
# a is measured twice, b once, c before the period, d with an unknown rung, e only expected.
FEW = measurements(
    ("a", "2024-01-01", "measured", "1"), ("a", "2024-12-31", "measured", "2"),
    ("b", "2024-03-01", "measured", "3"), ("c", "2023-12-31", "measured", "1"),
    ("d", "2024-03-01", "measured", "unknown"), ("e", "2024-03-01", "expected", "2"),
)  # fmt: skip


def test_measurements_outside_the_period_do_not_count_and_its_ends_do() -> None:
    clients = histories(FEW, START, END)
    assert clients["measurements"].to_dict() == {"a": 2, "b": 1, "c": 0, "d": 0, "e": 0}
    assert clients.loc["a", ["first_rung", "last_rung"]].tolist() == [1, 2]


def test_coverage_is_the_part_of_the_clients_with_a_known_rung() -> None:
    found = figures(public(client_coverage(histories(FEW, START, END))), "ladder.coverage")
    # a and b of five clients were measured, a twice.
    assert found == {"": 100 * 2 / 5, "followed": 100 * 1 / 5}


def test_clients_of_the_programme_count_also_when_nobody_measured_them() -> None:
    spells = pd.DataFrame(
        {
            "client_id": ["a", "f", "g", "h"],
            "start": pd.to_datetime(["2024-01-01", "2024-05-01", "2023-01-01", "2025-01-01"]),
            "end": pd.to_datetime([None, None, "2023-12-31", None]),
        }
    )
    # g left the day before the period and h came the day after it.
    clients = histories(FEW, START, END, spells=spells)
    assert set(clients.index) == {"a", "b", "c", "d", "e", "f"}


def test_steps_are_counted_from_first_to_last_measurement() -> None:
    row = only(public(client_ways(moved(s12=40, s13=10, s22=30, s31=20))))
    assert row[["followed", "up", "same", "down"]].tolist() == [100, 50, 30, 20]
    assert row["share_up"] == 50
    # Wilson: (50 + 1.96^2 / 2) / (100 + 1.96^2) is the middle, half the width 0.0961.
    assert (row["lower_up"], row["upper_up"]) == pytest.approx((40.38, 59.62), abs=0.01)


def test_nobody_measured_gives_no_rows() -> None:
    clients = histories(FEW[FEW["kind"] == "expected"], START, END)
    for analyse in (client_coverage, client_ways, client_groups, months_between):
        assert public(analyse(clients)).empty
    for analyse in (client_transitions, client_tests, arrivals, projection):
        assert public(analyse(clients, RUNGS)).empty


def test_the_transition_table_counts_every_pair_of_rungs() -> None:
    found = figures(public(client_transitions(moved(s12=40, s22=30), RUNGS)), "ladder.transition")
    assert found["1:2"] == 40 and found["2:2"] == 30
    assert sum(found.values()) == 70 and len(found) == 9


def test_statistics_are_rounded() -> None:
    clients = moved(s12=40, s21=10, s33=30)
    exact = marginal_homogeneity([[0, 40, 0], [10, 0, 0], [0, 0, 30]])
    result = client_tests(clients, RUNGS)
    table = public(result).frame.set_index("group_key")
    assert table.loc["bowker", "statistic"] == round(exact.bowker.statistic, 1) == 18
    assert table.loc["stuart_maxwell", "p"] == round(exact.stuart_maxwell.p, 3)
    assert "exact_p" not in table


def test_of_protected_tests_only_the_side_of_p_is_told() -> None:
    # With 18 who moved only 12 up and 6 down give a chi-square of 2.0: p would tell the 6.
    hidden = protected(client_tests(moved(s12=12, s21=6, s33=90), RUNGS)).frame
    assert hidden[["p", "statistic", "df", "significant"]].isna().all(axis=None)
    told = protected(client_tests(moved(s12=40, s21=12, s33=90), RUNGS)).frame
    assert told[["p", "statistic", "df"]].isna().all(axis=None)
    assert told["significant"].all()


def test_the_time_between_measurements_is_in_months() -> None:
    frame = public(months_between(moved(s12=40))).frame
    # From 1 February to 1 August 2024 are 182 days, and 182 / 30.4375 = 5.98 months.
    assert frame["months"].tolist() == [6.0, 6.0, 6.0]


def test_protected_times_between_measurements_are_whole_months() -> None:
    clients = moved(s12=60)
    later = pd.Timedelta(days=20)  # 202 / 30.4375 = 6.64 months
    clients["last_date"] = clients["last_date"] + later
    assert public(months_between(clients, 10)).frame["months"].unique().tolist() == [6.6]
    assert protected(months_between(clients, 10)).frame["months"].unique().tolist() == [7.0]


def test_quartiles_need_enough_clients_on_either_side() -> None:
    # 36 is shown as 35, at least 33: a quarter is 8 and half 16. 45 is at least 43: 10 and 21.
    found = protected(months_between(moved(s12=36), 10)).frame.set_index("group_key")["months"]
    assert found.isna().to_dict() == {
        "lower_quartile": True, "median": False, "upper_quartile": True,
    }  # fmt: skip
    assert protected(months_between(moved(s12=45), 10)).frame["months"].notna().all()


@pytest.mark.parametrize("number", [38, 39, 40, 41, 42])
def test_which_quartiles_there_are_does_not_tell_more_than_the_rounded_number(number: int) -> None:
    found = protected(months_between(moved(s12=number), 10)).frame["months"]
    assert found.isna().tolist() == [True, False, True]


def expected_of(*counts: tuple[str, str, int]) -> pd.DataFrame:
    """Clients expected on one rung and measured afterwards on another, or not at all."""
    rows = []
    for expected, reached, count in counts:
        for number in range(count):
            client = f"{expected}{reached}{number}"
            rows.append((client, "2024-02-01", "expected", expected))
            if reached != "-":
                rows.append((client, "2024-08-01", "measured", reached))
    return histories(measurements(*rows), START, END)


def test_expectations_are_laid_beside_what_was_reached() -> None:
    clients = expected_of(("3", "3", 20), ("3", "1", 30), ("2", "3", 10), ("2", "-", 15))
    frame = public(expectations(clients, RUNGS)).frame.set_index("rung")
    assert frame.index.tolist() == ["2", "3", "all"]
    assert frame.loc["3", ["expected", "below", "on_rung", "above"]].tolist() == [50, 30, 20, 0]
    assert frame.loc["2", "not_measured"] == 15
    assert frame.loc["3", "share"] == 100 * 20 / 50
    # 30 clients 2 rungs below and 20 on the rung: 60 / 50 = 1.2 rungs too high.
    assert frame.loc["3", "mean_error"] == 1.2
    # All: (60 - 10) / 60 = 0.83.
    assert frame.loc["all", "mean_error"] == 0.8
    assert figures(public(arrivals(clients, RUNGS)), "ladder.arrival")["3:1"] == 30


@pytest.mark.parametrize("reached", ["1", "3"])
def test_which_figures_there_are_does_not_tell_how_small_a_count_is(reached: str) -> None:
    clients = expected_of(("3", reached, 1), ("2", "2", 40))
    rows = protected(expectations(clients, RUNGS)).key_figures
    rows = rows[rows["indicator"] == "ladder.expected_reached"]
    assert rows["group"].tolist() == ["2", "3", "all"]


def test_groups_have_their_own_coverage_and_steps() -> None:
    data = measurements(
        ("a", "2024-02-01", "measured", "1"), ("a", "2024-08-01", "measured", "2"),
        ("b", "2024-02-01", "measured", "2"), ("c", "2024-02-01", "expected", "2"),
        district=["noord", "noord", "zuid", "zuid"],
    )  # fmt: skip
    result = public(client_groups(histories(data, START, END, groups=["district"])))
    assert figures(result, "ladder.coverage") == {"district:noord": 100, "district:zuid": 50}
    assert figures(result, "ladder.share_up") == {"realised:district:noord": 100}


def test_ages_are_those_of_the_start_of_the_period() -> None:
    data = FEW.assign(birth_year=pd.array([1998, 1998, 1997, 1970, 1969, None], dtype="Int64"))
    # 2024 - 1998 = 26 and 2024 - 1997 = 27; 54 and 55; one unknown.
    assert histories(data, START, END)["age"].to_dict() == {
        "a": "under_27", "b": "27_44", "c": "45_54", "d": "55_and_over", "e": "not_known",
    }  # fmt: skip


def test_ages_are_not_computed_beside_ages_of_the_file() -> None:
    data = FEW.assign(birth_year=1990, age_group="27-45", district="noord")
    assert "age" not in histories(data, START, END, groups=["district", "age_group"])
    assert "age" in histories(data, START, END, groups=["district"])


def test_the_duration_on_benefit_is_that_of_the_first_day() -> None:
    benefits = pd.DataFrame(
        {
            "client_id": ["a", "b", "c"],
            "start": pd.to_datetime(["2023-06-01", "2018-01-01", "2020-01-01"]),
            "end": pd.to_datetime([None, "2024-01-01", "2023-12-31"]),
        }
    )
    found = histories(FEW, START, END, benefits=benefits)["benefit_duration"]
    # c had left the benefit the day before.
    assert found[["a", "b", "c"]].tolist() == ["under_1", "5_and_over", "not_known"]


def test_benefit_that_goes_on_the_next_day_lasts_since_its_first_day() -> None:
    benefits = pd.DataFrame(
        {
            "client_id": ["a", "a", "b"],
            "start": pd.to_datetime(["2015-01-01", "2023-12-01", "2023-12-01"]),
            "end": pd.to_datetime(["2023-11-30", None, None]),
        }
    )
    found = histories(FEW, START, END, benefits=benefits)["benefit_duration"]
    assert found[["a", "b"]].tolist() == ["5_and_over", "under_1"]


def test_a_projection_starts_at_the_last_distribution_and_keeps_the_pace() -> None:
    # From rung 1 half rose in 182 days, 5.98 months: a step up takes that long for half of those
    # on it, and a year is 12 / 5.98 = 2.01 times that. Of the 50 on rung 1, 25 are left after 6
    # months and 12.5 after a year. The half step down that nobody took adds about one.
    frame = public(projection(moved(s11=50, s12=50, s22=100), [1, 2])).frame
    assert frame.loc[frame["rung"] == 1, "months"].tolist() == [0, 6, 12]
    assert frame.loc[frame["rung"] == 1, "count"].tolist() == pytest.approx([50, 25, 12.5], abs=1.5)
    assert frame["lower"].isna().tolist() == [True, True, False, False, False, False]


def test_a_projection_counts_each_client_over_the_own_time() -> None:
    # At a pace of 5% a month 26% rise in 6 months and 45% in 12; both say the same of 12 months.
    # Of 200 people 89 stand on rung 2 now; of the 111 on rung 1 another 45% rise in a year.
    slow = days_apart({182: (74, 26), 365: (55, 45)})
    frame = public(projection(slow, [1, 2])).frame
    risen = frame.loc[frame["rung"].eq(2) & frame["months"].eq(12), "count"].item()
    standing = 71 + 20  # on rung 2 at the last measurement, with the 20 who stayed there
    assert risen == pytest.approx(standing + 0.45 * 129, rel=0.03)


def test_there_is_no_projection_where_short_and_long_times_show_another_pace() -> None:
    # Half rises within a month, and half within two years: no pace per month gives both.
    assert public(projection(days_apart({30: (50, 50), 730: (50, 50)}), [1, 2])).empty


def test_there_is_no_projection_from_a_rung_without_steps() -> None:
    assert public(projection(moved(s12=50), [1, 2])).empty


def days_apart(steps: dict[int, tuple[int, int]]) -> pd.DataFrame:
    """Clients of rung 1 by days between measurements: who stayed and who rose, and 10 on rung 2."""
    rows = []
    for days, (stayed, rose) in steps.items():
        ends = ["11"] * stayed + ["12"] * rose + ["22"] * 10
        for number, (first, last) in enumerate(ends):
            day = pd.Timestamp("2022-01-01")
            rows.append((f"{days}-{number}", day, "measured", first))
            rows.append((f"{days}-{number}", day + pd.Timedelta(days=days), "measured", last))
    return histories(measurements(*rows), date(2022, 1, 1), END)


def test_relabelling_clients_changes_nothing() -> None:
    data = crowd(200)
    other = data.assign(client_id=data["client_id"].map(lambda name: f"z{hash(name)}"))
    tables = [
        client_transitions(histories(frame, START, END), range(1, 7)).exact["count"]
        for frame in (data, other.sample(frac=1, random_state=1))
    ]
    assert tables[0].tolist() == tables[1].tolist()


def everything(clients: pd.DataFrame) -> list[Result]:
    rungs = range(1, 7)
    single = (client_coverage, client_ways, client_groups, months_between)
    square = (client_transitions, client_tests, expectations, arrivals, projection)
    return [*(f(clients) for f in single), *(f(clients, rungs) for f in square)]


@settings(deadline=None, max_examples=2)
@given(st.integers(1, 40), st.integers(0, 9))
def test_no_small_count_of_clients_is_published(number: int, seed: int) -> None:
    clients = histories(crowd(number, seed), START, END, groups=["district"])
    for result in everything(clients):
        found = protected(result)
        shown = found.frame[[name for name in result.counts if name in found.frame]]
        assert not (shown < 10).any(axis=None)
        assert [name for name in found.frame if name.startswith("exact")] == []


def test_the_last_rungs_of_clients_are_tied_to_the_realised_distribution() -> None:
    clients = moved(s11=30, s12=50, s22=40)
    standing = ladder(current=[80, 40], realised=[30, 90])
    names = distribution(standing, [1, 2]).names
    last = {
        name
        for (_, column), name in client_transitions(clients, [1, 2]).names.items()
        if column == "last_total"
    }
    assert last == {names[2, "count"], names[3, "count"]}


def test_shares_of_ways_add_up_to_everyone() -> None:
    row = only(public(client_ways(histories(crowd(150), START, END))))
    assert np.isclose(row[["share_up", "share_same", "share_down"]].sum(), 100)
