"""A folder goes with all that is in it, and nothing else does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evalutils.system.removal import remove_tree


@pytest.mark.parametrize("wide", [1, 3, 100])
def test_a_folder_goes_with_all_that_is_in_it(tmp_path: Path, wide: int) -> None:
    for number in range(wide):
        deep = tmp_path / "ours" / "data" / str(number) / "deep" / "deeper"
        deep.mkdir(parents=True)
        (deep / "file").touch()
    remove_tree(tmp_path / "ours")
    assert list(tmp_path.iterdir()) == []


def test_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs" / "deep"
    theirs.mkdir(parents=True)
    (theirs / "file").touch()
    (tmp_path / "ours" / "deep").mkdir(parents=True)
    for link in ("ours/link", "ours/deep/link"):
        (tmp_path / link).symlink_to(tmp_path / "theirs", target_is_directory=True)
    remove_tree(tmp_path / "ours")
    assert (theirs / "file").exists()
    assert not (tmp_path / "ours").exists()


def test_a_link_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "ours").symlink_to(tmp_path / "theirs", target_is_directory=True)
    with pytest.raises(OSError, match=r"symbolic link|ours"):  # 3.13 tells the path
        remove_tree(tmp_path / "ours")
    assert (tmp_path / "theirs").exists()


def test_a_folder_that_is_not_there_is_an_error_unless_that_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        remove_tree(tmp_path / "none")
    remove_tree(tmp_path / "none", ignore_errors=True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may remove everything")
def test_what_the_system_refuses_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "ours" / "kept" / "file").mkdir(parents=True)
    (tmp_path / "ours" / "kept").chmod(0o500)
    with pytest.raises(PermissionError):
        remove_tree(tmp_path / "ours")
    (tmp_path / "ours" / "kept").chmod(0o700)
