"""Builds all chapters of a data folder in this process: the cells of the real notebooks, no kernel.

What a cell shows is rendered as Jupyter would; each notebook is finished, and the book composed of
them, as a build does. Only papermill, the kernel and Sphinx are left out.
"""

import ast
import copy
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from evalutils import audited, report
from evalutils.audited import audit_evaluations, stop_contradictions
from evalutils.comparison import exit_shares
from evalutils.contracts.chapters import Failed
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library, load_library
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import Publishable, Rule
from evalutils.inputs import disclosure_rule
from evalutils.publishing.compose import BookInput, compose
from evalutils.publishing.versions import Versions
from evalutils.result import Result
from evalutils.running.cells import PARAMETERS, tags_of
from evalutils.running.finish import finish
from evalutils.running.job import Job
from evalutils.running.plan import plan

ROOT = Path(__file__).parents[2]
# A dash stands in a table; a sentence says what is missing.
NO_SENTENCE = re.compile(r".{,30}(?:tussen|tot|van|dat is|op|met|na) \N{EN DASH}.{,30}")
NO_NUMBER = re.compile(r".{,30}(?<![\w.])(?:nan|NaN|NaT|None|inf|<NA>|&lt;NA&gt;)(?![\w.]).{,30}")
VERSIONS = Versions("3.11", {"evalutils": "0"}, None)


def check(data_dir: Path) -> list[Evaluation]:
    """What `evalutils check` does; raises what it refuses."""
    evaluations = load_evaluations(data_dir)
    stop_contradictions(audit_evaluations(evaluations, data_dir))
    return evaluations


def build(
    data_dir: Path, build_dir: Path, evaluations: Sequence[Evaluation], only: Sequence[str] = ()
) -> dict[str, Any]:
    """Every chapter by name, as finished notebooks; the composed book stands in ``book``.

    With `only` the other chapters are left out, as after a failure.
    """
    shutil.rmtree(build_dir, ignore_errors=True)
    jobs = plan(
        evaluations,
        data_dir=data_dir,
        notebooks_dir=ROOT / "notebooks",
        build_dir=build_dir,
        across=True,
    )
    left_out = {job.name: Failed() for job in jobs if only and job.name not in only}
    jobs = [job for job in jobs if job.name not in left_out]
    with _read_once(evaluations, load_library(data_dir)):
        notebooks = {job.name: execute(job, data_dir) for job in jobs}
    for job in jobs:
        job.output.parent.mkdir(parents=True, exist_ok=True)
        job.output.write_text(json.dumps(notebooks[job.name]), encoding="utf-8")
        job.record.write_text(json.dumps(_record(job)), encoding="utf-8")
    book = BookInput(
        tuple(evaluations),
        ("comparison", "audit"),
        load_library(data_dir),
        VERSIONS,
        ROOT / "book",
        build_dir / "runs",
        left_out,
    )
    compose(book, build_dir / "book")
    return notebooks


@contextmanager
def _read_once(evaluations: Sequence[Evaluation], library: Library) -> Iterator[None]:
    """Let the notebooks share what was read; a run reads it once per notebook."""
    by_key = {str(evaluation.key): evaluation for evaluation in evaluations}
    with ExitStack() as stack:
        for room in (report, exit_shares, audited):
            stack.enter_context(patch.object(room, "load_library", lambda _: library))
        for room in (exit_shares, audited):
            stack.enter_context(
                patch.object(
                    room, "load_evaluations", lambda _, keys: [by_key[key] for key in keys]
                )
            )
        stack.enter_context(
            patch.object(report, "load_evaluation", lambda _, key: by_key[str(key)])
        )
        yield


def fully_built(data_dir: Path, build_dir: Path) -> dict[str, Any]:
    """Check and build a data folder, and assert that its pages say no more and no less than may be.

    Raises
    ------
    DataError, GateError
        What `check` refuses.
    """
    evaluations = check(data_dir)
    with overheard() as leaks:
        notebooks = build(data_dir, build_dir, evaluations)
    assert leaks == []
    assert {name: found for name, page in notebooks.items() if (found := unsaid(page))} == {}
    return notebooks


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Every number of persons that a protected page shows and may not, once the block is over."""
    leaks: list[str] = []
    publish = report.Report.publish

    def listening(self: report.Report, result: Result) -> Publishable:
        cleared = publish(self, result)
        rule = disclosure_rule(self.evaluation, self.library)
        if rule is not None:
            leaks.extend(f"{self.evaluation.key}: {leak}" for leak in _leaks(result, cleared, rule))
        return cleared

    with patch.object(report.Report, "publish", listening):
        yield leaks


def _leaks(result: Result, cleared: Publishable, rule: Rule) -> Iterator[str]:
    shown = {name: cleared.frame[name] for name in result.counts if name in cleared.frame}
    shown["n of a key figure"] = cleared.key_figures["n"]
    for name, column in shown.items():
        numbers = column.astype("float64").dropna()
        for number in numbers[(numbers < rule.threshold) | (numbers % rule.rounding != 0)]:
            yield f"{name} {number:g}"


def unsaid(notebook: Any) -> list[str]:
    """What a page shows in words where a number is missing or was divided by zero."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    texts = [output["data"].get("text/markdown", "") for output in outputs]
    texts += [output["metadata"].get("evalutils", {}).get("alt", "") for output in outputs]
    tables = [output["data"].get("text/html", "") for output in outputs]
    return [
        *(found for text in texts for found in NO_SENTENCE.findall(text)),
        *(found for text in [*texts, *tables] for found in NO_NUMBER.findall(text)),
    ]


def execute(job: Job, data_dir: Path) -> Any:
    """The notebook of a job after its run, finished for the book."""
    notebook = copy.deepcopy(_notebook(job.notebook.stem))
    names: dict[str, Any] = {**job.parameters, "data_dir": str(data_dir)}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and PARAMETERS not in tags_of(cell):
            cell["outputs"] = _outputs(cell["source"], names)
    finished, _ = finish(notebook, title=job.title, slug=job.slug, parameters={})
    return finished


@cache
def _notebook(name: str) -> Any:
    content = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"])
    return content


@cache
def _compiled(source: str) -> tuple[Any, Any]:
    """The statements of a cell, and the expression that it shows."""
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    shown = None if last is None else compile(ast.Expression(last.value), "<cell>", "eval")
    return compile(ast.Module(body, []), "<cell>", "exec"), shown


def _outputs(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    statements, shown = _compiled(source)
    exec(statements, names)
    value = None if shown is None else eval(shown, names)
    if value is None:
        return []
    bundle = value._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    json.dumps(data, allow_nan=False)  # a notebook is JSON
    return [{"output_type": "display_data", "data": dict(data), "metadata": dict(metadata)}]


def _record(job: Job) -> Mapping[str, Any]:
    hashes = dict.fromkeys(
        ("fingerprint", "notebook_sha256", "package_sha256", "requirements_sha256"), ""
    )
    ended = {"seconds": 1.0, "finished": "2026-01-01T12:00:00+00:00"}
    return {"name": job.name, "parameters": {}, "inputs": {}, **hashes, **ended}
