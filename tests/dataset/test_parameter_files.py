"""Fixed values that no calculation could use are faults of their file."""

from pathlib import Path

import pytest
from small_data import faults_of, write_data

FILE = """\
description: Een vaste waarde.
unit: {unit}
values: {{2023-01-01: {value}}}
reference: {{title: Handboek, href: https://example.org}}
"""


def fault_of(data: Path, key: str, unit: str, value: str) -> list[str]:
    path = write_data(data) / "parameters" / f"{key}.yaml"
    path.write_text(FILE.format(unit=unit, value=value), encoding="utf-8")
    return faults_of(data)


@pytest.mark.parametrize(
    ("key", "unit", "value", "words"),
    [
        (
            "discount_rate",
            "share_per_year",
            "2.25",
            "2.25 on 2023-01-01 is no value from -0.1 to 0.25",
        ),
        (
            "discount_rate",
            "share_per_year",
            "-0.5",
            "-0.5 on 2023-01-01 is no value from -0.1 to 0.25",
        ),
        (
            "consumer_price_change",
            "percent_per_year",
            "-100",
            "-100 on 2023-01-01 is no value from -50 to 100",
        ),
        (
            "divosa_returned_6_months",
            "percent",
            "101",
            "101 on 2023-01-01 is no value from 0 to 100",
        ),
        ("disclosure_threshold", "person", "9.9", "9.9 on 2023-01-01 is not whole"),
        ("disclosure_threshold", "person", "0", "0 on 2023-01-01 is no value from 2 to 1000"),
        ("disclosure_rounding", "person", "-10", "-10 on 2023-01-01 is no value from 1 to 1000"),
    ],
)
def test_a_value_outside_its_unit_is_refused(
    key: str, unit: str, value: str, words: str, tmp_path: Path
) -> None:
    found = fault_of(tmp_path, key, unit, value)
    assert found[0].startswith(f"parameters/{key}.yaml row 3, key 'values': {words}")


@pytest.mark.parametrize(
    ("key", "unit", "value"),
    [
        ("discount_rate", "share_per_year", "0"),
        ("discount_rate", "share_per_year", "0.0225"),
        ("consumer_price_change", "percent_per_year", "-0.5"),
        ("disclosure_rounding", "person", "10"),
        ("something_new", "euro", "-5"),
    ],
)
def test_a_value_within_its_unit_is_accepted(
    key: str, unit: str, value: str, tmp_path: Path
) -> None:
    assert fault_of(tmp_path, key, unit, value) == []


def test_a_rounding_above_the_threshold_is_refused(tmp_path: Path) -> None:
    # The threshold of the small data folder is 10.
    (fault,) = fault_of(tmp_path, "disclosure_rounding", "person", "11")
    assert fault.startswith("parameters/disclosure_rounding.yaml row 3, key 'values': 11 is above")
