"""Notebooks tell a story: question, call, reading; stored without outputs."""

import ast
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def parameter_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]


def test_the_notebooks_of_the_design_are_there() -> None:
    names = {path.stem for path in NOTEBOOKS}
    assert {"ladder", "outflow", "cost_benefit", "comparison"} <= names


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_valid_and_stored_without_outputs(path: Path) -> None:
    nbformat.validate(nbformat.read(path, as_version=4))
    for cell in code_cells(path):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_define_nothing_and_loop_over_nothing(path: Path) -> None:
    forbidden = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.comprehension)
    for cell in code_cells(path):
        found = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, forbidden)]
        assert not found, cell.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_hold_at_most_forty_lines_and_no_constants(path: Path) -> None:
    lines = 0
    for cell in code_cells(path):
        tree = ast.parse(cell.source)
        lines += len([line for line in cell.source.splitlines() if line.strip()])
        numbers = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        ]
        assert not numbers, cell.source
    assert lines <= 40


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_one_parameters_cell_of_plain_strings(path: Path) -> None:
    (cell,) = parameter_cells(path)
    for statement in ast.parse(cell.source).body:
        assert isinstance(statement, ast.Assign)
        assert isinstance(statement.value, ast.Constant)
        assert isinstance(statement.value.value, str)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_first_cell_asks_the_question_under_one_title(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    first = notebook.cells[0].source.splitlines()
    assert first[0].startswith("# ")
    assert first[-1].endswith("?")
    titles = [cell for cell in notebook.cells if cell.source.startswith("# ")]
    assert len(titles) == 1
