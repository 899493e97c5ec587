"""A book of a selection does not take the place of a larger one without a word."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from small_project import add_evaluation, make_project, tree

from evalutils import cli, making
from evalutils.keys import EvaluationKey
from evalutils.system.folders import claim

KEYS = ("almelo/werkfit/2025", "almelo/werkfit/2026", "borne/baan/2025")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three evaluations; a notebook runs to its end and shows that by a file that is not there."""
    project = make_project(tmp_path_factory.mktemp("template") / "project")
    for key in KEYS[1:]:
        add_evaluation(project, EvaluationKey(*key.split("/")))
    return project


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "mijn project")


def stand(project: Path, *keys: str) -> None:
    """A book with these evaluations, four pages for each, and five more."""
    html = project / "_build" / "html"
    pages = [f"{key}/{name}.html" for key in keys for name in ("index", "ladder", "a", "b")]
    general = ["index.html", "methods.html", "sources/index.html", "almelo/index.html", "x.html"]
    for page in (*pages, *general, "search.html", "genindex.html", "_static/a/b/index.html"):
        (html / page).parent.mkdir(parents=True, exist_ok=True)
        (html / page).write_text("<p>oud</p>", encoding="utf-8")
    claim(project / "marked")
    for path in (project / "marked").iterdir():
        path.replace(project / "_build" / path.name)
    (project / "marked").rmdir()


def build(monkeypatch: pytest.MonkeyPatch, project: Path, *arguments: str) -> int:
    """The exit code; instead of running notebooks it ends with 0."""
    monkeypatch.chdir(project)
    monkeypatch.setattr(sys, "argv", ["evalutils", "build", *arguments])
    monkeypatch.setattr(making, "run_notebooks", lambda *_, **__: sys.exit(0))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_a_selection_in_the_place_of_a_larger_book_is_refused_with_what_would_go(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand(project, *KEYS)
    before = tree(project)
    assert build(monkeypatch, project, "almelo") == 2
    error = capsys.readouterr().err
    assert "has 3 evaluations on 17 pages" in error  # 3 x 4 + 5
    assert "This selection has 2; of the others 1 would go, such as borne/baan/2025." in error
    assert "--build-dir FOLDER" in error
    assert "--replace" in error
    after = tree(project)
    kept = {path for path in after if path.startswith("_build/cache")}  # what was read is right
    assert {path: after[path] for path in after.keys() - kept} == before


@pytest.mark.parametrize(
    ("standing", "arguments"),
    [
        (KEYS, ["almelo", "--replace"]),
        (KEYS, []),  # everything
        (KEYS, ["*/*/*"]),  # everything, by a pattern
        (KEYS[:2], ["almelo"]),  # the same
        (KEYS[:1], ["almelo"]),  # more than stands
        ((), ["almelo"]),
        ((*KEYS, "weg/weg/2020"), []),  # what left the data leaves the book
    ],
)
def test_no_question_is_asked_when_nothing_is_lost_or_it_was_asked_for(
    standing: tuple[str, ...],
    arguments: list[str],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand(project, *standing)
    assert build(monkeypatch, project, *arguments) == 0


def test_another_book_of_the_same_size_is_asked_for_too(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand(project, KEYS[2])
    assert build(monkeypatch, project, "almelo") == 2
    assert "has 1 evaluation on 9 pages" in capsys.readouterr().err  # 4 + 5


def test_a_folder_of_its_own_is_never_asked_about(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand(project, *KEYS)
    monkeypatch.chdir(project)
    line = ["evalutils", "--build-dir", "_build/almelo", "build", "almelo"]
    monkeypatch.setattr(sys, "argv", line)
    monkeypatch.setattr(making, "run_notebooks", lambda *_, **__: sys.exit(0))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
