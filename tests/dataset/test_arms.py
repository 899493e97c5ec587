"""A fault in a group of arms.csv is told once, and not as what follows from it."""

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
