"""Flows of several periods in one file: read in the one way that there is, or refused."""

from pathlib import Path

import pytest
from contradicting_data import data_of, found, impossible
from small_data import faults_of, load_one

QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))


def quarters(measure: str, *counts: int, more: str = "") -> str:
    return "\n".join(
        f"measure={measure} | period_start=2025-{first} | date=2025-{last} | count={count}{more}"
        for (first, last), count in zip(QUARTERS, counts, strict=False)
    )


STOCKS = (
    "measure=stock_start | date=2025-01-01 | count=400\n"
    "measure=stock_end | date=2025-12-31 | count=320"
)
LEIDEN = "\n".join(
    [STOCKS, quarters("inflow", 60, 50, 70, 60), quarters("outflow", 80, 85, 75, 80)]
)
YEAR = "measure=inflow | period_start=2025-01-01 | date=2025-12-31 | count="


def test_quarters_that_add_up_contradict_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, caseload=LEIDEN) == []  # 400 + 240 - 320 = 320


def test_quarters_that_do_not_add_up_are_told_at_the_stock(tmp_path: Path) -> None:
    rows = LEIDEN.replace("count=320", "count=310")
    assert found(tmp_path, caseload=rows) == [("flows_and_stocks", 310, 320)]


def test_only_the_period_that_does_not_close_is_told(tmp_path: Path) -> None:
    # 400 + 60 - 80 = 380 and not 385; from there 385 + 180 - 240 = 325
    rows = LEIDEN.replace("count=320", "count=325")
    rows += "\nmeasure=stock_end | date=2025-03-31 | count=385"
    assert found(tmp_path, caseload=rows) == [("flows_and_stocks", 385, 380)]


def test_quarters_without_their_first_day_name_the_column_to_fill_in(tmp_path: Path) -> None:
    rows = LEIDEN.replace("period_start=", "note=")
    faults = faults_of(data_of(tmp_path, published=True, caseload=rows))
    assert len(faults) == 2
    assert all("'period_start'" in fault and "Keep one row" not in fault for fault in faults)


def test_a_year_without_its_first_day_beside_quarters_is_a_fault(tmp_path: Path) -> None:
    rows = quarters("inflow", 60, 50, 70, 60) + "\nmeasure=inflow | count=240"
    assert "'period_start'" in impossible(tmp_path, caseload=rows)


def test_a_year_is_the_sum_of_its_quarters(tmp_path: Path) -> None:
    rows = quarters("inflow", 60, 50, 70, 60)
    assert found(tmp_path / "c", caseload=f"{rows}\n{YEAR}240") == []
    assert found(tmp_path, caseload=f"{rows}\n{YEAR}250") == [("parts_of_period", 250, 240)]
    about = f"{rows}\n{YEAR}250 | qualifier=circa"
    assert found(tmp_path / "d", caseload=about) == []


def test_a_year_is_no_less_than_some_of_its_quarters(tmp_path: Path) -> None:
    rows = quarters("inflow", 60, 50)  # 110
    assert found(tmp_path, caseload=f"{rows}\n{YEAR}100") == [("parts_of_period", 100, 110)]
    assert found(tmp_path / "c", caseload=f"{rows}\n{YEAR}130") == []


def test_counts_from_january_on_never_fall(tmp_path: Path) -> None:
    to_june = "measure=inflow | period_start=2025-01-01 | date=2025-06-30 | count=250"
    assert found(tmp_path, caseload=f"{to_june}\n{YEAR}240") == [("parts_of_period", 240, 250)]
    assert found(tmp_path / "c", caseload=f"{to_june}\n{YEAR}260") == []


def test_two_stocks_of_one_moment_are_the_same(tmp_path: Path) -> None:
    rows = f"{LEIDEN}\nmeasure=stock_end | date=2025-06-30 | count=345\n"
    again = "measure=stock_start | date=2025-07-01 | count="
    assert found(tmp_path / "c", caseload=f"{rows}{again}345") == []
    kinds = [kind for kind, *_ in found(tmp_path, caseload=f"{rows}{again}350")]
    assert "one_stock" in kinds


