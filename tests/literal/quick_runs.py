"""Executed notebooks without a kernel: the cells of the real ones, run in this process."""

import ast
import json
from typing import Any

import nbformat

from evalutils.running.cells import source_of, tags_of
from evalutils.running.finish import finish
from evalutils.running.job import Job

RECORD = {
    "fingerprint": "f",
    "notebook_sha256": "a",
    "inputs": {},
    "package_sha256": "c",
    "packages_sha256": "e",
    "requirements_sha256": "d",
    "seconds": 1.0,
    "finished": "2026-01-01T12:00:00+00:00",
}


def run_quickly(job: Job) -> None:
    """Run the cells of a notebook and leave it as the runner does."""
    notebook = nbformat.read(job.notebook, as_version=4)
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = _outputs(source_of(cell), names)
        if "parameters" in tags_of(cell):
            names.update(job.passed_parameters)
    finished, _ = finish(notebook, title=job.title, slug=job.slug, parameters={})
    job.output.parent.mkdir(parents=True, exist_ok=True)
    job.output.write_text(json.dumps(finished), encoding="utf-8")
    record = {**RECORD, "name": job.name, "parameters": {}}
    job.record.write_text(json.dumps(record), encoding="utf-8")


def _outputs(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell displays: the value of its last line, when that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if not isinstance(last, ast.Expr):
        return []
    shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)._repr_mimebundle_()
    data, metadata = shown if isinstance(shown, tuple) else (shown, {})
    return [{"output_type": "display_data", "data": data, "metadata": metadata}]
