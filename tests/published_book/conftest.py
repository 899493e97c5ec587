"""One project, built once with the real notebooks for a few evaluations."""

import os
import time
from pathlib import Path

import pytest
from book_project import SELECTION, Project, copy_project

from filled_in import fill_in

MOST_SECONDS = 3600
# A claim of the protected evaluation that is checked: its example has none.
CHECKED = (
    "deelnemers_2,nog eens het aantal deelnemers,120,0,person,,deelnemers,,deelname,,,,,,,"
    'almelo-werkfit-2025,"tabel 2",\n'
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # of all processes of this run together: one of them builds
    root, done = folder / "project", folder / "project-is-built"
    try:
        root.mkdir()
    except FileExistsError:
        wait_for(done)
        assert not done.read_text(encoding="utf-8"), "the process that builds the book failed"
        return Project(root)
    project = copy_project(root)
    made = project.evalutils("new", "almelo", "werkfit", "2025")
    invented = root / "data" / "almelo" / "werkfit" / "2025"
    fill_in(invented)
    with (invented / "claims.csv").open("a", encoding="utf-8") as claims:
        claims.write(CHECKED)
    finished = project.evalutils("build", *SELECTION)
    trouble = made.stderr + finished.stdout + finished.stderr
    good = made.returncode == finished.returncode == 0
    (folder / "written").write_text("" if good else trouble, encoding="utf-8")
    (folder / "written").rename(done)
    assert good, trouble
    return project


@pytest.fixture(scope="session")
def book(request: pytest.FixtureRequest) -> Path:
    """The pages that a browser shows: of this project, or of the book that EVALUTILS_BOOK names."""
    named = os.environ.get("EVALUTILS_BOOK")
    if named:
        return Path(named).resolve()
    project: Project = request.getfixturevalue("built")
    return project.html


def wait_for(path: Path) -> None:
    for _ in range(MOST_SECONDS):
        if path.exists():
            return
        time.sleep(1)
    raise AssertionError(f"{path.name} did not appear in {MOST_SECONDS} seconds.")
