"""Executed notebooks without a kernel: the cells of the real ones, run in this process."""

import ast
import copy
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from evalutils.running.finish import finish
from evalutils.running.job import Job
from evalutils.running.notebook_cells import PARAMETERS, source_of, tags_of

RECORD = {
    "fingerprint": "f",
    "notebook_sha256": "a",
    "inputs": {},
    "package_sha256": "c",
    "packages_sha256": "e",
    "requirements_sha256": "d",
    "seconds": 1.0,
    "cpu_s": 1.0,
    "peak_mb": 90,
    "finished": "2026-01-01T12:00:00+00:00",
}


def run_quickly(job: Job) -> Any:
    """Run the cells of a notebook, leave it as the runner does, and give it back."""
    notebook = run_cells(job.notebook, job.passed_parameters)
    finished, _ = finish(notebook, title=job.title, slug=job.slug, parameters={})
    job.output.parent.mkdir(parents=True, exist_ok=True)
    # A notebook is JSON: no nan, and no number of numpy.
    job.output.write_text(json.dumps(finished, allow_nan=False), encoding="utf-8")
    record = {**RECORD, "name": job.name, "parameters": {}}
    job.record.write_text(json.dumps(record), encoding="utf-8")
    return finished


def run_cells(path: Path, parameters: Mapping[str, object]) -> Any:
    """A notebook with what its cells display, when these parameters are passed to it."""
    notebook = copy.deepcopy(_notebook(path))
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = _outputs(source_of(cell), names)
        if PARAMETERS in tags_of(cell):
            names.update(parameters)
    return notebook


@cache
def _notebook(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


@cache
def _compiled(source: str) -> tuple[Any, Any]:
    """The statements of a cell, and the expression that it shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    shown = None if last is None else compile(ast.Expression(last.value), "<cell>", "eval")
    return compile(tree, "<cell>", "exec"), shown


def _outputs(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell displays: the value of its last line, when that is an expression."""
    statements, expression = _compiled(source)
    exec(statements, names)
    value = None if expression is None else eval(expression, names)
    if value is None:
        return []
    shown = value._repr_mimebundle_()
    data, metadata = shown if isinstance(shown, tuple) else (shown, {})
    return [{"output_type": "display_data", "data": dict(data), "metadata": dict(metadata)}]
