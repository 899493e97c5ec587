"""A number that stands in several hand-typed tables is one number to whoever reads them all."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from attacker import MOST, Attacker, Place, reading
from every_table import WORK, Rows, Story, evaluation, shared, typed

from evalutils.chapters import AnalysisInputs, analyses_of
from evalutils.chapters.clearing import ledger_of
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import Ledger
from evalutils.synthetic.write import Order, synthesise

ROOT = Path(__file__).parents[2]
LIBRARY = shared()


def with_tables(**tables: Rows) -> AnalysisInputs:
    """An evaluation with these tables only."""
    made = {name: typed(name, rows) for name, rows in tables.items()}
    one = replace(evaluation(Story(60, 1)), tables=made, assumptions={}, coverage=None)
    return AnalysisInputs(one, LIBRARY)


def each_table_alone(inputs: AnalysisInputs) -> Ledger:
    """What a ledger shows that takes a number without a name for one of its own table."""
    results = {item.name: item.result(inputs) for item in analyses_of(inputs.evaluation)}
    return Ledger(results, inputs.rule)


def counts(column: str, **numbers: int) -> Rows:
    return [{column: name, "count": count} for name, count in numbers.items()]


def test_a_number_left_out_of_one_table_is_not_shown_in_another() -> None:
    # 33 = 12 + 12 + 9. Of the exits one 12 is left out, or 33 to 37 less at most 24 were 9 or more.
    # The target shows it all the same, as 10.
    year = {"target_start": date(2023, 1, 1), "unit": "person", "direction": "at_least"}
    target = {"indicator": "beschut", "target": 10, "result": 12, **year}
    left = counts("destination", total=33, paid_work=12, sheltered_work=12, moved=9)
    inputs = with_tables(exits=left, targets=[target])
    moved, sheltered = ("destinations", 3, "count"), ("destinations", 2, "count")

    def found(ledger: Ledger | None) -> tuple[int, int]:
        attacker = reading(inputs, ledger)
        for row in (1, 2):
            attacker.same(("destinations", row, "count"), ("target_results", 0, "persons"))
        return attacker.extremes(moved)

    assert found(each_table_alone(inputs)) == (9, 9)
    low, high = found(None)
    assert high - low + 1 >= 5
    assert sheltered in reading(inputs).truth


def test_a_small_number_in_two_tables_is_not_caught_between_them() -> None:
    # Exits: 33 to 37 less at most 12 and 17 is 4 or more. Caseload: at most 12 and 17 less 23 or
    # more is 6 or less. Each leaves six or seven values, together only 4, 5 and 6.
    left = counts("destination", total=33, paid_work=12, care=17, moved=4)
    inputs = with_tables(
        exits=left, caseload=counts("measure", stock_start=11, inflow=16, outflow=23, stock_end=4)
    )

    def found(ledger: Ledger | None) -> tuple[int, int]:
        attacker = reading(inputs, ledger)
        moved, end = ("destinations", 3, "count"), ("caseload_figures", 3, "count")
        account = [("caseload_figures", row, "count") for row in range(4)]
        attacker.holds(account[:2], account[2:])
        attacker.same(moved, end)
        return attacker.extremes(moved)

    assert found(each_table_alone(inputs)) == (4, 6)
    low, high = found(None)
    assert high - low + 1 >= 5


def test_that_nobody_is_left_between_two_stages_is_hidden_with_the_number_of_both() -> None:
    # Ten started and ten finished: nobody was left. Shown as 10 and 10, at most two were left, and
    # a target that tells one of the two tells as much.
    stages = [
        {"funnel": "traject", "order": order, "stage": stage, "count": 10, "within_base": "yes"}
        for order, stage in enumerate(("begonnen", "klaar"), start=1)
    ]
    year = {"target_start": date(2023, 1, 1), "unit": "person", "direction": "at_least"}
    target = {"indicator": "klaar", "target": 10, "result": 10, **year}
    ledger = ledger_of(with_tables(funnel=stages, targets=[target]))
    assert ledger.publish("funnel_shares").frame["count"].isna().all()
    assert ledger.publish("target_results").frame["persons"].isna().all()


def test_a_number_of_clients_that_is_left_out_is_not_shown_where_it_is_typed(
    tmp_path: Path,
) -> None:
    # Of 20 clients with an expectation 9 were measured again and 11 were not. The 11 is left out,
    # or 18 to 22 less 10 to 12 gives 6 or more. A target shows it all the same, as 10.
    synthesise(Order(1, 1, 60, seed=2), ROOT / "data", tmp_path / "data")
    (one,) = load_evaluations(tmp_path / "data")
    year = {"target_start": date(2023, 1, 1), "unit": "person", "direction": "at_least"}
    target = typed("targets", [{"indicator": "elf", "target": 10, "result": 11, **year}])
    tables = {"measurements": one.tables["measurements"], "ladder": one.tables["ladder"]}
    inputs = AnalysisInputs(replace(one, keep=None, tables={**tables, "targets": target}), LIBRARY)
    again, left = ("expectations", 6, "measured"), ("expectations", 6, "not_measured")

    def found(ledger: Ledger | None) -> tuple[int, int]:
        attacker = reading(inputs, ledger)
        assert (attacker.truth[again], attacker.truth[left]) == (9, 11)
        attacker.same(left, ("target_results", 0, "persons"))
        return attacker.extremes(again)

    assert found(each_table_alone(inputs)) == (6, 9)
    low, high = found(None)
    assert high - low + 1 >= 5


def test_equal_numbers_that_cannot_be_one_are_still_left_out_together() -> None:
    # So many numbers of this story are equal by chance that, taken for one, five small ones could
    # not be protected. They count as several; but 10 clients who were referred are left out, and
    # so is every other 10: who came to rung 3 and who was asked.
    inputs = AnalysisInputs(evaluation(Story(60, 2)), LIBRARY)
    attacker = reading(inputs)
    tens = {place for place, count in attacker.truth.items() if count == 10}
    assert {"inflow_reasons", "distribution", "other_outcomes"} <= {name for name, *_ in tens}
    assert {attacker.bounds[place] for place in tens} == {(0, MOST)}


def place_of(attacker: Attacker, inputs: AnalysisInputs, name: str, **values: object) -> Place:
    """Where the count of the row with these values stands."""
    frame = inputs.made[name].exact
    for column, value in values.items():
        frame = frame[frame[column].astype(str) == str(value)]
    (row,) = frame.index
    return (name, int(row), "count")


def know(attacker: Attacker, inputs: AnalysisInputs) -> None:
    """What a reader knows of the story: who stands in which tables."""
    to_work = [
        ("funnel_shares", 2, "count"),
        ("durable_shares", 0, "exits"),
        ("durable_shares", 1, "exits"),
        ("target_results", 0, "persons"),
        ("needed_exits", 0, "exits"),
    ]
    attacker.same(*to_work)
    paid = place_of(attacker, inputs, "destinations", destination="paid_work", group="")
    attacker.same(paid, ("funnel_shares", 3, "count"), ("target_results", 1, "persons"))
    work = [place_of(attacker, inputs, "destinations", destination=code, group="") for code in WORK]
    attacker.holds(to_work[:1], work)
    stock = {
        name: place_of(attacker, inputs, "caseload_figures", measure=name)
        for name in ("stock_start", "inflow", "outflow", "stock_end", "participants")
    }
    attacker.same(stock["participants"], ("funnel_shares", 0, "count"))
    attacker.same(stock["participants"], ("needed_exits", 0, "participants"))
    started = [("instrument_shares", row, "started") for row in range(3)]
    attacker.holds([stock["participants"]], started)
    rungs = [("distribution", row, "count") for row in range(6)]
    attacker.holds([stock["participants"]], rungs)
    for way, name in (("up", "higher"), ("same", "same")):
        steps = inputs.made["moves"].exact
        rows = [("moves", int(row), "count") for row in steps.index[steps["way"] == way]]
        attacker.holds([place_of(attacker, inputs, "can_rise", to_rungs=name)], rows)


@pytest.mark.parametrize(("clients", "seed"), [(60, 1), (150, 2), (300, 3)])
def test_no_small_count_is_found_by_who_knows_which_tables_count_the_same_people(
    clients: int, seed: int
) -> None:
    inputs = AnalysisInputs(evaluation(Story(clients, seed)), LIBRARY)
    attacker = reading(inputs)
    know(attacker, inputs)
    assert sum(count < 10 for count in attacker.truth.values()) > 20, "nothing to hide"
    assert attacker.finds() == []
