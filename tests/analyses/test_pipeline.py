"""The audit does only the analyses that it needs: each must say what it publishes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import exact_values, publish
from evalutils.report.pipeline import analyses_of, figure_values

DATA = Path(__file__).parents[2] / "data"


def test_every_analysis_is_listed_with_the_indicators_it_publishes() -> None:
    library = load_library(DATA)
    listed: set[str] = set()
    published: set[str] = set()
    for evaluation in load_evaluations(DATA):
        for indicators, analyse in analyses_of(evaluation, library):
            found = {figure.indicator for figure in analyse().key_figures}
            assert found <= indicators
            listed |= indicators
            published |= found
    assert listed == published


def test_exact_values_are_those_of_an_evaluation_that_is_public_already() -> None:
    library = load_library(DATA)
    for evaluation in load_evaluations(DATA, ["enschede/*/*", "groningen/*/*"]):
        for _, analyse in analyses_of(evaluation, library):
            result = analyse()
            figures = publish(result, None).key_figures
            published = zip(figures["indicator"], figures["group"], figures["value"], strict=True)
            assert list(exact_values(result)) == list(published)


def test_clients_are_only_followed_for_a_figure_about_them() -> None:
    (invented,) = load_evaluations(DATA, ["synthetisch/*/*"])
    nobody = replace(invented, tables={**invented.tables, "measurements": pd.DataFrame()})
    library = load_library(DATA)
    assert figure_values(nobody, library, {"ladder.share"})
    with pytest.raises(KeyError):  # a table without columns cannot be followed
        figure_values(nobody, library, {"ladder.transition"})
