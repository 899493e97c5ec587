"""What nobody could read, or would take minutes to make, is refused with what to do instead."""

from collections.abc import Callable
from pathlib import Path

import pytest
from client_data import MEASUREMENTS, client_data
from small_data import EVALUATION, KEY, LADDER, faults_of, write_data

from evalutils.contracts.columns import MOST_ROWS
from evalutils.contracts.outflow_tables import MOST_EXITS
from evalutils.contracts.tables import TABLES

INSTRUMENTS = ",".join(column.name for column in TABLES["instruments"].columns)
FUNNEL = "funnel,order,stage,count\n"
COSTS = "item,kind,bearer,transfer,low,central,high,per,start_month,months,price_year\n"


def instruments(number: int) -> str:
    return f"{INSTRUMENTS}\n" + "".join(f"nr {row}{',' * 10}\n" for row in range(number))


def funnel(stages: int) -> str:
    return FUNNEL + "".join(f"a,{row},stap {row},5\n" for row in range(1, stages + 1))


def funnels(rows: int) -> str:
    stages = (f"trechter {row // 50},{row % 50 + 1},stap,5\n" for row in range(rows))
    return FUNNEL + "".join(stages)


def exits(rows: int) -> str:
    groups = (f"total,plaats {row},20,,,\n" for row in range(rows))
    return "destination,group,count,share,base,overlapping\n" + "".join(groups)


def test_five_thousand_instruments_are_accepted(tmp_path: Path) -> None:
    assert faults_of(write_data(tmp_path, instruments=instruments(5000))) == []


def test_four_destinations_of_every_municipality_are_accepted(tmp_path: Path) -> None:
    assert faults_of(write_data(tmp_path, exits=exits(4 * 342))) == []


@pytest.mark.parametrize(
    ("table", "write", "most", "number"),
    [
        ("instruments", instruments, 5000, 5001),
        ("funnel", funnels, MOST_ROWS, MOST_ROWS + 1),
        ("exits", exits, MOST_EXITS, MOST_EXITS + 1),
    ],
)
def test_a_table_that_no_page_can_show_is_refused(
    table: str, write: Callable[[int], str], most: int, number: int, tmp_path: Path
) -> None:
    assert faults_of(write_data(tmp_path, **{table: write(number)})) == [
        f"{table}.csv: it has {number} rows, and a page shows at most {most}. Take rows together, "
        "or divide the figures over evaluations with a period or programme of their own."
    ]


def test_every_table_that_people_type_has_a_largest_size() -> None:
    assert {name for name, item in TABLES.items() if item.most_rows is None} == {
        name for name, item in TABLES.items() if item.client_level
    }


def test_a_funnel_of_fifty_stages_is_accepted_and_a_longer_one_is_not(tmp_path: Path) -> None:
    assert faults_of(write_data(tmp_path / "fifty", funnel=funnel(50))) == []
    assert faults_of(write_data(tmp_path / "more", funnel=funnel(51))) == [
        "funnel.csv, column 'funnel': 'a' has 51 stages, and a funnel has at most 50. Take stages "
        "together."
    ]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("horizon_months: 601\n", "horizon_months", "601 is above 600 months, which is 50 years"),
        ("horizon_months: 100000\n", "horizon_months", "100000 is above 600 months"),
        ("lock_in_months: 601\n", "lock_in_months", "601 is above 600 months"),
        ("lock_in_months: {low: 3, high: 9999}\n", "lock_in_months", "9999 is above 600 months"),
        ("durability: {share: 0.8, months: 601}\n", "durability", "a whole number from 1 to 600"),
        ("durability: {table: {601: 0.8}}\n", "durability", "Months run from 1 to 600"),
    ],
)
def test_months_beyond_fifty_years_are_refused(
    text: str, key: str, words: str, tmp_path: Path
) -> None:
    data = write_data(tmp_path)
    (data / KEY / "assumptions.yaml").write_text(text, encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith(f"assumptions.yaml row 1, key '{key}': ")
    assert words in fault


@pytest.mark.parametrize("column", ["start_month", "months"])
def test_an_amount_does_not_run_for_centuries(column: str, tmp_path: Path) -> None:
    cells = {"start_month": "", "months": "", column: "601"}
    row = f"post,cost,municipality,,,100,,exit,{cells['start_month']},{cells['months']},2020\n"
    (fault,) = faults_of(write_data(tmp_path, costs=COSTS + row))
    assert fault.startswith(f"costs.csv row 2, column '{column}': 601 is above 600. ")


@pytest.mark.parametrize("number", [1, 21])
def test_a_ladder_has_two_to_twenty_rungs(number: int, tmp_path: Path) -> None:
    data = write_data(tmp_path)
    rungs = "".join(f"  {rung}: {{label: a, rule: b}}\n" for rung in range(1, number + 1))
    head = LADDER.partition("  1:")[0]
    (data / "ladders" / "drie-treden.yaml").write_text(head + rungs, encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith("ladders/drie-treden.yaml row 3, key 'rungs': ")
    assert "from 2 to 20 of them" in fault


@pytest.mark.parametrize("day", ["1900-12-31", "2099-01-01", "9999-12-31"])
def test_a_period_lies_in_the_years_that_tables_may_name(day: str, tmp_path: Path) -> None:
    data = write_data(tmp_path)
    start = day if day < "1901" else "2025-01-01"
    text = EVALUATION.replace("start: 2025-01-01", f"start: {start}").replace("2025-12-31", day)
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    assert any(f"'{day}' lies outside 1901-2098" in fault for fault in faults_of(data))


MEASURED = f"{MEASUREMENTS}a,2025-01-10,measured,2,,\n"


def test_the_measured_share_is_counted_from_measurements_and_not_typed(tmp_path: Path) -> None:
    data = client_data(tmp_path, measurements=MEASURED)
    path = data / KEY / "evaluation.yaml"
    stated = "coverage: {share: 60, qualifier: exact, source: jaarverslag, locator: a}\n"
    path.write_text(path.read_text(encoding="utf-8") + stated, encoding="utf-8")
    assert faults_of(data) == [
        "evaluation.yaml row 10, key 'coverage': the share that was measured is counted from "
        "measurements. Remove this key."
    ]


def test_who_rose_is_counted_from_measurements_and_not_typed(tmp_path: Path) -> None:
    moves = "from_rung,to_rungs,basis,count\nall,higher,realised,9\nall,higher,expected,9\n"
    assert faults_of(client_data(tmp_path, measurements=MEASURED, ladder_moves=moves)) == [
        "ladder_moves.csv row 2, column 'basis': who rose, stayed and fell is counted from "
        "measurements. Remove the row."
    ]
