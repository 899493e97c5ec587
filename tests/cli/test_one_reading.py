"""What was checked is what is published, also when a file changes while the command runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_project import COLD_RUN, evalutils, make_project

KEY = "almelo/werkfit/2025"
NOTEBOOK = "ladder"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def let_the_notebook(project: Path, source: str) -> None:
    """Replace the code of the ladder notebook below its parameters."""
    path = project / "notebooks" / f"{NOTEBOOK}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    title, parameters = notebook["cells"][:2]
    code = {"cell_type": "code", "execution_count": None, "id": "x", "metadata": {}, "outputs": []}
    notebook["cells"] = [title, parameters, {**code, "source": source}]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_a_file_that_changes_during_the_run_is_shown_as_it_was_and_named(project: Path) -> None:
    about = project / "data" / KEY / "evaluation.yaml"  # of protected data nothing is printed
    text = about.read_text(encoding="utf-8")
    about.write_text(text.replace("disclosure: protected", "disclosure: published"), "utf-8")
    ladder = project / "data" / KEY / "ladder.csv"
    before = ladder.read_text(encoding="utf-8")
    let_the_notebook(
        project,
        f"open({str(ladder)!r}, 'a').write('current,1,77777,,,,\\n')\n"
        f"print(open(f'{{data_dir}}/{KEY}/ladder.csv').read())",
    )
    result = evalutils(project, *COLD_RUN, KEY)
    assert result.returncode == 0, result.stderr
    assert "These files changed since they were read." in result.stdout
    assert f"  {KEY}/ladder.csv" in result.stdout
    executed = project / "_build" / "runs" / KEY / f"{NOTEBOOK}.ipynb"
    (shown,) = json.loads(executed.read_text(encoding="utf-8"))["cells"][-1]["outputs"]
    assert "".join(shown["text"]) == before + "\n"


def test_no_copy_of_the_data_is_left(project: Path) -> None:
    assert evalutils(project, *COLD_RUN, KEY).returncode == 0
    copies = [path.name for path in (project / "_build").rglob("ladder.csv")]
    assert copies == []
