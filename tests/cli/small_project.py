"""A project with one small evaluation and notebooks that show a line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from evalutils.dataset.new_evaluation import write_new_evaluation
from evalutils.keys import EvaluationKey
from filled_in import fill_in

ROOT = Path(__file__).parents[2]
CELLS = [
    {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Titel"},
    {
        "cell_type": "code",
        "id": "b",
        "execution_count": None,
        "metadata": {"tags": ["parameters"]},
        "outputs": [],
        "source": 'municipality = programme = period = selection = data_dir = ""',
    },
]
# One notebook: it is done before a warm process would have imported all that many need.
COLD_RUN = ("run", "--cold-kernels")
NOTEBOOK = {"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def make_project(root: Path) -> Path:
    """Write it; its one evaluation, almelo/werkfit/2025, has data for the ladder only."""
    (root / "data").mkdir(parents=True)
    for name in ("ladders", "codelists", "parameters"):
        shutil.copytree(ROOT / "data" / name, root / "data" / name)
    shutil.copy(ROOT / "data" / "sources.yaml", root / "data")
    add_evaluation(root, EvaluationKey("almelo", "werkfit", "2025"))
    (root / "notebooks").mkdir()
    for name in ("ladder", "comparison", "audit"):
        path = root / "notebooks" / f"{name}.ipynb"
        path.write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    shutil.copytree(ROOT / "book", root / "book")
    shutil.copy(ROOT / "_config.yml", root)
    return root


def add_evaluation(project: Path, key: EvaluationKey) -> None:
    """Add an evaluation with data for the ladder only."""
    folder = fill_in(write_new_evaluation(project / "data", key))
    for path in folder.iterdir():
        if path.name not in ("evaluation.yaml", "ladder.csv"):
            path.unlink()


def command(project: Path, *arguments: str) -> list[str]:
    """The command line in a process of its own."""
    return [sys.executable, "-m", "evalutils.cli", "--project", str(project), *arguments]


def evalutils(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in the folder of the project."""
    return subprocess.run(
        command(project, *arguments),
        cwd=project,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, links unfollowed."""
    found = {}
    for path in sorted(folder.rglob("*")):
        whole = path.is_file() and not path.is_symlink()
        found[path.relative_to(folder).as_posix()] = path.read_bytes() if whole else b""
    return found
