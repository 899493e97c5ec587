"""The chapters about followed clients, against an R script written from the methods page alone.

tests/reference/synthetic/clients.R computes every figure of the invented evaluation again, from the
definitions that readers get. Where its first reading of the page gave something else, the page was
made precise.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from evalutils import ladder
from evalutils.chapters import AnalysisInputs, analyses_of
from evalutils.chapters.analysis_inputs import table_of
from evalutils.dataset.codelists import groupings_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library, load_library
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import exact_values, publish
from evalutils.outflow import group_differences
from evalutils.outflow.exit_kinds import summed_as
from evalutils.result import Result

DATA = Path(__file__).parents[2] / "data"
REFERENCE = Path(__file__).parents[1] / "reference" / "synthetic"
# Published rounded, to whole percents or one decimal, so that no hidden count can be worked out.
ROUNDED = {
    "ladder.months_between": 1,
    "ladder.expectation_error": 1,
    "ladder.paired_change": 3,
    "ladder.projected_share": 0,
}
# Tests are compared with tests.csv, where the statistic is too.
ELSEWHERE = {"ladder.test_p"}
# The script has no sums of destinations.
SUMMED = {
    "outflow.kind_count": "outflow.count",
    "outflow.kind_share": "outflow.share",
    "ladder.group_share": "ladder.share",
    "ladder.group_transition": "ladder.transition",
    "ladder.group_arrival": "ladder.arrival",
}
CURVES = (
    "outflow.survival",
    "outflow.cumulative_incidence",
    "outflow.group_share",
    "outflow.cohort_share",
    "outflow.durable_incidence",
    "outflow.reentry",
)

Figure = tuple[str, str]


@cache
def library() -> Library:
    """With the destinations that occur: the script has no rows for the others of the codelist."""
    whole = load_library(DATA)
    occurring = set(evaluation().tables["exits"]["destination"])
    kept = {code: item for code, item in whole.destinations.items() if code in occurring}
    return replace(whole, destinations=kept)


@cache
def evaluation() -> Evaluation:
    # As data of real clients are treated: the script takes small kinds of exit together.
    (invented,) = load_evaluations(DATA, ["synthetisch/werkfit/2023-2024"])
    return replace(invented, disclosure="protected")


@cache
def results() -> list[Result]:
    inputs = AnalysisInputs(evaluation(), library())
    return [item.compute(inputs) for item in analyses_of(evaluation())]


def of_r(name: str, *key: str) -> dict[Figure, dict[str, float]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return {
            (row[key[0]], row[key[1]]): {
                column: float(text or "nan") for column, text in row.items() if column not in key
            }
            for row in csv.DictReader(file)
        }


def parts_of(group: str) -> list[str]:
    """The destinations of a coarse kind, the rungs of a group, or the steps between two groups."""
    if ":" in group:  # 1-2:3-4, current:1-2 or current:unknown
        rungs = [
            [*range(int(part[0]), int(part[-1]) + 1)] if part[0].isdigit() else [part]
            for part in group.split(":")
        ]
        return [f"{first}:{last}" for first in rungs[0] for last in rungs[1]]
    groupings = groupings_of(library().destinations)
    return [code for code in groupings if summed_as(code, groupings) == group]


def test_every_key_figure_is_that_of_r() -> None:
    expected = of_r("figures.csv", "indicator", "group")
    compared = 0
    for result in results():
        for indicator, group, value in exact_values(result):
            if indicator in ELSEWHERE:
                continue
            if indicator in SUMMED:
                known = sum(expected[SUMMED[indicator], code]["value"] for code in parts_of(group))
            else:
                known = expected[indicator, group]["value"]
            if indicator in ROUNDED:
                known = round(known, ROUNDED[indicator])
            assert value == pytest.approx(known, rel=1e-9, abs=1e-8), (indicator, group)
            compared += 1
    assert compared > 350


@pytest.mark.parametrize("indicator", CURVES)
def test_the_interval_of_a_curve_is_that_of_r(indicator: str) -> None:
    expected = of_r("figures.csv", "indicator", "group")
    figures = pd.concat(publish(result, None).key_figures for result in results())
    figures = figures[(figures["indicator"] == indicator) & figures["lower"].notna()]
    assert len(figures)
    for group, lower, upper in zip(
        figures["group"], figures["lower"], figures["upper"], strict=True
    ):
        known = expected[indicator, group]
        assert (lower, upper) == pytest.approx((known["lower"], known["upper"]), rel=1e-7), group


def test_the_interval_of_the_paired_change_is_the_t_interval_of_r() -> None:
    known = of_r("figures.csv", "indicator", "group")["ladder.paired_change", ""]
    row = ladder.client_change(ladder.follow(evaluation())).exact.iloc[0]
    found = row[["exact_change", "exact_lower", "exact_upper"]].tolist()
    assert found == pytest.approx([known["value"], known["lower"], known["upper"]], rel=1e-9)
    unpaired = of_r("figures.csv", "indicator", "group")["ladder.net_change", ""]["value"]
    assert (round(found[0], 3), round(unpaired, 3)) == (0.310, 0.249)


@pytest.mark.parametrize("test", ["stuart_maxwell", "bhapkar", "bowker", "signed_rank"])
def test_a_test_of_steps_is_that_of_r(test: str) -> None:
    rungs = library().ladders["participatieladder"].numbers
    frame = ladder.client_tests(ladder.follow(evaluation()), rungs).exact.set_index("group_key")
    known = of_r("tests.csv", "test", "grouping")[test, ""]
    assert frame.loc[test, "exact_statistic"] == pytest.approx(known["statistic"], rel=1e-9)
    assert frame.loc[test, "df"] == known["degrees_of_freedom"]
    assert frame.loc[test, "exact_p"] == pytest.approx(known["p"], rel=1e-6)


@pytest.mark.parametrize(("outcome", "test"), [("left", "logrank"), ("work", "gray")])
@pytest.mark.parametrize("column", ["age_group", "education"])
def test_a_test_of_groups_is_that_of_r(outcome: str, test: str, column: str) -> None:
    window = AnalysisInputs(evaluation(), library()).window
    spells = table_of(evaluation(), "spells")
    frame = group_differences(spells, library().destinations, window).exact
    found = frame[(frame["outcome"] == outcome) & (frame["column"] == column)]["p"]
    known = of_r("tests.csv", "test", "grouping")[test, column]["p"]
    assert found.tolist() == pytest.approx([known] * len(found), rel=1e-9)
