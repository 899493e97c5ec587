"""A book of each municipality's own: nothing of another in it, and never half, whatever happens."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
from small_project import add_evaluation, make_project, tree

from evalutils import municipal_books
from evalutils.book import building
from evalutils.chapters import Failed
from evalutils.contracts.key_figures import COLUMNS
from evalutils.keys import EvaluationKey
from evalutils.running.job import Job
from evalutils.running.summary import Failure, RunSummary
from in_process import evalutils

from . import stand_in
from .sample import write_run

ALMELO, BORNE = EvaluationKey("almelo", "werkfit", "2025"), EvaluationKey("borne", "baan", "2025")
EACH = ("build", "--per", "municipality", "--jobs", "1")


class NoPress:
    """In the place of the process that makes pages."""

    def __init__(self, folder: Path) -> None:
        self.closed = False

    def start(self) -> None: ...

    def end(self) -> None: ...

    def close(self) -> None:
        self.closed = True


class Pages:
    """Makes pages at once, and does something else before those of one book."""

    def __init__(self) -> None:
        self.before: dict[str, Callable[[Any], None]] = {}
        self.made: list[str] = []

    def __call__(self, press: Any, source: Path, **places: Path) -> Path:
        name = source.parent.name
        self.before.get(name, lambda _: None)(press)
        self.made.append(name)
        html = stand_in.pages(press, source, **places)
        (html / "index.html").write_text("<p>", encoding="utf-8")
        return html


def ran(*failing: str) -> Callable[..., RunSummary]:
    """In the place of running notebooks: each shows the table that it would read."""

    def run(_: Any, reading: Any, tell: Any, *, jobs: Sequence[Job], **__: Any) -> RunSummary:
        for job in jobs:
            told = reading.snapshot.folder / str(Path(job.name).parent) / "ladder.csv"
            text = told.read_text(encoding="utf-8").replace("|", " ")
            write_run(job.output.parent, job.output.stem, job.title, text=f"```\n{text}\n```")
        why = Failed("cell 1", "ValueError", "")
        failed = tuple(
            Failure(job.name, "ValueError", Path(), why) for job in jobs if job.name in failing
        )
        return RunSummary((), (), failed, (), 0, 0.0)

    return run


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("template") / "project")
    add_evaluation(project, BORNE)
    return project


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "project")


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Pages:
    made = Pages()
    monkeypatch.setattr(building, "run_jupyter_book", made)
    monkeypatch.setattr(municipal_books, "Press", NoPress)
    monkeypatch.setattr(municipal_books, "run_notebooks", ran())
    return made


def books(project: Path) -> Path:
    return project / "_build" / "municipalities"


def change(project: Path, key: EvaluationKey) -> None:
    path = project / "data" / str(key) / "evaluation.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Voorbeeldprogramma", "Ander programma"), encoding="utf-8")


def test_each_has_a_book_of_its_own_and_only_what_changed_is_made_again(
    project: Path, pages: Pages
) -> None:
    first = evalutils(project, *EACH)
    assert first.returncode == 0, first.stderr
    assert "2 books, of which 2 were made again" in first.stdout
    index = (books(project) / "index.html").read_text(encoding="utf-8")
    assert index.index('href="almelo/index.html"') < index.index('href="borne/index.html"')
    for own, other in ((ALMELO, BORNE), (BORNE, ALMELO)):
        held = tree(books(project) / own.municipality)
        assert f"{own}/ladder.ipynb" in held
        for name, content in held.items():
            assert other.municipality not in name
            assert str(other).encode() not in content

    assert "of which 0 were made again" in evalutils(project, *EACH).stdout
    change(project, BORNE)
    pages.made.clear()
    assert "of which 1 were made again" in evalutils(project, *EACH).stdout
    assert pages.made == ["borne"]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_command_that_is_killed_leaves_whole_books_and_the_next_makes_the_rest(
    project: Path, pages: Pages
) -> None:
    pages.before["borne"] = lambda _: os.kill(os.getpid(), signal.SIGKILL)
    child = os.fork()
    if not child:
        evalutils(project, *EACH)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert [path.name for path in books(project).glob("*/")] == ["almelo"]
    whole = tree(books(project) / "almelo")
    pages.before.clear()
    again = evalutils(project, *EACH)
    assert again.returncode == 0, again.stderr
    assert "of which 1 were made again" in again.stdout
    assert pages.made == ["borne"]
    assert tree(books(project) / "almelo") == whole
    assert not (project / "_build" / "parts" / "borne" / "work").exists()


def test_an_interruption_ends_what_is_under_way_and_keeps_what_stands(
    project: Path, pages: Pages
) -> None:
    assert evalutils(project, *EACH).returncode == 0
    before = tree(books(project))

    def strike(press: NoPress) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        while not press.closed:
            time.sleep(0.01)
        raise building.InterruptedRunError("closed")

    pages.before["borne"] = strike
    change(project, BORNE)
    stopped = evalutils(project, *EACH)
    assert stopped.returncode == 130
    assert "Each book that stands is a complete one" in stopped.stderr
    assert tree(books(project)) == before


def test_what_is_wrong_with_one_keeps_no_other_from_its_book(
    project: Path, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(municipal_books, "run_notebooks", ran(f"{ALMELO}/ladder"))
    made = evalutils(project, *EACH)
    assert made.returncode == 1
    assert "almelo: not every notebook ran; its last book is left as it was" in made.stderr
    assert pages.made == ["borne"]
    assert "almelo" not in (books(project) / "index.html").read_text(encoding="utf-8")
    assert evalutils(project, *EACH, "--with-failures").returncode == 1
    assert (books(project) / "almelo" / "index.html").is_file()


def test_a_selection_adds_to_the_index_and_what_left_the_data_leaves_it(
    project: Path, pages: Pages
) -> None:
    assert evalutils(project, *EACH, "borne").returncode == 0
    assert evalutils(project, *EACH, "almelo").returncode == 0
    index = books(project) / "index.html"
    assert 'href="borne/index.html"' in index.read_text(encoding="utf-8")
    shutil.rmtree(project / "data" / "borne")
    assert evalutils(project, *EACH).returncode == 0
    assert "borne" not in index.read_text(encoding="utf-8")
    assert not (books(project) / "borne").exists()


def test_part_of_a_municipality_never_takes_the_place_of_its_book_without_a_word(
    project: Path, pages: Pages
) -> None:
    later = EvaluationKey("borne", "baan", "2026")
    shutil.copytree(project / "data" / str(BORNE), project / "data" / str(later))
    path = project / "data" / str(later) / "evaluation.yaml"
    path.write_text(path.read_text("utf-8").replace("2025-", "2026-"), encoding="utf-8")
    assert evalutils(project, *EACH).returncode == 0
    page = books(project) / "borne" / str(later) / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("<p>", encoding="utf-8")
    refused = evalutils(project, *EACH, str(BORNE))
    assert refused.returncode == 2
    assert str(later) in refused.stderr
    assert evalutils(project, *EACH, str(BORNE), "--replace").returncode == 0


def published(folder: Path, *keys: EvaluationKey) -> Path:
    """A book that was published before: of each evaluation a figure, and one of the comparison."""
    kinds = {"outflow": "outflow.count", "comparison": "outflow.share"}
    figures = [
        {**asdict(key), "analysis": analysis, "indicator": indicator, "value": "12"}
        for key in keys
        for analysis, indicator in kinds.items()
    ]
    figures.append({"analysis": "audit", "indicator": "audit.claims", "value": "12"})
    (folder / "data").mkdir(parents=True)
    table = pd.DataFrame(figures).reindex(columns=list(COLUMNS), fill_value="")
    table.to_csv(folder / "data" / "key_figures.csv", index=False)
    return folder


# The comparison and the audit of everybody are about others than those of a municipality's book.
@pytest.mark.parametrize(
    ("whole", "gone"),
    [(True, "1 cijfer weg"), (False, "3 cijfers weg")],
    ids=["one book", "a book of each"],
)
def test_each_book_tells_what_changed_since_what_was_published_of_its_own(
    whole: bool, gone: str, project: Path, pages: Pages, tmp_path: Path
) -> None:
    before = tmp_path / "vorige"
    if whole:
        published(before, ALMELO, BORNE)
    else:
        published(before / "almelo", ALMELO)
        published(before / "borne", BORNE)
    made = evalutils(project, *EACH, "--previous", str(before))
    assert made.returncode == 0, made.stderr
    for own, other in ((ALMELO, BORNE), (BORNE, ALMELO)):
        changes = tree(books(project) / own.municipality)["changes.md"].decode()
        assert f"In het kort: geen cijfers anders, geen cijfers nieuw en {gone}." in changes
        assert other.municipality not in changes.lower()


def test_a_municipality_that_was_not_in_it_has_no_page_of_changes(
    project: Path, pages: Pages, tmp_path: Path
) -> None:
    before = published(tmp_path / "vorige", ALMELO)
    assert evalutils(project, *EACH, "--previous", str(before)).returncode == 0
    assert (books(project) / "almelo" / "changes.md").exists()
    assert not (books(project) / "borne" / "changes.md").exists()


def test_what_is_no_published_book_is_named(project: Path, pages: Pages, tmp_path: Path) -> None:
    refused = evalutils(project, *EACH, "--previous", str(tmp_path))
    assert refused.returncode == 2
    assert "is no published book" in refused.stderr
    assert not pages.made
