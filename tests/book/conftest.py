"""One project, built once with the real notebooks for a few evaluations."""

import pytest
from book_project import SELECTION, Project, copy_project


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("project"))
    made = project.evalutils("new", "almelo", "werkfit", "2025")
    assert made.returncode == 0, made.stderr
    finished = project.evalutils("build", *SELECTION)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return project
