"""What a notebook reads elsewhere than in the data folder is part of what it was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from evalutils import trace
from evalutils.dataset.dependencies import files_read
from evalutils.environment import MISSING
from evalutils.running.direct_reads import OwnFiles
from evalutils.running.own_files import ANOTHER, own_files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a notebook that tells what it reads."""
    monkeypatch.setenv(trace.VARIABLE, str(tmp_path / "trace.txt"))
    monkeypatch.setattr(trace, "_told", set())
    (tmp_path / "trace.txt").touch()
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "norm.csv").write_text("1", encoding="utf-8")
    return tmp_path / "notebooks"


def told(folder: Path) -> tuple[str, ...]:
    return trace.told_in(folder.parent / "trace.txt") or ()


def opened(folder: Path, *paths: Path, writing: bool = False) -> tuple[str, ...]:
    own = OwnFiles(folder)
    for path in paths:
        own.opened(str(path), writing=writing)
    return told(folder)


def test_a_file_beside_the_notebook_is_told_with_what_was_in_it(folder: Path) -> None:
    one = hashlib.sha256(b"1").hexdigest()
    asked = opened(folder, folder / "norm.csv")
    assert asked == (f"own {one} norm.csv",)
    assert own_files(asked, folder) == {"norm.csv#own": one}
    assert files_read(own_files(asked, folder)) == []  # it is no file of the data folder


def test_a_file_that_is_another_by_now_is_never_what_was_read(folder: Path) -> None:
    asked = opened(folder, folder / "norm.csv", folder / "absent.csv", folder.parent / "more.csv")
    assert asked[-1] == f"own {MISSING} absent.csv"
    for name in ("norm.csv", "absent.csv", "../more.csv"):
        (folder / name).write_text("2", encoding="utf-8")
    assert set(own_files(asked, folder).values()) == {ANOTHER}


def test_of_a_folder_the_names_are_told(folder: Path) -> None:
    (folder / "own").mkdir()
    asked = opened(folder, folder / "own")
    (folder / "own" / ".hidden").touch()
    assert own_files(asked, folder)["own#own"] != ANOTHER
    (folder / "own" / "new.csv").touch()
    assert own_files(asked, folder)["own#own"] == ANOTHER


def test_what_it_wrote_itself_and_what_is_part_of_its_basis_already_is_not_told(
    folder: Path,
) -> None:
    assert opened(folder, folder / "norm.csv", writing=True) == ()
    code = (folder / "helper.py", folder / "__pycache__" / "helper.pyc", Path(pytest.__file__))
    assert opened(folder, *code, folder / ".cache" / "x", Path("/etc/hosts")) == ()


def test_a_file_that_it_wrote_and_read_again_is_not_told(folder: Path) -> None:
    own = OwnFiles(folder)
    own.opened(str(folder / "norm.csv"), writing=True)
    own.opened(str(folder / "norm.csv"), writing=False)
    assert told(folder) == ()


def test_a_link_in_the_copy_of_the_data_is_told_as_what_it_leads_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = folder.parent / "copy"
    copy.mkdir()
    (copy / "stray.csv").symlink_to(folder / "norm.csv")
    (copy / "exits.csv").touch()
    monkeypatch.setenv(trace.FOLDER, str(copy))
    (asked,) = opened(folder, copy / "stray.csv", copy / "exits.csv")
    assert asked.endswith(" norm.csv")
