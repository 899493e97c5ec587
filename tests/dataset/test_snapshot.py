"""One reading of the data folder: what was checked is what is computed, whatever happens since."""

import hashlib
import os
import sys
from pathlib import Path

import pytest
from small_data import KEY, write_data

from evalutils.dataset.faults import FaultList
from evalutils.dataset.load import load_evaluations
from evalutils.dataset.snapshot import Snapshot, take_snapshot
from evalutils.errors import DataError

FUNNEL = f"{KEY}/funnel.csv"
ROWS = "funnel,order,stage,count,source,locator,note\nWerkfit,1,Start,{},jaarverslag,p. 3,\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data", funnel=ROWS.format(40))


def snapshot_of(data: Path) -> Snapshot:
    return take_snapshot(data, data.parent / "copy" / "data", FaultList())


def counted(data_dir: Path) -> list[int]:
    (evaluation,) = load_evaluations(data_dir)
    return list(evaluation.tables["funnel"]["count"])


def test_a_file_that_changes_later_does_not_change_the_snapshot(data: Path) -> None:
    snapshot = snapshot_of(data)
    (data / FUNNEL).write_text(ROWS.format(60), encoding="utf-8")
    assert counted(snapshot.folder) == [40]
    assert snapshot.changes() == [FUNNEL]


def test_the_hash_is_that_of_the_bytes_in_the_copy(data: Path) -> None:
    snapshot = snapshot_of(data)
    content = (snapshot.folder / FUNNEL).read_bytes()
    assert snapshot.published()[f"data/{FUNNEL}"] == hashlib.sha256(content).hexdigest()


def test_nothing_is_changed_when_a_file_is_only_saved_again(data: Path) -> None:
    snapshot = snapshot_of(data)
    path = data / FUNNEL
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(0, 0))
    assert snapshot.changes() == []


def test_a_file_that_appears_or_goes_is_a_change(data: Path) -> None:
    snapshot = snapshot_of(data)
    (data / KEY / "exits.csv").write_text("destination\n", encoding="utf-8")
    (data / FUNNEL).unlink()
    assert snapshot.changes() == [f"{KEY}/exits.csv", FUNNEL]


@pytest.mark.parametrize(
    "stray", ["codelists/README.md", f"{KEY}/.DS_Store", f"{KEY}/.funnel.csv.swp", "parameters/.x"]
)
def test_a_stray_file_is_no_change(data: Path, stray: str) -> None:
    snapshot = snapshot_of(data)
    (data / stray).write_text("iets", encoding="utf-8")
    assert snapshot.changes() == []


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_file_that_no_chapter_reads_is_not_empty_to_a_notebook_that_opens_it(data: Path) -> None:
    (data / "almelo").mkdir(exist_ok=True)
    (data / "almelo" / "districts.txt").write_text("north", encoding="utf-8")
    snapshot = snapshot_of(data)
    copy = snapshot.folder / "almelo" / "districts.txt"
    assert copy.read_text(encoding="utf-8") == "north"
    assert "almelo/districts.txt" not in snapshot.files


def test_the_copy_is_for_this_user_alone(data: Path) -> None:
    assert snapshot_of(data).folder.stat().st_mode & 0o077 == 0


def test_an_evaluation_behind_a_link_is_recorded_by_its_place_in_the_data_folder(
    data: Path,
) -> None:
    elsewhere = data.parent / "elsewhere"
    (data / KEY).rename(elsewhere)
    (data / KEY).symlink_to(elsewhere, target_is_directory=True)
    snapshot = snapshot_of(data)
    assert f"data/{FUNNEL}" in snapshot.published()
    (elsewhere / "funnel.csv").write_text(ROWS.format(60), encoding="utf-8")
    assert snapshot.changes() == [FUNNEL]


def test_what_is_wrong_with_the_folder_is_wrong_with_the_copy(data: Path) -> None:
    (data / KEY / "exits.csv").symlink_to("nowhere.csv")
    (data / KEY / "targets.csv").mkdir()
    (data / KEY / "notulen.docx").write_bytes(b"PK")
    messages = []
    for folder in (data, snapshot_of(data).folder):
        with pytest.raises(DataError) as error:
            load_evaluations(folder)
        messages.append(error.value.faults)
    assert messages[0] == messages[1]
    assert len(messages[0]) == 3
