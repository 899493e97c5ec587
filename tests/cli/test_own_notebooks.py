"""Notebooks of a researcher's own: found, run where they are for, kept to cleared results."""

import json
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
PARAMETERS = 'municipality = "almelo"\nprogramme = "{programme}"\nperiod = "*"\ndata_dir = ""'
OPEN = """import seaborn as sns
from evalutils.report import open_evaluation
report = open_evaluation(municipality, programme, period, data_dir)
standing = report["distribution"]"""
SAY = """second = report.number(standing, "count", moment="current", rung="2")
report.key_figure("own.second", second, unit="person", method="count of the second rung")
report.say("Op de tweede trede staan {n} mensen.", n=second)"""
DRAW = """axes = sns.barplot(standing.frame, x="count", y="rung", hue="moment")
report.show(axes, title="Mensen per trede", alternative="Staven per trede.")"""
TABLE = (
    """report.show(standing, title="Per trede", headings={"rung": "Trede", "count": "Aantal"})"""
)
FIGURES = "report.key_figures()"
SLIP = """raw = report.table("ladder")["count"].min()
report.say(f"Er zijn {raw} mensen.")"""


def cell(kind: str, source: str, **metadata: Any) -> dict[str, Any]:
    ran = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": metadata, "source": source, **ran}


def own_notebook(*codes: str, programme: str = "w*") -> str:
    parameters = PARAMETERS.format(programme=programme)
    cells = [cell("markdown", QUESTION), cell("code", parameters, tags=["parameters"])]
    cells += [cell("code", code) for code in codes]
    for number, item in enumerate(cells):
        item["id"] = f"cel-{number}"
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def place(project: Path, name: str, *codes: str, programme: str = "w*") -> None:
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
    place(project, "hoog", OPEN, SAY, DRAW, TABLE, FIGURES)
    place(project, "lek", OPEN, SLIP)

    ended = evalutils(project, "build", "--with-failures")

    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "lek: cell 4: InputError" in ended.stdout
    html = project / "_build" / "html"
    page = (html / KEY / "hoog.html").read_text(encoding="utf-8")
    raw = load_evaluations(project / "data")[0].tables["ladder"]
    top = raw[raw["rung"].eq("2") & raw["moment"].eq("current")]["count"].item()
    assert f"Op de tweede trede staan {5 * round(top / 5)} mensen." in page
    assert 'alt="Staven per trede."' in page
    assert "Mensen per trede" in page
    figures = (html / "data" / "key_figures.csv").read_text(encoding="utf-8")
    assert f"almelo,werkfit,2025,own,own.second,,{5 * round(top / 5)}," in figures
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
