"""A fault in a group of arms.csv or panel.csv is told once, and not as what follows from it."""

from pathlib import Path

import pytest
from small_data import EVALUATION, KEY, faults_of, write_data

HEADER = "arm,role,assignment,outcome,months,people,reached,invited\n"
OURS, THEIRS = "hulp,programme,{},werk,12,120,48,", "gewoon,control,{},werk,12,115,35,"


@pytest.mark.parametrize(
    ("ours", "theirs", "column"),
    [
        (OURS, THEIRS.replace("control", "controle"), "role"),
        (OURS, THEIRS.replace("control", ""), "role"),
        (OURS.replace("hulp", ""), THEIRS, "arm"),
        (OURS.replace("12,", "-1,", 1), THEIRS, "months"),
        (OURS.replace("{}", "geloot"), THEIRS.replace("{}", "geloot"), "assignment"),
    ],
)
def test_a_cell_with_a_fault_is_the_only_fault(
    ours: str, theirs: str, column: str, tmp_path: Path
) -> None:
    rows = "\n".join(row.format("randomised") for row in (ours, theirs))
    data = write_data(tmp_path, arms=f"{HEADER}{rows}\n")
    path = data / KEY / "evaluation.yaml"
    path.write_text(EVALUATION.replace("evidence: none", "evidence: randomised"), encoding="utf-8")
    (fault,) = faults_of(data)
    assert f"column '{column}'" in fault


def test_an_unknown_role_of_groups_over_time_is_the_only_fault(tmp_path: Path) -> None:
    head = "role,cluster,outcome,period_start,date,phase,people,reached\n"
    rows = "\n".join(
        f"{role},{cluster},werk,{year}-01-01,{year}-12-31,{phase},100,20"
        for role, cluster in (("programme", "a"), ("controle", "b"))
        for year, phase in ((2023, "before"), (2024, "after"))
    )
    (fault,) = faults_of(write_data(tmp_path, panel=f"{head}{rows}\n"))
    assert "panel.csv rows 4-5, column 'role': 'controle' is not allowed" in fault
