"""Disclosure control at its edges: what is left out, what is rounded, what is said about it."""

import math

import numpy as np
import pandas as pd
import pytest
from filled_tables import RULE, caseload, exits, ladder, protected, public, table
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.disclosure import Ledger, Rule, publish
from evalutils.errors import InputError
from evalutils.ladder import distribution
from evalutils.outflow import caseload_figures, destinations, funnel_shares
from evalutils.result import Balance, KeyFigure, Result, Share


def counted(*counts: float, **columns: object) -> Result:
    """A result with one column of counts and a key figure on it."""
    frame = pd.DataFrame({"count": list(counts), "status": "published", "source": "bron"})
    figure = KeyFigure("test.count", "count", "person", "as published", group=None)
    settings_ = {"counts": ("count",), "key_figures": (figure,), **columns}
    return Result(frame, **settings_)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "shown"),
    # threshold 10: 9 is left out, 10 and 11 are shown as 10
    [(9, None), (10, 10), (11, 10), (12, 10), (13, 15), (17, 15), (18, 20), (432, 430)],
)
def test_a_count_below_the_threshold_is_left_out_and_others_are_rounded(
    count: int, shown: int | None
) -> None:
    row = publish(counted(count), RULE).frame.iloc[0]
    assert (None if pd.isna(row["count"]) else row["count"]) == shown
    assert pd.isna(row["hidden_count"]) == (shown is not None)


@pytest.mark.parametrize("count", range(10))
def test_a_left_out_count_is_missing_and_never_zero(count: int) -> None:
    result = publish(counted(count), RULE)
    assert pd.isna(result.frame["count"].iloc[0])
    assert result.frame["hidden_count"].iloc[0] == 10
    row = result.key_figures.iloc[0]
    assert row["status"] == "suppressed"
    assert row[["value", "lower", "upper"]].isna().all()


def test_public_figures_are_not_touched() -> None:
    result = publish(counted(0, 3, 9, 432), None)
    assert result.frame["count"].tolist() == [0, 3, 9, 432]
    assert result.frame["hidden_count"].isna().all()
    assert result.frame["margin"].tolist() == [0, 0, 0, 0]
    assert not result.protected


def test_a_count_that_the_source_does_not_give_is_missing_but_not_left_out() -> None:
    result = publish(counted(np.nan, 50), RULE)
    assert result.frame["hidden_count"].isna().all()
    assert len(result.key_figures) == 1


@pytest.mark.parametrize(
    ("rule", "count", "shown"),
    [
        (Rule(8, 5), 8, 10),  # OpenSAFELY: 7 and below left out
        (Rule(8, 5), 7, None),
        (Rule(10, 10), 15, 20),  # halves go up
        (Rule(10, 10), 14, 10),
        (Rule(10, 1), 11, 11),
        (Rule(5, 3), 5, 6),
    ],
)
def test_threshold_and_rounding_are_parameters(rule: Rule, count: int, shown: int | None) -> None:
    value = publish(counted(count), rule).frame["count"].iloc[0]
    assert (None if pd.isna(value) else value) == shown


@pytest.mark.parametrize(("threshold", "rounding"), [(5, 10), (10, 0), (0, 0), (3, -1)])
def test_a_rule_that_could_turn_a_count_into_zero_is_an_error(
    threshold: int, rounding: int
) -> None:
    with pytest.raises(InputError, match="disclosure_rounding"):
        Rule(threshold, rounding)


@given(st.integers(1, 40).flatmap(lambda t: st.tuples(st.just(t), st.integers(1, t))))
@settings(max_examples=60, deadline=None)
def test_no_rule_shows_zero_or_strays_from_its_own_bounds(pair: tuple[int, int]) -> None:
    rule = Rule(*pair)
    for count in range(rule.threshold, rule.threshold + 3 * rule.rounding):
        assert rule.shown(count) > 0
        bounds = rule.bounds(count)
        assert bounds.low <= count <= bounds.high
        # Every count in the bounds is shown in the same way, and the next ones are not.
        assert rule.shown(bounds.low) == rule.shown(bounds.high) == rule.shown(count)
        assert rule.shown(bounds.high + 1) > rule.shown(count)


def test_derived_columns_are_made_of_what_is_shown() -> None:
    result = counted(8, 52, derive=lambda frame: frame.assign(double=2 * frame["count"]))
    assert publish(result, RULE).frame["double"].tolist()[1] == 100  # 2 * 50, not 2 * 52
    assert pd.isna(publish(result, RULE).frame["double"].iloc[0])


