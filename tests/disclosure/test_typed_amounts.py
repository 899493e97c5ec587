"""A total beside an amount per person tells how many there were, unless the amount is coarse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from every_table import Story, evaluation, typed

from evalutils.chapters.coarse_amounts import coarse_amounts
from evalutils.dataset.evaluation import Evaluation
from evalutils.disclosure import Rule

RULE = Rule(threshold=10, rounding=5)
ROW = {"kind": "cost", "bearer": "municipality", "transfer": False, "price_year": 2023}


def costs(*rows: dict[str, object]) -> pd.DataFrame:
    return typed("costs", [{**ROW, "item": f"post {at}", **row} for at, row in enumerate(rows)])


def with_costs(*rows: dict[str, object], **assumptions: float) -> Evaluation:
    given = {name: {"value": value} for name, value in assumptions.items()}
    one = evaluation(Story(60, 1))
    return replace(one, tables={"costs": costs(*rows)}, assumptions=given)


def shown(one: Evaluation) -> list[float]:
    table = coarse_amounts("costs", one.tables["costs"], one, RULE)
    return [float(value) for value in table["central"]]


def fitting(total: float, amount: float, step: float) -> set[int]:
    """The attack: every number of persons of which the amount is the total divided by it."""
    return {n for n in range(1, 2000) if abs(total / n - amount) <= step / 2 + 1e-9}


@pytest.mark.parametrize("persons", [2, 7, 9, 10, 35, 38, 102, 103, 347])
def test_a_total_beside_an_amount_per_person_leaves_as_many_counts_as_rounding_does(
    persons: int,
) -> None:
    total = 184_321.0
    each = round(total / persons, 2)
    before = fitting(total, each, 0.01)
    assert before == {persons}
    one = with_costs(
        {"per": "programme", "central": total}, {"per": "participant", "central": each}
    )
    kept, amount = shown(one)
    assert kept == total
    alike = range(1, 10) if persons < 10 else _same_rounded(persons)
    again = [
        shown(
            with_costs(
                {"per": "programme", "central": total},
                {"per": "participant", "central": round(total / n, 2)},
            )
        )[1]
        for n in alike
    ]
    # Whichever of these numbers it was, a reader sees the same amount.
    assert amount in again
    assert len(set(again)) == 1


def _same_rounded(persons: int) -> list[int]:
    nearest = RULE.shown(persons)
    return [n for n in range(10, 2000) if RULE.shown(n) == nearest]


def test_an_amount_per_participant_beside_one_per_exit_is_as_coarse() -> None:
    # 100 000 euro for 102 participants and for 37 exits: 2702.70 / 980.39 = 102 / 37.
    rows = ({"per": "participant", "central": 980.39}, {"per": "exit", "central": 2702.70})
    amounts = shown(with_costs(*rows, participants=102, exits=37))
    ratio = amounts[1] / amounts[0]
    assert amounts != [980.39, 2702.70]
    assert abs(ratio - 102 / 37) > 0.01


def test_an_amount_per_month_counts_for_all_its_months() -> None:
    total, persons = 60_000.0, 50
    row = {"per": "participant_month", "central": 100.0, "months": 12}
    one = with_costs({"per": "programme", "central": total}, row)
    assert total / 12 / 100 == persons
    assert shown(one)[1] == 100  # 48 to 52 of them are 96.15 to 104.17, of which 100 is 10 tens
    odd = with_costs({"per": "programme", "central": 60_588.0}, {**row, "central": 100.98})
    assert shown(odd)[1] == 100


def test_finances_are_totals_too_and_an_amount_without_a_total_stays() -> None:
    row = {"per": "participant", "central": 1_234.56}
    assert shown(with_costs(row)) == [1_234.56]
    account = typed(
        "finances",
        [{
            "item": "Trajecten", "kind": "expenditure", "period_start": date(2023, 1, 1),
            "date": date(2023, 12, 31), "unit": "EUR_thousand", "actual": 1_234.56 * 83 / 1000,
        }],
    )  # fmt: skip
    one = with_costs(row)
    one = replace(one, tables={**one.tables, "finances": account})
    assert shown(one) != [1_234.56]
