"""A curve begins where enough clients are at risk, and is about who was still there then."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from client_tables import (
    CODELIST,
    RULE,
    benefits,
    dated,
    figures,
    many,
    on_benefit_before,
    shown,
    spells,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils import outflow, show
from evalutils.display import Chart, HtmlTable, Prose
from evalutils.outflow import Window
from evalutils.outflow.clients.followed import followed
from evalutils.outflow.clients.late_entry import stretch_of

REFERENCE = Path(__file__).parents[1] / "reference" / "survival"
PERIOD = Window(date(2023, 1, 1), date(2024, 12, 31))
PROTECTED = Window(date(2023, 1, 1), date(2024, 12, 31), fewest=10)
NONE = benefits()


@cache
def reference() -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "late_entry.csv")


def case(name: str) -> pd.DataFrame:
    """Spells that the R script made up."""
    found = pd.read_csv(REFERENCE / "late_spells.csv", dtype="str")
    found = found[found["case"] == name].reset_index(drop=True)
    found["client_id"] = [f"c{row}" for row in found.index]
    return dated(found[["client_id", "start", "end", "destination"]])


@pytest.mark.parametrize("name", ["one_early", "twenty_early", "no_inflow", "inflow"])
def test_the_conditional_curve_is_that_of_r(name: str) -> None:
    expected = reference()[reference()["case"] == name].reset_index(drop=True)
    frame = shown(outflow.staying(case(name), NONE, PERIOD)).frame
    assert frame["month"].tolist() == expected["month"].tolist()
    assert frame["start"].tolist() == expected["start"].tolist()
    inside = expected["survival"].between(0, 1, inclusive="neither")  # of 0 and 1 no interval
    inside &= frame["exits"].cumsum() >= 2  # nor of one exit
    for ours, theirs in (("share", "survival"), ("lower", "lower"), ("upper", "upper")):
        values = 100 * expected[theirs].where(inside | (theirs == "survival"))
        assert frame[ours].astype(float).tolist() == pytest.approx(
            values.tolist(), rel=1e-9, nan_ok=True
        )
    assert frame["at_risk"].tolist() == expected["at_risk"].tolist()


@pytest.mark.parametrize("name", ["one_early", "twenty_early", "no_inflow", "inflow"])
def test_the_conditional_incidence_is_that_of_r(name: str) -> None:
    expected = reference()[reference()["case"] == name]
    frame = shown(outflow.destination_incidence(case(name), CODELIST, PERIOD)).frame
    work = frame[frame["kind"] == "work"]
    assert work["month"].tolist() == expected["month"].tolist()
    assert work["share"].astype(float).tolist() == pytest.approx(
        (100 * expected["work"]).tolist(), rel=1e-9
    )


@pytest.mark.parametrize("early", [1, 20])
def test_early_leavers_do_not_decide_over_who_came_in_late(early: int) -> None:
    # Half of 200 leave after 20 months, of whom all were there after 12: 50% whatever came before.
    late = [*many(100, 608, "care", "2022-01-01"), *many(100, 0, None, "2022-01-01")]
    table = spells(*many(early, 5, "care", "2023-01-10"), *late)
    found = figures(outflow.staying(table, NONE, PERIOD))
    assert found["after_12:18"] == pytest.approx(100)
    assert found["after_12:24"] == pytest.approx(50)  # day 608 is 31 August, the last of 20 months
    assert not [group for group in found if not group.startswith("after_12:")]
    assert figures(outflow.destination_incidence(table, CODELIST, PERIOD))["care:after_12:24"] == 50


def late_entrants(present: int) -> pd.DataFrame:
    """Clients who began a year before the period, and nobody else."""
    return spells(*many(present - 5, 608, "care", "2022-01-01"), *many(5, 0, None, "2022-01-01"))


@pytest.mark.parametrize(("present", "kept"), [(9, False), (10, True), (11, True)])
def test_ten_people_at_risk_are_enough(present: int, kept: bool) -> None:
    frame = shown(outflow.staying(late_entrants(present), NONE, PERIOD)).frame
    assert bool(len(frame)) is kept
    if kept:
        # After day 608, the last of month 20, only 5 are left.
        assert frame["month"].tolist() == list(range(13, 21))


def test_a_curve_never_goes_on_where_few_are_at_risk() -> None:
    for window in (PERIOD, PROTECTED):
        for name in ("one_early", "twenty_early", "no_inflow", "inflow"):
            frame = shown(outflow.staying(case(name), NONE, window)).frame
            assert (frame["at_risk"] >= 10).all()


def test_without_late_entry_few_people_are_a_curve_as_before() -> None:
    table = spells(*many(2, 90, "care", "2023-01-01"), *many(2, 0, None, "2023-01-01"))
    stretch = stretch_of(followed(table, PERIOD), PERIOD)
    assert (stretch.start, len(stretch.seen)) == (0, 4)
    assert figures(outflow.staying(table, NONE, PERIOD))["3"] == pytest.approx(50)


def test_a_share_is_of_months_for_which_ten_could_be_followed() -> None:
    # 9 began two years before the end, 30 three months before it; one of the 9 left in month 20.
    few = [*many(1, 600, "care", "2023-01-01"), *many(8, 0, None, "2023-01-01")]
    table = spells(*few, *many(30, 0, None, "2024-10-01"))
    months = shown(outflow.staying(table, NONE, PERIOD)).frame["month"].tolist()
    assert months == [1, 2, 3]  # no curve that falls by a ninth on the exit of one
    more = spells(*few, *many(1, 300, "care", "2023-01-01"), *many(30, 0, None, "2024-10-01"))
    assert shown(outflow.staying(more, NONE, PERIOD)).frame["month"].max() == 24
    leaving = shown(outflow.destination_incidence(table, CODELIST, PERIOD)).frame
    assert leaving["month"].max() == 3
    assert pd.isna(shown(outflow.median_months(table, NONE, PERIOD)).frame["median"]).all()


def test_who_left_could_still_have_been_followed() -> None:
    # Nobody is left after 60 days, which is known of all 40: 0% after two years.
    table = spells(*many(40, 60, "care", "2023-01-01"))
    assert figures(outflow.staying(table, NONE, PERIOD))["24"] == 0


SPELL = st.tuples(st.integers(-1500, 729), st.integers(0, 1500))


@given(st.lists(SPELL, min_size=1, max_size=60), st.sampled_from([PERIOD, PROTECTED]))
@settings(max_examples=40, deadline=None)
def test_no_curve_without_a_risk_set(rows: list[tuple[int, int]], window: Window) -> None:
    day = pd.Timestamp(window.start)
    start = [day + pd.Timedelta(days=first) for first, _ in rows]
    end = [first + pd.Timedelta(days=days) for first, (_, days) in zip(start, rows, strict=True)]
    table = pd.DataFrame({"client_id": [f"c{row}" for row in range(len(rows))], "start": start})
    table = table.assign(end=end, destination="care")
    seen = followed(table, window)
    frame = shown(outflow.staying(table, NONE, window)).frame
    if frame.empty or not seen["entry"].any():
        return
    for place in range(31 * int(frame["start"].max()) + 1, 31 * int(frame["month"].max()) + 1):
        assert ((seen["entry"] < place) & (seen["place"] >= place)).sum() >= 10


def test_enough_inflow_gives_a_curve_from_the_start() -> None:
    table = spells(
        *many(10, 0, None, "2023-01-01"), *many(10, 400, "care", "2022-06-01"),
    )  # fmt: skip
    assert stretch_of(followed(table, PERIOD), PERIOD).start == 0


def test_the_median_is_of_who_was_still_there() -> None:
    late = [*many(100, 608, "care", "2022-01-01"), *many(99, 0, None, "2022-01-01")]
    table = spells(*many(1, 5, "care", "2023-01-10"), *late)
    found = figures(outflow.median_months(table, NONE, PERIOD))
    assert found == {"after_12": 20}


def test_a_group_with_few_at_risk_has_no_share() -> None:
    late = [*many(60, 450, "care", "2022-01-01"), *many(60, 0, None, "2022-01-01")]
    groups = ["Noord"] * 9 + ["Zuid"] * 51 + ["Zuid"] * 60
    table = spells(*late, wijk=groups)
    frame = shown(outflow.group_differences(table, CODELIST, PERIOD)).frame
    of_all = frame[frame["outcome"] == "left"].set_index("group")
    # 51 of 111; everybody began before the period, so that the shares hold from month 12.
    assert of_all.loc["Zuid", "share"] == pytest.approx(100 * 51 / 111)
    assert pd.isna(of_all["share"].get("Noord", float("nan")))
    assert set(frame["start"]) == {12}
    assert frame["p"].isna().all()  # the tests know no late entry


def test_durable_outflow_is_of_who_was_still_there() -> None:
    work = many(50, 450, "paid_work", "2022-01-01")  # day 450 is in March 2023: followed a year
    table = spells(*work, *many(150, 0, None, "2022-01-01"), *many(1, 5, "care", "2023-01-10"))
    again = ((f"paid_work-450-{row}", "2023-06-01", None) for row in range(10))
    back = on_benefit_before(table, *again)
    frame = shown(outflow.durable_incidence(table, back, CODELIST, PERIOD)).frame
    row = frame[(frame["kind"] == "work") & (frame["month"] == 18)].iloc[0]
    assert (row["start"], row["clients"]) == (12, 200)
    assert row["left"] == pytest.approx(25)  # 50 of 200
    assert row["percent"] == pytest.approx(25 * 40 / 50)


def test_the_page_says_of_whom_it_speaks() -> None:
    table = case("one_early")
    table["wijk"] = ["Noord", "Zuid"] * 100 + ["Noord"]
    staying = shown(outflow.staying(table, NONE, PERIOD))
    leaving = shown(outflow.destination_incidence(table, CODELIST, PERIOD))
    groups = shown(outflow.group_differences(table, CODELIST, PERIOD))
    medians = shown(outflow.median_months(table, NONE, PERIOD))
    said = [
        show.still_there.sentence(staying, medians),
        show.still_there.chart(staying),
        show.still_there.table(staying),
        show.leaving_by_month.sentence(leaving),
        show.leaving_by_month.chart(leaving),
        show.leaving_by_month.table(leaving),
        show.group_comparison.table(groups),
    ]
    for item in said:
        assert "van wie er na 15 maanden nog was" in text(item), text(item)
    assert "minder dan 10 tegelijk te volgen" in text(said[2])


def test_a_key_figure_says_of_whom_it_is() -> None:
    found = shown(outflow.staying(case("one_early"), NONE, PERIOD)).key_figures
    assert found["group"].tolist() == ["after_15:18", "after_15:24", "after_15:36"]
    assert found["method"].str.endswith("of those still there after 15 months").all()
    plain = shown(outflow.staying(case("inflow"), NONE, PERIOD)).key_figures
    assert plain["group"].tolist()[:2] == ["3", "6"]


def test_the_line_begins_where_the_curve_does() -> None:
    chart = show.still_there.chart(shown(outflow.staying(case("one_early"), NONE, PERIOD)))
    assert isinstance(chart, Chart)
    (line,) = [item for item in chart.figure.axes[0].lines if len(item.get_xdata()) > 2][:1]
    assert (line.get_xdata()[0], line.get_ydata()[0]) == (15, 100)


@pytest.mark.parametrize("early", [1, 9, 20])
def test_the_clients_before_the_start_cannot_be_found_by_subtraction(early: int) -> None:
    late = [*many(100, 608, "care", "2022-01-01"), *many(100, 0, None, "2022-01-01")]
    table = spells(*many(early, 5, "care", "2023-01-10"), *late)
    result = outflow.staying(table, NONE, PROTECTED)
    (balance,) = [item for item in result.balances if "caseload.stock_start" in item.wholes]
    assert balance.kind == "remainder"
    assert balance.parts == ("programme.clients>12",)
    frame = shown(result, RULE).frame
    assert (frame["clients"].dropna() % 5 == 0).all()


def text(item: object) -> str:
    if isinstance(item, Prose):
        return item.text
    if isinstance(item, Chart):
        return item.alt
    assert isinstance(item, HtmlTable)
    return " ".join(re.sub(r"<[^>]+>", " ", item.html).split())


@pytest.mark.parametrize(("name", "beyond"), [("inflow", True), ("fresh", False)])
def test_a_curve_that_is_longer_than_the_period_names_what_it_assumes(
    name: str, beyond: bool
) -> None:
    started = case("inflow")
    if name == "fresh":  # everybody came in the period, and nobody can be followed beyond it
        started = started[started["start"] >= pd.Timestamp(PERIOD.start)].reset_index(drop=True)
    curve = shown(outflow.staying(started, NONE, PERIOD))
    frame = curve.frame
    # 24 months from the first day to the last of 2023 and 2024.
    assert bool((frame["month"] - frame["start"] > 24).any()) is beyond
    chart = show.still_there.chart(curve)
    assert isinstance(chart, Chart)
    for said in (chart.caption, text(show.still_there.table(curve))):
        assert ("stationariteit" in said) is beyond
