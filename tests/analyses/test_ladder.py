"""The ladder: distribution, totals, mean rung, steps and coverage."""

import pandas as pd
import pytest
from filled_tables import figures, ladder, only, protected, public, table

from evalutils.dataset.evaluation import Coverage
from evalutils.ladder import (
    can_rise,
    coverage,
    distribution,
    mean_rungs,
    moves,
    step_shares,
    totals,
)

GRONINGEN = {
    "current": [51.8, 19.4, 19.5, 2.6, 1.3, 5.7, 0.4, 0],
    "expected": [24.9, 19.2, 24.3, 5.3, 2.5, 6.3, 3.5, 13.9],
}
SEVEN = range(1, 8)


def printed(shares: dict[str, list[float]]) -> pd.DataFrame:
    """Shares for rungs 1, 2, 3 and so on, the last one for an unknown rung."""
    rows = [
        {"moment": moment, "rung": rung, "share": share}
        for moment, numbers in shares.items()
        for rung, share in zip([*map(str, range(1, len(numbers))), "unknown"], numbers, strict=True)
    ]
    return table("ladder", *rows)


def test_shares_are_computed_when_every_rung_has_a_count() -> None:
    # 60 + 30 + 10 = 100
    result = public(distribution(ladder(current=[60, 30, 10]), [1, 2, 3]))
    assert result.frame["share"].tolist() == [60, 30, 10]
    assert result.frame["n"].tolist() == [100, 100, 100]
    assert result.frame["status"].tolist() == ["computed"] * 3
    assert result.frame["lower"].notna().all()
    assert figures(result, "ladder.share") == {"current:1": 60, "current:2": 30, "current:3": 10}


def test_a_count_on_one_rung_only_gives_no_share() -> None:
    # Zwolle names 89 clients on rung 2 and gives the other rungs in a picture.
    data = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    result = public(distribution(data, range(1, 7)))
    assert result.frame["count"].tolist() == [89]
    assert result.frame[["share", "n"]].isna().all(axis=None)
    assert result.key_figures.empty


def test_clients_on_an_unknown_rung_count_in_the_base() -> None:
    data = table(
        "ladder",
        {"moment": "current", "rung": "1", "count": 60},
        {"moment": "current", "rung": "2", "count": 20},
        {"moment": "current", "rung": "unknown", "count": 20},
    )
    assert public(distribution(data, [1, 2])).frame["share"].tolist() == [60, 20, 20]


def test_printed_shares_stand_without_an_interval() -> None:
    frame = public(distribution(printed(GRONINGEN), SEVEN)).frame
    assert frame["share"].tolist()[:2] == [51.8, 19.4]
    assert frame["lower"].isna().all()
    assert set(frame["method"]) == {"as published"}
    assert set(frame["status"]) == {"published"}


def test_rows_come_in_the_order_of_moments_and_rungs_with_unknown_last() -> None:
    data = table(
        "ladder",
        {"moment": "target", "rung": "2", "count": 1},
        {"moment": "current", "rung": "unknown", "count": 1},
        {"moment": "current", "rung": "10", "count": 1},
        {"moment": "current", "rung": "2", "count": 1},
    )
    frame = public(distribution(data, [2, 10])).frame
    assert frame["group_key"].tolist() == ["current:2", "current:10", "current:unknown", "target:2"]


def test_each_moment_has_its_own_base() -> None:
    frame = public(distribution(ladder(current=[30, 10], realised=[5, 15]), [1, 2])).frame
    assert frame["share"].tolist() == [75, 25, 25, 75]


def test_groningen_adds_up_to_100_7_and_99_9() -> None:
    # 51.8+19.4+19.5+2.6+1.3+5.7+0.4+0 = 100.7; 24.9+19.2+24.3+5.3+2.5+6.3+3.5+13.9 = 99.9
    result = public(totals(printed(GRONINGEN), SEVEN))
    assert result.frame["total"].tolist() == [100.7, 99.9]
    assert result.frame["distance"].tolist() == [0.7, -0.1]
    assert figures(result, "ladder.total_share") == {"current": 100.7, "expected": 99.9}


def test_rounding_eight_shares_to_one_decimal_explains_0_4_at_most() -> None:
    # Eight shares, each at most 0.05 off: 8 * 0.05 = 0.4.
    explained = public(totals(printed(GRONINGEN), SEVEN)).frame["explained"]
    assert explained.tolist() == [False, True]


