"""Who is counted must be among those of the base: only then is a count a share."""

import pandas as pd
import pytest
from filled_tables import caseload, figures, only, public, table
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils import outflow
from evalutils.chapters.analysis_inputs import empty_table
from evalutils.counted_shares import with_shares
from evalutils.result import Result

PASTIEL = {"destination": "total", "count": 418, "share": 55, "base": "inflow"}


@pytest.mark.parametrize("within", ["no", None])
def test_leavers_who_came_earlier_are_so_many_per_100_who_came_and_no_share(
    within: str | None,
) -> None:
    rows = table("exits", PASTIEL | {"within_base": within})
    result = public(outflow.destinations(rows, caseload(inflow=759)))
    row = only(result)
    assert row["ratio"] == pytest.approx(55.0725, abs=1e-4)  # 100 * 418 / 759
    assert row[["share", "lower", "upper"]].isna().all()
    assert row["published_share"] == 55
    (figure,) = result.key_figures.query("indicator == 'outflow.ratio'").to_dict("records")
    assert figure["value"] == row["ratio"]
    assert (figure["unit"], figure["method"]) == ("per_100", "count / base, ratio")
    assert pd.isna(figure["lower"])
    assert figures(result, "outflow.share") == {}


def test_a_ratio_may_be_above_100() -> None:
    rows = table("exits", PASTIEL | {"within_base": "no"})
    assert only(public(outflow.destinations(rows, caseload(inflow=400))))["ratio"] == 104.5


def test_a_count_above_the_base_that_it_is_said_to_be_part_of_has_neither() -> None:
    rows = table("exits", PASTIEL | {"within_base": "yes"})
    row = only(public(outflow.destinations(rows, caseload(inflow=400))))
    assert row[["share", "ratio"]].isna().all()


def test_a_part_of_the_total_of_its_group_is_a_share_unless_it_overlaps_or_says_no() -> None:
    unsaid = {"within_base": None}
    rows = table(
        "exits",
        {"destination": "total", "count": 64, **unsaid},
        {"destination": "paid_work", "count": 16, **unsaid},
        {"destination": "education", "count": 8, "overlapping": True, **unsaid},
        {"destination": "care", "count": 4, "within_base": "no"},
    )
    frame = public(outflow.destinations(rows, None)).frame.set_index("destination")
    assert frame["share"].dropna().to_dict() == {"paid_work": 25}  # 16 / 64
    assert frame["ratio"].dropna().to_dict() == {"education": 12.5, "care": 6.25}  # 8 and 4 / 64


def test_a_printed_percentage_of_people_outside_the_base_is_a_ratio_as_printed() -> None:
    rows = table("exits", PASTIEL | {"count": None, "within_base": "no"})
    row = only(public(outflow.destinations(rows, None)))
    assert (row["ratio"], row["method"], row["status"]) == (55, "as published", "published")
    assert pd.isna(row["share"])


def test_a_stage_is_a_share_of_the_first_when_every_stage_comes_from_the_one_before() -> None:
    rows = table(
        "funnel",
        {"funnel": "f", "order": 1, "stage": "pool", "count": 80, "within_base": None},
        {"funnel": "f", "order": 2, "stage": "placed", "count": 40, "within_base": "yes"},
        {"funnel": "f", "order": 3, "stage": "left", "count": 10, "within_base": None},
        {"funnel": "f", "order": 4, "stage": "work", "count": 5, "within_base": "yes"},
    )
    frame = public(outflow.funnel_shares(rows)).frame
    assert frame["share"].fillna(-1).tolist() == [-1, 50, -1, -1]  # 40 / 80
    assert frame["ratio"].fillna(-1).tolist() == [-1, -1, 12.5, 6.25]  # 10 and 5 / 80
    assert frame["share_previous"].fillna(-1).tolist() == [-1, 50, -1, 50]  # 5 / 10
    assert frame["ratio_previous"].fillna(-1).tolist() == [-1, -1, 25, -1]  # 10 / 40


