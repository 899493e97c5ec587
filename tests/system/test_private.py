"""Files that may be missed: whole, private, or as good as none."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from evalutils.system.private import PrivateFolder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
CONTENT = b"what was read"


@pytest.fixture
def folder(tmp_path: Path) -> PrivateFolder:
    found = PrivateFolder(tmp_path / "kept" / "room")
    found.write("one", CONTENT)
    return found


def test_folders_are_for_their_owner_alone_and_so_are_files(folder: PrivateFolder) -> None:
    assert PrivateFolder(folder.place).read("one") == CONTENT
    for path, mode in (
        (folder.place.parent, 0o700),
        (folder.place, 0o700),
        (folder.place / "one", 0o600),
    ):
        assert stat.S_IMODE(path.stat().st_mode) == mode, path


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def of_another(path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can give a file away")
    os.chown(path, 12345, -1)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "a bit": flipped,
    "cut short": lambda path: os.truncate(path, 40),
    "empty": lambda path: os.truncate(path, 0),
    "readable for the group": lambda path: path.chmod(0o640),
    "writable for all": lambda path: path.chmod(0o602),
    "a link": linked,
    "a folder": lambda path: (path.unlink(), path.mkdir())[-1],
    "a pipe": lambda path: (path.unlink(), os.mkfifo(path, 0o600))[-1],
    "of another user": of_another,
    "in a folder that others can enter": lambda path: path.parent.chmod(0o755),
    "in a folder of another user": lambda path: of_another(path.parent),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_file_that_others_could_have_made_is_as_good_as_none(
    damage: Callable[[Path], None], folder: PrivateFolder
) -> None:
    damage(folder.place / "one")
    assert PrivateFolder(folder.place).read("one") is None


def test_a_folder_that_others_could_enter_is_emptied_before_it_is_used(
    folder: PrivateFolder,
) -> None:
    folder.place.chmod(0o755)
    again = PrivateFolder(folder.place)
    again.write("two", CONTENT)
    assert [path.name for path in folder.place.iterdir()] == ["two"]
    assert stat.S_IMODE(folder.place.stat().st_mode) == 0o700
    assert again.read("two") == CONTENT


def test_a_system_that_refuses_is_no_error_and_leaves_nothing_half(
    folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    folder.write("two", CONTENT)
    folder.write("three", CONTENT)
    assert [path.name for path in folder.place.iterdir()] == ["one"]
    assert folder.read("one") == CONTENT


def test_a_file_in_the_place_of_the_folder_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine", encoding="utf-8")
    folder = PrivateFolder(tmp_path / "kept" / "room")
    folder.write("one", CONTENT)
    folder.drop_all_but(())
    assert folder.read("one") is None
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "mine"


def test_who_reads_while_others_write_finds_a_whole_file(folder: PrivateFolder) -> None:
    contents = [bytes([number]) * 200_000 for number in range(1, 5)]
    folder.write("one", contents[0])

    def write(content: bytes) -> None:
        for _ in range(20):
            PrivateFolder(folder.place).write("one", content)

    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    for writer in writers:
        writer.start()
    found = set()
    while any(writer.is_alive() for writer in writers):
        found.add(PrivateFolder(folder.place).read("one"))
    assert found <= set(contents)
    assert [path.name for path in folder.place.iterdir()] == ["one"]


def test_all_but_what_is_named_is_dropped_also_what_a_killed_command_left(
    folder: PrivateFolder,
) -> None:
    folder.write("two", CONTENT)
    (folder.place / ".two-half").write_bytes(b"half")
    folder.drop_all_but({"two"})
    assert [path.name for path in folder.place.iterdir()] == ["two"]


def test_a_folder_in_the_place_of_a_file_does_not_stay(folder: PrivateFolder) -> None:
    for name in ("one", "stray"):
        path = folder.place / name
        path.unlink(missing_ok=True)
        path.mkdir()
        (path / "within").touch()
    folder.write("one", CONTENT)
    assert folder.read("one") == CONTENT
    folder.drop_all_but({"one"})
    assert [path.name for path in folder.place.iterdir()] == ["one"]
