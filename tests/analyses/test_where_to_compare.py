"""A chapter across evaluations is there only where it has something to show."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from filled_tables import table
from sample_evaluation import LIBRARY, evaluation

from evalutils.chapters import across_of
from evalutils.dataset.evaluation import Contradiction, Evaluation

ONE, OTHER = "almelo/werkfit/2020", "borne/werkfit/2020"


def names(*evaluations: Evaluation) -> list[str]:
    return [chapter.name for chapter in across_of(evaluations, LIBRARY)]


def exits(key: str, *rows: tuple[object, ...]) -> Evaluation:
    """An evaluation with exits: destination, count, share, group."""
    columns = ("destination", "count", "share", "group")
    found = table("exits", *(dict(zip(columns, row, strict=True)) for row in rows))
    return evaluation(key, exits=found)


def leavers(key: str, destination: str = "paid_work") -> Evaluation:
    return exits(key, ("total", 40, None, None), (destination, 10, None, None))


def costs(key: str, horizon: bool = True) -> Evaluation:
    row = {"item": "begeleiding", "kind": "cost", "bearer": "municipality", "transfer": False,
           "central": 100.0, "per": "participant", "price_year": 2020}  # fmt: skip
    item = evaluation(key, costs=table("costs", row))
    months = {"horizon_months": {"value": 24, "source": None, "locator": None, "note": None}}
    return replace(item, assumptions=months if horizon else {})


@pytest.mark.parametrize(
    ("evaluations", "expected"),
    [
        ([leavers(ONE)], False),
        ([leavers(ONE), leavers(OTHER)], True),
        ([leavers(ONE), evaluation(OTHER)], False),
        ([leavers(ONE), exits(OTHER, ("paid_work", None, 25.0, None))], True),
        ([leavers(ONE), exits(OTHER, ("paid_work", 10, None, None))], False),  # 10 of nobody knows
        ([leavers(ONE), exits(OTHER, ("paid_work", 10, 25.0, "vrouwen"))], False),  # of a group
        ([leavers(ONE, "moved"), leavers(OTHER, "moved")], False),  # no aim of a programme
        ([costs(ONE)], False),
        ([costs(ONE), costs(OTHER)], True),
        ([costs(ONE), costs(OTHER, horizon=False)], False),
        ([costs(ONE), leavers(OTHER)], False),
        ([leavers(ONE), replace(leavers(OTHER), synthetic=True)], False),
        ([replace(leavers(key), synthetic=True) for key in (ONE, OTHER)], True),
    ],
)
def test_the_comparison_needs_two_evaluations_with_the_same_figure(
    evaluations: list[Evaluation], expected: bool
) -> None:
    assert ("comparison" in names(*evaluations)) is expected


def target(result: float | None) -> pd.DataFrame:
    row = {"indicator": "werk", "target": 60.0, "result": result, "unit": "person",
           "direction": "at_least"}  # fmt: skip
    return table("targets", row)


def test_the_audit_needs_a_figure_to_check() -> None:
    found = Contradiction("two_counts", "exits", 2, "count", (), 3.0, 4.0, "Twee aantallen.")
    claims = table("claims", {"claim": "n", "value": 3.0})
    assert names(evaluation(ONE)) == []
    assert names(evaluation(ONE, targets=target(None))) == []
    assert names(evaluation(ONE, targets=target(45.0))) == ["audit"]
    assert names(evaluation(ONE, claims=claims)) == ["audit"]
    assert names(replace(evaluation(ONE), contradictions=(found,))) == ["audit"]


def test_of_no_evaluations_there_is_nothing_across() -> None:
    assert names() == []