def test_a_result_does_not_print_its_counts() -> None:
    # A notebook that shows a result by accident shows no numbers.
    assert "8" not in repr(counted(8))


def test_a_printed_share_is_left_out_with_its_count() -> None:
    frame = pd.DataFrame(
        {"count": [9.0], "n": [1000.0], "share": [1.0], "status": "published", "source": "bron"}
    )
    result = Result(frame, counts=("count", "n"), shares=(Share("share", "count", ("n",)),))
    row = publish(result, RULE).frame.iloc[0]
    assert row[["count", "share"]].isna().all()


@pytest.mark.parametrize(
    ("share", "n", "shown"),
    [
        (9.9, 100, None),  # 9.9 persons
        (10.0, 100, 10.0),  # 10 persons: 10 / 100
        (36.46, 96, 100 * 35 / 95),  # 35 of 96: 35 / 95, not 36.46
        (50, 18, None),  # 9 persons
        (57, 117, 100 * 65 / 115),  # 66.7 persons
    ],
)
def test_a_printed_share_is_protected_like_the_count_it_implies(
    share: float, n: int, shown: float | None
) -> None:
    data = table("exits", {"destination": "paid_work", "share": share, "base": "inflow"})
    row = protected(destinations(data, caseload(inflow=n))).frame.iloc[0]
    for column in ("share", "published_share"):
        assert row[column] == pytest.approx(shown if shown is not None else math.nan, nan_ok=True)


def test_a_printed_share_beside_a_count_is_dropped_as_it_would_undo_the_rounding() -> None:
    # 55.07% of 760 or so is 418 or 419; the share is computed from 420 / 760 instead.
    data = table("exits", {"destination": "total", "count": 418, "share": 55.07, "base": "inflow"})
    row = protected(destinations(data, caseload(inflow=759))).frame.iloc[0]
    assert pd.isna(row["published_share"])
    assert row["share"] == pytest.approx(100 * 420 / 760)


def test_a_figure_that_never_was_there_is_not_called_suppressed() -> None:
    # The count is hidden; there is no base, so there never was a share.
    rows = protected(destinations(exits(paid_work=4), None)).key_figures
    assert rows["indicator"].tolist() == ["outflow.count"]
    assert rows["status"].tolist() == ["suppressed"]


@pytest.mark.parametrize("first", [0, 1, 9])
def test_a_hidden_base_of_zero_looks_like_any_other_small_base(first: int) -> None:
    # A share of nobody does not exist, but leaving its row out would say that it is nobody.
    rows = [
        {"funnel": "a", "order": 1, "stage": "in", "count": first},
        {"funnel": "a", "order": 2, "stage": "uit", "count": 0},
    ]
    figures_ = protected(funnel_shares(table("funnel", *rows))).key_figures
    assert figures_[["group", "status"]].to_numpy().tolist() == [["a:uit", "suppressed"]]


def test_a_shown_figure_beside_a_hidden_one_keeps_its_status() -> None:
    rows = protected(destinations(exits(total=90, paid_work=60, moved=4), None)).key_figures
    status = {
        (indicator, group): value
        for indicator, group, value in zip(
            rows["indicator"], rows["group"], rows["status"], strict=True
        )
    }
    assert status["outflow.share", "paid_work"] == "computed"
    assert status["outflow.share", "moved"] == "suppressed"
    assert status["outflow.count", "total"] == "published"
    shown = rows[rows["status"] != "suppressed"]
    assert shown["value"].notna().all()


def test_the_method_of_a_protected_figure_tells_of_the_rounding() -> None:
    numbers = exits(total=90, paid_work=60)
    assert public(destinations(numbers, None)).key_figures["method"].iloc[0] == "as published"
    methods = protected(destinations(numbers, None)).key_figures["method"]
    assert methods.str.endswith(", counts rounded to 5").all()


def test_two_hidden_parts_of_a_total_of_18_are_not_called_below_10() -> None:
    # 9 + 9 = 18, shown as 20 (18 to 22): two numbers below 10 can only be 9 and 9.
    frame = protected(destinations(exits(total=18, paid_work=9, moved=9), None)).frame
    assert frame["count"].tolist()[0] == 20
    assert frame["hidden_count"].tolist()[1:] == [math.inf, math.inf]


