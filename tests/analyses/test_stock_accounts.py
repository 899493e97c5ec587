"""An account of stocks and flows per quarter, month or year, and one of all of them."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from filled_tables import figures, protected, public, table

from evalutils.outflow import caseload_account

Row = dict[str, Any]
QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))


def flows(first: str, last: str, inflow: int, outflow: int, **more: Any) -> list[Row]:
    days = {"period_start": first, "date": last, **more}
    return [
        {"measure": "inflow", "count": inflow, **days},
        {"measure": "outflow", "count": outflow, **days},
    ]


def stock(measure: str, day: str | None, count: int, **more: Any) -> Row:
    return {"measure": measure, "date": day, "count": count, **more}


def quarters(*numbers: tuple[int, int], year: int = 2018, **more: Any) -> list[Row]:
    found: list[Row] = []
    for (first, last), (came, went) in zip(QUARTERS, numbers, strict=False):
        found += flows(f"{year}-{first}", f"{year}-{last}", came, went, **more)
    return found


# 400 + 60 - 80 = 380, + 50 - 85 = 345, + 70 - 75 = 340, + 60 - 80 = 320
LEIDEN = quarters((60, 80), (50, 85), (70, 75), (60, 80))
START, END = stock("stock_start", "2018-01-01", 400), stock("stock_end", "2018-12-31", 320)


def accounts(*rows: Row, clear: Any = public) -> pd.DataFrame:
    return clear(caseload_account(table("caseload", *rows))).frame.set_index("group_key")


def test_four_quarters_and_the_year_each_close() -> None:
    result = public(caseload_account(table("caseload", START, *LEIDEN, END)))
    residuals = figures(result, "outflow.flow_residual")
    assert residuals == {"2018-q1": 0, "2018-q2": 0, "2018-q3": 0, "2018-q4": 0, "": 0}
    frame = result.frame.set_index("group_key")
    assert frame["expected_end"].to_dict() == {
        "2018-q1": 380, "2018-q2": 345, "2018-q3": 340, "2018-q4": 320, "": 320,
    }  # fmt: skip
    # 60 + 50 + 70 + 60 came and 80 + 85 + 75 + 80 went in the year
    assert frame.loc["", ["inflow", "outflow"]].tolist() == [240, 320]
    assert figures(result, "outflow.net_change")[""] == -80


def test_a_year_beside_its_quarters_is_not_counted_twice() -> None:
    frame = accounts(START, *LEIDEN, *flows("2018-01-01", "2018-12-31", 240, 320), END)
    assert frame.loc["", ["inflow", "outflow", "residual"]].tolist() == [240, 320, 0]
    assert len(frame) == 5


def test_the_residual_of_a_year_is_of_no_quarter_when_only_the_year_has_stocks() -> None:
    frame = accounts(START, *LEIDEN, {**END, "count": 310})
    assert frame["residual"].dropna().to_dict() == {"": -10}
    assert frame["implied_end"].isna().all()


def test_a_stock_in_the_middle_shows_which_half_does_not_close() -> None:
    # 400 + 110 - 165 = 345, the source says 350; 350 + 130 - 155 = 325
    middle = stock("stock_end", "2018-06-30", 350)
    frame = accounts(START, *LEIDEN, middle, {**END, "count": 325})
    residuals = frame["residual"].dropna().to_dict()
    assert residuals == {"2018-h1": 5, "2018-h2": 0, "2018-q3": 0, "2018-q4": 0, "": 5}


@pytest.mark.parametrize(
    "middle",
    [
        [stock("stock_end", "2017-12-31", 420), stock("stock_start", "2018-01-01", 420)],
        [stock("stock_end", "2017-12-31", 420)],
        [stock("stock_start", "2018-01-01", 420)],
        # The first day of a year is also written for the end of the year before it, and back.
        [stock("stock_end", "2018-01-01", 420)],
        [stock("stock_start", "2017-12-31", 420)],
    ],
)
def test_two_years_have_an_account_each_and_one_together(middle: list[Row]) -> None:
    rows = [
        stock("stock_start", "2017-01-01", 400),
        *flows("2017-01-01", "2017-12-31", 100, 80),
        *middle,
        *flows("2018-01-01", "2018-12-31", 90, 110),
        stock("stock_end", "2018-12-31", 400),
    ]
    frame = accounts(*rows)
    # 400 + 100 - 80 = 420, 420 + 90 - 110 = 400, and 400 + 190 - 190 = 400
    assert frame[["expected_end", "residual"]].to_numpy().tolist() == [[420, 0], [400, 0], [400, 0]]
    assert frame.index.tolist() == ["2017", "2018", ""]
    assert frame.loc["2018", "stock_start"] == 420
    assert frame.loc["2018", "implied_start"] is pd.NA or pd.isna(
        frame.loc["2018", "implied_start"]
    )


def test_twelve_months_chain_to_a_year() -> None:
    firsts = [date(2018, month, 1) for month in range(1, 13)]
    lasts = [first - timedelta(days=1) for first in [*firsts[1:], date(2019, 1, 1)]]
    rows: list[Row] = []
    for first, last in zip(firsts, lasts, strict=True):
        rows += flows(str(first), str(last), 10, 12)
    frame = accounts(stock("stock_start", None, 100), *rows, stock("stock_end", None, 76))
    assert frame.index.tolist() == [*(f"2018-{month:02}" for month in range(1, 13)), ""]
    assert frame["residual"].eq(0).all()  # 100 + 120 - 144 = 76
    assert frame.loc["2018-12", "implied_start"] == 100 - 11 * 2


def test_a_gap_between_periods_leaves_no_account_of_all() -> None:
    rows = [row for row in LEIDEN if row["date"] != "2018-06-30"]
    frame = accounts(START, *rows, stock("stock_end", "2018-03-31", 380), END)
    assert "" not in frame.index
    assert frame["residual"].dropna().to_dict() == {"2018-q1": 0}


def test_counts_from_the_start_of_the_year_are_parts_of_each_other() -> None:
    rows = [
        START,
        *flows("2018-01-01", "2018-09-30", 180, 240),
        stock("stock_end", "2018-09-30", 340),
        *flows("2018-01-01", "2018-12-31", 240, 320),
        END,
    ]
    frame = accounts(*rows)
    # 400 + 180 - 240 = 340 and 400 + 240 - 320 = 320: the year is not 420 and 560
    assert frame["residual"].to_dict() == {"2018-01-01/2018-09-30": 0, "": 0}
    assert frame.loc["", "inflow"] == 240


def test_quarters_of_one_flow_make_up_the_half_year_of_the_other() -> None:
    came = [row for row in LEIDEN if row["measure"] == "inflow"]
    went = [
        {"measure": "outflow", "period_start": "2018-01-01", "date": "2018-06-30", "count": 165},
        {"measure": "outflow", "period_start": "2018-07-01", "date": "2018-12-31", "count": 155},
    ]
    frame = accounts(START, *came, *went, END)
    assert frame.loc["2018-h1", ["inflow", "outflow"]].tolist() == [110, 165]
    assert frame["residual"].to_dict() == {"2018-h1": 0, "2018-h2": 0, "": 0}


def test_without_an_opening_stock_each_follows_from_the_last_and_nothing_is_checked() -> None:
    frame = accounts(*LEIDEN, END)
    assert frame["implied_start"].to_dict() == {
        "2018-q1": 400, "2018-q2": 380, "2018-q3": 345, "2018-q4": 340, "": 400,
    }  # fmt: skip
    assert frame["residual"].isna().all()


def test_each_group_has_its_own_accounts_beside_that_of_all() -> None:
    north = [
        stock("stock_start", "2018-01-01", 100, group="Noord"),
        *flows("2018-01-01", "2018-12-31", 20, 30, group="Noord"),
        stock("stock_end", "2018-12-31", 95, group="Noord"),
    ]
    frame = accounts(START, *LEIDEN, END, *north)
    assert frame.loc["Noord", "residual"] == 5  # 100 + 20 - 30 = 90, the source says 95
    assert frame.loc["", "residual"] == 0


def test_periods_have_a_margin_for_rounding_each() -> None:
    # 400 + 60 - 80 as shown; each of the four numbers may be off by two.
    frame = accounts(START, *LEIDEN, END, clear=protected)
    assert frame["residual_margin"].eq(8).all()
    assert (frame["residual"].abs() <= frame["residual_margin"]).all()


def test_an_account_of_counts_that_are_not_exact_is_about_right() -> None:
    result = public(
        caseload_account(table("caseload", START, *LEIDEN, {**END, "qualifier": "circa"}))
    )
    status = result.key_figures.set_index(["indicator", "group"])["status"]
    assert status["outflow.flow_residual", ""] == "circa"
    assert status["outflow.net_change", "2018-q1"] == "computed"
