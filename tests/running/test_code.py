"""Which modules a job depends on, in copies of the package."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import evalutils
from evalutils.chapters import CHAPTERS
from evalutils.running.code import Code, code_of
from evalutils.running.notebook_cells import cells_of
from evalutils.trace import MODULE

ROOT = Path(__file__).parents[2]
PACKAGE = Path(evalutils.__file__).parent
NOTEBOOKS = ROOT / "notebooks"
DOOR = f"{MODULE}evalutils.report.evaluation_report"
# What a chapter asks for of a published evaluation: its door, and the room of its analyses.
ROOMS = {
    "ladder": {"ladder"},
    "ladder_clients": {"ladder"},
    "outflow": {"outflow"},
    "outflow_clients": {"outflow"},
    "cost_benefit": {"cost_benefit"},
    "cost_benefit_uncertainty": {"cost_benefit"},
    "effect": {"effect"},
    "effect_clients": {"effect"},
}


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Code:
    return Code(tmp_path_factory.mktemp("cache"))


def used_by(chapter: str, code: Code) -> set[str]:
    cells = code_of(cells_of(NOTEBOOKS / f"{chapter}.ipynb"))
    asked = [DOOR, *(f"{MODULE}evalutils.{room}" for room in ROOMS[chapter])]
    return set(code.used(cells, asked, NOTEBOOKS))


def rooms_of(modules: set[str]) -> set[str]:
    return {name.split(".")[1] for name in modules if name.count(".") > 0}


ANALYSES = {"ladder", "outflow", "cost_benefit", "effect", "audit"}


def test_a_chapter_depends_on_the_analyses_that_it_asks_for_alone(code: Code) -> None:
    for chapter, rooms in ROOMS.items():
        assert rooms_of(used_by(chapter, code)) & ANALYSES == rooms, chapter


def test_a_chapter_depends_on_what_it_shows_and_not_on_what_others_show(code: Code) -> None:
    ladder, outflow = used_by("ladder", code), used_by("outflow", code)
    assert "evalutils.show.rung_shares" in ladder - outflow
    assert "evalutils.show.exit_destinations" in outflow - ladder
    assert "evalutils.chapters.clearing" in ladder & outflow


def test_every_job_depends_on_what_runs_it_and_none_on_what_makes_the_book(code: Code) -> None:
    used = set(code.used([], [], NOTEBOOKS))
    named = ("execute", "engine", "finish", "gate", "no_files", "output_limit")
    assert {f"evalutils.running.{name}" for name in named} <= used
    assert "book" not in rooms_of(used_by("outflow", code) | used)


def test_a_job_that_could_not_tell_depends_on_all_modules(code: Code) -> None:
    known = code.used([], None, NOTEBOOKS)
    assert len(known) == len(list(PACKAGE.rglob("*.py")))


def test_the_import_of_a_module_tells_nothing() -> None:
    # Jobs start with all of them imported: what is told then, none of these jobs has told.
    line = (
        "import evalutils, pkgutil\n"
        "from importlib import import_module\n"
        "from evalutils import trace\n"
        "told = []; trace.tell = told.append\n"
        "for one in pkgutil.walk_packages(evalutils.__path__, 'evalutils.'):\n"
        "    if one.name != 'evalutils.__main__' and 'worker_plugin' not in one.name:\n"
        "        import_module(one.name)\n"
        "print(*told)"
    )
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_every_analysis_names_a_room_of_the_catalogue() -> None:
    for chapter in CHAPTERS:
        assert ROOMS[chapter.name] if chapter.analyses else chapter.name not in ROOMS


def test_modules_are_named_in_texts_by_nothing_but_late_and_show() -> None:
    # Another import by a name in a text would be a dependency that nobody sees.
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\b(import_module|__import__|runpy)\b", path.read_text(encoding="utf-8"))
    }
    pyarrow = "synthetic/coded_columns.py"
    asks = "own_code/imports.py"  # only looks for these words
    preloads = {"running/warm/process.py", "book/start.py"}  # what others import too
    preloads.add("running/warm/late.py")
    assert found - preloads == {"trace.py", "show/__init__.py", pyarrow, asks}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small package with the name and the parts that every job has."""
    folder = tmp_path / "evalutils"
    for name, text in {
        "__init__.py": "",
        "running/__init__.py": "",
        "own_code/imports.py": "",
        "running/processes.py": "",
        "show/__init__.py": "",
        "show/rungs.py": "from evalutils import words",
        "show/style.css": "a {}",
        "words.py": "",
        "outflow.py": "",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


CELLS = ["from evalutils import show", "show.rungs.table()"]


def hashes(house: Path, beside: Path) -> dict[str, str]:
    code = Code(house.parent / "cache", house)
    return code.present(code.used(CELLS, [], beside), beside)


@pytest.mark.parametrize(
    ("change", "module"),
    [
        (lambda house: (house / "words.py").write_text("x = 1"), "evalutils.words"),
        (lambda house: (house / "show/style.css").write_text("b {}"), "evalutils.show"),
        (lambda house: (house / "show/new.j2").write_text(""), "evalutils.show"),
        (lambda house: (house / "outflow.py").write_text("x = 1"), None),
        (lambda house: (house / "outflow.py").unlink(), None),
        (lambda house: (house / "audit.py").write_text(""), None),
        (lambda house: shutil.copytree(house / "show", house / "tell"), None),
    ],
)
def test_a_change_of_a_module_changes_jobs_that_use_it_alone(
    house: Path, tmp_path: Path, change: Callable[[Path], object], module: str | None
) -> None:
    before = hashes(house, tmp_path / "notebooks")
    change(house)
    now = hashes(house, tmp_path / "notebooks")
    differing = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    assert differing == ({module} if module else set())


def test_a_module_that_is_removed_or_hidden_by_a_folder_is_another(house: Path) -> None:
    code = Code(None, house)
    names, beside = code.used(CELLS, [], house.parent), house.parent / "notebooks"
    before = code.present(names, beside)
    (house / "words.py").unlink()
    assert Code(None, house).present(names, beside)["evalutils.words"] == "missing"
    (house / "words").mkdir()
    (house / "words/__init__.py").write_text("", encoding="utf-8")
    assert Code(None, house).present(names, beside)["evalutils.words"] != before["evalutils.words"]


def test_a_module_beside_a_notebook_counts_when_the_notebook_imports_it(
    house: Path, tmp_path: Path
) -> None:
    beside = tmp_path / "eigen"
    beside.mkdir()
    (beside / "helper.py").write_text("import evalutils.outflow", encoding="utf-8")
    (beside / "other.py").write_text("", encoding="utf-8")
    code = Code(None, house)
    used = code.used(["import helper"], [], beside)
    assert {"helper", "evalutils.outflow"} <= set(used)
    assert "other" not in used
    assert not code.changed()
    (beside / "helper.py").write_text("x = 1", encoding="utf-8")
    assert code.changed()
