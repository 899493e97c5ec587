"""Stocks, flows, days and targets that cannot all be true."""

from pathlib import Path

import pytest
from contradicting_data import data_of, found, impossible
from small_data import faults_of

ACCOUNT = (
    "measure=stock_start | date=2025-01-01 | count=432\nmeasure=inflow | count=44\n"
    "measure=outflow | count=64\nmeasure=stock_end | date=2025-12-31 | count=414"
)


def test_stocks_follow_from_flows(tmp_path: Path) -> None:
    # 432 + 44 - 64 = 412
    assert found(tmp_path, caseload=ACCOUNT) == [("flows_and_stocks", 414, 412)]
    assert found(tmp_path / "c", caseload=ACCOUNT.replace("414", "412")) == []
    assert found(tmp_path / "d", caseload=f"{ACCOUNT} | qualifier=circa") == []


def flows(*counts: int, measure: str = "inflow") -> str:
    return "\n".join(
        f"measure={measure} | date=2025-{3 * quarter:02}-28 | count={count}"
        for quarter, count in enumerate(counts, 1)
    )


def test_flows_of_quarters_are_not_taken_for_that_of_the_year(tmp_path: Path) -> None:
    fault = impossible(tmp_path, caseload=flows(60, 50, 70, 60))
    assert fault.startswith("caseload.csv row 5, column 'date': 4 rows hold 'inflow'")


def test_flows_that_rise_are_of_quarters_when_their_sum_closes_the_account(tmp_path: Path) -> None:
    stocks = "measure=stock_start | date=2025-01-01 | count=400\nmeasure=stock_end | count=390"
    # 400 + (50 + 60) - (55 + 65) = 390
    rows = f"{stocks}\n{flows(50, 60)}\n{flows(55, 65, measure='outflow')}"
    faults = faults_of(data_of(tmp_path, published=True, caseload=rows))
    assert len(faults) == 2
    assert all("rows hold" in fault for fault in faults)


def test_flows_that_rise_are_not_guessed_to_include_each_other(tmp_path: Path) -> None:
    fault = impossible(tmp_path, caseload=flows(812, 1059))  # to September and the whole year?
    assert "Give each row in column 'period_start' the first day" in fault


@pytest.mark.parametrize(
    ("measure", "day", "outside"),
    [
        ("inflow", "1999-01-01", True),
        ("inflow", "2024-12-31", True),
        ("inflow", "2025-06-30", False),
        ("outflow", "2026-01-01", False),  # the year ended the day before
        ("stock_start", "2024-12-31", False),
        ("stock_end", "2024-10-31", True),
    ],
)
def test_a_count_lies_in_the_period(measure: str, day: str, outside: bool, tmp_path: Path) -> None:
    told = found(tmp_path, caseload=f"measure={measure} | date={day} | count=5")
    assert [kind for kind, *_ in told] == ["outside_period"] * outside


def test_the_opening_stock_is_not_of_a_later_day_than_the_closing_one(tmp_path: Path) -> None:
    rows = "measure=stock_start | date=2025-03-02 | count=5\nmeasure=stock_end | count=6 | date="
    assert [kind for kind, *_ in found(tmp_path, caseload=f"{rows}2025-03-01")] == [
        "outside_period"
    ]
    assert found(tmp_path / "c", caseload=f"{rows}2025-03-02") == []


def test_nothing_is_counted_after_today(tmp_path: Path) -> None:
    fault = impossible(
        tmp_path,
        targets="indicator=a | target=5 | unit=person | direction=at_least | "
        "measured_on=2098-01-01",
    )
    assert "this is after today: nothing has been counted yet" in fault


TARGET = "indicator=a | target=60 | unit=person | direction=at_least | target_end=2025-12-31 | "


@pytest.mark.parametrize(
    ("cells", "contradicts"),
    [
        ("result=45 | statement=met | measured_on=2025-12-31", True),
        ("result=45 | statement=met | measured_on=2025-09-30", False),  # what was due so far
        ("result=45 | statement=not_met", False),
        ("result=60 | statement=nearly_met", True),
        ("result=60 | statement=met", False),
        ("result=60", False),
        ("statement=met", False),
    ],
)
def test_a_source_says_of_a_target_what_its_figures_say(
    cells: str, contradicts: bool, tmp_path: Path
) -> None:
    told = found(tmp_path, targets=TARGET + cells)
    assert [kind for kind, *_ in told] == ["statement"] * contradicts


def test_a_result_of_before_the_period_of_its_target_contradicts_no_verdict(tmp_path: Path) -> None:
    # Eindhoven: at most 10% in 2018; 7% on the last day of 2017 is no result of 2018.
    cells = "target_start=2025-06-01 | measured_on=2025-05-31 | statement=not_met | result=60"
    assert found(tmp_path, targets=TARGET + cells) == []
    cells = cells.replace("05-31", "06-01")
    assert [kind for kind, *_ in found(tmp_path / "c", targets=TARGET + cells)] == ["statement"]