def test_periods_that_cross_are_a_fault(tmp_path: Path) -> None:
    rows = (
        "measure=inflow | period_start=2025-01-01 | date=2025-06-30 | count=5\n"
        "measure=inflow | period_start=2025-04-01 | date=2025-12-31 | count=6"
    )
    fault = impossible(tmp_path, caseload=rows)
    assert fault.startswith("caseload.csv row 3, column 'period_start'")
    assert "share days" in fault


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("measure=inflow | period_start=2025-01-01 | count=5", "and no last one"),
        ("measure=stock_end | period_start=2025-01-01 | date=2025-12-31 | count=5", "of one day"),
        ("measure=inflow | period_start=31-12-2025 | date=01-01-2025 | count=5", "later than"),
    ],
)
def test_a_period_has_a_first_day_before_its_last(row: str, words: str, tmp_path: Path) -> None:
    fault = impossible(tmp_path, caseload=row)
    assert "row 2, column 'period_start'" in fault
    assert words in fault


def test_dutch_dates_make_the_same_periods(tmp_path: Path) -> None:
    rows = LEIDEN
    for month in range(1, 13):
        for day in (1, 30, 31):
            rows = rows.replace(f"2025-{month:02}-{day:02}", f"{day:02}-{month:02}-2025")
    assert "2025-0" not in rows
    assert found(tmp_path, caseload=rows) == []


def test_a_period_lies_in_that_of_the_evaluation(tmp_path: Path) -> None:
    rows = "measure=inflow | period_start=2024-07-01 | date=2025-06-30 | count=5"
    assert [kind for kind, *_ in found(tmp_path, caseload=rows)] == ["outside_period"]
    exits = "destination=paid_work | count=5 | period_start=2024-01-01 | date=2024-12-31"
    kinds = [kind for kind, *_ in found(tmp_path / "c", exits=exits)]
    assert kinds == ["outside_period"]


@pytest.mark.parametrize(
    "group", ["2024", "jaar 2025", "1e kwartaal 2025", "Q3", "2025-Q1", "maart", "maart 2025"]
)
def test_a_group_that_is_a_period_is_a_fault(group: str, tmp_path: Path) -> None:
    fault = impossible(tmp_path, exits=f"destination=paid_work | count=5 | group={group}")
    assert "'period_start'" in fault


@pytest.mark.parametrize("group", ["gestart in 2024", "27 jaar", "50 jaar en ouder", "Meisjes"])
def test_a_group_of_people_is_none(group: str, tmp_path: Path) -> None:
    data = data_of(
        tmp_path, published=True, exits=f"destination=paid_work | count=5 | group={group}"
    )
    assert load_one(data).contradictions == ()


def test_exits_of_a_year_are_held_against_the_outflow_of_that_year(tmp_path: Path) -> None:
    caseload = quarters("outflow", 80, 85)
    row = "destination=paid_work | base=outflow | period_start=2025-04-01 | date=2025-06-30"
    assert found(tmp_path, exits=f"{row} | count=86", caseload=caseload) == [
        ("part_above_whole", 86, 85)
    ]
    assert found(tmp_path / "c", exits=f"{row} | count=81", caseload=caseload) == []
    shared = f"{row} | count=34 | share="  # 34 of 85 is 40.0, of 80 it would be 42.5
    assert found(tmp_path / "d", exits=f"{shared}40", caseload=caseload) == []
    kinds = [kind for kind, *_ in found(tmp_path / "e", exits=f"{shared}42.5", caseload=caseload)]
    assert kinds == ["share_beside_count"]


def test_a_count_is_no_more_than_the_base_of_its_own(tmp_path: Path) -> None:
    row = "destination=paid_work | base_label=begin plus instroom | base_count=5830 | count="
    assert found(tmp_path, exits=f"{row}8830") == [("part_above_whole", 8830, 5830)]
    assert found(tmp_path / "c", exits=f"{row}2830") == []


def test_a_share_of_a_named_base_is_not_held_against_the_total(tmp_path: Path) -> None:
    total = "destination=total | count=5830\n"
    row = "destination=paid_work | count=2830 | share=10.5"  # 48.5 percent of the total
    (told,) = found(tmp_path, exits=f"{total}{row}")
    assert told[0] == "share_beside_count"
    assert found(tmp_path / "c", exits=f"{total}{row} | base_label=begin plus instroom") == []


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("base_count=50", "Say in 'base_label' who it counts"),
        ("base=outflow | base_label=allen", "a second base"),
    ],
)
def test_a_base_of_its_own_has_a_name_and_stands_alone(
    cells: str, words: str, tmp_path: Path
) -> None:
    caseload = "measure=outflow | count=50"
    rows = f"destination=paid_work | count=5 | {cells}"
    (fault,) = faults_of(data_of(tmp_path, published=True, exits=rows, caseload=caseload))
    assert words in fault
