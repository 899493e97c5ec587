"""What keeps clients of two arms from being compared is named by file and row."""

from pathlib import Path

import pytest
from client_data import client_data
from small_data import KEY, faults_of

from evalutils.dataset.load import load_evaluations

HEADER = "client_id,start,end,destination,arm,groups_date\n"


def faults(tmp_path: Path, *rows: str, evidence: str = "comparison") -> list[str]:
    data = client_data(tmp_path, spells=HEADER + "\n".join(rows) + "\n")
    path = data / KEY / "evaluation.yaml"
    text = path.read_text(encoding="utf-8")
    assert "evidence: none" in text
    path.write_text(text.replace("evidence: none", f"evidence: {evidence}"), encoding="utf-8")
    return faults_of(data)


OURS, OTHERS = "a,2025-01-10,,,programme,2025-01-10", "b,2025-01-10,,,control,2025-01-09"


def test_two_arms_without_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, OURS, OTHERS) == []


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (
            (OURS, OTHERS, "a,2025-03-10,,,control,"),
            "spells.csv row 4, column 'arm': a client is in one arm, and this one is in another",
        ),
        (
            (OURS, OTHERS.replace("2025-01-09", "2025-01-11")),
            "spells.csv row 3, column 'groups_date': this is after the start.",
        ),
        ((OURS,), "spells.csv, column 'arm': there is no client with 'control'"),
        ((OTHERS,), "spells.csv, column 'arm': there is no client with 'programme'"),
        (
            (OURS, OTHERS, "a,2025-03-10,,,,"),
            "spells.csv row 4, column 'arm': the cell is empty beside others that are not.",
        ),
        (
            (OURS, "b,2025-01-10,,,anders,"),
            "spells.csv row 3, column 'arm': this is not allowed. Choose from: programme, control.",
        ),
    ],
)
def test_a_fault_is_named_by_row(rows: tuple[str, ...], fault: str, tmp_path: Path) -> None:
    rows = tuple(row.replace("2025-01-10,,,", "2025-01-10,2025-02-10,paid_work,") for row in rows)
    found = faults(tmp_path, *rows)
    assert any(one.startswith(fault) for one in found), found


def test_arms_ask_for_a_design_with_a_comparison(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, OURS, OTHERS, evidence="before_after")
    assert "key 'evidence': it says 'before_after', but the spells have a group" in fault


def test_counts_are_of_the_programme_alone(tmp_path: Path) -> None:
    data = client_data(tmp_path, spells=f"{HEADER}{OURS}\n{OTHERS}\n")
    path = data / KEY / "evaluation.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("evidence: none", "evidence: randomised"), encoding="utf-8")
    (evaluation,) = load_evaluations(data)
    caseload = evaluation.tables["caseload"].set_index("measure")["count"]
    assert caseload["inflow"] + caseload["stock_start"] == 1


def test_what_the_effect_on_clients_counts_is_not_typed_beside_it(tmp_path: Path) -> None:
    data = client_data(tmp_path, spells=f"{HEADER}{OURS}\n{OTHERS}\n")
    folder = data / KEY
    text = (folder / "evaluation.yaml").read_text(encoding="utf-8")
    (folder / "evaluation.yaml").write_text(
        text.replace("evidence: none", "evidence: comparison"), encoding="utf-8"
    )
    assumed = folder / "assumptions.yaml"
    assumed.write_text("counterfactual_exit_share: from_effect\n", encoding="utf-8")
    assert faults_of(data) == []
    assumed.write_text("exits: 40\ncounterfactual_exit_share: from_effect\n", encoding="utf-8")
    (fault,) = faults_of(data)
    assert "assumptions.yaml row 1, key 'exits': from_effect counts this from the clients" in fault
    assert "Remove this key" in fault
