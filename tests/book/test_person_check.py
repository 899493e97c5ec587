"""The check of what is about to be published, beside a book that the same code looked at."""

from __future__ import annotations

from pathlib import Path

from evalutils.book.person_check import told_in

PHONE = "bel 06-12345678\n"


def test_who_somebody_is_is_found_in_a_line_that_is_new(tmp_path: Path) -> None:
    before = written(tmp_path / "before", "een\n")
    now = written(tmp_path / "now", "een\n" + PHONE)
    assert told_in(now, before=before) == told_in(now) != []


def test_a_line_that_stood_in_the_same_page_is_not_looked_at_again(tmp_path: Path) -> None:
    before = written(tmp_path / "before", "een\n" + PHONE)
    now = written(tmp_path / "now", PHONE + "twee\n")
    assert told_in(now, before=before) == []


def test_a_line_that_stood_in_another_page_is(tmp_path: Path) -> None:
    before = written(tmp_path / "before", PHONE, page="colophon.md")
    now = written(tmp_path / "now", PHONE)
    assert told_in(now, before=before) == told_in(now) != []


def written(folder: Path, text: str, page: str = "page.md") -> Path:
    folder.mkdir()
    (folder / page).write_text(text, encoding="utf-8")
    return folder