def test_whole_percentages_may_be_further_from_100() -> None:
    # Three shares printed without decimals: 3 * 0.5 = 1.5.
    data = printed({"current": [34, 34, 33], "expected": [34, 34, 34]})
    explained = public(totals(data, [1, 2])).frame["explained"]
    assert explained.tolist() == [True, False]  # 101 and 102


def test_a_moment_without_a_share_on_every_rung_has_no_total() -> None:
    assert public(totals(printed(GRONINGEN), range(1, 9))).empty


def test_the_mean_rung_of_groningen_by_hand() -> None:
    # current: (51.8*1 + 19.4*2 + 19.5*3 + 2.6*4 + 1.3*5 + 5.7*6 + 0.4*7) / 100.7 = 203.0 / 100.7
    # expected, without the unknown: 232.2 / 86.0 = 2.7
    result = public(mean_rungs(printed(GRONINGEN), SEVEN))
    current, expected = result.frame["mean_rung"]
    assert current == pytest.approx(203.0 / 100.7)
    assert expected == pytest.approx(2.7)
    assert result.frame["unknown_share"].tolist() == [0, 13.9]
    assert figures(result, "ladder.net_change") == {"": pytest.approx(2.7 - 203.0 / 100.7)}


def test_the_mean_rung_of_counts_weighs_by_clients() -> None:
    # (10*1 + 20*2 + 70*3) / 100 = 2.6
    result = public(mean_rungs(ladder(current=[10, 20, 70]), [1, 2, 3]))
    assert figures(result, "ladder.mean_rung") == {"current": pytest.approx(2.6)}
    assert figures(result, "ladder.net_change") == {}


def test_a_realised_step_is_the_main_change_before_an_expected_one() -> None:
    # 1.5 now, 1.75 expected, 1.25 realised
    data = ladder(current=[50, 50], expected=[25, 75], realised=[75, 25])
    change = figures(public(mean_rungs(data, [1, 2])), "ladder.net_change")
    assert change == {"": pytest.approx(-0.25), "expected": pytest.approx(0.25)}


def test_without_a_current_moment_there_is_a_mean_and_no_change() -> None:
    result = public(mean_rungs(ladder(expected=[50, 50]), [1, 2]))
    assert figures(result, "ladder.mean_rung") == {"expected": 1.5}
    assert figures(result, "ladder.net_change") == {}


def test_a_moment_without_every_rung_has_no_mean() -> None:
    assert public(mean_rungs(ladder(current=[50, 50]), [1, 2, 3])).empty


def test_a_ladder_of_zeros_has_no_mean() -> None:
    assert public(mean_rungs(ladder(current=[0, 0]), [1, 2])).empty


def steps(*rows: tuple[str, str, int], basis: str = "expected") -> pd.DataFrame:
    names = ("from_rung", "to_rungs", "count")
    data = [{**dict(zip(names, row, strict=True)), "basis": basis} for row in rows]
    return table("ladder_moves", *data)


def test_the_steps_from_a_rung_are_laid_beside_the_clients_on_it() -> None:
    # Zwolle: 17 + 38 + 37 = 92 steps for 89 clients, 3 too many.
    data = steps(("2", "same", 17), ("2", "5-6", 38), ("2", "3-4", 37), ("all", "higher", 182))
    now = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    frame = public(moves(data, now)).frame
    assert frame["parts"].tolist() == [92, 92, 92]
    assert frame["rung_count"].tolist() == [89, 89, 89]
    assert frame["surplus"].tolist() == [3, 3, 3]


def test_expected_and_realised_steps_are_not_added_up() -> None:
    data = pd.concat([steps(("1", "2", 10)), steps(("1", "2", 4), basis="realised")])
    assert public(moves(data, None)).frame["parts"].tolist() == [10, 4]


def test_only_the_current_moment_says_how_many_stand_on_a_rung() -> None:
    frame = public(moves(steps(("1", "2", 10)), ladder(expected=[30, 20]))).frame
    assert frame["rung_count"].isna().all()


def test_who_can_rise_is_counted_over_all_rungs_together() -> None:
    data = steps(("all", "same", 38), ("all", "higher", 182), ("all", "4-6", 144), ("2", "3", 9))
    result = public(can_rise(data))
    assert result.frame["count"].tolist() == [38, 182, 144]
    assert figures(result, "ladder.can_rise") == {"": 182}


def test_expected_and_realised_risers_are_two_key_figures() -> None:
    data = pd.concat([steps(("all", "higher", 50)), steps(("all", "higher", 20), basis="realised")])
    assert figures(public(can_rise(data)), "ladder.can_rise") == {"expected": 50, "realised": 20}


