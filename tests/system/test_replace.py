"""A folder is replaced as a whole, or not at all."""

from pathlib import Path

import pytest

from evalutils.errors import BuildError
from evalutils.system.folders import recover_folder, replace_folder


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


def test_a_new_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = folder(tmp_path / "html", "old")
    replace_folder(folder(tmp_path / "new", "new"), target)
    assert (target / "index.html").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_the_first_folder_needs_no_old_one(tmp_path: Path) -> None:
    replace_folder(folder(tmp_path / "new", "new"), tmp_path / "html")
    assert (tmp_path / "html" / "index.html").is_file()


def test_a_failed_replacement_leaves_the_old_folder_standing(tmp_path: Path) -> None:
    target = folder(tmp_path / "html", "old")
    with pytest.raises(BuildError, match="could not be replaced"):
        replace_folder(tmp_path / "does-not-exist", target)
    assert (target / "index.html").read_text(encoding="utf-8") == "old"


def test_a_replacement_that_was_killed_halfway_is_undone_at_the_next_start(tmp_path: Path) -> None:
    folder(tmp_path / ".html-old", "old")  # as kill -9 between the two moves leaves it
    recover_folder(tmp_path / "html")
    assert (tmp_path / "html" / "index.html").read_text(encoding="utf-8") == "old"


def test_recovery_never_overwrites_a_complete_folder(tmp_path: Path) -> None:
    folder(tmp_path / ".html-old", "old")
    target = folder(tmp_path / "html", "new")
    recover_folder(target)
    assert (target / "index.html").read_text(encoding="utf-8") == "new"
