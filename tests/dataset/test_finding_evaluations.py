"""Which folders are evaluations, which only look like one, and which are chosen."""

import os
from pathlib import Path

import pytest
from small_data import EVALUATION, KEY, faults_of, load_one, write_data

from evalutils.dataset.find import find_evaluations, misplaced_folders
from evalutils.dataset.load import load_evaluation, load_evaluations
from evalutils.errors import DataError, InputError
from evalutils.keys import EvaluationKey

FUNNEL = "funnel,order,stage,count\na,1,b,5\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data", funnel=FUNNEL)


def add(data: Path, folder: str, name: str = "evaluation.yaml", text: str = EVALUATION) -> None:
    path = data / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_an_evaluation_is_an_evaluation_yaml_three_folders_deep(data: Path) -> None:
    add(data, "enschede/doen/2019")
    assert list(map(str, find_evaluations(data))) == [KEY, "enschede/doen/2019"]
    assert misplaced_folders(data) == []


@pytest.mark.parametrize("folder", ["ladders/a/b", "codelists/a/b", "parameters/a/b", ".git/a/b"])
def test_shared_and_hidden_folders_hold_no_evaluations(folder: str, data: Path) -> None:
    add(data, folder)
    assert list(map(str, find_evaluations(data))) == [KEY]
    assert misplaced_folders(data) == []


@pytest.mark.parametrize(
    "folder",
    [
        "almelo",
        "almelo/werkfit",
        f"{KEY}/oud",
        "Almelo/werkfit/2025",
        "almelo/werk fit/2025",
        "almelo/werkfit/2025_h1",
        "almelo/werkfit/-2025",
        "almelo/werkfit/2025--h1",
    ],
)
@pytest.mark.parametrize("name", ["evaluation.yaml", "exits.csv", "Exits.XLSX", "assumptions.yaml"])
def test_a_folder_that_would_be_left_out_is_named(folder: str, name: str, data: Path) -> None:
    add(data, folder, name)
    assert [found for found, _ in misplaced_folders(data)] == [folder]


@pytest.mark.parametrize(
    "folder", ["data/a/2025", "sources/a/2025", "almelo/index/2025", "almelo/a/con", "audit/a/2025"]
)
def test_a_folder_with_the_name_of_a_page_of_every_book_is_a_fault(folder: str, data: Path) -> None:
    add(data, folder)
    assert list(map(str, find_evaluations(data))) == [KEY]
    ((found, problem),) = misplaced_folders(data)
    assert found == folder
    assert "Choose another name" in problem


@pytest.mark.parametrize("name", ["README.md", "notulen.docx", "ruwe-data.csv", "exits.txt"])
def test_other_files_beside_the_evaluations_are_left_alone(name: str, data: Path) -> None:
    add(data, "almelo", name)
    assert misplaced_folders(data) == []


@pytest.mark.parametrize(
    "name", ["evaluation.yml", "Evaluation.yaml", "EVALUATION.YAML", "evaluation.yaml.txt"]
)
def test_another_spelling_of_evaluation_yaml_is_to_be_renamed(name: str, data: Path) -> None:
    add(data, "almelo/werkfit/2026", name)
    ((folder, problem),) = misplaced_folders(data)
    assert folder == "almelo/werkfit/2026"
    assert problem.endswith(f"Rename {name}.")


def test_a_linked_folder_is_an_evaluation_too(data: Path, tmp_path: Path) -> None:
    add(tmp_path, "elders", "evaluation.yaml")
    (data / "enschede" / "doen").mkdir(parents=True)
    (data / "enschede" / "doen" / "2019").symlink_to(tmp_path / "elders")
    assert "enschede/doen/2019" in map(str, find_evaluations(data))


def test_a_link_in_a_circle_ends(data: Path) -> None:
    (data / "almelo" / "rond").symlink_to(data, target_is_directory=True)
    assert list(map(str, find_evaluations(data))) == [KEY]


def test_files_that_programs_leave_behind_are_ignored(data: Path) -> None:
    left = (".DS_Store", "~$exits.xlsx", ".~lock.exits.csv#", "Thumbs.db", "desktop.ini")
    for name in (*left, ".funnel.csv.swp", "funnel.csv~", "#funnel.csv#"):
        (data / KEY / name).write_bytes(b"\x00")
    assert set(load_one(data).tables) == {"funnel"}


def test_an_extension_in_capitals_is_the_same_table(data: Path) -> None:
    (data / KEY / "funnel.csv").rename(data / KEY / "funnel.CSV")
    assert set(load_one(data).tables) == {"funnel"}


def test_only_what_is_selected_is_read(data: Path) -> None:
    add(data, "enschede/doen/2019", text="")
    assert [str(found.key) for found in load_evaluations(data, ["almelo"])] == [KEY]
    with pytest.raises(DataError):
        load_evaluations(data)


def test_a_misplaced_folder_outside_the_selection_is_no_fault(data: Path) -> None:
    add(data, "Enschede/doen/2019")
    assert load_evaluations(data, ["almelo"])
    assert len(faults_of(data)) == 1


def test_a_misplaced_folder_in_the_selection_is_a_fault(data: Path) -> None:
    add(data, "almelo/doen fit/2019")
    with pytest.raises(DataError, match="'doen fit' is not a valid folder name"):
        load_evaluations(data, ["almelo"])


def test_a_selection_of_a_misplaced_folder_and_of_nothing_lists_what_exists(data: Path) -> None:
    add(data, "almelo/doen fit/2019")
    with pytest.raises(InputError, match="No evaluation matches 'hengelo'"):
        load_evaluations(data, ["almelo/doen fit/2019", "hengelo"])


def test_an_unknown_evaluation_lists_what_exists(data: Path) -> None:
    with pytest.raises(InputError, match=f"These exist:\n  {KEY}"):
        load_evaluation(data, EvaluationKey("almelo", "werkfit", "1999"))


def test_a_data_folder_without_evaluations_is_an_error(data: Path) -> None:
    (data / KEY / "evaluation.yaml").unlink()
    (data / KEY / "funnel.csv").unlink()
    with pytest.raises(InputError, match="evalutils new MUNICIPALITY PROGRAMME PERIOD"):
        load_evaluations(data)
    with pytest.raises(InputError, match="No evaluation matches 'almelo'"):
        load_evaluations(data, ["almelo"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_an_error(data: Path) -> None:
    (data / "almelo").chmod(0)
    try:
        with pytest.raises(InputError, match="cannot be read"):
            load_evaluations(data)
    finally:
        (data / "almelo").chmod(0o755)
