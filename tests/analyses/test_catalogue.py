"""The catalogue: every analysis under its name, with the figures that it publishes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from filled_tables import table

from evalutils.chapters import CHAPTERS, AnalysisInputs, Chapter, analyses_of
from evalutils.chapters.exact_figures import figure_values
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import exact_values, publish

DATA = Path(__file__).parents[2] / "data"
YEAR = {"period_start": "2016-01-01", "date": "2016-12-31", "unit": "EUR_thousand"}
# Of these tables no shipped evaluation has one.
BESIDE = {
    "finances": table(
        "finances", {"item": "lasten", "kind": "expenditure", "actual": 657_868, **YEAR}
    ),
    "inflow": table("inflow", {"reason": "employment_ended", "count": 40}),
}


def test_every_listed_indicator_is_published_for_some_evaluation_and_no_other_is() -> None:
    library = load_library(DATA)
    published: dict[str, set[str]] = {}
    beside = replace(load_evaluations(DATA)[0], tables=BESIDE)
    for evaluation in [*load_evaluations(DATA), beside]:
        inputs = AnalysisInputs(evaluation, library)
        for analysis in analyses_of(evaluation):
            figures = analysis.compute(inputs).key_figures
            published.setdefault(analysis.name, set()).update(item.indicator for item in figures)
    listed = {item.name: set(item.indicators) for chapter in CHAPTERS for item in chapter.analyses}
    assert published == listed


def test_an_analysis_has_one_name_in_all_chapters() -> None:
    names = [item.name for chapter in CHAPTERS for item in chapter.analyses]
    assert len(names) == len(set(names))


def test_exact_values_are_those_of_an_evaluation_that_is_public_already() -> None:
    library = load_library(DATA)
    for evaluation in load_evaluations(DATA, ["enschede/*/*", "groningen/*/*"]):
        for analysis in analyses_of(evaluation):
            result = analysis.compute(AnalysisInputs(evaluation, library))
            figures = publish(result, None).key_figures
            published = zip(figures["indicator"], figures["group"], figures["value"], strict=True)
            assert list(exact_values(result)) == list(published)


def test_clients_are_only_followed_for_a_figure_about_them() -> None:
    (invented,) = load_evaluations(DATA, ["synthetisch/werkfit/*"])
    nobody = replace(invented, tables={**invented.tables, "measurements": pd.DataFrame()})
    library = load_library(DATA)
    assert figure_values(nobody, library, {"ladder.share"})
    with pytest.raises(KeyError):  # a table without columns cannot be followed
        figure_values(nobody, library, {"ladder.transition"})


# The others lay figures of these side by side.
OF_ANALYSES = [chapter for chapter in CHAPTERS if chapter.analyses]


@pytest.mark.parametrize("chapter", OF_ANALYSES, ids=lambda chapter: chapter.name)
def test_a_notebook_asks_what_its_chapter_lists_and_nothing_else(chapter: Chapter) -> None:
    text = (DATA.parent / "notebooks" / f"{chapter.name}.ipynb").read_text(encoding="utf-8")
    asked = set(re.findall(r'report\[\\"(\w+)\\"\]', text))
    assert asked
    assert asked == {item.name for item in chapter.analyses}