def test_coverage_is_what_the_source_states() -> None:
    result = public(coverage(Coverage(60, "circa", "verslag-2020", "blz. 1")))
    assert only(result)["share"] == 60
    assert figures(result, "ladder.coverage") == {"": 60}
    assert public(coverage(None)).empty


def test_shares_of_a_protected_ladder_are_of_all_clients_and_not_of_the_shown_ones() -> None:
    # 50 + 42 + 8 = 100; the 8 are hidden and 50 is 50% of 100, not 50 / 92.
    frame = protected(distribution(ladder(current=[50, 42, 8]), [1, 2, 3])).frame
    assert frame["count"].tolist()[:2] == [50, 40]
    assert frame["share"].tolist()[:2] == [50, 40]
    assert frame["n"].tolist() == [100, 100, 100]
    assert pd.isna(frame["share"].iloc[2])


def test_a_mean_rung_would_give_a_hidden_count_away_and_is_left_out() -> None:
    # (50*1 + 42*2 + x*3) / (92 + x) tells x.
    result = protected(mean_rungs(ladder(current=[50, 42, 8], expected=[30, 40, 30]), [1, 2, 3]))
    means = result.frame.set_index("moment")["mean_rung"]
    assert pd.isna(means["current"])
    assert means["expected"] == pytest.approx(2.0)  # (30 + 80 + 90) / 100
    assert figures(result, "ladder.net_change") == pytest.approx({"": float("nan")}, nan_ok=True)


def test_a_protected_mean_rung_is_that_of_the_rounded_counts() -> None:
    # 51, 28, 22 become 50, 30, 20: (50 + 60 + 60) / 100 = 1.7
    result = protected(mean_rungs(ladder(current=[51, 28, 22]), [1, 2, 3]))
    assert figures(result, "ladder.mean_rung") == {"current": pytest.approx(1.7)}


def test_a_hidden_step_is_not_counted_as_zero_in_the_sum() -> None:
    # 40 + 45 + 4 = 89 clients; without the 4 the sum would be 85.
    data = steps(("2", "same", 40), ("2", "3", 45), ("2", "5-6", 4))
    now = ladder(current=[20, 89, 30])
    frame = protected(moves(data, now)).frame
    assert frame[["parts", "surplus"]].isna().all(axis=None)
    assert frame["rung_count"].tolist() == [90, 90, 90]


def test_protected_shares_without_counts_are_left_out_and_so_is_their_total() -> None:
    data = printed({"current": [60, 39, 1]})
    assert protected(distribution(data, [1, 2])).frame["share"].isna().all()
    assert protected(totals(data, [1, 2])).frame["total"].isna().all()
    assert protected(mean_rungs(data, [1, 2])).frame["mean_rung"].isna().all()


def test_a_small_count_of_an_incomplete_ladder_takes_its_printed_share_along() -> None:
    data = table("ladder", {"moment": "current", "rung": "2", "count": 4, "share": 4.5})
    row = only(protected(distribution(data, [1, 2])))
    assert row[["count", "share", "published_share"]].isna().all()


@pytest.mark.parametrize("basis", ["expected", "realised"])
def test_what_counsellors_expect_has_no_interval(basis: str) -> None:
    rows = [
        {"from_rung": "2", "to_rungs": "3", "basis": basis, "count": 75},
        {"from_rung": "2", "to_rungs": "same", "basis": basis, "count": 17},
        {"from_rung": "all", "to_rungs": "higher", "basis": basis, "count": 182},
        {"from_rung": "all", "to_rungs": "same", "basis": basis, "count": 38},
    ]
    steps = public(step_shares(table("ladder_moves", *rows), None)).frame.iloc[0]
    risers = public(can_rise(table("ladder_moves", *rows))).frame
    assert steps["share_up"] == pytest.approx(81.5217, abs=1e-4)  # 75 of 92
    assert risers["share"].iloc[0] == pytest.approx(82.7273, abs=1e-4)  # 182 of 220
    measured = basis == "realised"
    assert pd.notna([steps["lower_up"], *risers["lower"]]).tolist() == [measured] * 3
    assert ("Wilson" in steps["method"]) is measured


def test_only_measured_rungs_have_an_interval() -> None:
    every = ladder(current=[60, 40], expected=[30, 70], target=[10, 90], realised=[50, 50])
    frame = public(distribution(every, [1, 2])).frame
    assert frame["share"].notna().all()
    known = frame.groupby("moment")["lower"].count()
    assert known.to_dict() == {"current": 2, "expected": 0, "target": 0, "realised": 2}
    assert set(frame.loc[frame["lower"].isna(), "method"]) == {"count / total, no interval"}
