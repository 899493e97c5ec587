"""What assumptions.yaml may say about months, and about a correction for optimism."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalutils.dataset.evaluation_file import read_assumptions_file
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import Library


def read(folder: Path, text: str) -> tuple[dict[str, object], FaultList]:
    path = folder / "assumptions.yaml"
    path.write_text(text, encoding="utf-8")
    faults = FaultList()
    found = read_assumptions_file(path, Library({}, {}, {}, {}), faults.of("assumptions.yaml"))
    return found, faults


def test_a_correction_for_optimism_names_the_handbook_and_the_grade(tmp_path: Path) -> None:
    text = "optimism_correction: {value: 0.15, source: green-book, locator: graad 4}\n"
    found, faults = read(tmp_path, text)
    assert not faults.faults
    assert found["optimism_correction"] == {
        "value": 0.15, "source": "green-book", "locator": "graad 4", "note": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("optimism_correction: 0.15\n", "a correction without a source"),
        ("optimism_correction: {value: 15, source: a, locator: b}\n", "'15' is not one share"),
        ("optimism_correction: {low: 0.1, high: 0.2, source: a}\n", "is not one share"),
    ],
)
def test_a_correction_that_anybody_may_choose_is_refused(
    tmp_path: Path, text: str, problem: str
) -> None:
    _, faults = read(tmp_path, text)
    (fault,) = faults.faults
    assert fault.column == "optimism_correction"
    assert problem in fault.problem


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("horizon_months: 600\n", True),
        ("horizon_months: 601\n", False),
        ("horizon_months: 0\n", False),
        ("lock_in_months: 0\n", True),
        ("lock_in_months: {low: 6, high: 100000}\n", False),
        ("lock_in_months: 4.5\n", True),
        ("lock_in_months: 1.000\n", False),  # 1 in YAML, and perhaps a thousand
        ("lock_in_months: {low: 4.5, central: 6, high: 6}\n", True),
        ("lock_in_months: {mean: 12, shortest: 6, longest: 18}\n", True),
        ("lock_in_months: {mean: 5, shortest: 6, longest: 18}\n", False),
        ("lock_in_months: {mean: 12, shortest: 6}\n", False),
        ("horizon_months: {mean: 12, shortest: 6, longest: 18}\n", False),
        ("horizon_months: 4.5\n", False),
        ("durability: {share: 0.85, months: 600}\n", True),
        ("durability: {share: 0.85, months: 100000}\n", False),
        ("durability: {table: {12: 0.9, 601: 0.8}}\n", False),
    ],
)
def test_months_run_up_to_fifty_years(text: str, right: bool, tmp_path: Path) -> None:
    _, faults = read(tmp_path, text)
    assert [fault.column for fault in faults.faults] == [text.partition(":")[0]] * (not right)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("part_time_exit_share: {count: 100, of: 418}\n", True),
        ("part_time_saving_share: {low: 0, high: 1}\n", True),
        ("part_time_saving_share: {count: 1, of: 2}\n", False),
        ("stayers_cost_share: 1.5\n", False),
        ("natural_exit_rate: 22\n", False),
        ("exits_within_participants: true\n", True),
        ("exits_within_participants: ja\n", False),
    ],
)
def test_what_a_source_leaves_open_is_a_share_or_a_range(
    tmp_path: Path, text: str, right: bool
) -> None:
    _, faults = read(tmp_path, text)
    assert bool(faults.faults) is not right


def test_a_horizon_lies_beyond_the_longest_wait_of_a_person(tmp_path: Path) -> None:
    spread = "lock_in_months: {mean: 12, shortest: 6, longest: 18}\n"
    assert read(tmp_path, f"horizon_months: 18\n{spread}")[1].faults
    assert not read(tmp_path, f"horizon_months: 19\n{spread}")[1].faults
