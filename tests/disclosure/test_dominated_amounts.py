"""An amount of which one or two have nearly all is left out, and so is every sum with it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from every_table import Story, evaluation, shared, typed

from evalutils.chapters import AnalysisInputs
from evalutils.chapters.catalogue import analyses_of, analysis_named
from evalutils.chapters.clearing import ledger_of

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


def test_it_is_gone_from_every_period_with_its_budget_and_from_the_sums() -> None:
    rows = (
        item("Trajecten", 100, 2022, largest=95.0),
        item("Trajecten", 80, previous_actual=100.0, largest=20.0, second_largest=20.0),
        item("Overig", 50, previous_actual=40.0),
    )
    table = inputs(*rows).table("finances")
    assert table["actual"].isna().tolist() == [True, True, False]
    assert table["budget"].isna().tolist() == [True, True, False]
    assert pd.isna(table["previous_actual"].iloc[1])
    totals = analysis_named("finance_totals").result(inputs(*rows)).exact
    assert totals[["actual", "planned"]].isna().all().all()  # 80 would follow from 130 less 50


def test_a_budget_alone_is_judged_by_who_gets_most_of_it() -> None:
    row = {**item("Trajecten", 0, largest=95.0), "actual": None}
    assert inputs(row).table("finances")["budget"].isna().all()  # 95 of 100


AMOUNT = {"kind": "cost", "bearer": "municipality", "price_year": 2023}
WHOLE = {"per": "programme", **AMOUNT}


def typed_again(*rows: dict[str, object], name: str = "costs", **people: int) -> pd.DataFrame:
    """A table beside an item of 184.321 euros of which one has 180.000."""
    return beside([item("Overig", 50)], {name: rows}, **people).table(name)


def beside(
    others: list[dict[str, object]], tables: dict[str, Sequence[dict[str, object]]], **people: int
) -> AnalysisInputs:
    """Tables beside that item and others of its period."""
    spent = [item("Trajecten", 184.321, largest=180.0), *others]
    given = {name: typed(name, list(rows)) for name, rows in {"finances": spent, **tables}.items()}
    one = replace(
        evaluation(Story(60, 1)),
        tables=given,
        assumptions={of: {"value": number, "source": "verslag"} for of, number in people.items()},
    )
    return AnalysisInputs(one, LIBRARY)


def test_the_same_amount_typed_again_is_gone_too() -> None:
    costs = typed_again(
        {"item": "Inkoop", "central": 184_321, "low": 150_000, "high": 200_000, **WHOLE},
        {"item": "Inkoop, afgerond", "central": 185_000, **WHOLE},  # 0.4% from it
        {"item": "trajecten", "central": 999, **WHOLE},  # the same item by its name
        {"item": "Alles", "central": 234_321, **WHOLE},  # 184.321 and 50.000
        {"item": "Gebouw", "central": 90_000, **WHOLE},
    )
    assert costs["central"].notna().tolist() == [False, False, False, False, True]
    assert costs["low"].isna().all()


def test_so_is_a_target_in_euros() -> None:
    year = {"target_start": YEARS[2023]["period_start"], "target_end": YEARS[2023]["date"]}
    targets = typed_again(
        {"indicator": "uitgaven", "target": 210, "result": 184.321, "unit": "EUR_thousand", **year},
        {"indicator": "mensen", "target": 184_321, "unit": "person", **year},
        name="targets",
    )
    assert targets["result"].isna().all()
    assert targets["target"].tolist() == [210, 184_321]


TARGETED = {
    "target_start": YEARS[2023]["period_start"], "target_end": YEARS[2023]["date"],
    "unit": "EUR_thousand",
}  # fmt: skip


def test_a_subtotal_of_some_items_that_is_typed_again_is_gone() -> None:
    # 234.321 less the 50 of one item is the 184.321 that is hidden; 184.321 and 90 are 274.321.
    costs = {"item": "Trajecten en overig", "central": 234_321, **WHOLE}
    targets = [
        {"indicator": "uitbesteed", "target": 400, "result": 274.321, **TARGETED},
        {"indicator": "afgerond", "target": 400, "result": 274.3, **TARGETED},
        {"indicator": "overig en gebouw", "target": 400, "result": 140, **TARGETED},
        {"indicator": "iets anders", "target": 400, "result": 271.4, **TARGETED},
    ]
    others = [item("Overig", 50), item("Gebouw", 90), item("Reis", 13.1)]
    given = beside(others, {"costs": [costs], "targets": targets})
    assert given.table("costs")["central"].isna().all()
    assert given.table("targets")["result"].notna().tolist() == [False, False, True, True]


def test_so_is_a_subtotal_with_an_amount_that_has_another_name_in_its_table() -> None:
    # 184.321 is `Inkoop` among the costs; with the 40.000 of a course it is 224.321.
    costs = [
        {"item": "Inkoop", "central": 184_321, **WHOLE},
        {"item": "Cursus", "central": 40_000, **WHOLE},
        {"item": "Pand", "central": 70_500, **WHOLE},
    ]
    targets = {"indicator": "leren", "target": 400, "result": 224.321, **TARGETED}
    given = beside([item("Overig", 50)], {"costs": costs, "targets": [targets]})
    assert given.table("costs")["central"].notna().tolist() == [False, True, True]
    assert given.table("targets")["result"].isna().all()


def test_in_its_own_table_the_same_amount_and_a_sum_with_it_are_gone_too() -> None:
    others = [
        item("Uitbesteed", 184.321, budget=120.0),  # the same, under another name
        item("Jobcoach", 61.2),
        item("Trajecten en jobcoach", 245.521, budget=200.0),  # 184.321 and 61.2; 100 and 100
        item("Gebouw", 90),
    ]
    table = beside(others, {}).table("finances")
    assert table["actual"].notna().tolist() == [False, False, True, False, True]
    # A round budget of 100 is that of several items by chance.
    assert table["budget"].notna().tolist() == [False, True, True, False, True]


def test_no_subtotal_anywhere_gives_the_amount_that_is_hidden() -> None:
    dice = random.Random(4)
    for _ in range(8):
        amounts = [round(dice.uniform(20, 150), 3) for _ in range(dice.randint(1, 14))]
        others = [item(f"post {at}", amount) for at, amount in enumerate(amounts)]
        at, on = dice.randrange(len(amounts)), dice.randint(1, len(amounts))
        some = 184.321 + sum(amounts[: at + 1] if len(amounts) > 9 else amounts[at : at + on])
        costs = {"item": "Wat is uitbesteed", "central": round(some * 1000), **WHOLE}
        target = {"indicator": "uitbesteed", "target": 10, "result": round(some, 1), **TARGETED}
        given = beside(others, {"costs": [costs], "targets": [target]})
        assert given.table("costs")["central"].isna().all()
        assert given.table("targets")["result"].isna().all()
        assert given.table("finances")["actual"].notna().sum() == len(amounts)


def test_so_is_an_amount_per_person_that_comes_to_it() -> None:
    # 61 of 3.021,66 euros are 184.321.
    each = {"item": "Per deelnemer", "central": 3021.66, **AMOUNT, "per": "participant"}
    (amount,) = typed_again(each, participants=61)["central"]
    assert pd.isna(amount)
    (amount,) = typed_again(each, participants=90)["central"]
    assert amount > 0


@pytest.mark.parametrize(("largest", "stays"), [(29_000, True), (56_000, False)])
def test_an_amount_per_person_counts_for_all_of_them(largest: float, stays: bool) -> None:
    # 20 of 3.000 euros are 60.000: twice 29.000 is more than 90% only without the others.
    row = {"item": "Training", "central": 3000, **AMOUNT, "per": "participant", "largest": largest}
    second = {"second_largest": 1000}
    (amount,) = typed_again({**row, **second}, participants=20)["central"]
    assert pd.notna(amount) is stays
    (amount,) = typed_again({**row, **second})["central"]
    assert pd.isna(amount)  # of how many, nobody can tell


@pytest.mark.parametrize(("largest", "stays"), [(None, False), (30_000, True)])
def test_the_amount_of_an_instrument_stays_when_who_has_most_of_it_is_told(
    largest: float | None, stays: bool
) -> None:
    made = evaluation(Story(60, 1))  # with instruments a, b and c
    costs = typed("costs", [{"item": "A", "central": 90_000, "largest": largest, **WHOLE}])
    one = replace(made, tables={**made.tables, "costs": costs})
    assert AnalysisInputs(one, LIBRARY).table("costs")["central"].notna().all() == stays


def test_no_page_shows_an_amount_that_is_left_out_nor_what_it_follows_from() -> None:
    made = evaluation(Story(300, 2))
    spent = [item("Inkoop", 184.321, largest=180.0), item("Overig", 50)]
    costs = [
        {"item": "Inkoop", "central": 184_321, **WHOLE},
        {"item": "uitkering", "central": 1200, "months": 12, **AMOUNT, "kind": "benefit",
         "per": "exit_month"},
    ]  # fmt: skip
    tables = {**made.tables, "finances": typed("finances", spent), "costs": typed("costs", costs)}
    given = AnalysisInputs(replace(made, tables=tables), LIBRARY)
    ledger = ledger_of(given)
    shown = {
        round(abs(value), 2)
        for analysis in analyses_of(given.evaluation)
        for frame in [ledger.publish(analysis.name).frame]
        for value in frame.select_dtypes("number").to_numpy(dtype="float64").ravel()
        if value == value
    }
    # Nor 234 in all, nor 84 more than budgeted, nor what each participant or exit cost.
    people = made.assumptions["participants"]["value"], made.assumptions["exits"]["value"]
    gone = (184_321, 184.321, 234_321, 234.321, 84.321, *(184_321 / n for n in people))
    assert not [one for one in gone if any(abs(value - one) < one / 1000 for value in shown)]


def test_of_a_published_evaluation_every_amount_stays() -> None:
    assert spent(item("Trajecten", 100, largest=99.0), disclosure="published") == [100]
