"""Exits against a base of the same dates."""

from pathlib import Path

import pytest

from evalutils import outflow, show
from evalutils.chapters.analysis_inputs import empty_table, table_of
from evalutils.dataset.load import load_evaluation
from evalutils.disclosure import Publishable, Rule, publish
from evalutils.display import Nothing
from evalutils.keys import EvaluationKey

DATA = Path(__file__).parents[2] / "data"


def published(key: str, rule: Rule | None = None) -> Publishable:
    evaluation = load_evaluation(DATA, EvaluationKey(*key.split("/")))
    caseload = table_of(evaluation, "caseload")
    return publish(outflow.like_for_like(table_of(evaluation, "exits"), caseload), rule)


@pytest.mark.parametrize(
    ("year", "ratios", "group"),
    [
        # 388 beside 1059 and 812; 418 beside 759 and 575
        ("2016", [36.6, 47.8], "total:inflow:2016-09-30"),
        ("2017", [55.1, 72.7], "total:inflow:2017-09-30"),
    ],
)
def test_pastiel_has_both_bases(year: str, ratios: list[float], group: str) -> None:
    result = published(f"fryslan-west/pastiel/{year}")
    assert result.frame["ratio"].round(1).tolist() == ratios
    assert result.frame["share"].isna().all()
    (figure,) = result.key_figures.to_dict("records")
    assert figure["indicator"] == "outflow.ratio"
    assert figure["group"] == group
    assert round(figure["value"], 1) == ratios[1]


def test_the_sentence_says_which_base_is_which() -> None:
    text = show.same_months.sentence(published("fryslan-west/pastiel/2016")).text  # type: ignore[union-attr]
    assert "388 vertrekkers tegenover 1.059 instromers, 37\N{NO-BREAK SPACE}per 100" in text
    assert "388 vertrekkers tegenover 812 instromers, 48\N{NO-BREAK SPACE}per 100" in text
    assert "%" not in text
    assert "tot en met 31 december 2016" in text


def test_equal_dates_need_no_second_base() -> None:
    result = published("enschede/arbeidsmarktaanpak/2019-q1-q3")
    assert result.empty
    assert isinstance(show.same_months.sentence(result), Nothing)
    assert isinstance(show.same_months.table(result), Nothing)


def test_no_tables_no_second_base() -> None:
    result = outflow.like_for_like(empty_table("exits"), empty_table("caseload"))
    assert publish(result, None).empty


def test_protected_counts_are_rounded_before_the_share() -> None:
    result = published("fryslan-west/pastiel/2016", Rule(10, 5))
    # 390 of 810
    assert result.frame["ratio"].iloc[1] == pytest.approx(100 * 390 / 810)