def test_who_is_still_out_of_other_people_than_the_cohort_is_a_ratio() -> None:
    row = {"cohort": "2018", "definition": "cbs_status", "months": 12, "exits": 80}
    rows = table("durability", row | {"still_out": 60, "within_base": None})
    assert figures(public(outflow.durable_shares(rows)), "outflow.durable_ratio") == {
        "cbs_status:12": 75  # 60 / 80
    }


def test_exits_of_an_instrument_from_other_participants_are_ratios() -> None:
    rows = table(
        "instruments", {"instrument": "i", "started": 50, "exits_work": 10, "within_base": "no"}
    )
    result = public(outflow.instrument_shares(rows))
    assert figures(result, "outflow.instrument_ratio") == {"i:work": 20}  # 10 / 50
    assert figures(result, "outflow.instrument_share") == {}


def test_who_came_for_a_reason_is_set_against_a_base_as_who_left() -> None:
    rows = table(
        "inflow", {"reason": "moved_in", "count": 30, "base": "inflow", "within_base": None}
    )
    result = public(outflow.inflow_reasons(rows, caseload(inflow=120)))
    assert figures(result, "outflow.inflow_ratio") == {"moved_in": 25}  # 30 / 120


@pytest.mark.parametrize(
    "result",
    [
        outflow.destinations(empty_table("exits"), None),
        outflow.durable_shares(empty_table("durability")),
        outflow.instrument_shares(empty_table("instruments")),
        outflow.funnel_shares(empty_table("funnel")),
    ],
)
def test_every_share_with_an_interval_has_its_ratio_beside_it(result: Result) -> None:
    ranged = [figure.indicator for figure in result.key_figures if figure.lower]
    ratios = {figure.indicator for figure in result.key_figures if figure.unit == "per_100"}
    assert {name.replace("share", "ratio") for name in ranged} == ratios


def test_a_product_of_a_rounded_percentage_has_no_interval() -> None:
    # Doen!Beurzen: 2,687 is 81% of 3,317, and counts nobody.
    rows = table(
        "funnel",
        {"funnel": "f", "order": 1, "stage": "geweest", "count": 3317},
        {"funnel": "f", "order": 2, "stage": "actief", "count": 2687, "qualifier": "estimated"},
    )
    result = public(outflow.funnel_shares(rows))
    row = result.frame.iloc[1]
    assert row["share"] == pytest.approx(81.007, abs=1e-3)  # 2687 / 3317
    assert row[["lower", "upper", "lower_previous"]].isna().all()
    (figure,) = result.key_figures.to_dict("records")
    assert figure["status"] == "estimated"
    assert figure["method"] == "count / first stage, estimate"


def test_a_printed_share_may_be_about_right_beside_counts_that_are_exact() -> None:
    row = {"instrument": "i", "started": 200, "exits_work": 67, "share_total": 45}
    rows = table("instruments", row | {"share_qualifier": "circa"})
    row = only(public(outflow.instrument_shares(rows)))
    assert row[["qualifier_share_total", "qualifier_share_work"]].tolist() == ["circa", "exact"]


counts = st.one_of(st.none(), st.integers(0, 50))
codes = st.sampled_from(["yes", "no", "", None])
known = st.sampled_from(["exact", "circa", "estimated", "at_least", "at_most", None])
ROWS = st.lists(st.tuples(counts, counts, codes, known, known), min_size=1, max_size=8)


@settings(deadline=None)
@given(ROWS)
def test_no_share_outside_a_base_and_no_interval_without_a_share(
    rows: list[tuple[int | None, int | None, str | None, str | None, str | None]],
) -> None:
    names = ["count", "n", "within_n", "qualifier_count", "qualifier_n"]
    frame = pd.DataFrame(rows, columns=names).assign(published_share=float("nan"))
    frame = frame.astype({"count": "float64", "n": "float64"})
    found = with_shares(frame, "count", "n", "count / base")
    inside = found["within_n"].eq("yes") & found["count"].le(found["n"])
    assert not (found["share"].notna() & ~inside).any()
    assert not (found["lower"].notna() & found["share"].isna()).any()
    assert not (found["share"].notna() & found["ratio"].notna()).any()
    assert found["share"].dropna().between(0, 100).all()
    assert not (found["ratio"].notna() & found["within_n"].eq("yes")).any()
