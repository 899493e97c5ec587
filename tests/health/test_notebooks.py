"""Notebooks are stored without outputs and have one parameters cell; ours ask a question first."""

import ast
from pathlib import Path

import nbformat
import pytest

from evalutils.chapters import ACROSS, CHAPTERS

ROOT = Path(__file__).parents[2]
OURS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OWN = [path for part in ("notebooks/eigen", "data") for path in (ROOT / part).rglob("*.ipynb")]
NOTEBOOKS = [*OURS, *sorted(OWN)]


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def parameter_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]


def test_every_chapter_has_its_notebook_and_every_notebook_its_chapter() -> None:
    assert {path.stem for path in OURS} == {chapter.name for chapter in (*CHAPTERS, *ACROSS)}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_valid_and_stored_without_outputs(path: Path) -> None:
    nbformat.validate(nbformat.read(path, as_version=4))
    for cell in code_cells(path):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_one_parameters_cell_of_plain_strings(path: Path) -> None:
    (cell,) = parameter_cells(path)
    for statement in ast.parse(cell.source).body:
        assert isinstance(statement, ast.Assign)
        assert isinstance(statement.value, ast.Constant)
        assert isinstance(statement.value.value, str)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_the_first_cell_asks_the_question_under_one_title(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    first = notebook.cells[0].source.splitlines()
    assert first[0].startswith("# ")
    assert first[-1].endswith("?")
    titles = [cell for cell in notebook.cells if cell.source.startswith("# ")]
    assert len(titles) == 1
