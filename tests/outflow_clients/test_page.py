"""What a reader sees of clients who were followed."""

import re
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from client_tables import (
    CODELIST,
    GUARDED,
    RULE,
    WINDOW,
    benefits,
    many,
    on_benefit_before,
    shown,
    spells,
)
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex

from evalutils import outflow, show
from evalutils.chapters import AnalysisInputs, analyses_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.keys import EvaluationKey
from evalutils.show.chart_style import DARK, LIGHT

SAMPLE = pd.concat(
    [
        spells(*many(40, 80, "paid_work"), *many(12, 170, "care"), *many(15, 300, "education")),
        spells(*many(33, 0, None)),
    ],
    ignore_index=True,
).assign(wijk=lambda frame: ["Noord" if row % 2 else "Zuid" for row in frame.index])
BENEFITS = on_benefit_before(
    SAMPLE,
    *((f"paid_work-80-{n}", "2020-07-01", None) for n in range(12)),
    *((f"None-0-{n}", "2020-01-01", None) for n in range(33)),
)
NONE = benefits()


def text(item: Any) -> str:
    if isinstance(item, Prose):
        return item.text
    if isinstance(item, Chart):
        return item.alt
    assert isinstance(item, HtmlTable)
    html = re.sub(r"<style>.*?</style>", "", item.html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@cache
def page(guarded: bool) -> list[Any]:
    """Everything the notebook shows of the sample."""
    return page_of(SAMPLE, BENEFITS, guarded=guarded)


def page_of(rows: pd.DataFrame, benefit: pd.DataFrame, *, guarded: bool = False) -> list[Any]:
    """Everything the notebook shows."""
    window, rule = (GUARDED, RULE) if guarded else (WINDOW, None)
    staying = shown(outflow.staying(rows, benefit, window), rule)
    medians = shown(outflow.median_months(rows, benefit, window), rule)
    leaving = shown(outflow.destination_incidence(rows, CODELIST, window), rule)
    groups = shown(outflow.group_differences(rows, CODELIST, window), rule)
    cohorts = shown(outflow.cohorts(rows, CODELIST, window), rule)
    raw = shown(outflow.followed_exits(rows, benefit, CODELIST, window), rule)
    lasting = shown(outflow.durable_incidence(rows, benefit, CODELIST, window), rule)
    again = shown(outflow.reentry(rows, benefit, CODELIST, window), rule)
    means = shown(outflow.mean_reentries(rows, benefit, CODELIST, window), rule)
    return [
        show.still_there.sentence(staying, medians),
        show.still_there.chart(staying),
        show.still_there.table(staying),
        show.leaving_by_month.sentence(leaving),
        show.leaving_by_month.chart(leaving),
        show.leaving_by_month.table(leaving),
        show.group_comparison.sentence(groups),
        show.group_comparison.table(groups),
        show.start_cohorts.sentence(cohorts),
        show.start_cohorts.chart(cohorts),
        show.start_cohorts.table(cohorts),
        show.lasting_exits.sentence(raw, lasting),
        show.lasting_exits.followed_table(raw),
        show.lasting_exits.table(lasting),
        show.back_on_benefit.sentence(again),
        show.back_on_benefit.chart(again),
        show.back_on_benefit.table(again, means),
    ]


@pytest.mark.parametrize("guarded", [False, True], ids=["public", "protected"])
def test_every_part_of_the_page_says_something_readable(guarded: bool) -> None:
    for item in page(guarded):
        if not isinstance(item, Nothing):
            said = text(item)
            assert said
            assert not re.search(r"nan|None|NaN|inf\b", said), said
            assert not re.search(r"\d\.\d(?!\d\d)", said), said  # Dutch decimals


def test_a_page_without_clients_is_empty() -> None:
    assert all(isinstance(item, Nothing) for item in page_of(SAMPLE.iloc[:0], NONE))


def test_a_page_without_benefits_says_nothing_about_lasting() -> None:
    assert all(isinstance(item, Nothing) for item in page_of(SAMPLE, NONE)[11:])


def test_staying_gives_share_interval_and_median() -> None:
    said = text(page(False)[0])
    # 33 of 100 are still there after a year; the 50th leaves on day 170 (5.6 months).
    assert "Na 12 maanden liep naar schatting 33,0% (95%-interval 24,0% tot 42,2%)" in said
    assert "Na 5,6 maanden" in said


def test_of_few_clients_the_sentence_gives_the_interval_only() -> None:
    few = spells(*many(5, 80, "paid_work"), *many(5, 200, "care"), *many(5, 0, None))
    staying = shown(outflow.staying(few, NONE, WINDOW))
    medians = shown(outflow.median_months(few, NONE, WINDOW))
    said = text(show.still_there.sentence(staying, medians))
    assert "ergens tussen" in said
    assert "33,3%" not in said


def test_no_design_goes_without_the_warning() -> None:
    leaving = shown(outflow.destination_incidence(SAMPLE, CODELIST, WINDOW))
    said = text(show.leaving_by_month.sentence(leaving))
    assert "Dit zegt niet wat er zonder het programma was gebeurd." in said


def test_groups_never_say_why() -> None:
    said = text(page(False)[6])
    assert "Waardoor groepen verschillen, volgt hier niet uit." in said
    assert "door" not in said.replace("Waardoor", "")


def test_the_number_still_followed_stands_under_the_curves() -> None:
    chart = page(False)[1]
    assert isinstance(chart, Chart)
    words = [item.get_text() for axes in chart.figure.axes for item in axes.texts]
    assert "Nog gevolgd: nog in het programma" in words
    assert "33" in words


def test_one_line_of_numbers_serves_curves_of_the_same_clients() -> None:
    chart = page(False)[4]
    words = [item.get_text() for axes in chart.figure.axes for item in axes.texts]
    assert words.count("Nog gevolgd") == 1


def test_an_unfinished_cohort_is_lighter_and_says_so() -> None:
    rows = spells(*many(20, 80, "paid_work"), *many(20, 90, "paid_work", "2022-07-01"))
    later = pd.concat([rows, spells(*many(20, 0, None, "2022-08-01"))])
    result = shown(outflow.cohorts(later, CODELIST, WINDOW))
    chart = show.start_cohorts.chart(result)
    assert isinstance(chart, Chart)
    assert "3e kwartaal 2022, na 3 maanden (nog niet iedereen zo lang gevolgd)" in chart.alt
    dark, light = (
        (dots.get_offsets()[0, 0], to_hex(dots.get_facecolor()[0]))
        for dots in chart.figure.axes[0].collections
        if isinstance(dots, PathCollection)
    )
    # All 20 who started in January left for work; of the 40 of the third quarter 20.
    assert dark == (100.0, DARK.lower())
    assert light == (pytest.approx(50.0), LIGHT.lower())


def test_the_line_of_a_cohort_ends_at_its_bounds() -> None:
    starts = ("2020-01-01", "2020-04-01")
    rows = [item for start in starts for item in many(20, 80, "paid_work", start)]
    still = [item for start in starts for item in many(30, 0, None, start)]
    clients = spells(*rows, *still)
    clients["client_id"] += clients["start"].astype(str)
    result = shown(outflow.cohorts(clients, CODELIST, WINDOW))
    year = result.frame[result.frame["month"] == 12].set_index("cohort")
    chart = show.start_cohorts.chart(result)
    assert isinstance(chart, Chart)
    lines, dots = chart.figure.axes[0].collections[:2]
    assert isinstance(lines, LineCollection)
    drawn = sorted(lines.get_segments(), key=lambda ends: -float(ends[0][1]))
    for cohort, ends in zip(("2020-Q1", "2020-Q2"), drawn, strict=True):
        assert list(ends[:, 0]) == list(year.loc[cohort, ["lower", "upper"]])
        assert ends[0][1] == ends[1][1]
    # 20 of 50 in both quarters.
    assert dots.get_offsets()[:, 0] == pytest.approx([40.0, 40.0])


def test_the_raw_share_stands_beside_the_estimate_from_everybody() -> None:
    said = text(page(False)[11])
    # 40 left for work, 12 came back in July: 28 of 40. Of all 100 clients: 40% x 70%.
    assert "28 van 40, dat is 70,0%" in said
    assert "28,0%" in said


def test_charts_are_the_same_bytes_every_time() -> None:
    once, again = (
        show.still_there.chart(shown(outflow.staying(SAMPLE, NONE, WINDOW))) for _ in range(2)
    )
    assert once._repr_mimebundle_() == again._repr_mimebundle_()


def test_no_exact_number_reaches_a_protected_page() -> None:
    # 33 still there, 67 left, 28 of 40 stayed away: all are multiples of 5 or left out.
    for item in page(True):
        if isinstance(item, HtmlTable):
            assert not re.search(r"\b(33|67|28|12) ", text(item).replace("12 maanden", ""))


def test_two_truths_with_the_same_rounded_numbers_give_the_same_page() -> None:
    # 41 of 102 and 42 of 101 are both shown as 40 of 100, and 61 and 59 still there as 60.
    one = spells(*many(41, 80, "paid_work"), *many(61, 0, None))
    other = spells(*many(42, 80, "paid_work"), *many(59, 0, None))
    pages = [
        [text_or_nothing(item) for item in page_of(rows, NONE, guarded=True)]
        for rows in (one, other)
    ]
    assert pages[0] == pages[1]
    assert "40,0%" in pages[0][5]


def text_or_nothing(item: Any) -> str:
    return "" if isinstance(item, Nothing) else text(item)


def test_the_catalogue_knows_every_figure_of_the_page() -> None:
    evaluation = Evaluation(
        key=EvaluationKey("a", "b", "2020"),
        folder=Path("nergens"),
        title="",
        description="",
        municipality_name="",
        municipality_code=None,
        organisation="",
        period_start=date(2020, 1, 1),
        period_end=date(2022, 12, 31),
        period_label="",
        ladder=None,
        disclosure="published",
        evidence="none",
        sources=(),
        tables={"spells": SAMPLE, "benefits": BENEFITS},
    )
    library = Library({}, {}, CODELIST, {})
    names = {
        figure.indicator
        for analysis in analyses_of(evaluation)
        for figure in analysis.compute(AnalysisInputs(evaluation, library)).key_figures
    }
    assert names == {
        "outflow.survival",
        "outflow.followed_people",
        "outflow.repeat_starters",
        "outflow.never_on_benefit",
        "outflow.median_months",
        "outflow.cumulative_incidence",
        "outflow.group_share",
        "outflow.cohort_share",
        "outflow.durable_share",
        "outflow.durable_incidence",
        "outflow.reentry",
        "outflow.mean_reentries",
    }


def headings(item: Any) -> list[str]:
    assert isinstance(item, HtmlTable)
    head = re.search(r'<tr class="gt_col_headings".*?</tr>', item.html, flags=re.S)
    assert head
    return [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<th.*?</th>", head[0])]


def test_destinations_have_a_row_per_kind_and_at_most_five_months() -> None:
    table = page(False)[5]
    # Two years were followed: 3, 6, 12, 18 and 24 months all fit; of more the main ones are kept.
    months = [name for name in headings(table) if name.startswith("Na ")]
    assert 1 < len(months) <= 5
    said = text(table)
    assert said.count("Betaald werk") == 1
    # 40 of the 100 left to work on day 80.
    assert re.search(r"40,0% \(\d\d,\d tot \d\d,\d\)", said)


def test_groups_are_called_by_their_dutch_name() -> None:
    rows = SAMPLE.drop(columns="wijk").assign(
        age_group=["tot 27 jaar" if row % 2 else "27 jaar en ouder" for row in range(len(SAMPLE))]
    )
    said = shown(outflow.group_differences(rows, CODELIST, WINDOW))
    assert "Leeftijd: vertrokken na 12 maanden" in text(show.group_comparison.table(said))
    sentence = text(show.group_comparison.sentence(said))
    assert "(naar leeftijd)" in sentence
    assert "age" not in sentence


@pytest.mark.parametrize(("left", "side"), [(60, "≥ 0,05"), (25, "< 0,05")])
def test_of_a_protected_test_of_groups_only_the_side_of_p_is_told(left: int, side: str) -> None:
    # 60 of 120 left for work in one district, and as many or 25 in the other.
    north = spells(*many(60, 80, "paid_work"), *many(60, 0, None)).assign(wijk="Noord")
    south = spells(*many(left, 80, "paid_work"), *many(120 - left, 0, None)).assign(wijk="Zuid")
    both = pd.concat([north, south.assign(client_id="z" + south["client_id"])], ignore_index=True)
    exact = shown(outflow.group_differences(both, CODELIST, WINDOW)).frame
    assert (exact["p"] < 0.05).all() == exact["significant"].all() == (left == 25)
    told = shown(outflow.group_differences(both, CODELIST, GUARDED), RULE)
    assert told.frame["p"].isna().all()
    assert f"vertrokken na 12 maanden; p {side}" in unescape(
        text(show.group_comparison.table(told))
    )
    sentence = text(show.group_comparison.sentence(told))
    assert ("groter dan bij toeval" in sentence) == (left == 25)
    assert ("toeval kunnen zijn" in sentence) == (left == 60)


def test_the_axis_ends_just_above_the_largest_upper_bound() -> None:
    chart = page(False)[4]
    assert isinstance(chart, Chart)
    # 40% left to work, with a band up to about 50%.
    assert {axes.get_ylim()[1] for axes in chart.figure.axes[:-1]} == {60}
