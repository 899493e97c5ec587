"""From a book to its release: attacked, looked at, and exactly that put in the log.

The book is made by hand here; that a real one carries the mark is tested with the builds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from book.sample import LIBRARY, evaluation
from evalutils.book.released import release_log
from evalutils.errors import DisclosureError, InputError
from evalutils.project import Project
from evalutils.release import releasing
from evalutils.release.releasing import prepare, record

TWO = {"made_by": "A. Maker", "checked_by": "B. Kijker"}


@dataclass
class Desk:
    """A project of which the book and the attack are given."""

    project: Project
    page: str = "Uitstroom: 41,9%"
    value: str = "41.9"
    findings: list[str] = field(default_factory=list)
    attacked_with: list[Path | None] = field(default_factory=list)
    made: int = 0
    heard: list[str] = field(default_factory=list)

    def make_book(self, *_: Any, **__: Any) -> SimpleNamespace:
        self.made += 1
        build = self.project.build_dir
        for name in ("book/index.md", "html/index.html"):
            (build / name).parent.mkdir(parents=True, exist_ok=True)
            (build / name).write_text(self.page, encoding="utf-8")
        (build / "html" / "data").mkdir(exist_ok=True)
        row = f"indicator,group,value\noutflow.share,work,{self.value}\n"
        (build / "html" / "data" / "key_figures.csv").write_text(row, encoding="utf-8")
        data = SimpleNamespace(evaluations=(evaluation(),), library=LIBRARY)
        return SimpleNamespace(html=build / "html", data=data)

    def require_safe(self, _: Path, previous: Path | None, __: Any) -> pd.DataFrame:
        self.attacked_with.append(previous)
        if self.findings:
            raise DisclosureError("\n".join(self.findings))
        return pd.DataFrame(columns=["evaluation", "lowest", "highest"])

    def prepare(self) -> Path:
        return prepare(self.project, (), self.heard.append)

    def record(self, **names: str) -> Path:
        return record(self.project, (), self.heard.append, **names)

    @property
    def released(self) -> list[str]:
        folder = self.project.root / "releases"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.project.build_dir / "release" / name, dtype=str)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    root = tmp_path / "project"
    root.mkdir()
    made = Desk(Project(root, root / "data", root / "_build"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("EVALUTILS_RELEASE_KEY", raising=False)
    monkeypatch.setattr(releasing, "make_book", made.make_book)
    monkeypatch.setattr(releasing, "require_safe", made.require_safe)
    return made


def test_what_was_looked_at_is_released_under_two_names(desk: Desk) -> None:
    folder = desk.prepare()
    assert desk.released == []
    assert "- [ ] Weet u waarom elk verschil" in (folder / "checklist.md").read_text("utf-8")
    file = desk.record(**TWO)
    assert desk.released == [file.name, file.with_suffix(".zip").name]
    (release,) = release_log(desk.project).releases()
    assert (release.number, release.made_by, release.checked_by) == (1, "A. Maker", "B. Kijker")
    assert list(release.evaluations) == ["fryslan-west/pastiel/2017"]
    log = release_log(desk.project)
    assert log.release_of(log.digest(desk.project.build_dir / "book")) == release


def test_a_book_that_changed_after_it_was_looked_at_is_not_released(desk: Desk) -> None:
    desk.prepare()
    desk.page = "Uitstroom: 42,0%"
    with pytest.raises(InputError, match="is not one that was looked at"):
        desk.record(**TWO)
    assert desk.released == []


def test_a_book_that_nobody_looked_at_is_not_released(desk: Desk) -> None:
    with pytest.raises(InputError, match="is not one that was looked at"):
        desk.record(**TWO)
    assert desk.released == []


def test_what_the_attack_finds_stops_it_and_undoes_an_earlier_look(desk: Desk) -> None:
    desk.prepare()
    desk.findings = ["almelo/werk/2025: Bestemmingen, work: a small number"]
    with pytest.raises(DisclosureError, match="almelo") as caught:
        desk.prepare()
    assert caught.value.exit_code == 4
    with pytest.raises(InputError, match="is not one that was looked at"):
        desk.record(**TWO)
    assert desk.released == []


def test_one_name_is_refused_before_anything_is_made(desk: Desk) -> None:
    desk.prepare()
    with pytest.raises(InputError, match="are the same"):
        desk.record(made_by="A. Maker", checked_by="a. maker")
    assert desk.made == 1


def test_the_next_release_is_laid_beside_the_last(desk: Desk) -> None:
    desk.prepare()
    assert desk.attacked_with == [None]
    assert list(desk.table("differences.csv")["change"]) == ["nieuw"]
    desk.record(**TWO)
    desk.page, desk.value = "Uitstroom: 42,0%", "42.0"
    desk.prepare()
    assert desk.attacked_with[1] is not None
    (row,) = desk.table("differences.csv").to_dict("records")
    assert (row["change"], row["old_value"], row["new_value"]) == ("anders", "41.9", "42.0")
    desk.record(**TWO)
    assert [release.number for release in release_log(desk.project).releases()] == [1, 2]


def test_what_the_checker_reads_is_for_this_user_alone(desk: Desk) -> None:
    assert desk.prepare().stat().st_mode & 0o077 == 0


def test_the_key_of_releases_is_made_once_outside_the_project(desk: Desk) -> None:
    desk.prepare()
    desk.prepare()
    (told,) = desk.heard
    place = Path(told.rpartition(": ")[2])
    assert place.stat().st_mode & 0o077 == 0
    assert desk.project.root not in place.parents
