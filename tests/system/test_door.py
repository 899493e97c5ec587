"""The door to the build folder, without the commands that go through it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from evalutils.errors import InputError
from evalutils.system.build_folder import at_work, workspace
from evalutils.system.folders import MARKER, claim
from evalutils.system.lock import NAME, hold

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("data/almelo", "book", "www"):
        (tmp_path / "project" / name).mkdir(parents=True)
        (tmp_path / "project" / name / "mine.txt").write_text("mine")
    return tmp_path / "project"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("build_dir", "message"),
    [
        (".", "holds the data folder"),
        ("..", "holds the data folder"),
        ("data", "lies in the data folder"),
        ("data/almelo/_build", "lies in the data folder"),
        ("www/../data/new", "lies in the data folder"),
        ("book/_build", "lies in the book folder"),
        ("www", "holds files that evalutils did not make"),
        pytest.param("link/_build", "lies in the book folder", marks=links),
    ],
)
def test_a_folder_in_around_or_at_those_of_others_is_refused_and_untouched(
    build_dir: str, message: str, project: Path
) -> None:
    if build_dir.startswith("link"):
        (project / "link").symlink_to(project / "book")
    before = names(project.parent)
    others = {"data": project / "data", "book": project / "book"}
    with pytest.raises(InputError, match=message), at_work(project / build_dir, "run", others):
        pass
    assert names(project.parent) == before


@links
@pytest.mark.parametrize("link", ["html", "work", "book.log", "runs/almelo", "failed"])
def test_a_link_out_of_the_build_folder_is_not_followed(link: str, project: Path) -> None:
    build_dir = project / "_build"
    claim(build_dir)
    path = build_dir / link
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(project / "www" / "mine.txt" if "." in link else project / "www")
    before = names(project)
    with pytest.raises(InputError, match=f"{link}' is a link"), at_work(build_dir, "run", {}):
        pass
    assert names(project) == before
    assert (project / "www" / "mine.txt").read_text() == "mine"


@links
def test_a_link_to_the_build_folder_is_the_build_folder(project: Path) -> None:
    (project / "disk").mkdir()
    (project / "_build").symlink_to(project / "disk")
    with at_work(project / "_build", "run", {}):
        assert (project / "disk" / MARKER).is_file()


def test_work_of_a_killed_run_is_removed_and_its_links_are_not_followed(project: Path) -> None:
    claim(project / "_build" / "work")
    claim_around(project / "_build")
    (project / "_build" / "work" / "link").symlink_to(project / "www")
    with at_work(project / "_build", "run", {}), workspace(project / "_build") as own:
        assert [path.name for path in own.parent.iterdir() if path != own] == [MARKER]
    assert names(project / "_build") == [MARKER]
    assert (project / "www" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("place", ["html", "book", "cache/book"])
@pytest.mark.parametrize("new", [True, False], ids=["placed", "not placed"])
def test_what_was_being_replaced_when_a_run_was_killed_is_whole_with_the_next_command(
    place: str, new: bool, project: Path
) -> None:
    claim(project / "_build")
    target = project / "_build" / place
    for folder, text in ((target.with_name(f".{target.name}-old"), "old"), (target, "new")):
        if text == "old" or new:
            folder.mkdir(parents=True)
            (folder / "page").write_text(text)
    with at_work(project / "_build", "check", {}):
        assert (target / "page").read_text() == ("new" if new else "old")
    assert [path.name for path in target.parent.iterdir() if path.name != MARKER] == [target.name]


def claim_around(folder: Path) -> None:
    """Make a folder ours that holds something already."""
    claim(folder / "empty")
    (folder / "empty" / MARKER).rename(folder / MARKER)
    (folder / "empty").rmdir()


@pytest.mark.parametrize("name", ["cache", "cache/book", "cache/code"])
def test_a_file_in_the_place_of_what_is_kept_is_in_nobodys_way(name: str, project: Path) -> None:
    build_dir = project / "_build"
    claim(build_dir)
    (build_dir / name).parent.mkdir(exist_ok=True)
    (build_dir / name).write_text("in the way", encoding="utf-8")
    with at_work(build_dir, "run", {}):
        assert not (build_dir / name).exists()


def test_what_a_killed_preview_left_goes_with_the_next_command_and_what_another_does_stays(
    project: Path,
) -> None:
    build_dir = project / "_build"
    left = build_dir / "preview" / "work" / "pages"
    claim(build_dir)
    left.mkdir(parents=True)
    with hold(build_dir / "preview" / NAME, "preview"), at_work(build_dir, "run", {}):
        assert left.is_dir()
    with at_work(build_dir, "run", {}):
        assert not left.parent.exists()
    assert list((build_dir / "preview").iterdir()) == []
