"""Periods of a programme side by side: changes, breaks, what is better, and sums of mergers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from filled_tables import exits, table
from sample_evaluation import LIBRARY, evaluation

from evalutils import show
from evalutils.chapters import chapters_of
from evalutils.dataset.evaluation import Comparable, Evaluation
from evalutils.dataset.library import load_library
from evalutils.display import Chart
from evalutils.dutch import NO_BREAK
from evalutils.report import open_years
from evalutils.report.programme_years import Years
from evalutils.statistics.proportions import wilson

DATA = Path(__file__).parents[2] / "data"
OTHERS, SAME = Comparable("other"), Comparable("same")
SHARE = "outflow.share:paid_work"


def year(
    number: int,
    work: int = 40,
    left: int = 200,
    rule: str = "published",
    **given: pd.DataFrame,
) -> Evaluation:
    """One year of a programme, in which so many of those who left went to work."""
    tables = given or {"exits": exits(total=left, paid_work=work)}
    item = evaluation(f"almelo/werkfit/{number}", rule, **tables)
    first, end = date(number, 1, 1), date(number, 12, 31)
    return replace(item, period_label=str(number), period_start=first, period_end=end)


def years(*items: Evaluation, declared: Mapping[int, Comparable] | None = None) -> Years:
    """These periods, of which each declares itself comparable with the one before."""
    links = declared if declared is not None else dict.fromkeys(range(1, len(items)), OTHERS)
    found = [
        replace(item, comparable_with={items[place - 1].key.period: links[place]})
        if place in links
        else item
        for place, item in enumerate(items)
    ]
    return Years(found[-1], tuple(found), LIBRARY)


def last(shown: Years, figure: str = SHARE) -> pd.Series:
    frame = shown.figures().frame
    return frame[frame["figure"].eq(figure)].iloc[-1]


def test_the_change_of_a_share_is_that_of_newcombe() -> None:
    row = last(years(year(2020, 40), year(2021, 70)))
    assert row["change"] == pytest.approx(15)  # 70 / 200 less 40 / 200
    before, after = (wilson(count, 200) for count in (40, 70))
    down = ((after.estimate - after.lower) ** 2 + (before.upper - before.estimate) ** 2) ** 0.5
    assert row["change_lower"] == pytest.approx(15 - 100 * float(down))
    assert row["verdict"] == "better"


def test_less_work_is_worse_and_a_small_difference_may_be_chance() -> None:
    assert last(years(year(2020, 70), year(2021, 40)))["verdict"] == "worse"
    assert last(years(year(2020, 40), year(2021, 44)))["verdict"] == "unclear"


def test_of_the_same_clients_the_interval_is_wide_enough_for_every_correlation() -> None:
    two = year(2020, 40), year(2021, 58)
    other, same = (last(years(*two, declared={1: link})) for link in (OTHERS, SAME))
    assert other["change"] == same["change"] == pytest.approx(9)
    assert same["change_upper"] > other["change_upper"]
    assert (other["verdict"], same["verdict"]) == ("better", "unclear")


def test_without_a_declaration_there_is_no_change() -> None:
    row = last(years(year(2020, 40), year(2021, 70), declared={}))
    assert (row["broken"], row["verdict"]) == ("undeclared", "unclear")
    assert pd.isna(row["change"])


def test_periods_that_overlap_may_count_the_same_people_twice_and_say_so() -> None:
    later = replace(year(2021, 70), period_start=date(2020, 7, 1))
    assert last(years(year(2020, 40), later, declared={}))["broken"] == "overlap"


def test_another_base_breaks_shares_and_no_counts() -> None:
    shown = years(year(2020), year(2021), declared={1: Comparable("other", ("base",))})
    assert last(shown)["broken"] == "base"
    count = last(shown, "outflow.count:paid_work")
    assert (count["broken"], count["change"]) == ("", 0)


def test_of_a_longer_period_more_is_not_better() -> None:
    longer = replace(year(2021, 70), period_end=date(2022, 6, 30))
    assert last(years(year(2020, 40), longer))["broken"] == "length"


def test_no_line_is_drawn_over_a_break_or_a_missing_year() -> None:
    four = years(
        *(year(number) for number in (2020, 2021, 2022, 2023)), declared={1: OTHERS, 3: OTHERS}
    )
    panel = four.figures().frame.query("figure == @SHARE")
    assert show.years_drawn._runs(panel).tolist() == [0, 0, 1, 1]  # 2022 declares nothing


def test_a_year_without_any_figure_pushes_no_other_off_the_chart() -> None:
    three = year(2020), year(2021, rule="protected", work=4, left=5), year(2022)
    chart = show.years_drawn.chart(years(*three).figures())
    assert isinstance(chart, Chart)
    assert chart.figure.axes[0].get_xlim() == pytest.approx((-0.4, 2.4))  # 2022 is at 2


def test_a_figure_says_in_the_open_data_between_which_periods_it_changed() -> None:
    figures = years(year(2020, 40), year(2021, 70)).figures().key_figures
    (row,) = figures[figures["group"].eq("outflow.share:paid_work:2020:2021")].to_dict("records")
    assert (row["indicator"], row["unit"], row["analysis"]) == (
        "trend.change",
        "percentage_point",
        "trend",
    )
    assert row["value"] == pytest.approx(15)
    assert row["group_label"] == "aandeel naar betaald werk, van 2020 naar 2021"


def test_a_change_leads_to_the_rows_of_both_periods_and_of_protected_ones_to_none() -> None:
    two = years(year(2020, 40), year(2021, 70))
    figures = two.figures()
    found = figures.key_figures.set_index("group").loc["outflow.share:paid_work:2020:2021"]
    row = two.evaluation.tables["exits"].index[1]
    places = [f"almelo/werkfit/{number}/exits:{row}" for number in (2020, 2021)]
    assert found["rows"].split() == places
    html = two.key_figures(figures)._repr_mimebundle_()[0]["text/html"]
    for number in (2020, 2021):
        address = f"../../../sources/verslag-2020.html#almelo--werkfit--{number}--exits-{row}"
        assert f'<a href="{address}">{number}, regel{NO_BREAK}{row}</a>' in html
    hidden = years(year(2020, 43, 202, "protected"), year(2021, 71, 198, "protected"))
    assert set(hidden.figures().key_figures["rows"]) == {""}


def test_a_protected_programme_shows_changes_of_what_its_pages_show_and_nothing_else() -> None:
    shown = years(year(2020, 43, 202, "protected"), year(2021, 71, 198, "protected"))
    counts = shown.figures().frame.query("figure == 'outflow.count:paid_work'")
    assert counts["value"].tolist() == [45, 70]
    assert last(shown)["change"] == pytest.approx(100 * 70 / 200 - 100 * 45 / 200)


def test_a_count_that_is_hidden_has_no_point_and_no_change() -> None:
    shown = years(year(2020, 4, 200, "protected"), year(2021, 71, 200, "protected"))
    assert last(shown)["place"] == 1
    assert pd.isna(last(shown)["change"])


def merged(**counts: dict[str, int]) -> pd.DataFrame:
    """Exits per municipality: all of them, and to work."""
    return table(
        "exits",
        *(
            {"destination": code, "group": name.replace("_", " "), "count": count}
            for name, both in counts.items()
            for code, count in both.items()
        ),
    )


def test_figures_of_municipalities_that_merged_add_up_where_all_are_there() -> None:
    real = load_library(DATA)
    both = {"total": 40, "paid_work": 10}
    before = year(2020, exits=merged(Appingedam=both, Delfzijl=both, Loppersum=both))
    after = year(2021, exits=merged(Eemsdelta={"total": 120, "paid_work": 45}))
    shown = replace(years(before, after), library=real)
    row = last(shown, f"{SHARE}:Eemsdelta")
    assert row["change"] == pytest.approx(100 * 45 / 120 - 100 * 30 / 120)
    frame = shown.figures().frame
    assert not frame["figure"].str.contains("Delfzijl").any()  # it counts in the sum
    some = year(2020, exits=merged(Appingedam=both, Delfzijl=both))
    frame = replace(years(some, after), library=real).figures().frame
    assert frame[frame["figure"].eq(f"{SHARE}:Eemsdelta")]["place"].tolist() == [1]


GREW = {"total": 120, "paid_work": 45}


@pytest.mark.parametrize(
    ("before", "name", "start"),
    [
        # Alkmaar got Graft-De Rijp and Schermer in 2015, of which nothing is known before.
        (["Alkmaar"], "Alkmaar", 2015),
        # Boxtel got a part of Haaren in 2021: the rest went elsewhere.
        (["Boxtel", "Haaren"], "Boxtel", 2021),
    ],
)
def test_no_change_is_told_over_other_borders_of_a_municipality_that_kept_its_name(
    before: list[str], name: str, start: int
) -> None:
    earlier = merged(**{place: {"total": 40, "paid_work": 10} for place in before})
    shown = years(year(start - 1, exits=earlier), year(start, exits=merged(**{name: GREW})))
    row = last(replace(shown, library=load_library(DATA)), f"{SHARE}:{name}")
    assert (row["value"], row["broken"]) == (100 * 45 / 120, "border")
    assert pd.isna(row["change"])


def test_a_sum_is_no_series_with_one_of_its_parts_alone() -> None:
    part = {"total": 40, "paid_work": 10}
    every = merged(**{"Alkmaar": part, "Graft-De Rijp": part, "Schermer": part})
    shown = years(
        year(2013, exits=every),
        year(2014, exits=merged(Alkmaar=part)),
        year(2015, exits=merged(Alkmaar=GREW)),
    )
    frame = replace(shown, library=load_library(DATA)).figures().frame
    found = frame[frame["figure"].eq(f"{SHARE}:Alkmaar")]
    assert list(found["broken"]) == ["", "border", "border"]


def test_parts_that_a_source_still_has_apart_are_not_added_up() -> None:
    part, other = {"total": 40, "paid_work": 10}, {"total": 40, "paid_work": 20}
    every = merged(**{"Alkmaar": part, "Graft-De Rijp": other, "Schermer": other})
    shown = years(year(2014, exits=every), year(2015, exits=every))
    frame = replace(shown, library=load_library(DATA)).figures().frame
    assert frame[frame["figure"].eq(f"{SHARE}:Alkmaar")]["value"].tolist() == [25, 25]  # 10 / 40


def test_cohorts_that_were_looked_at_on_one_day_are_no_series() -> None:
    shown = open_years("lelystad", "werkbedrijf", "2014-2016", str(DATA))
    frame = shown.figures().frame
    assert frame["value"].tolist() == [60, 70, 82]
    assert frame["broken"].tolist() == ["", "follow_up", "follow_up"]
    assert frame["change"].isna().all()


def test_the_page_stands_with_the_last_period_of_a_programme_whatever_it_declares() -> None:
    first, second = year(2020), year(2021)
    last = replace(second, siblings=(first.key,))
    assert "trend" in [chapter.name for chapter in chapters_of(last)]
    earlier = replace(second, siblings=(first.key, year(2022).key))
    assert "trend" not in [chapter.name for chapter in chapters_of(earlier)]
    assert "trend" not in [chapter.name for chapter in chapters_of(second)]


def test_what_a_programme_spent_stands_side_by_side_by_year() -> None:
    shown = open_years("den-haag", "werk-en-inkomen", "2018", str(DATA))
    frame = shown.figures().frame
    spent = frame[frame["figure"].eq("cost_benefit.finances_actual:expenditure")]
    assert spent["value"].tolist() == [657_868, 621_807]
    assert spent["broken"].tolist() == ["", "undeclared"]
    assert spent["change"].isna().all()


def test_counts_of_their_own_year_are_one_series() -> None:
    both = (
        year(number, exits=exits(total=200, paid_work=work).assign(
            period_start=pd.Timestamp(number, 1, 1), date=pd.Timestamp(number, 12, 31)
        ))
        for number, work in ((2020, 40), (2021, 70))
    )  # fmt: skip
    row = last(years(*both))
    assert row["change"] == pytest.approx(15)
    assert row["label"] == "Aandeel naar betaald werk"


def test_a_programme_without_any_figure_says_so() -> None:
    followed = years(year(2020, exits=exits().iloc[:0]), year(2021, exits=exits().iloc[:0]))
    assert "Geen van deze perioden heeft een kengetal" in followed.introduction().text


def test_sentence_and_table_say_what_is_better_and_why_not() -> None:
    figures = years(year(2020, 40), year(2021, 70)).figures()
    said = show.years.sentence(figures).text
    assert said.startswith(
        "Vergeleken met een periode eerder: 1 cijfer beter, geen cijfers slechter"
    )
    (row,) = show.years.verdicts(figures).content["rows"]
    assert row[0] == "Beter"
    assert row[2:4] == ["20,0% (2020)", "35,0%"]
    assert row[4].startswith("+15,0\N{NO-BREAK SPACE}procentpunten (+6,3 tot +23,4)")
