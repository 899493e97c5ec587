"""Key figures leave the notebooks complete, once each, and never hidden ones with a value."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from evalutils.book.published_tables import NEUTRAL, csv_text, data_package, distinct, harvest
from evalutils.contracts.audit_table import COLUMNS as AUDIT_COLUMNS
from evalutils.contracts.key_figures import COLUMNS
from evalutils.errors import BuildError

from .sample import figure, write_run

PLACE = {
    "municipality": "fryslan-west",
    "programme": "pastiel",
    "period": "2017",
    "analysis": "outflow",
}


def rows_of(runs: Path, *figures: dict[str, Any]) -> list[dict[str, Any]]:
    path = write_run(runs, "a/b/c/outflow", "Titel", figures=list(figures))
    return harvest(path, PLACE, "a/b/c/outflow")


def test_a_figure_gets_its_place_and_every_column(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, figure())
    assert list(row) == list(COLUMNS)
    assert row["municipality"] == "fryslan-west"
    assert row["analysis"] == "outflow"
    assert row["n"] == 759
    assert isinstance(row["n"], int)


def test_figures_keep_the_order_of_the_notebook(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, figure(group="b"), figure(group="a"))
    assert [row["group"] for row in rows] == ["b", "a"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"status": "guessed"}, "status 'guessed' is not one of"),
        ({"status": None}, "status is empty"),
        ({"indicator": ""}, "indicator is empty"),
        ({"value": "41,9"}, "value '41,9' is not a number"),
        ({"value": float("nan")}, "is not a number"),
        ({"value": True}, "is not a number"),
        ({"n": 1.5}, "n 1.5 is not a whole number"),
        ({"colour": "red"}, "unknown column colour"),
        ({"municipality": "utrecht"}, "municipality is 'utrecht' on a page of 'fryslan-west'"),
    ],
)
def test_a_figure_that_breaks_the_form_stops_the_book(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(BuildError, match=message):
        rows_of(tmp_path, figure(**change))


@pytest.mark.parametrize("column", ["value", "lower", "upper"])
def test_a_suppressed_figure_with_a_number_stops_the_book(tmp_path: Path, column: str) -> None:
    hidden = {"value": None, "lower": None, "upper": None, "status": "suppressed"}
    assert rows_of(tmp_path, figure(**hidden))[0]["value"] is None
    with pytest.raises(BuildError, match="suppressed figure must have no value"):
        rows_of(tmp_path, figure(**hidden | {column: 3}))


def test_the_same_figure_shown_twice_is_published_once(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, figure(), figure())
    assert len(distinct(rows)) == 1


def test_one_figure_with_two_values_stops_the_book(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, figure(), figure(value=42.0))
    with pytest.raises(BuildError, match="two different values"):
        distinct(rows)


def test_the_file_has_a_decimal_point_and_empty_cells_for_missing_values(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, figure(lower=None), figure(group=None, value=2.0))
    text = csv_text(COLUMNS, rows)
    assert "\r" not in text
    first, second = csv.DictReader(io.StringIO(text))
    assert (first["value"], first["lower"], first["n"]) == ("41.9", "", "759")
    assert (second["group"], second["value"]) == ("", "2")


def test_a_number_has_no_digits_that_depend_on_the_version_of_a_library(tmp_path: Path) -> None:
    noisy = 100 - 5.4 - 1e-14  # 94.59999999999998 or ...9999, as a library rounds
    rows = rows_of(tmp_path, figure(value=noisy, upper=1234567890.25))
    (row,) = csv.DictReader(io.StringIO(csv_text(COLUMNS, rows)))
    assert (row["value"], row["upper"]) == ("94.6", "1234567890.25")


def test_texts_are_no_formulas_and_numbers_stay_numbers(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, figure(group="-2+3+cmd|x:=a", value=-5.5, source="@b"))
    (row,) = csv.DictReader(io.StringIO(csv_text(COLUMNS, rows)))
    assert (row["group"], row["source"]) == ("'-2+3+cmd|x:=a", "'@b")
    assert row["value"] == "-5.5"
    assert NEUTRAL in data_package("Boek", "1.0")["description"]


def test_a_notebook_without_key_figures_has_no_rows(tmp_path: Path) -> None:
    assert harvest(write_run(tmp_path, "comparison", "Titel"), {}, "comparison") == []


def test_the_data_package_has_a_field_for_every_column_in_order() -> None:
    figures, audit = data_package("Boek", "1.0")["resources"]
    for resource, columns in ((figures, COLUMNS), (audit, AUDIT_COLUMNS)):
        assert resource["profile"] == "tabular-data-resource"
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(columns)
        assert {field["type"] for field in fields} <= {"string", "number", "integer", "boolean"}
        assert all(field["description"] for field in fields)
