"""Exactly the content that two people put their names to is released, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evalutils.book.pages import release_mark
from evalutils.book.released import MARK, Release, ReleaseLog
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey

KEY = bytes(range(32))


@pytest.fixture
def composed(tmp_path: Path) -> Path:
    """A composed book with one page, and what tells of its making."""
    source = tmp_path / "book"
    for name in ("index.md", "colophon.md", "_data/key_figures.csv", "_data/provenance.json", MARK):
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("first", encoding="utf-8")
    return source


def log_in(folder: Path, key: bytes | None = KEY) -> ReleaseLog:
    return ReleaseLog(folder / "releases", key)


def released(log: ReleaseLog, digest: str, number: int = 1) -> Release:
    day = dt.date(2026, 11, 29)
    release = Release(
        number, day, "A. Maker", "B. Kijker", None, digest, {"almelo/werk/2025": "bb"}
    )
    log.folder.mkdir(exist_ok=True)
    log.add(release)
    return release


def test_a_release_is_read_as_it_was_written(tmp_path: Path, composed: Path) -> None:
    log = log_in(tmp_path)
    release = released(log, log.digest(composed))
    assert log.releases() == (release,)
    assert log.release_of(log.digest(composed)) == release


@pytest.mark.parametrize("name", ["index.md", "_data/key_figures.csv"])
def test_a_page_or_a_figure_that_changed_was_not_released(
    tmp_path: Path, composed: Path, name: str
) -> None:
    log = log_in(tmp_path)
    released(log, log.digest(composed))
    (composed / name).write_text("second", encoding="utf-8")
    assert log.release_of(log.digest(composed)) is None


@pytest.mark.parametrize("name", ["colophon.md", "_data/provenance.json", MARK, "sphinx.mo"])
def test_what_tells_of_the_making_and_the_mark_itself_change_nothing(
    tmp_path: Path, composed: Path, name: str
) -> None:
    log = log_in(tmp_path)
    release = released(log, log.digest(composed))
    (composed / name).write_text("second", encoding="utf-8")
    assert log.release_of(log.digest(composed)) == release


def test_under_another_key_or_none_nothing_counts_as_released(
    tmp_path: Path, composed: Path
) -> None:
    log = log_in(tmp_path)
    released(log, log.digest(composed))
    for key in (KEY[::-1], None):
        other = log_in(tmp_path, key)
        assert other.release_of(other.digest(composed)) is None


def test_a_report_is_released_when_the_notebooks_of_its_evaluation_were(tmp_path: Path) -> None:
    log = log_in(tmp_path)
    release = released(log, "aa")
    assert log.release_with(EvaluationKey("almelo", "werk", "2025"), "bb") == release
    assert log.release_with(EvaluationKey("almelo", "werk", "2025"), "cc") is None
    assert log.release_with(EvaluationKey("almelo", "werk", "2024"), "bb") is None


def test_a_release_without_a_digest_is_that_of_no_book(tmp_path: Path) -> None:
    log = log_in(tmp_path)
    released(log, "")
    assert log.release_of("") is None


@pytest.mark.parametrize(
    "text",
    ["", "number: 1", "number: [", "- 1", "number: x\nevaluations: []", "evaluations: [x]", "\x00"],
)
def test_a_file_that_is_no_release_is_named(tmp_path: Path, text: str) -> None:
    log = log_in(tmp_path)
    log.folder.mkdir()
    (log.folder / "2026-11-29-1.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"2026-11-29-1\.yaml is not the file of a release"):
        log.releases()


def test_a_release_under_the_name_of_another_is_refused(tmp_path: Path) -> None:
    log = log_in(tmp_path)
    released(log, "aa")
    (log.folder / "2026-11-29-1.yaml").rename(log.folder / "2026-11-30-1.yaml")
    with pytest.raises(InputError, match=r"2026-11-30-1\.yaml"):
        log.releases()


def test_the_tenth_release_comes_after_the_ninth(tmp_path: Path) -> None:
    log = log_in(tmp_path)
    for number in (10, 9):
        released(log, "aa", number)
    assert [release.number for release in log.releases()] == [9, 10]


def test_a_page_says_that_it_is_a_draft_or_when_it_was_released(tmp_path: Path) -> None:
    assert "Concept, niet vrijgegeven." in release_mark(None)
    release = released(log_in(tmp_path), "aa")
    assert "Vrijgegeven op 29 november 2026." in release_mark(release)
