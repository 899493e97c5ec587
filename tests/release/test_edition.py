"""What a release published is kept as one file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evalutils.errors import InputError
from evalutils.release.edition import keep_edition, opened


@pytest.fixture
def html(tmp_path: Path) -> Path:
    folder = tmp_path / "html"
    for name in (
        "index.html",
        "data/key_figures.csv",
        "_static/theme.html",
        ".stamp.json",
        "a.png",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


def test_pages_and_data_are_kept_and_nothing_of_the_theme(tmp_path: Path, html: Path) -> None:
    keep_edition(html, tmp_path / "kept.zip", b"")
    with opened(tmp_path / "kept.zip") as folder:
        assert folder is not None
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    assert files == ["counts.csv", "data/key_figures.csv", "index.html"]


def test_the_same_book_gives_the_same_bytes(tmp_path: Path, html: Path) -> None:
    keep_edition(html, tmp_path / "one.zip", b"")
    os.utime(html / "index.html", (0, 0))
    keep_edition(html, tmp_path / "other.zip", b"")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_a_folder_is_a_book_already(html: Path) -> None:
    with opened(html) as folder:
        assert folder == html


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip file"])
def test_a_file_that_is_no_edition_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kept.zip").write_bytes(content)
    with (
        pytest.raises(InputError, match=r"kept\.zip' is no published book"),
        opened(tmp_path / "kept.zip"),
    ):
        pass
