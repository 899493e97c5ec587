"""Which files make the book again: those that a person edits, and many at once only once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from evalutils.preview.watching import FolderWatch, is_passing, watching
from evalutils.project import Project

PATIENCE_S = 600.0
FOLDERS = ("data/almelo/werkfit/2025", "notebooks", "book", "_build/html")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = (tmp_path / "project").resolve()
    for name in FOLDERS:
        (root / name).mkdir(parents=True)
    return root


@pytest.fixture
def watch(root: Path) -> Iterator[FolderWatch]:
    with watching(Project(root, root / "data", root / "_build")) as watch:
        yield watch


@pytest.mark.parametrize(
    "name",
    ["data/almelo/werkfit/2025/exits.csv", "notebooks/a.ipynb", "book/a.md", "_config.yml"],
)
def test_what_a_person_edits_is_heard(root: Path, watch: FolderWatch, name: str) -> None:
    (root / name).write_text("x", encoding="utf-8")
    assert watch.wait(PATIENCE_S) == {root / name}


def test_a_file_that_takes_the_place_of_another_is_heard(root: Path, watch: FolderWatch) -> None:
    for _ in range(2):  # as most editors save, and _config.yml stands alone
        (root / "_config.yml.new").write_text("x", encoding="utf-8")
        os.replace(root / "_config.yml.new", root / "_config.yml")
        assert watch.wait(PATIENCE_S) == {root / "_config.yml"}


def test_fifty_files_written_during_a_build_are_one_change(root: Path, watch: FolderWatch) -> None:
    paths = {root / "data" / f"{number}.yaml" for number in range(50)}
    for path in paths:
        path.write_text("x", encoding="utf-8")
    heard = watch.wait(PATIENCE_S)
    while heard != paths:  # a busy machine may tell it in parts
        heard |= watch.wait(PATIENCE_S)


def test_what_programs_leave_is_not_heard(root: Path, watch: FolderWatch) -> None:
    (root / "_build" / "html" / "index.html").write_text("x", encoding="utf-8")
    for name in (".exits.csv.swp", "exits.csv~", "~$exits.xlsx", "#a#", ".git"):
        (root / "data" / name).write_text("x", encoding="utf-8")
    last = root / "data" / "last.yaml"
    last.write_text("x", encoding="utf-8")
    assert watch.wait(PATIENCE_S) == {last}


@pytest.mark.parametrize(
    ("path", "passing"),
    [
        ("a/b/c/exits.csv", False),
        ("a/b/c", False),  # a folder that was moved
        ("eigen/trede.ipynb", False),
        ("eigen/.ipynb_checkpoints/trede-checkpoint.ipynb", True),
        ("running/__pycache__/run.cpython-311.pyc", True),
        ("a/.git/index", True),
        ("a/.~lock.exits.csv#", True),
        ("a/exits.csv.tmp", True),
    ],
)
def test_files_on_the_way_are_told_from_those_that_count(path: str, passing: bool) -> None:
    assert is_passing(path.split("/")) is passing
