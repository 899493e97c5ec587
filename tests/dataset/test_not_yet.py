"""A figure of a day after its source was published is a plan, and no figure of what happened."""

from pathlib import Path

import pytest
from contradicting_data import data_of, impossible
from small_data import SOURCES, faults_of

from evalutils.dataset.sources_file import Source


def fault_of(folder: Path, published: str, **tables: str) -> str:
    """The one fault of an evaluation whose source was published then; empty without."""
    data = data_of(folder, published=True, **tables)
    text = SOURCES.replace("published: 2025", f'published: "{published}"')
    (data / "sources.yaml").write_text(text, encoding="utf-8")
    return " ".join(faults_of(data))


@pytest.mark.parametrize(
    ("published", "day", "faulty"),
    [
        ("2025", "2025-12-31", False),
        ("2025", "2026-01-01", False),  # the stock of the last day of the year
        ("2025", "2026-01-02", True),
        ("2025-06", "2025-06-30", False),
        ("2025-06", "2025-07-31", True),
        ("2025-06-15", "2025-06-30", True),
        ("najaar 2025", "2026-01-31", False),  # nobody knows when that was
    ],
)
def test_a_stock_of_a_day_after_its_source_is_a_budget(
    published: str, day: str, faulty: bool, tmp_path: Path
) -> None:
    row = f"measure=stock_end | count=7110 | date={day}"
    fault = fault_of(tmp_path, published, caseload=row)
    assert ("published on" in fault) is faulty
    assert ("Write a planned figure in 'budget' of targets.csv" in fault) is faulty


@pytest.mark.parametrize(
    "table",
    [
        {"targets": "indicator=a | budget=5 | result=4 | unit=person | measured_on=2025-07-31"},
        # A result without a day is at least of a day in its period.
        {"targets": "indicator=a | result=4 | unit=person | target_start=2025-07-31"},
        {
            "durability": "cohort=a | definition=cbs_status | months=12 | exits=20 | still_out=15 "
            "| cohort_start=2025-01-01 | cohort_end=2025-03-31"
        },
        {
            "durability": "cohort=a | definition=cbs_status | exits=20 | still_out=15 "
            "| cohort_start=2025-01-01 | cohort_end=2025-07-31"
        },
    ],
)
def test_nor_is_any_other_figure_older_than_what_it_counts(
    table: dict[str, str], tmp_path: Path
) -> None:
    assert "published on 2025-06-30 at the latest" in fault_of(tmp_path / "a", "2025-06", **table)
    assert fault_of(tmp_path / "b", "2026-06", **table) == ""


def test_a_target_and_a_budget_may_be_of_years_to_come(tmp_path: Path) -> None:
    rows = "indicator=a | target=5 | budget=6 | unit=person | direction=at_least | target_start="
    assert fault_of(tmp_path, "2024", targets=f"{rows}2025-01-01\n{rows}2026-01-01") == ""


def test_it_is_a_fault_in_a_published_evaluation_too(tmp_path: Path) -> None:
    assert "cannot have counted this day" in impossible(
        tmp_path, caseload="measure=stock_end | count=5 | date=2026-01-15"
    )


def test_the_source_of_the_row_counts_and_else_the_latest_of_the_evaluation() -> None:
    days = {"2023": "2023-12-31", "2024-02": "2024-02-29", "2024-2-3": "2024-02-03"}
    for written, last in days.items():
        assert str(Source("a", "", "", written, "").latest_day) == last
    for written in ("", "2024-13", "2017-2022", "voorjaar 2024"):
        assert Source("a", "", "", written, "").latest_day is None
