"""A book that was published before is kept beside the log, and says what its numbers were."""

from __future__ import annotations

import csv
import zipfile
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from evalutils.cli import cli
from evalutils.dataset.editions import Before, figure_label, read_standing, standing_of
from evalutils.errors import InputError
from evalutils.release.before import keep_before, told_in
from evalutils.release.edition import keep_edition
from outsider.written_book import write_book

ROOT = Path(__file__).parents[2]
PLACE, METHOD = "almelo/werkfit/2023", "reported, counts rounded to 5"
# 25 to the nearest five is 23 to 27, and 40 is 38 to 42.
TOLD = {
    figure_label(PLACE, "outflow.count", "paid_work", "value"): Before(23, 27, True),
    figure_label(PLACE, "outflow.count", "care", "value"): Before(0, float("inf"), False),
    figure_label(PLACE, "outflow.share", "paid_work", "n"): Before(38, 42, True),
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Shown as 25, left out, and a share of 40."""
    figures = [
        f"outflow.count | paid_work | 25 | person |  | {METHOD}",
        f"outflow.count | care |  | person |  | {METHOD}",
        f"outflow.share | paid_work | 62.5 | percent | 40 | {METHOD}",
    ]
    return write_book(tmp_path / "html", figures=figures)


def test_its_key_figures_say_what_each_number_was(tmp_path: Path, book: Path) -> None:
    keep_before(book, tmp_path / "releases")
    (edition,) = standing_of(tmp_path).editions
    assert edition == TOLD


def test_a_build_that_names_it_is_protected_beside_it_and_keeps_nothing(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing = []

    def run(_: object, reading: Any, *__: object, **___: object) -> SimpleNamespace:
        standing.append(read_standing(reading.snapshot.folder))
        return SimpleNamespace(failed=["stop here"])

    monkeypatch.setattr("evalutils.making.run_notebooks", run)
    monkeypatch.setattr("evalutils.dataset.editions.RELEASES", str(tmp_path / "releases"))
    command = ["--project", str(ROOT), "--build-dir", str(tmp_path / "build"), "build"]
    kept = tmp_path / "kept.zip"
    keep_edition(book, kept, b"a,0,9,0\n")
    for named in (book, kept):
        CliRunner().invoke(cli, [*command, "zwolle/startbaan", "--previous", str(named)])
    assert [one.editions for one in standing] == [(TOLD,), ({"a": Before(0, 9, False)},)]
    assert not (tmp_path / "releases").exists()


def test_of_a_book_in_which_nothing_is_protected_no_page_is_read(tmp_path: Path) -> None:
    book = write_book(tmp_path, figures=["outflow.count | care | 3 | person |  | as published"])
    assert told_in(book) == {}


def test_the_same_book_is_kept_once_and_stands_before_every_release(
    tmp_path: Path, book: Path
) -> None:
    log = tmp_path / "releases"
    assert keep_before(book, log) == keep_before(book, log) == log / "before-1.zip"
    assert [path.name for path in log.iterdir()] == ["before-1.zip"]
    keep_edition(book, log / "2026-01-31-1.zip", b"a,0,9,0\n")
    assert standing_of(tmp_path).editions[-1] == {"a": Before(0, 9, False)}


def test_a_release_of_another_project_is_kept_as_it_is(tmp_path: Path, book: Path) -> None:
    keep_edition(book, tmp_path / "elsewhere.zip", b"a,0,9,0\n")
    kept = keep_before(tmp_path / "elsewhere.zip", tmp_path / "releases")
    with zipfile.ZipFile(kept) as file:
        assert [*csv.reader(StringIO(file.read("counts.csv").decode()))] == [["a", "0", "9", "0"]]


def test_a_folder_without_a_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no book"):
        keep_before(tmp_path, tmp_path / "releases")
    assert not (tmp_path / "releases").exists()
