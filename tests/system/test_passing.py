"""Temporary folders: gone in the end, and those of killed commands with the next one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from evalutils.system.folders import MARK, MARKER
from evalutils.system.passing import passing_folder, remove_left

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no such locks")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def left(path: Path, *, mode: int = 0o700, mark: bytes | None = MARK) -> Path:
    """A folder of long ago."""
    path.mkdir(mode=mode)
    if mark is not None:
        (path / MARKER).write_bytes(mark)
    (path / "door").touch()
    os.utime(path, (0, 0))
    return path


def test_a_folder_is_for_its_owner_alone_and_gone_in_the_end(temporary: Path) -> None:
    with passing_folder() as folder:
        assert folder.parent == temporary
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "door").touch()
    assert not folder.exists()


def test_it_is_gone_too_after_an_interruption() -> None:
    with pytest.raises(KeyboardInterrupt), passing_folder() as folder:
        raise KeyboardInterrupt
    assert not folder.exists()


def test_what_a_killed_command_left_is_removed(temporary: Path) -> None:
    left(temporary / "evalutils-abc")
    left(temporary / "evalutils-def", mark=MARK[:3])  # killed while it was made
    (temporary / "evalutils-def" / "door").unlink()
    os.utime(temporary / "evalutils-def", (0, 0))
    remove_left()
    assert not list(temporary.iterdir())


def test_a_folder_where_somebody_is_at_work_stays() -> None:
    with passing_folder() as folder:
        os.utime(folder, (0, 0))
        remove_left()
        assert folder.exists()


def test_a_folder_that_is_just_made_stays(temporary: Path) -> None:
    folder = left(temporary / "evalutils-abc")
    os.utime(folder)
    remove_left()
    assert folder.exists()


def test_the_folder_of_somebody_else_stays(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = left(temporary / "evalutils-abc")
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    remove_left()
    assert folder.exists()


def test_what_only_has_a_name_like_ours_stays(temporary: Path) -> None:
    left(temporary / "evalutils-notes", mark=None)
    left(temporary / "evalutils-open", mode=0o755)
    left(temporary / "other")
    (temporary / "evalutils-link").symlink_to(temporary / "other")
    (temporary / "evalutils-file.txt").touch()
    remove_left()
    assert len(list(temporary.iterdir())) == 5
