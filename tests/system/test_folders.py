"""Only what evalutils made itself is replaced or removed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from evalutils.errors import InputError
from evalutils.system.folders import MARK, MARKER, claim, is_ours, remove, scratch

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


def test_an_absent_folder_and_an_empty_one_become_ours(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "absent/below"):
        claim(tmp_path / name)
        assert (tmp_path / name / MARKER).read_bytes() == MARK


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", ".gitkeep", "._notes.txt", "lost+found"]
)
def test_what_systems_leave_does_not_count(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    claim(tmp_path)
    assert (tmp_path / name).read_bytes() == b"x"


def test_a_folder_with_a_file_of_others_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="did not make, and is left as it is"):
        claim(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_our_folder_stays_ours_with_whatever_is_put_into_it(tmp_path: Path) -> None:
    claim(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    claim(tmp_path)
    assert is_ours(tmp_path)


@pytest.mark.parametrize("content", [b"", MARK[:9], b"something else"])
def test_a_marker_with_another_content_is_not_ours(content: bytes, tmp_path: Path) -> None:
    (tmp_path / MARKER).write_bytes(content)
    (tmp_path / "notes.txt").write_text("mine")
    assert not is_ours(tmp_path)


@links
def test_a_link_to_a_marker_is_not_ours(tmp_path: Path) -> None:
    claim(tmp_path / "ours")
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / MARKER).symlink_to(tmp_path / "ours" / MARKER)
    assert not is_ours(tmp_path / "www")


def test_a_marker_that_a_full_disk_cut_off_is_written_again(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_bytes(MARK[:9])
    claim(tmp_path)
    assert (tmp_path / MARKER).read_bytes() == MARK


@links
def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "notes.txt").write_text("mine")
    claim(tmp_path / "ours")
    (tmp_path / "ours" / "link").symlink_to(tmp_path / "elsewhere")
    remove(tmp_path / "ours")
    assert [path.name for path in tmp_path.iterdir()] == ["elsewhere"]
    assert (tmp_path / "elsewhere" / "notes.txt").read_text() == "mine"


def test_scratch_folder_begins_empty_and_is_gone_afterwards(tmp_path: Path) -> None:
    claim(tmp_path / "work")
    (tmp_path / "work" / "half.json").write_text("{")  # a killed run left it
    with scratch(tmp_path / "work") as work:
        assert [path.name for path in work.iterdir()] == [MARKER]
    assert list(tmp_path.iterdir()) == []


def test_scratch_folder_never_takes_the_place_of_one_of_others(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="did not make"), scratch(tmp_path / "work"):
        pass
    assert (tmp_path / "work" / "notes.txt").read_text() == "mine"
