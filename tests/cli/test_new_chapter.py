"""What a new indicator and a new chapter ask of who adds them, as a researcher would do it."""

from __future__ import annotations

import csv
import json
import re
import shutil
import site
import subprocess
import venv
from pathlib import Path

from small_project import CELLS, ROOT, make_project

KEY = "almelo/werkfit/2025"
ANALYSIS = '''"""How many rungs are in use."""

import pandas as pd

from evalutils.result import Result


def rungs_in_use(ladder: pd.DataFrame) -> Result:
    """One row with the number of rungs that the source gives."""
    frame = pd.DataFrame({"rungs": [ladder["rung"].nunique()], "source": [None]})
    return Result(frame)
'''
SHOWN = '''"""How many rungs are in use."""

from evalutils.disclosure import Publishable
from evalutils.display import Prose


def sentence(result: Publishable) -> Prose:
    """The number of rungs."""
    return Prose(f"Er zijn {result.frame['rungs'].item()} treden in gebruik.")
'''
RECORD = '''"""A chapter about the rungs."""

from evalutils.chapters.chapter import Analysis, Chapter
from evalutils.ladder.rungs_in_use import rungs_in_use

RUNGS = Chapter(
    name="rungs",
    title="Treden in gebruik",
    question="hoeveel treden zijn er in gebruik?",
    analyses=(
        Analysis(
            "rungs_in_use", lambda inputs: rungs_in_use(inputs.table("ladder")), needs=("ladder",)
        ),
    ),
)
'''
OPENING = """from evalutils.report import open_report
from evalutils.show import used_rungs
report = open_report("rungs", municipality, programme, period, data_dir)"""


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def package(root: Path) -> Path:
    """A copy of the package, and the interpreter that has it."""
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    venv.create(root / "venv", symlinks=True)
    (packages,) = (root / "venv").glob("lib/*/site-packages")
    paths = [str(root / "src"), *site.getsitepackages()]
    (packages / "package.pth").write_text("\n".join(paths), encoding="utf-8")
    return root / "src" / "evalutils"


def add_indicator(package: Path) -> None:
    """Two files: the analysis, and its record."""
    replace(
        package / "ladder" / "standings.py",
        'key_figures=(ranged("ladder.share",',
        'key_figures=(KeyFigure("ladder.standing", "count", "person", ""), ranged("ladder.share",',
    )
    chapters = package / "chapters" / "ladder_chapters.py"
    replace(chapters, 'gives="ladder.share"', 'gives=("ladder.share", "ladder.standing")')


def add_chapter(package: Path, project: Path) -> None:
    """Five files: the analysis, what is shown, the record, the catalogue and the notebook."""
    (package / "ladder" / "rungs_in_use.py").write_text(ANALYSIS, encoding="utf-8")
    (package / "show" / "used_rungs.py").write_text(SHOWN, encoding="utf-8")
    (package / "chapters" / "rungs_chapter.py").write_text(RECORD, encoding="utf-8")
    catalogue = package / "chapters" / "catalogue.py"
    replace(catalogue, "CHAPTERS = (", "CHAPTERS = (RUNGS, ")
    replace(
        catalogue,
        "from evalutils.dataset.evaluation",
        "from evalutils.chapters.rungs_chapter import RUNGS\nfrom evalutils.dataset.evaluation",
    )
    code = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    cells = [
        *CELLS,
        {**code, "id": "c", "source": OPENING},
        {**code, "id": "d", "source": 'used_rungs.sentence(report["rungs_in_use"])'},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = project / "notebooks" / "rungs.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_an_indicator_of_two_files_and_a_chapter_of_five_are_in_the_book(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    for name in ("ladder", "audit"):
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", project / "notebooks")
    copied = package(tmp_path)
    add_indicator(copied)
    add_chapter(copied, project)

    python = tmp_path / "venv" / "bin" / "python"
    ended = subprocess.run(
        [python, "-m", "evalutils.cli", "--project", project, "build"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    html = project / "_build" / "html"
    page = (html / KEY / "rungs.html").read_text(encoding="utf-8")
    said = re.sub("<[^>]*>", "", page)  # a term in it leads to the glossary
    assert "Er zijn 6 treden in gebruik." in said
    start = (html / "index.html").read_text(encoding="utf-8")
    assert "Treden in gebruik" in start
    with (html / "data" / "key_figures.csv").open(encoding="utf-8", newline="") as file:
        found = {
            row["group"]: row["value"]
            for row in csv.DictReader(file)
            if row["indicator"] == "ladder.standing"
        }
    assert found["current:2"] == "45"
