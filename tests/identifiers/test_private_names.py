"""Tables of clients stay out of the repository, whatever their copies are called."""

import subprocess
from pathlib import Path

import pytest

from evalutils.dataset.private_names import private_files

ROOT = Path(__file__).parents[2]
NAMES = [
    "data/almelo/werkfit/2023/spells.csv",
    "data/almelo/werkfit/2023/Spells.CSV",
    "data/almelo/werkfit/2023/Kopie van spells.xlsx",
    "Copy of MEASUREMENTS (2).xlsx",
    "werk/spells_oud.csv",
    "andere-map/benefits - kopie.parquet",
    "spells.csv.bak",
    "data/almelo/werkfit/2023/~$spells.xlsx",
    "data/almelo/werkfit/2023/.~lock.exits.csv#",
    "pseudonyms.key",
    "benefits.ods",
]
# Ignoring these would hide tables of an evaluation in another folder as well.
EXPORTS = ["Trajecten 2024.csv", "uitvoer/export.xlsx", "andere-map/lijst.parquet"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_table_of_clients_is_refused_and_ignored_under_any_name(name: str) -> None:
    assert private_files([name], ROOT)
    found = subprocess.run(
        ["git", "-C", ROOT, "check-ignore", "-q", "--no-index", name], check=False
    )
    assert found.returncode == 0


@pytest.mark.parametrize(
    "name", ["data/synthetisch/werkfit/2023-2024/spells.csv", "data/gouda/x/2014/exits.csv",
             "tests/reference/survival/spells.csv", "src/evalutils/synthetic/measurements.py"],
)  # fmt: skip
def test_other_files_are_not(name: str) -> None:
    assert private_files([name], ROOT) == []


@pytest.mark.parametrize("name", EXPORTS)
def test_a_table_that_is_of_no_evaluation_may_be_an_export(name: str) -> None:
    (told,) = private_files([name], ROOT)
    assert "may be an export of clients" in told


def test_the_repository_holds_no_such_file() -> None:
    names = subprocess.run(
        ["git", "-C", ROOT, "ls-files"], check=True, capture_output=True, text=True
    )
    assert private_files(names.stdout.splitlines(), ROOT) == []


def test_counts_of_a_protected_evaluation_are_refused_and_of_a_published_one_not(
    tmp_path: Path,
) -> None:
    name = "data/almelo/werkfit/2023/exits.csv"
    path = tmp_path / "data/almelo/werkfit/2023/evaluation.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("title: x\ndisclosure: published\n", encoding="utf-8")
    assert private_files([name], tmp_path) == []
    path.write_text("title: x\ndisclosure: protected\n", encoding="utf-8")
    assert private_files([name], tmp_path) == [f"{name}: its evaluation is protected"]


def test_a_name_with_a_number_of_a_person_is_refused_and_not_shown() -> None:
    # 111222333 meets the test of citizen service numbers
    (told,) = private_files(["docs/brief 111222333.pdf"], ROOT)
    assert "111222333" not in told
