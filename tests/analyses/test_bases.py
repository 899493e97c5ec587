"""A share of exits is one of the same group and the same period, or of a base of its own."""

from typing import Any

import numpy as np
import pytest
from filled_tables import figures, public, table
from test_stock_accounts import END, LEIDEN, START, flows

from evalutils.outflow import destinations

TWO_YEARS = [
    *flows("2017-01-01", "2017-12-31", 100, 80),
    *flows("2018-01-01", "2018-12-31", 90, 110),
]


def shares(exits: list[dict[str, Any]], caseload: list[dict[str, Any]]) -> dict[str, float]:
    result = public(destinations(table("exits", *exits), table("caseload", *caseload)))
    return {key: round(value, 1) for key, value in figures(result, "outflow.share").items()}


def left(count: int, **more: Any) -> dict[str, Any]:
    return {"destination": "paid_work", "count": count, "base": "outflow", **more}


def year(number: int) -> dict[str, str]:
    return {"period_start": f"{number}-01-01", "date": f"{number}-12-31"}


def test_the_exits_of_a_year_are_divided_by_the_outflow_of_that_year() -> None:
    # 40 of 80 and 60 of 110; not 40 of 110
    found = shares([left(40, **year(2017)), left(60, **year(2018))], TWO_YEARS)
    assert found == {"paid_work:2017": 50.0, "paid_work:2018": 54.5}


def test_exits_without_a_period_are_divided_by_all_quarters_together() -> None:
    # 140 of 80 + 85 + 75 + 80 = 320; not of the last quarter
    assert shares([left(140)], [START, *LEIDEN, END]) == {"paid_work": 43.8}


def test_half_a_year_of_exits_is_divided_by_its_two_quarters() -> None:
    half = {"period_start": "2018-07-01", "date": "2018-12-31"}
    assert shares([left(31, **half)], LEIDEN) == {"paid_work:2018-h2": 20.0}  # of 75 + 80


@pytest.mark.parametrize(
    "period",
    [
        {"period_start": "2018-02-01", "date": "2018-12-31"},
        {"period_start": "2017-01-01", "date": "2018-12-31"},
    ],
)
def test_a_period_that_the_caseload_does_not_give_has_no_share(period: dict[str, str]) -> None:
    assert shares([left(40, **period)], LEIDEN) == {}


def test_quarters_with_a_gap_are_no_base_for_exits_of_all() -> None:
    rows = [row for row in LEIDEN if row["date"] != "2018-06-30"]
    assert shares([left(40)], rows) == {}


def test_who_takes_part_in_two_periods_is_not_added_up() -> None:
    rows = [
        {
            "measure": "participants",
            "count": 50,
            "period_start": "2018-01-01",
            "date": "2018-06-30",
        },
        {
            "measure": "participants",
            "count": 60,
            "period_start": "2018-07-01",
            "date": "2018-12-31",
        },
    ]
    found = shares([left(20, base="participants")], [*LEIDEN, *rows])
    assert found == {}


def test_of_several_counts_of_participants_none_is_the_base() -> None:
    rows = [
        {"measure": "participants", "count": 50, "date": "2018-06-30"},
        {"measure": "participants", "count": 60, "date": "2018-12-31"},
    ]
    assert shares([left(20, base="participants")], rows) == {}
    until = {"date": "2018-06-30"}  # 20 of 50
    assert shares([left(20, base="participants", **until)], rows) == {"paid_work:2018-06-30": 40.0}


def test_a_group_takes_the_outflow_of_its_own_group() -> None:
    north = flows("2018-01-01", "2018-12-31", 20, 40, group="Noord")
    found = shares([left(10, group="Noord"), left(140)], [*LEIDEN, *north])
    assert found == {"paid_work:Noord": 25.0, "paid_work": 43.8}  # 10 of 40, 140 of 320
    # Where only another group has an outflow of its own there is none.
    assert shares([left(10, group="Zuid")], [*LEIDEN, *north]) == {}
    # Without groups in caseload.csv the base that a row names is that of all clients.
    assert shares([left(32, group="Zuid")], LEIDEN) == {"paid_work:Zuid": 10.0}


def test_a_stock_as_base_is_that_of_the_period() -> None:
    quarter = {"period_start": "2018-01-01", "date": "2018-03-31"}
    assert shares([left(100, base="stock_start", **quarter)], [START, *LEIDEN]) == {
        "paid_work:2018-q1": 25.0  # of 400
    }


def test_a_row_may_name_a_base_of_its_own() -> None:
    # Fryslân 2015: 5,830 of 26,500 and 2,830 of 26,950: two bases, each with its name
    exits = [
        {
            "destination": "total",
            "count": 5830,
            "base_count": 26500,
            "base_label": "begin + gestart",
        },
        {"destination": "paid_work", "count": 2830, "base_count": 26950, "base_label": "personen"},
    ]
    result = public(destinations(table("exits", *exits), table("caseload")))
    assert result.frame["n"].tolist() == [26500, 26950]
    assert result.frame["share"].round(1).tolist() == [22.0, 10.5]
    assert result.frame["base"].tolist() == ["own", "own"]


def test_a_base_of_which_only_the_name_is_known_keeps_the_printed_share() -> None:
    row = {
        "destination": "paid_work",
        "count": 2830,
        "share": 10.5,
        "base_label": "begin + gestart",
    }
    rows = [row | {"qualifier": "circa"}, {"destination": "total", "count": 5830}]
    frame = public(destinations(table("exits", *rows), table("caseload"))).frame
    assert frame["share"].iloc[0] == 10.5  # and not 2830 of 5830, which is 48.5
    assert np.isnan(frame["n"].iloc[0])
    assert frame["qualifier_share"].iloc[0] == "circa"


def test_the_total_of_a_period_is_the_base_of_that_period() -> None:
    exits = [
        {"destination": "total", "count": 50, **year(2017)},
        {"destination": "paid_work", "count": 20, **year(2017)},
        {"destination": "total", "count": 100, **year(2018)},
        {"destination": "paid_work", "count": 20, **year(2018)},
    ]
    assert shares(exits, []) == {"paid_work:2017": 40.0, "paid_work:2018": 20.0}
