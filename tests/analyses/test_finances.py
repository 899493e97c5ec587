"""Income and expenditure per period: sums, balances, differences, and what a person cost."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from filled_tables import RULE, caseload, exits, figures, public, table

from evalutils import cost_benefit, outflow
from evalutils.chapters.outcomes import outcomes_of
from evalutils.contracts.spans import Span
from evalutils.dataset.library import Destination
from evalutils.disclosure import Ledger

YEAR = {"period_start": "2016-01-01", "date": "2016-12-31"}
WHOLE = Span(date(2016, 1, 1), date(2016, 12, 31))
CODES = {
    code: Destination(code, code, grouping, "")
    for code, grouping in (
        ("paid_work", "work"),
        ("self_employed", "self_employed"),
        ("education", "education"),
    )
}


def item(name: str, kind: str = "expenditure", **cells: Any) -> dict[str, Any]:
    return {"item": name, "kind": kind, "unit": "EUR_thousand", **YEAR, **cells}


def totals(*rows: dict[str, Any]) -> pd.DataFrame:
    return public(cost_benefit.finance_totals(table("finances", *rows))).frame


# Den Haag 2016 in thousands: 657.868 spent of 641.780, and 392.103 came in of 394.498.
DEN_HAAG = (
    item("uitkeringen", actual=531_868, budget=510_000, revised_budget=520_300),
    item("begeleiding", actual=126_000, budget=121_480),
    item("bijdrage", "income", actual=392_103, budget=394_498),
)


def test_items_of_a_period_are_added_up_and_the_balance_is_what_is_left() -> None:
    frame = totals(*DEN_HAAG).set_index("kind")
    assert frame["actual"].to_dict() == {
        "income": 392_103,
        "expenditure": 657_868,
        "balance": -265_765,
    }
    # The revised budget counts where there is one: 520.300 + 121.480 = 641.780.
    assert frame["planned"].to_dict() == {
        "income": 394_498,
        "expenditure": 641_780,
        "balance": -247_282,
    }
    assert frame["difference"].to_dict() == {
        "income": -2_395,
        "expenditure": 16_088,
        "balance": -18_483,
    }
    # 16.088 / 641.780 = 2,507%; of a balance a percentage says nothing.
    assert frame["difference_share"].round(3).to_dict()["expenditure"] == 2.507
    assert pd.isna(frame["difference_share"]["balance"])


def test_an_unknown_amount_is_no_nought_in_a_sum_or_balance() -> None:
    frame = totals(*DEN_HAAG, item("huur", budget=5)).set_index("kind")
    assert frame["actual"].isna().to_dict() == {
        "income": False,
        "expenditure": True,
        "balance": True,
    }
    assert frame["planned"]["expenditure"] == 641_785


def test_without_income_there_is_no_balance() -> None:
    assert totals(*DEN_HAAG[:2])["kind"].tolist() == ["expenditure"]


def test_thousands_and_millions_add_up_in_the_largest_unit() -> None:
    frame = totals(
        item("a", actual=1.5, unit="EUR_million"),
        item("b", actual=250),
        item("c", actual=4000, unit="EUR"),
    )
    assert frame[["unit", "items"]].to_numpy().tolist() == [["EUR_million", 3]]
    assert frame["actual"].tolist() == pytest.approx([1.754])


def test_income_expenditure_and_balance_of_a_period_have_one_unit() -> None:
    frame = totals(
        item("lasten", "expenditure", actual=2500, unit="EUR_thousand"),
        item("baten", "income", actual=1.5, unit="EUR_million"),
    )
    assert set(frame["unit"]) == {"EUR_million"}
    # 1.5 - 2.5 million.
    assert frame.set_index("kind")["actual"].to_dict() == {
        "income": 1.5, "expenditure": 2.5, "balance": -1
    }  # fmt: skip


def test_a_quarter_and_the_year_are_never_added_up() -> None:
    quarter = {"period_start": "2016-01-01", "date": "2016-03-31"}
    result = public(
        cost_benefit.finance_totals(
            table("finances", item("a", actual=100), item("a", actual=30, **quarter))
        )
    )
    assert figures(result, "cost_benefit.finances_actual") == {
        "expenditure:2016": 100,
        "expenditure:2016-q1": 30,
    }


def per_person(*rows: dict[str, Any], exits_: Any, caseload_: Any, whole: Span = WHOLE) -> Any:
    outcomes = outcomes_of(whole, exits_, caseload_, CODES)
    return cost_benefit.outcome_costs(table("finances", *rows), outcomes)


def test_spending_is_divided_by_the_persons_of_the_same_period() -> None:
    result = public(
        per_person(
            item("a", actual=600),
            item("b", "income", actual=9999),
            exits_=exits(paid_work=30, self_employed=10, education=50),
            caseload_=caseload(participants=120),
        )
    )
    # 600.000 / (30 + 10) = 15.000, and 600.000 / 120 = 5.000.
    assert figures(result, "cost_benefit.expenditure_per_exit_to_work") == {"2016": 15_000}
    assert figures(result, "cost_benefit.expenditure_per_participant") == {"2016": 5_000}


@pytest.mark.parametrize(
    "whole",
    [Span(date(2016, 1, 1), date(2016, 9, 30)), Span(date(2015, 1, 1), date(2016, 12, 31))],
)
def test_where_periods_differ_there_is_no_figure(whole: Span) -> None:
    given = {"exits_": exits(paid_work=30), "caseload_": caseload(participants=120)}
    assert public(per_person(item("a", actual=600), **given, whole=whole)).frame.empty


def test_persons_that_are_not_all_known_or_count_twice_are_no_divisor() -> None:
    nobody = caseload()
    unknown = exits(paid_work=30, self_employed=None)
    twice = exits(paid_work=30, self_employed=10).assign(overlapping=True)
    for rows in (unknown, twice, exits(education=50)):
        assert public(per_person(item("a", actual=600), exits_=rows, caseload_=nobody)).frame.empty
    about = caseload(participants=120).assign(qualifier="at_least")
    other = caseload(participants=120).assign(date=pd.Timestamp("2016-09-30"))
    for rows in (about, other):
        assert public(per_person(item("a", actual=600), exits_=exits(), caseload_=rows)).frame.empty


def test_persons_of_a_quarter_or_a_group_are_no_divisor_of_the_spending_of_a_year() -> None:
    quarter = {"period_start": "2016-10-01", "date": "2016-12-31"}
    work = {"destination": "paid_work", "count": 30, **quarter}
    part = {"measure": "participants", "count": 120}
    for rows in (part | quarter, part | {"group": "Noord"}):
        found = per_person(
            item("a", actual=600), exits_=table("exits", work), caseload_=table("caseload", rows)
        )
        assert public(found).frame.empty


def test_persons_of_the_year_stand_beside_those_of_its_quarters() -> None:
    quarter = {"period_start": "2016-10-01", "date": "2016-12-31"}
    work = {"destination": "paid_work"}
    taking_part = {"measure": "participants"}
    found = public(
        per_person(
            item("a", actual=600),
            exits_=table("exits", work | quarter | {"count": 7}, work | YEAR | {"count": 40}),
            caseload_=table(
                "caseload",
                taking_part | quarter | {"count": 60},
                taking_part | YEAR | {"count": 120},
            ),
        )
    )
    # 600.000 / 40 = 15.000, and 600.000 / 120 = 5.000.
    assert found.frame["cost_eur"].tolist() == [15_000, 5_000]


def test_nobody_to_divide_by_gives_no_amount() -> None:
    result = public(
        per_person(item("a", actual=600), exits_=exits(paid_work=0), caseload_=caseload())
    )
    assert result.frame["cost_eur"].isna().all()


@pytest.mark.parametrize(("count", "shown"), [(9, None), (10, 60_000), (13, 40_000)])
def test_an_amount_per_person_gives_no_small_number_away(count: int, shown: float | None) -> None:
    # Of ten or more the amount is that of the rounded number: 600.000 / 10, and 600.000 / 15.
    gone, people = exits(paid_work=count), caseload(participants=120)
    results = {
        "exits": outflow.destinations(gone, people),
        "caseload": outflow.caseload_figures(people),
        "each": per_person(item("a", actual=600), exits_=gone, caseload_=people),
    }
    frame = Ledger(results, RULE).publish("each").frame.set_index("outcome")
    assert frame["cost_eur"]["participant"] == 5_000
    if shown is None:
        assert pd.isna(frame["cost_eur"]["exit_to_work"])
    else:
        assert frame["cost_eur"]["exit_to_work"] == shown


def test_a_sum_of_destinations_is_the_number_of_the_same_name_elsewhere() -> None:
    # 9 alone is small, 30 + 9 is not; with both shown the 9 would follow.
    gone, people = exits(total=60, paid_work=30, self_employed=9, education=21), caseload()
    each = per_person(item("a", actual=600), exits_=gone, caseload_=people)
    assert each.balances
    ledger = Ledger({"exits": outflow.destinations(gone, people), "each": each}, RULE)
    shown = ledger.publish("each").frame["count"].tolist()
    parts = ledger.publish("exits").frame.set_index("destination")["count"]
    assert pd.isna(parts["self_employed"])
    assert shown in ([40.0], [None]) or pd.isna(shown[0])


QUARTERS = [
    {"destination": "paid_work", "period_start": first, "date": last, "count": count}
    for first, last, count in (
        ("2016-01-01", "2016-03-31", 10),
        ("2016-04-01", "2016-06-30", 12),
        ("2016-07-01", "2016-12-31", 18),
    )
]


def test_spending_of_a_year_is_divided_by_the_exits_of_all_its_quarters() -> None:
    result = public(
        per_person(item("a", actual=600), exits_=table("exits", *QUARTERS), caseload_=caseload())
    )
    # 600.000 / (10 + 12 + 18) = 15.000.
    assert figures(result, "cost_benefit.expenditure_per_exit_to_work") == {"2016": 15_000}


@pytest.mark.parametrize(
    "rows", [QUARTERS[:1], QUARTERS[1:], [{**QUARTERS[0], "date": "2016-12-30"}]]
)
def test_exits_of_a_part_of_the_year_are_not_those_of_the_year(rows: Any) -> None:
    assert outcomes_of(WHOLE, table("exits", *rows), caseload(), CODES) == []


def test_households_are_no_persons_to_divide_spending_by() -> None:
    rows = [{**row, "unit": "household"} for row in QUARTERS]
    assert outcomes_of(WHOLE, table("exits", *rows), caseload(), CODES) == []
