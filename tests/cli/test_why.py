"""`run --why` tells and does nothing; a failure of before still counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_project import CELLS, COLD_RUN, NOTEBOOK, evalutils, make_project

LADDER = "almelo/werkfit/2025/ladder"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def write_ladder(project: Path, source: str) -> None:
    cell = {**CELLS[1], "id": "c", "metadata": {}, "source": source}
    notebook = {**NOTEBOOK, "cells": [*CELLS, cell]}
    text = json.dumps(notebook)
    (project / "notebooks" / "ladder.ipynb").write_text(text, encoding="utf-8")


def test_why_says_of_each_notebook_whether_it_would_run_and_runs_nothing(project: Path) -> None:
    told = evalutils(project, "run", "--why")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == f"{LADDER}: runs: new\n"
    assert not (project / "_build" / "runs").exists()
    assert "run nothing" in " ".join(evalutils(project, "run", "--help").stdout.split())


def test_a_notebook_that_failed_before_is_told_again_and_the_exit_code_is_1(project: Path) -> None:
    write_ladder(project, "open(f'{data_dir}/almelo/werkfit/2025/ladder.csv').read()\n1 / 0")
    first = evalutils(project, *COLD_RUN)
    assert first.returncode == 1
    again = evalutils(project, *COLD_RUN)
    assert again.returncode == 1
    # The evaluation is protected: the message is told no more than it was.
    told = f"  {LADDER}: cell 3: ZeroDivisionError, in protected data"
    assert told in first.stdout
    assert told in again.stdout
    assert "With --retry-failed they are." in again.stdout
    assert again.stdout.startswith("0 notebooks to run")
    why = evalutils(project, "run", "--why")
    failed = "failed last time, and nothing changed; --retry-failed runs it again"
    assert (why.returncode, why.stdout) == (0, f"{LADDER}: {failed}\n")
    table = project / "data/almelo/werkfit/2025/ladder.csv"
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    changed = evalutils(project, "run", "--why").stdout
    assert changed == f"{LADDER}: runs: data file data/almelo/werkfit/2025/ladder.csv changed\n"
    assert "failed" in evalutils(project, "run", "--why", "--retry-failed").stdout
