"""The caseload account: what comes in and goes out against what is there."""

import pandas as pd
import pytest
from filled_tables import caseload, figures, only, protected, public, table

from evalutils.outflow import caseload_account, caseload_figures


def test_account_shows_what_the_flows_do_not_explain() -> None:
    # Zwolle: 432 + 44 - 64 = 412, published 414: 2 unexplained, 414 - 432 = 18 fewer.
    row = only(
        public(caseload_account(caseload(stock_start=432, inflow=44, outflow=64, stock_end=414)))
    )
    assert row["expected_end"] == 412
    assert row["residual"] == 2
    assert row["net_change"] == -18
    assert pd.isna(row["implied_start"])
    assert row["residual_margin"] == 0


def test_account_without_an_opening_stock_implies_it() -> None:
    # Enschede: 6143 - 760 + 912 = 6295, so 6143 - 6295 = -152.
    result = public(caseload_account(caseload(inflow=760, outflow=912, stock_end=6143)))
    row = only(result)
    assert row["implied_start"] == 6295
    assert row["net_change"] == -152
    assert pd.isna(row["residual"])
    assert figures(result, "outflow.implied_stock_start") == {"": 6295}
    assert figures(result, "outflow.net_change") == {"": -152}
    assert figures(result, "outflow.flow_residual") == {}


def test_an_account_that_closes_has_a_residual_of_zero() -> None:
    result = public(
        caseload_account(caseload(stock_start=100, inflow=20, outflow=30, stock_end=90))
    )
    assert figures(result, "outflow.flow_residual") == {"": 0}


@pytest.mark.parametrize("missing", ["inflow", "outflow", "stock_end"])
def test_an_account_without_a_flow_or_closing_stock_is_no_account(missing: str) -> None:
    counts = {"stock_start": 100, "inflow": 20, "outflow": 30, "stock_end": 90}
    del counts[missing]
    result = public(caseload_account(caseload(**counts)))
    assert result.empty
    assert result.key_figures.empty


def test_the_account_uses_the_earliest_opening_stock_and_the_latest_other_figures() -> None:
    rows = [
        ("stock_start", "2020-01-01", 100),
        ("stock_start", "2020-07-01", 110),
        ("inflow", "2020-06-30", 15),
        ("inflow", "2020-12-31", 40),
        ("outflow", "2020-12-31", 30),
        ("outflow", None, 5),
        ("stock_end", "2020-06-30", 105),
        ("stock_end", "2020-12-31", 110),
    ]
    data = [{"measure": name, "date": date, "count": count} for name, date, count in rows]
    row = only(public(caseload_account(table("caseload", *data))))
    assert row["expected_end"] == 110  # 100 + 40 - 30
    assert row["residual"] == 0


def test_partial_outflow_and_participants_are_not_part_of_the_account() -> None:
    counts = {"stock_start": 50, "inflow": 10, "outflow": 5, "stock_end": 55}
    with_others = caseload(**counts, partial_outflow=20, participants=30, started=25)
    assert only(public(caseload_account(with_others)))["residual"] == 0


def test_every_published_figure_is_listed_as_it_is() -> None:
    frame = public(
        caseload_figures(
            table(
                "caseload",
                {"measure": "participants", "count": 800, "qualifier": "circa"},
                {"measure": "inflow", "date": "2017-12-31", "count": 759},
            )
        )
    ).frame
    assert frame["count"].tolist() == [800, 759]
    assert frame["qualifier_count"].tolist()[0] == "circa"
    assert frame["status"].tolist() == ["published", "published"]


def test_a_hidden_opening_stock_is_not_implied_from_the_other_figures() -> None:
    # 8 is below 10. From 40, 30 and 18 anyone would compute 18 - 40 + 30 = 8.
    result = protected(
        caseload_account(caseload(stock_start=8, inflow=40, outflow=30, stock_end=18))
    )
    row = only(result)
    assert row["start_given"]
    assert row[["stock_start", "implied_start", "residual", "net_change"]].isna().all()
    statuses = result.key_figures.set_index("indicator")["status"]
    assert statuses["outflow.net_change"] == "suppressed"
    assert statuses["outflow.flow_residual"] == "suppressed"
    assert "outflow.implied_stock_start" not in statuses


def test_a_small_implied_opening_stock_is_left_out() -> None:
    # 113 - 118 + 105 would be 100; 13 - 118 + 110 = 5 is below 10.
    row = only(protected(caseload_account(caseload(inflow=118, outflow=110, stock_end=13))))
    assert pd.isna(row["implied_start"])
    assert row["hidden_implied_start"] == 10
    assert pd.isna(row["net_change"])


def test_the_residual_of_rounded_counts_says_how_much_rounding_can_explain() -> None:
    # 432, 44, 64, 414 become 430, 45, 65, 415: 430 + 45 - 65 = 410, residual 5.
    # Each of the four may be off by 2, so up to 8 is rounding; the true residual is 2.
    row = only(
        protected(caseload_account(caseload(stock_start=432, inflow=44, outflow=64, stock_end=414)))
    )
    assert row["residual"] == 5
    assert row["residual_margin"] == 8


def test_figures_and_account_hide_the_same_numbers() -> None:
    # 100 + 0 = 5 + 95: the two small ones are hidden, and so is what would give them away.
    numbers = caseload(stock_start=100, inflow=0, outflow=5, stock_end=95)
    listed = protected(caseload_figures(numbers)).frame.set_index("measure")["count"]
    account = only(protected(caseload_account(numbers)))
    for measure in ("stock_start", "inflow", "outflow", "stock_end"):
        assert pd.isna(account[measure]) == pd.isna(listed[measure])
