"""What modules use, by their bytes: kept, and right whatever became of what was kept."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evalutils.own_code import package_code
from evalutils.own_code.imports import EVERYTHING
from evalutils.own_code.package_code import PackageCode
from evalutils.system.private import PrivateFolder

MODULES = {
    "__init__.py": "",
    "own_code/imports.py": "",
    "reading.py": "from . import words",
    "words.py": "",
    "other.py": "",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small package."""
    folder = tmp_path / "evalutils"
    for name, text in MODULES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def was_parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were read for what they import."""
    sources: list[str] = []
    read = package_code.named_in

    def remembered(source: str, package: str) -> frozenset[str]:
        sources.append(source.strip())
        return read(source, package)

    monkeypatch.setattr(package_code, "named_in", remembered)
    return sources


def place(house: Path) -> Path:
    return house.parent / "cache" / "code"


def digest(house: Path, module: str = "evalutils.reading") -> str:
    return PackageCode(PrivateFolder(place(house)), house).digest(module)


def append(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\nx = 1\n")


def test_the_digest_of_a_module_is_of_what_it_imports_and_of_nothing_else(house: Path) -> None:
    reading, whole = digest(house), digest(house, EVERYTHING)
    append(house / "other.py")
    assert digest(house) == reading
    assert digest(house, EVERYTHING) != whole
    append(house / "words.py")
    assert digest(house) != reading


def test_other_installed_packages_are_other_code(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(house)
    monkeypatch.setattr(package_code, "packages_sha256", lambda: "others")
    assert digest(house) != before


def test_only_a_module_that_changed_is_read_again_for_what_it_imports(
    house: Path, was_parsed: list[str]
) -> None:
    digest(house)
    assert len(was_parsed) == len(MODULES)
    digest(house)
    assert len(was_parsed) == len(MODULES)
    append(house / "reading.py")
    digest(house)
    assert was_parsed[len(MODULES) :] == ["from . import words\nx = 1"]


def _another_user(path: Path) -> None:
    path.chmod(0o644)


def _foreign(path: Path) -> None:
    PrivateFolder(path.parent).write(path.name, b"3.9 0123456789abcdef\n\xff\n" + b"x" * 99)


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "another name": lambda path: path.write_bytes(path.read_bytes().replace(b"words", b"wards")),
    "cut short": lambda path: os.truncate(path, 90),
    "empty": lambda path: os.truncate(path, 0),
    "readable for others": _another_user,
    "of others": _foreign,
    "a folder": _a_folder,
    "the folder is gone": lambda path: shutil.rmtree(path.parent),
}


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_kept_is_believed_only_as_it_was_written(
    damage: Callable[[Path], object], house: Path, was_parsed: list[str]
) -> None:
    before = digest(house)
    (kept,) = place(house).iterdir()
    damage(kept)
    assert digest(house) == before
    assert len(was_parsed) == 2 * len(MODULES)


def test_other_code_that_reads_imports_reads_all_again(house: Path, was_parsed: list[str]) -> None:
    digest(house)
    append(house / "own_code" / "imports.py")
    digest(house)
    assert len(was_parsed) == 2 * len(MODULES)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_what_modules_name_is_kept_for_this_user_alone(house: Path) -> None:
    before = os.umask(0)
    try:
        digest(house)
    finally:
        os.umask(before)
    (kept,) = place(house).iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert place(house).stat().st_mode & 0o777 == 0o700


def test_code_is_changed_when_a_module_is_written_and_not_when_it_is_touched(house: Path) -> None:
    code = PackageCode(None, house)
    (house / "words.py").touch()
    assert not code.changed()
    append(house / "words.py")
    assert code.changed()


def test_a_change_of_equal_size_is_seen_though_its_time_was_set_back(house: Path) -> None:
    append(house / "words.py")
    code, before = PackageCode(None, house), (house / "words.py").stat()
    text = (house / "words.py").read_text(encoding="utf-8")
    (house / "words.py").write_text(text.replace("1", "2"), encoding="utf-8")
    os.utime(house / "words.py", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert code.changed()
