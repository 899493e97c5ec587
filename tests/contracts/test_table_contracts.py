"""The contracts are complete and agree with the examples and the parameters."""

import re
from datetime import date

import pytest

from evalutils.contracts import examples
from evalutils.contracts.columns import Column
from evalutils.contracts.parameters import Parameter
from evalutils.contracts.tables import PROVENANCE, TABLES, Table
from evalutils.errors import InputError

EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
COLUMNS = [
    pytest.param(column, id=f"{table.name}.{column.name}")
    for table in TABLES.values()
    for column in table.all_columns
]


def test_the_contract_has_the_tables_of_the_design() -> None:
    assert list(TABLES) == [
        "ladder",
        "ladder_moves",
        "caseload",
        "inflow",
        "exits",
        "other_outcomes",
        "funnel",
        "durability",
        "targets",
        "instruments",
        "arms",
        "panel",
        "costs",
        "finances",
        "claims",
        "spells",
        "benefits",
        "measurements",
    ]


@EVERY_TABLE
def test_every_table_has_example_rows(table: Table) -> None:
    rows = examples.rows(table.name)
    assert rows
    columns = {column.name: column for column in table.columns}
    for row in rows:
        assert set(row) <= set(columns)
        assert all(row.get(column.name) for column in table.columns if column.required)
    keys = [tuple(row.get(column, "") for column in table.key) for row in rows]
    assert len(set(keys)) == len(keys)


def test_there_are_no_examples_of_tables_that_do_not_exist() -> None:
    assert set(examples._ROWS) == set(TABLES)


@EVERY_TABLE
def test_a_table_explains_itself_and_its_key_and_conditions_are_columns(table: Table) -> None:
    names = [column.name for column in table.all_columns]
    assert len(set(names)) == len(names)
    assert table.title
    assert table.description.endswith(".")
    assert table.key
    assert set(table.key) <= set(names)
    assert set(table.at_least_one) <= set(names)
    assert tuple(table.all_columns[-3:]) == PROVENANCE


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_explains_itself(column: Column) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", column.name)
    assert column.label
    assert column.description.endswith(".")
    assert not column.hint or column.hint.endswith(".")
    assert (column.kind in ("choice", "rung", "rungs")) == bool(column.choices)
    assert (column.kind == "code") == (column.codelist is not None)
    assert len(set(column.allowed)) == len(column.allowed)
    if column.minimum is not None and column.maximum is not None:
        assert column.minimum < column.maximum


@pytest.mark.parametrize("column", COLUMNS)
def test_a_limit_comes_with_a_sentence_that_says_it(column: Column) -> None:
    if column.minimum is not None or column.maximum is not None or column.kind == "date":
        assert column.hint


def test_a_needed_column_is_the_same_but_required() -> None:
    (count,) = [column for column in TABLES["ladder"].columns if column.name == "count"]
    assert not count.required
    assert count.needed().required
    assert count.needed().name == count.name


RATE = Parameter(
    "discount_rate",
    "Discontovoet.",
    "per jaar",
    {date(2016, 1, 1): 0.03, date(2021, 1, 1): 0.0225},
    "Werkgroep discontovoet 2020",
    "https://example.org",
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2016, 1, 1), 0.03),
        (date(2020, 12, 31), 0.03),
        (date(2021, 1, 1), 0.0225),
        (date(2030, 1, 1), 0.0225),
    ],
)
def test_a_parameter_has_the_value_of_its_last_change(day: date, value: float) -> None:
    assert RATE.at(day) == value


def test_a_parameter_has_no_value_before_its_first_date() -> None:
    with pytest.raises(InputError, match=r"discount_rate.yaml has no value on 2015-12-31") as error:
        RATE.at(date(2015, 12, 31))
    assert "the first is from 2016-01-01" in str(error.value)
    assert error.value.exit_code == 2


def test_the_latest_value_is_that_of_the_last_date_whatever_their_order() -> None:
    values = dict(reversed(RATE.values.items()))
    assert Parameter("a", "b", "c", values, "d", "e").latest == 0.0225
