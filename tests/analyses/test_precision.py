"""What a source gives about, or as a bound, stays so in all that is computed from it."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import caseload, public, table

from evalutils import outflow
from evalutils.contracts.qualifiers import combined, ends
from evalutils.disclosure import Publishable
from evalutils.quantities import qualified, qualified_percent


@pytest.mark.parametrize(
    ("rising", "falling", "found"),
    [
        (["exact"], ["exact"], "exact"),
        ([None], [""], "exact"),
        (["circa"], ["exact"], "circa"),
        (["circa"], ["circa"], "circa"),
        (["at_least"], ["exact"], "at_least"),
        (["more_than"], ["exact"], "more_than"),
        (["exact"], ["at_least"], "at_most"),  # of at least 100 people, 40 are at most 40%
        (["exact"], ["more_than"], "less_than"),
        (["exact"], ["at_most"], "at_least"),
        (["at_least"], ["less_than"], "more_than"),
        (["at_least"], ["at_least"], None),  # both may grow: nothing is known of the share
        (["at_least", "at_most"], [], None),
        (["circa"], ["at_least"], None),  # about, and lower still
    ],
)
def test_a_figure_is_as_precise_as_what_it_is_computed_from(
    rising: list[str], falling: list[str], found: str | None
) -> None:
    assert combined(rising, falling) == found


def test_a_bound_has_one_open_end_and_about_has_two() -> None:
    infinite = float("inf")
    assert ends(57, "exact") == ends(57, None) == (57, 57)
    assert ends(57, "at_least") == ends(57, "more_than") == (57, infinite)
    assert ends(57, "at_most") == ends(57, "less_than") == (-infinite, 57)
    assert ends(57, "circa") == (-infinite, infinite)


@pytest.mark.parametrize(
    ("value", "qualifier", "text"),
    [
        (36.64, "exact", "36,6%"),
        (36.64, "circa", "ongeveer 37%"),
        (36.68, "at_least", "ten minste 36,6%"),  # 36,7% would be more than is known
        (36.61, "at_most", "ten hoogste 36,7%"),
        (36.6, "more_than", "meer dan 36,6%"),
        (60.0, "less_than", "minder dan 60%"),
        (float("nan"), "circa", "–"),
    ],
)
def test_a_percentage_is_written_no_more_precisely_than_it_is(
    value: float, qualifier: str, text: str
) -> None:
    assert qualified_percent(value, qualifier) == text
    assert qualified("–", qualifier) == "–"


def exits(count: int, qualifier: str | None = None, **more: Any) -> Publishable:
    rows = [
        {"destination": "total", "count": 200},
        {"destination": "paid_work", "count": count, "qualifier": qualifier, **more},
    ]
    return public(outflow.destinations(table("exits", *rows), caseload(participants=400)))


def figures(result: Publishable, indicator: str) -> pd.DataFrame:
    frame = result.key_figures
    return frame[frame["indicator"] == indicator].set_index("group")


@pytest.mark.parametrize("qualifier", ["at_least", "more_than", "at_most", "less_than"])
def test_a_share_of_a_bound_is_a_bound_without_an_interval(qualifier: str) -> None:
    row = figures(exits(57, qualifier), "outflow.share").loc["paid_work"]
    assert row["value"] == pytest.approx(28.5)  # 57 of 200
    assert pd.isna(row["lower"]) and pd.isna(row["upper"])
    assert (row["status"], row["method"]) == (qualifier, "count / base, bound")


def test_a_share_of_about_a_number_keeps_its_interval_and_says_so() -> None:
    about, exact = (
        figures(exits(57, code), "outflow.share").loc["paid_work"] for code in ("circa", None)
    )
    assert about[["value", "lower", "upper", "n"]].tolist() == (
        exact[["value", "lower", "upper", "n"]].tolist()
    )
    assert (about["status"], exact["status"]) == ("circa", "computed")


def test_the_count_itself_says_how_precise_it_is() -> None:
    counts = figures(exits(57, "at_least"), "outflow.count")["status"]
    assert counts.to_dict() == {"total": "published", "paid_work": "at_least"}


@pytest.mark.parametrize(
    ("count", "base", "status"),
    [
        (None, "circa", "circa"),
        (None, "at_least", "at_most"),
        (None, "less_than", "more_than"),
        ("at_most", "at_least", "at_most"),
    ],
)
def test_the_base_counts_as_well(count: str | None, base: str, status: str) -> None:
    people = table("caseload", {"measure": "participants", "count": 400, "qualifier": base})
    row = {"destination": "paid_work", "count": 100, "qualifier": count, "base": "participants"}
    share = figures(public(outflow.destinations(table("exits", row), people)), "outflow.share")
    assert share["status"].tolist() == [status]
    assert share["value"].tolist() == [25.0]


def test_two_numbers_that_may_both_be_higher_have_no_share() -> None:
    people = table("caseload", {"measure": "participants", "count": 400, "qualifier": "at_least"})
    row = {"destination": "paid_work", "count": 100, "qualifier": "at_least"}
    result = public(outflow.destinations(table("exits", {**row, "base": "participants"}), people))
    assert figures(result, "outflow.share").empty
    assert figures(result, "outflow.count")["status"].tolist() == ["at_least"]


def test_a_total_that_is_about_right_makes_the_shares_of_its_parts_so() -> None:
    rows = [
        {"destination": "total", "count": 200, "qualifier": "circa"},
        {"destination": "paid_work", "count": 50},
    ]
    result = public(outflow.destinations(table("exits", *rows), None))
    assert figures(result, "outflow.share").loc["paid_work", "status"] == "circa"


def test_a_printed_share_keeps_the_reservation_of_the_source() -> None:
    row = {"destination": "paid_work", "share": 57, "qualifier": "circa"}
    share = figures(public(outflow.destinations(table("exits", row), None)), "outflow.share")
    assert share[["value", "status", "method"]].to_numpy().tolist() == [
        [57, "circa", "as published"]
    ]


def test_a_stage_is_a_bound_of_the_first_and_of_the_one_before() -> None:
    stages = [("aangemeld", 200, None), ("gestart", 100, "at_least"), ("afgerond", 80, None)]
    rows = [
        {"funnel": "f", "order": place, "stage": name, "count": count, "qualifier": code}
        for place, (name, count, code) in enumerate(stages, start=1)
    ]
    frame = public(outflow.funnel_shares(table("funnel", *rows))).frame
    assert frame["qualifier_share"].tolist() == ["exact", "at_least", "exact"]
    assert frame["share"].tolist()[1:] == [50, 40]
    assert frame["lower"].notna().tolist() == [False, False, True]
    # 80 of at least 100 is at most 80%.
    assert frame["qualifier_share_previous"].tolist()[1:] == ["at_least", "at_most"]
    assert frame["lower_previous"].isna().all()


def test_who_stayed_away_may_be_a_bound_while_who_left_is_exact() -> None:
    row = {"cohort": "c", "definition": "fixed_date", "exits": 50, "still_out": 40}
    result = public(outflow.durable_shares(table("durability", {**row, "qualifier": "at_least"})))
    (figure,) = result.key_figures.to_dict("records")
    assert (figure["value"], figure["status"]) == (80, "at_least")
    assert pd.isna(figure["lower"])


def test_one_qualifier_is_about_all_numbers_of_an_instrument() -> None:
    row = {"instrument": "stage", "started": 100, "exits_work": 40, "exits_total": 60}
    about, bound = (
        public(outflow.instrument_shares(table("instruments", {**row, "qualifier": code})))
        for code in ("circa", "at_least")
    )
    assert about.key_figures["status"].tolist() == ["circa", "circa"]
    assert about.frame["n_work"].tolist() == [100]
    assert bound.key_figures.empty  # at least 40 of at least 100 is any share


def reached(result: float, direction: str, qualifier: str) -> Any:
    row = {"indicator": "i", "target": 60, "result": result, "unit": "person"}
    row |= {"direction": direction, "qualifier": qualifier}
    frame = public(outflow.target_results(table("targets", row))).frame
    verdict = frame["reached"].iloc[0]
    return None if pd.isna(verdict) else bool(verdict)


@pytest.mark.parametrize(
    ("result", "direction", "qualifier", "verdict"),
    [
        (60, "at_least", "at_least", True),
        (59, "at_least", "at_least", None),  # it may be 60
        (59, "at_least", "at_most", False),
        (70, "at_least", "at_most", None),
        (60, "at_most", "less_than", True),
        (61, "at_most", "more_than", False),
        (59, "at_most", "more_than", None),
        (59, "at_least", "circa", None),
        (90, "at_least", "circa", None),
        (60, "equal", "at_least", None),
        (61, "equal", "at_least", False),
    ],
)
def test_a_target_is_judged_as_far_as_the_result_is_known(
    result: float, direction: str, qualifier: str, verdict: bool | None
) -> None:
    assert reached(result, direction, qualifier) is verdict


def test_a_ratio_to_a_target_is_as_precise_as_its_result() -> None:
    row = {"indicator": "i", "target": 60, "result": 57, "unit": "person", "qualifier": "circa"}
    row |= {"direction": "at_least"}
    (figure,) = public(outflow.target_results(table("targets", row))).key_figures.to_dict("records")
    assert (figure["value"], figure["status"]) == (95, "circa")


# What is counted


@pytest.mark.parametrize(
    ("of_exits", "of_base", "share"),
    [
        (None, None, [25.0]),
        ("household", "household", [25.0]),
        ("household", None, [25.0]),  # the source does not say what the base counts
        ("household", "person", []),
        ("benefit", "household", []),
    ],
)
def test_a_share_has_one_unit(of_exits: Any, of_base: Any, share: list[float]) -> None:
    people = table("caseload", {"measure": "participants", "count": 400, "unit": of_base})
    row = {"destination": "paid_work", "count": 100, "unit": of_exits, "base": "participants"}
    result = public(outflow.destinations(table("exits", row), people))
    assert figures(result, "outflow.share")["value"].tolist() == share
    assert figures(result, "outflow.count")["unit"].tolist() == [of_exits or "person"]


def test_a_stage_in_another_unit_has_no_share_of_the_one_before() -> None:
    stages = [
        ("aanvragen", 200, "benefit"),
        ("toegekend", 100, "benefit"),
        ("mensen", 150, "person"),
    ]
    rows = [
        {"funnel": "f", "order": place, "stage": name, "count": count, "unit": unit}
        for place, (name, count, unit) in enumerate(stages, start=1)
    ]
    frame = public(outflow.funnel_shares(table("funnel", *rows))).frame
    assert frame["share"].isna().tolist() == [True, False, True]
    assert frame["share_previous"].isna().tolist() == [True, False, True]
