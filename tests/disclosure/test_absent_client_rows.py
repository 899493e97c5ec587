"""Which rows the chapters about followed clients have does not tell whether a few were there.

The attack: of a table with a row per group, rung or kind the reader writes down 0 where there is no
row. Each time two clients are there or nobody, and all else is the same.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from evalutils.chapters import AnalysisInputs, analysis_named
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library, load_library
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import publish
from evalutils.synthetic.write import Order, synthesise

ROOT = Path(__file__).parents[2]
LONG_AGO = pd.Timestamp("2010-01-01"), pd.Timestamp("2010-06-30")


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> tuple[Evaluation, Library]:
    """150 clients, protected as real ones are."""
    folder = tmp_path_factory.mktemp("invented") / "data"
    synthesise(Order(None, clients=150, seed=14), ROOT / "data", folder)
    (one,) = load_evaluations(folder)
    return replace(one, disclosure="protected"), load_library(folder)


def figures(one: Evaluation, library: Library, name: str) -> list[tuple[str, str]]:
    inputs = AnalysisInputs(one, library)
    shown = publish(analysis_named(name).result(inputs), inputs.rule).key_figures
    return list(zip(shown["indicator"], shown["group"], strict=True))


def in_the_group(one: Evaluation, followed: int) -> Evaluation:
    """Two clients in the group `west`; who of them is not followed was gone long before."""
    spells = one.tables["spells"].copy()
    west = list(spells["client_id"].unique()[:2])
    spells["age_group"] = spells["age_group"].mask(spells["client_id"].isin(west), "west")
    gone = spells["client_id"].isin(west[followed:])
    for column, day in zip(("start", "end"), LONG_AGO, strict=True):
        spells[column] = spells[column].mask(gone, day)
    return replace(one, tables={**one.tables, "spells": spells})


def expected(one: Evaluation, clients: int) -> Evaluation:
    """Of so many clients somebody wrote down what was expected."""
    measured = one.tables["measurements"]
    kind = measured["kind"].eq("expected")
    who = measured[kind]["client_id"].unique()[:clients]
    kept = measured[~kind | measured["client_id"].isin(who)]
    return replace(one, tables={**one.tables, "measurements": kept})


def back_on_benefit(one: Evaluation, clients: int) -> Evaluation:
    """So many clients had more than one spell of benefit."""
    benefits = one.tables["benefits"].sort_values(["client_id", "start"])
    again = benefits.duplicated("client_id")
    who = benefits[again]["client_id"].unique()[:clients]
    kept = benefits[~again | benefits["client_id"].isin(who)]
    return replace(one, tables={**one.tables, "benefits": kept})


@pytest.mark.parametrize(
    ("world", "name"),
    [
        (in_the_group, "group_differences"),
        (expected, "expectations"),
        (expected, "group_arrivals"),
        (back_on_benefit, "durable_incidence"),
        (back_on_benefit, "followed_exits"),
    ],
)
def test_nobody_looks_the_same_as_two(
    world: Callable[[Evaluation, int], Evaluation],
    name: str,
    invented: tuple[Evaluation, Library],
) -> None:
    one, library = invented
    nobody, two = (figures(world(one, number), library, name) for number in (0, 2))
    assert nobody == two
    assert nobody
