"""Targets: reached or not, and how far along at the measuring date."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import figures, only, protected, public, table

from evalutils.outflow import target_results

YEAR = {"target_start": "2019-01-01", "target_end": "2019-12-31"}


def target(**columns: Any) -> pd.DataFrame:
    row = {"indicator": "doel", "unit": "person", "direction": "at_least", **columns}
    return table("targets", row)


def test_a_result_is_compared_with_the_target_and_with_its_pro_rata_part() -> None:
    # Enschede: 429 of 650 = 66%. From 1 January up to and including 30 September 273 of 365 days
    # have passed; 66% / (273 / 365) = 88.24%.
    row = only(
        public(target_results(target(target=650, result=429, measured_on="2019-09-30", **YEAR)))
    )
    assert row["ratio"] == 66
    assert row["elapsed"] == pytest.approx(100 * 273 / 365)
    assert row["pro_rata"] == pytest.approx(66 * 365 / 273)
    assert row["reached"] is False or not row["reached"]


@pytest.mark.parametrize(
    ("direction", "result", "reached"),
    [
        ("at_least", 99, False),
        ("at_least", 100, True),
        ("at_least", 101, True),
        ("at_most", 99, True),
        ("at_most", 100, True),
        ("at_most", 101, False),
        ("equal", 99, False),
        ("equal", 100, True),
        ("equal", 101, False),
    ],
)
def test_the_direction_decides_what_reached_means(
    direction: str, result: int, reached: bool
) -> None:
    data = target(target=100, result=result, direction=direction)
    assert bool(only(public(target_results(data)))["reached"]) == reached


def test_a_target_without_a_result_has_no_verdict_and_no_ratio() -> None:
    result = public(target_results(target(target=50)))
    row = only(result)
    assert row[["ratio", "pro_rata"]].isna().all()
    assert pd.isna(row["reached"])
    assert result.key_figures.empty


def test_a_target_of_zero_has_no_ratio() -> None:
    row = only(public(target_results(target(target=0, result=3, direction="at_most"))))
    assert pd.isna(row["ratio"])
    assert not row["reached"]


@pytest.mark.parametrize("unit", ["percent", "EUR", "month", "fte", "rung"])
def test_only_numbers_that_grow_over_time_get_a_pro_rata_part(unit: str) -> None:
    data = target(target=50, result=27, unit=unit, measured_on="2019-06-30", **YEAR)
    row = only(public(target_results(data)))
    assert row["ratio"] == 54
    assert pd.isna(row["pro_rata"])


@pytest.mark.parametrize("direction", ["at_most", "equal"])
def test_only_a_minimum_gets_a_pro_rata_part(direction: str) -> None:
    data = target(target=50, result=27, direction=direction, measured_on="2019-06-30", **YEAR)
    assert pd.isna(only(public(target_results(data)))["pro_rata"])


@pytest.mark.parametrize(
    ("measured_on", "elapsed"),
    [("2018-12-31", 0), ("2019-12-31", 100), ("2020-05-01", 100)],
)
def test_outside_the_period_there_is_no_pro_rata_part(measured_on: str, elapsed: float) -> None:
    data = target(target=100, result=40, measured_on=measured_on, **YEAR)
    row = only(public(target_results(data)))
    assert row["elapsed"] == elapsed
    assert pd.isna(row["pro_rata"])


@pytest.mark.parametrize("missing", ["target_start", "target_end", "measured_on"])
def test_without_all_three_dates_there_is_no_pro_rata_part(missing: str) -> None:
    dates = {**YEAR, "measured_on": "2019-06-30", missing: None}
    assert pd.isna(only(public(target_results(target(target=100, result=40, **dates))))["pro_rata"])


def test_halfway_a_quarter_of_the_target_is_half_of_what_was_due() -> None:
    # 100 days, measured on day 50: 25 / 100 = 25%, due 50%, so 50% pro rata.
    dates = {"target_start": "2021-01-01", "target_end": "2021-04-10", "measured_on": "2021-02-19"}
    result = public(target_results(target(target=100, result=25, **dates)))
    assert only(result)["elapsed"] == 50
    assert figures(result, "outflow.target_pro_rata") == {"doel": 50}


def test_a_small_result_is_left_out_with_everything_that_tells_about_it() -> None:
    # "met" with a target of 9 would say 9 exactly, as 10 or more would have been shown.
    result = protected(
        target_results(
            target(
                target=9,
                result=9,
                statement="met",
                measured_on="2019-06-30",
                **YEAR,
            )
        )
    )
    row = only(result)
    for column in ("result", "ratio", "pro_rata", "reached", "statement"):
        assert pd.isna(row[column]), column
    assert set(result.key_figures["status"]) == {"suppressed"}


@pytest.mark.parametrize("unit", ["person", "placement", "trajectory", "benefit", "job", "visit"])
def test_every_unit_that_counts_persons_is_protected(unit: str) -> None:
    assert pd.isna(only(protected(target_results(target(target=5, result=3, unit=unit))))["result"])


def test_a_percentage_of_an_unknown_number_of_persons_is_left_out() -> None:
    row = only(protected(target_results(target(target=75, result=66.7, unit="percent"))))
    assert row[["result", "ratio"]].isna().all()


def test_an_amount_in_euro_is_no_number_of_persons() -> None:
    assert only(protected(target_results(target(target=8, result=4, unit="EUR"))))["result"] == 4


@pytest.mark.parametrize(
    ("result", "verdict"),
    # 100 is shown for 98 to 102, so a target of 100 may or may not have been reached.
    [(94, False), (97, False), (98, None), (100, None), (102, None), (103, True)],
)
def test_a_rounded_result_close_to_its_target_has_no_verdict(
    result: int, verdict: bool | None
) -> None:
    reached = only(protected(target_results(target(target=100, result=result))))["reached"]
    assert (None if pd.isna(reached) else bool(reached)) == verdict


@pytest.mark.parametrize(("shown", "verdict"), [(90, True), (96, None), (105, False)])
def test_a_rounded_result_under_a_maximum(shown: int, verdict: bool | None) -> None:
    # 95 is shown for 93 to 97, on either side of 96.
    data = target(target=96, result=shown, direction="at_most")
    reached = only(protected(target_results(data)))["reached"]
    assert (None if pd.isna(reached) else bool(reached)) == verdict


def test_a_result_of_before_its_period_has_no_verdict_and_no_ratio() -> None:
    # Eindhoven: at most 10% in 2018; 7% on 31 December 2017.
    year = {"target_start": "2018-01-01", "target_end": "2018-12-31"}
    data = target(
        target=10, result=7, unit="percent", direction="at_most", measured_on="2017-12-31", **year
    )
    result = public(target_results(data))
    row = only(result)
    assert row["early"]
    assert row["result"] == 7
    assert row[["reached", "ratio", "pro_rata"]].isna().all()
    assert result.key_figures.empty
    data = target(target=10, result=7, unit="percent", direction="at_most",
                  measured_on="2018-01-01", **year)  # fmt: skip
    assert only(public(target_results(data)))["reached"]


def of_year(year: int, **columns: Any) -> dict[str, Any]:
    days = {"target_start": f"{year}-01-01", "target_end": f"{year}-12-31"}
    return {"indicator": "naar werk", "unit": "person", **days, **columns}


def test_years_of_one_indicator_stand_together_with_budget_and_result() -> None:
    data = table(
        "targets",
        of_year(2019, budget=800, revised_budget=750, result=780, previous_result=1150),
        of_year(2018, indicator="anders", budget=5),
        of_year(2018, budget=1200, result=1150),
    )
    result = public(target_results(data))
    frame = result.frame
    assert frame["group_key"].tolist() == ["naar werk:2018", "naar werk:2019", "anders"]
    # 1150 - 1200 = -50, which is 4.17% of 1200; 780 - 750 = 30, which is 4%.
    assert frame["difference"].tolist()[:2] == [-50, 30]
    assert frame["difference_share"].round(2).tolist()[:2] == [-4.17, 4.0]
    assert frame["reached"].isna().all()
    assert figures(result, "outflow.budget_difference") == {
        "naar werk:2018": -50,
        "naar werk:2019": 30,
    }


def test_a_result_of_a_part_of_the_year_is_not_laid_beside_the_budget_of_the_whole() -> None:
    row = only(public(target_results(
        table("targets", of_year(2019, budget=800, result=500, measured_on="2019-09-30"))
    )))  # fmt: skip
    assert pd.isna(row["difference"])
    row = only(public(target_results(
        table("targets", of_year(2019, budget=800, result=500, measured_on="2019-12-31"))
    )))  # fmt: skip
    assert row["difference"] == -300


def test_small_results_of_this_and_the_previous_period_are_left_out_with_what_follows() -> None:
    data = table(
        "targets",
        of_year(2018, budget=12, result=9, previous_result=11),
        of_year(2019, budget=12, result=10, previous_result=9),
        of_year(2020, budget=12, result=14, unit="household", previous_result=3),
        of_year(2021, budget=4, result=3.5, unit="per_1000_inhabitants"),
    )
    frame = protected(target_results(data)).frame
    assert frame["result"].isna().tolist() == [True, False, False, True]
    assert frame["previous_result"].isna().tolist() == [False, True, True, True]
    assert frame["difference"].isna().tolist() == [True, False, False, True]
    assert frame["difference"].tolist()[1:3] == [-2, 3]  # 10 - 12, and 14 rounded to 15 - 12
