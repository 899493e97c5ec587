"""Notebooks of a researcher's own: found, run where they are for, kept to cleared results."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from small_project import ROOT, evalutils, make_project

from evalutils.chapters.own_notebooks import with_own_notebooks
from evalutils.dataset.load import load_evaluations
from evalutils.errors import InputError

KEY = "almelo/werkfit/2025"
QUESTION = "# Eigen vraag\n\nHoeveel mensen staan op de tweede trede?"
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECIPE = README.partition("### Cells and notebooks of your own")[2].partition("\n### ")[0]
PARAMETERS, OPEN, *CELLS = re.findall(r"```python\n(.*?)\n```", RECIPE, flags=re.S)
SLIP = """raw = report.table("ladder")["count"].min()
report.say(f"Er zijn {raw} mensen.")"""


def cell(kind: str, source: str, **metadata: Any) -> dict[str, Any]:
    ran = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": metadata, "source": source, **ran}


def own_notebook(*codes: str, programme: str = "*") -> str:
    parameters = PARAMETERS.replace('programme = "*"', f'programme = "{programme}"')
    cells = [cell("markdown", QUESTION), cell("code", parameters, tags=["parameters"])]
    cells += [cell("code", code) for code in codes]
    for number, item in enumerate(cells):
        item["id"] = f"cel-{number}"
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def place(project: Path, name: str, *codes: str, programme: str = "*") -> None:
    folder = project / "notebooks" / "eigen"
    folder.mkdir(exist_ok=True)
    text = own_notebook(*codes, programme=programme)
    (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")


def test_an_own_notebook_gets_its_page_and_a_slip_in_another_stops_only_that(
    tmp_path: Path,
) -> None:
    project = make_project(tmp_path / "project")
    shutil.rmtree(project / "notebooks")
    shutil.copytree(ROOT / "notebooks", project / "notebooks")
    place(project, "hoog", OPEN, *CELLS)
    place(project, "lek", OPEN, SLIP)

    ended = evalutils(project, "build", "--with-failures")

    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "lek: cell 4: InputError" in ended.stdout
    html = project / "_build" / "html"
    page = (html / KEY / "hoog.html").read_text(encoding="utf-8")
    rows = load_evaluations(project / "data")[0].tables["ladder"].set_index(["moment", "rung"])
    first, later = (rows.loc[(moment, "2"), "count"] for moment in ("current", "realised"))
    assert (first, later) == (45, 35)  # both are multiples of 5 already
    assert "Op trede 2 stonden eerst 45 mensen en later 35." in page
    assert 'alt="Staven: het aantal mensen per trede."' in page
    assert "Mensen per trede" in page
    figures = (html / "data" / "key_figures.csv").read_text(encoding="utf-8")
    assert "almelo,werkfit,2025,own,own.second_rung,,-10," in figures
    assert "Eigen vraag" in (html / KEY / "index.html").read_text(encoding="utf-8")


def found(project: Path) -> list[str]:
    loaded = load_evaluations(project / "data")
    (one,) = with_own_notebooks(loaded, project / "notebooks", project / "data")
    return [item.name for item in one.own_notebooks]


def test_a_notebook_is_for_the_evaluations_that_its_parameters_choose(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    place(project, "hoog", programme="werkfit")
    place(project, "elders", programme="startbaan")
    place(project, "nergens", programme="")
    assert found(project) == ["hoog"]


def test_a_notebook_beside_an_evaluation_is_for_that_one(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    beside = project / "data" / KEY / "hier.ipynb"
    beside.write_text(own_notebook(programme=""), encoding="utf-8")
    assert found(project) == ["hier"]
    place(project, "hier")
    with pytest.raises(InputError, match="two notebooks 'hier'"):
        found(project)


@pytest.mark.parametrize("name", ["ladder", "audit", "Mijn vraag", "index"])
def test_a_name_that_is_taken_or_no_key_is_refused(tmp_path: Path, name: str) -> None:
    project = make_project(tmp_path / "project")
    place(project, name)
    with pytest.raises(InputError, match=f"eigen/{name}.ipynb"):
        found(project)


def test_evaluation_yaml_asks_for_a_notebook_by_name(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    place(project, "jongeren", programme="")
    about = project / "data" / KEY / "evaluation.yaml"
    about.write_text(
        about.read_text(encoding="utf-8") + "notebooks: [jongeren]\n", encoding="utf-8"
    )
    assert found(project) == ["jongeren"]
    (project / "notebooks" / "eigen" / "jongeren.ipynb").unlink()
    with pytest.raises(InputError, match="names notebook 'jongeren', and there is no"):
        found(project)
