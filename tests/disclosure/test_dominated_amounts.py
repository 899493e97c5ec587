"""An amount of which one or two have nearly all is left out, and so is every sum with it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from every_table import Story, evaluation, shared, typed

from evalutils.chapters import AnalysisInputs
from evalutils.chapters.catalogue import analysis_named

LIBRARY = shared()
YEARS = {n: {"period_start": date(n, 1, 1), "date": date(n, 12, 31)} for n in (2022, 2023)}


def item(name: str, actual: float, year: int = 2023, **more: float) -> dict[str, object]:
    spent = {"item": name, "kind": "expenditure", "unit": "EUR_thousand", "actual": actual}
    return {**spent, "budget": 100.0, **YEARS[year], **more}


def inputs(*rows: dict[str, object], disclosure: str = "protected") -> AnalysisInputs:
    one = replace(
        evaluation(Story(60, 1)),
        tables={"finances": typed("finances", list(rows))},
        assumptions={},
        disclosure=disclosure,
    )
    return AnalysisInputs(one, LIBRARY)


def spent(*rows: dict[str, object], disclosure: str = "protected") -> list[float]:
    return inputs(*rows, disclosure=disclosure).table("finances")["actual"].tolist()


@pytest.mark.parametrize(
    ("largest", "second", "stays"),
    [
        (50, 40, True),  # 90 of 100 is not more than 90%, and 10 is more than 10% of 50
        (51, 40, False),  # 91 is
        (89, 1, True),  # 90 again; the other 10 are more than 8.9
        (30, 20, True),
    ],
)
def test_an_amount_stays_until_two_have_more_than_nine_tenths_of_it(
    largest: float, second: float, stays: bool
) -> None:
    (amount,) = spent(item("Trajecten", 100, largest=largest, second_largest=second))
    assert (amount == 100) is stays


def test_a_second_share_that_is_not_given_is_taken_to_be_as_large_as_it_can_be() -> None:
    # 45 and at most 45 are 90 of 100; 46 and 46 are more.
    assert spent(item("a", 100, largest=45)) == [100]
    assert pd.isna(spent(item("a", 100, largest=46))).all()


def test_it_is_gone_from_every_period_and_from_the_sums() -> None:
    rows = (
        item("Trajecten", 100, 2022, largest=95.0),
        item("Trajecten", 80, previous_actual=100.0, largest=20.0, second_largest=20.0),
        item("Overig", 50, previous_actual=40.0),
    )
    table = inputs(*rows).table("finances")
    assert table["actual"].isna().tolist() == [True, True, False]
    assert pd.isna(table["previous_actual"].iloc[1])
    totals = analysis_named("finance_totals").result(inputs(*rows)).exact
    assert totals["actual"].isna().all()  # 80 would follow from 130 less 50
    assert totals["planned"].tolist() == [100, 200]


def test_of_a_published_evaluation_every_amount_stays() -> None:
    assert spent(item("Trajecten", 100, largest=99.0), disclosure="published") == [100]
