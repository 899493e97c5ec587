"""Each notebook runs as it stands, the way a researcher opens it in JupyterLab."""

import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

sys.path.insert(0, str(Path(__file__).parents[1] / "builds"))

from quick_runs import run_cells

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


def outputs_of(notebook: Any) -> list[Any]:
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_notebook_runs_with_its_own_defaults(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(NOTEBOOKS)
    shown = outputs_of(run_cells(path, {}))  # in this process a warning is an error
    assert any("text/html" in output["data"] for output in shown)


def test_a_kernel_of_jupyter_shows_what_this_process_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = NOTEBOOKS / "ladder.ipynb"
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=1200, kernel_name="python3", resources={"metadata": {"path": NOTEBOOKS}}
    )
    client.execute()
    monkeypatch.chdir(NOTEBOOKS)
    assert not [output for output in outputs_of(notebook) if output.get("name") == "stderr"]
    kernel, here = (
        [output["data"].get("text/markdown") for output in outputs_of(one)]
        for one in (notebook, run_cells(path, {}))
    )
    assert kernel == here
    assert any(here)