def test_the_smallest_other_count_is_left_out_to_protect_a_small_one() -> None:
    # 33 = 12 + 12 + 9. Shown: 35 (33 to 37), 10 and 10 (10 to 12 each): 33 - 24 = 9 at least.
    result = destinations(exits(total=33, paid_work=12, education=12, moved=9), None)
    frame = protected(result).frame.set_index("destination")
    assert frame["hidden_count"].to_dict() == pytest.approx(
        {"total": math.nan, "paid_work": math.inf, "education": math.nan, "moved": 10}, nan_ok=True
    )


def test_a_hidden_total_of_a_group_is_hidden_where_it_is_a_base_too() -> None:
    # All: 25. Young: 16, old: 9 hidden. 25 (23 to 27) - 15 (13 to 17) leaves 6 to 9: 16 goes too,
    # as a total and as the base of the young who found work.
    data = table(
        "exits",
        {"destination": "total", "count": 25},
        {"destination": "total", "group": "jong", "count": 16},
        {"destination": "total", "group": "oud", "count": 9},
        {"destination": "paid_work", "group": "jong", "count": 11},
    )
    frame = protected(destinations(data, None)).frame
    assert frame["count"].isna().tolist() == [False, True, True, False]
    assert frame["n"].isna().iloc[3]
    assert frame["share"].isna().all()


def test_groups_that_overlap_are_no_parts_of_all_clients_together() -> None:
    # 20 and 9 are more than the 25 there are: 25 less 20 says nothing of the 9.
    data = table(
        "exits",
        {"destination": "total", "count": 25},
        {"destination": "total", "group": "jong", "count": 20, "overlapping": True},
        {"destination": "total", "group": "oud", "count": 9, "overlapping": True},
    )
    frame = protected(destinations(data, None)).frame
    assert frame["hidden_count"].isna().tolist() == [True, True, False]


def test_a_number_hidden_in_one_result_is_hidden_where_it_is_repeated() -> None:
    sums = (Balance(((0, "count"),), _cells(1, 2, 3)),)
    hidden = counted(33, 12, 12, 9, balances=sums, names={(1, "count"): "exits.paid_work"})
    repeat = counted(12, names={(0, "count"): "exits.paid_work"})
    ledger = Ledger({"hidden": hidden, "repeat": repeat}, RULE)
    shown = ledger.publish("hidden").frame["count"]
    assert shown.isna().tolist() == [False, True, False, True]
    assert ledger.publish("repeat").frame["hidden_count"].tolist() == [math.inf]


def _cells(*rows: int) -> tuple[tuple[int, str], ...]:
    return tuple((row, "count") for row in rows)


def test_flows_that_do_not_add_up_protect_nothing_more() -> None:
    numbers = caseload(stock_start=432, inflow=44, outflow=64, stock_end=414)
    assert protected(caseload_figures(numbers)).frame["count"].notna().all()


def test_ladder_and_funnel_key_figures_hold_only_rounded_bases() -> None:
    rows = [
        {"funnel": "a", "order": 1, "stage": "in", "count": 118},
        {"funnel": "a", "order": 2, "stage": "uit", "count": 13},
    ]
    for result in (
        funnel_shares(table("funnel", *rows)),
        distribution(ladder(current=[61, 32, 18]), [1, 2, 3]),
    ):
        bases = protected(result).key_figures["n"]
        assert (bases % 5 == 0).all()
        assert not (public(result).key_figures["n"] % 5 == 0).all()


def test_a_figure_that_is_left_out_takes_its_bounds_along() -> None:
    figure = KeyFigure("test.count", "count", "person", "", None, lower="lower", upper="upper")
    result = counted(
        4,
        30,
        key_figures=(figure,),
        derive=lambda frame: frame.assign(lower=[2.0, 25.0], upper=[6.0, 35.0]),
    )
    bounds = publish(result, RULE).key_figures[["lower", "upper"]].to_numpy(dtype="float64")
    assert np.isnan(bounds[0]).all()
    assert bounds[1].tolist() == [25.0, 35.0]


def test_the_outflow_of_the_account_is_hidden_as_the_total_of_the_destinations() -> None:
    counts = caseload(stock_start=100, inflow=50, outflow=8, stock_end=142)
    leaving = destinations(exits(total=8, paid_work=8), counts)
    names = {name for (_, column), name in leaving.names.items() if column == "count"}
    assert names == {"caseload.outflow", "exits.paid_work"}
