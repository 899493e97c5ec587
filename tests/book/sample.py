"""Evaluations and executed notebooks made by hand, so that the book is tested alone."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from evalutils.contracts.key_figures import MIME_TYPE
from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import load_library
from evalutils.dataset.reading.schema import dtype_of
from evalutils.keys import EvaluationKey

ROOT = Path(__file__).parents[2]
LIBRARY = load_library(ROOT / "data")
SOURCE = "cedris-sbcm-werkfit-2017"


def table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns = TABLES[name].all_columns
    return pd.DataFrame(
        {
            column.name: pd.Series([row.get(column.name) for row in rows], dtype=dtype_of(column))
            for column in columns
        }
    )


def caseload(count: int = 759, source: str | None = SOURCE) -> pd.DataFrame:
    return table("caseload", [{"measure": "inflow", "count": count, "source": source}])


def evaluation(
    key: str = "fryslan-west/pastiel/2017", folder: Path = Path(), **changes: Any
) -> Evaluation:
    municipality, programme, period = key.split("/")
    values: dict[str, Any] = {
        "title": f"Traject {programme.capitalize()}",
        "description": "Mensen doen werkervaring op.",
        "municipality_name": municipality.capitalize(),
        "municipality_code": None,
        "organisation": "Gemeente",
        "period_start": date(2017, 1, 1),
        "period_end": date(2017, 9, 30),
        "period_label": f"periode {period}",
        "ladder": None,
        "disclosure": "published",
        "evidence": "none",
        "sources": (SOURCE,),
        "tables": {"caseload": caseload()},
    }
    return Evaluation(EvaluationKey(municipality, programme, period), folder, **values | changes)


def figure(**changes: Any) -> dict[str, Any]:
    values = {
        "indicator": "outflow.share",
        "group": "paid_work",
        "value": 41.9,
        "lower": 38.4,
        "upper": 45.4,
        "unit": "percent",
        "n": 759.0,
        "method": "count / base, Wilson interval",
        "status": "computed",
        "source": SOURCE,
    }
    return values | changes


def markdown_cell(number: int, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": f"cell-{number}", "metadata": {}, "source": text}


def figures_cell(number: int, figures: list[dict[str, Any]]) -> dict[str, Any]:
    data = {MIME_TYPE: figures, "text/html": "<p>41,9%</p>"}
    return {
        "cell_type": "code",
        "id": f"cell-{number}",
        "execution_count": None,
        "metadata": {"tags": ["hide-input"]},
        "source": "report.key_figures()",
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": data}],
    }


def write_run(
    runs: Path,
    name: str,
    title: str,
    *,
    text: str = "Hoeveel mensen vertrokken?",
    figures: list[dict[str, Any]] | None = None,
    **record: Any,
) -> Path:
    """Write an executed notebook and its run record."""
    cells = [markdown_cell(1, f"# {title}\n\n{text}")]
    if figures is not None:
        cells.append(figures_cell(2, figures))
    metadata = {"language_info": {"name": "python"}}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path = runs / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    values = {
        "name": name,
        "parameters": {"municipality": name.split("/")[0], "data_dir": "../data"},
        "fingerprint": "f" * 64,
        "notebook_sha256": "a" * 64,
        "inputs": {"data/sources.yaml": "b" * 64},
        "package_sha256": "c" * 64,
        "packages_sha256": "e" * 64,
        "requirements_sha256": "d" * 64,
        "seconds": 1.5,
        "cpu_s": 1.25,
        "peak_mb": 90,
        "finished": "2026-01-01T12:00:00+00:00",
    }
    path.with_suffix(".json").write_text(json.dumps(values | record), encoding="utf-8")
    return path
