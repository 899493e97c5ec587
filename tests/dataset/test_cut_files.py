"""A CSV file that was not saved to its end is refused; one that only lacks a line break is not."""

from pathlib import Path

import pytest
from small_data import read

BENEFITS = "client_id,start,end\nk1,2023-01-10,2024-02-01\nk2,2023-01-10,\nk3,2023-01-10,2024-03-15"
CASELOAD = "measure,date,qualifier,count\ninflow,,,760\npartial_outflow,,,826\noutflow,,,912"
SPELLS = (
    "client_id,start,end,destination,wijk\nk1,2023-01-10,,,zuid-oost\nk2,2023-01-10,,,zuid-oost"
)
EXITS = (
    "destination,group,count,base,overlapping,share\na,,5,,,\nb,,,inflow,,45.1\nc,,,inflow,,27.4"
)


def faults_of(folder: Path, table: str, text: str) -> list[str]:
    path = folder / f"{table}.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, table)[1]


@pytest.mark.parametrize(
    ("table", "text"),
    [("benefits", BENEFITS), ("caseload", CASELOAD), ("spells", SPELLS), ("exits", EXITS)],
)
def test_many_programs_write_no_last_line_break(table: str, text: str, tmp_path: Path) -> None:
    assert faults_of(tmp_path, table, text) == []
    assert faults_of(tmp_path, table, text + "\n") == []


@pytest.mark.parametrize("lost", range(1, 11))
def test_a_day_that_was_cut_is_no_other_day_and_not_open(lost: int, tmp_path: Path) -> None:
    # 2024-03-15 less one character would be 1 March, less ten still running
    (fault, *_) = faults_of(tmp_path, "benefits", BENEFITS[:-lost])
    assert fault.startswith("4 end ")


@pytest.mark.parametrize("lost", [1, 2])
def test_a_count_shorter_than_its_like_was_cut(lost: int, tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "caseload", CASELOAD[:-lost])  # 912, 91, 9
    assert fault.startswith("4 count the file ends in this cell without a line break")
    assert fault.endswith("end the last row with a line break.")
    assert faults_of(tmp_path, "caseload", CASELOAD[:-lost] + "\n") == []


@pytest.mark.parametrize("lost", [1, 2, 3, 4])
def test_a_share_shorter_than_its_like_was_cut(lost: int, tmp_path: Path) -> None:
    assert faults_of(tmp_path, "exits", EXITS[:-lost])


@pytest.mark.parametrize("lost", [1, 4, 5, 9])
def test_the_beginning_of_another_name_was_cut(lost: int, tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "spells", SPELLS[:-lost])
    assert fault.startswith("3 wijk the file ends in this cell")
    assert "zuid" not in fault


def test_a_short_count_among_short_ones_is_complete(tmp_path: Path) -> None:
    rows = "inflow,,,1020\noutflow,,,75\nstarted,,,80\nparticipants,,,61"
    assert faults_of(tmp_path, "caseload", f"measure,date,qualifier,count\n{rows}") == []


def test_an_empty_last_cell_among_empty_ones_is_complete(tmp_path: Path) -> None:
    rows = "inflow,,1020,\noutflow,,75,circa\nstarted,,80,"
    assert faults_of(tmp_path, "caseload", f"measure,date,count,qualifier\n{rows}") == []


def test_a_remark_may_have_any_length(tmp_path: Path) -> None:
    rows = "inflow,,1020,,een lange toelichting\noutflow,,75,,een la"
    assert faults_of(tmp_path, "caseload", f"measure,date,count,qualifier,note\n{rows}") == []


def test_an_only_row_with_too_few_cells_was_cut(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "caseload", "measure,date,qualifier,count,note\ninflow,,,76")
    assert "the file ends in the middle of this row, at cell 4 of 5" in fault


def test_a_last_row_of_empty_cells_hides_nothing(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "caseload", f"{CASELOAD[:-1]}\n,,,") == []
