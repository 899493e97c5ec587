"""Builds all chapters of a data folder in this process: the cells of the real notebooks, no kernel.

What a cell shows is rendered as Jupyter would; each notebook is finished, and the book composed of
them, as a build does. Only papermill, the kernel and Sphinx are left out.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from quick_runs import run_quickly

from evalutils.book.book_input import BookInput
from evalutils.book.compose import compose
from evalutils.book.data_files import compose_data
from evalutils.book.versions import Versions
from evalutils.chapters import Failed
from evalutils.dataset.editions import Beforehand, write_standing
from evalutils.dataset.faults import FaultList
from evalutils.dataset.load import DataSet, load_data_set
from evalutils.dataset.snapshot import take_snapshot
from evalutils.disclosure import Publishable, Rule
from evalutils.project import Project
from evalutils.report import audit_report, compared_shares, evaluation_report
from evalutils.report.audit_report import audit_evaluations, stop_contradictions
from evalutils.result import Result
from evalutils.running.plan import Reading
from sentence_kinds import KINDS, lines_of

ROOT = Path(__file__).parents[2]
# A dash stands in a table; a sentence says what is missing.
NO_SENTENCE = re.compile(r".{,30}(?:tussen|tot|van|dat is|op|met|na) \N{EN DASH}.{,30}")
NO_NUMBER = re.compile(r".{,30}(?<![\w.])(?:nan|NaN|NaT|None|inf|<NA>|&lt;NA&gt;)(?![\w.]).{,30}")
NOTHING = Beforehand()
VERSIONS = Versions("3.11", {"evalutils": "0"}, None)


def check(data_dir: Path, standing: Beforehand = NOTHING) -> Reading:
    """Read a data folder once and do what `evalutils check` does; raises what it refuses."""
    copy = data_dir.with_name(f"{data_dir.name}-as-read")
    shutil.rmtree(copy, ignore_errors=True)
    faults = FaultList(str(data_dir))
    snapshot = take_snapshot(data_dir, copy / data_dir.name, faults)
    faults.stop()
    write_standing(snapshot.folder, standing)
    data = load_data_set(snapshot.folder)
    stop_contradictions(audit_evaluations(data))
    return Reading(snapshot, data)


def build(reading: Reading, build_dir: Path, only: Sequence[str] = ()) -> dict[str, Any]:
    """Every chapter by name, as finished notebooks; the composed book stands in ``book``.

    With `only` the other chapters are left out, as after a failure.
    """
    shutil.rmtree(build_dir, ignore_errors=True)
    jobs = reading.jobs(Project(ROOT, reading.snapshot.origin, build_dir))
    left_out = {job.name: Failed() for job in jobs if only and job.name not in only}
    with read_once(reading.data):
        notebooks = {job.name: run_quickly(job) for job in jobs if job.name not in left_out}
    book = BookInput(
        reading.data.evaluations,
        tuple(chapter.name for chapter in reading.across),
        reading.data.library,
        VERSIONS,
        reading.snapshot.published(),
        ROOT / "book",
        build_dir / "runs",
        left_out,
    )
    compose(book, build_dir / "book")
    compose_data(book, build_dir / "book")
    return notebooks


@contextmanager
def read_once(data: DataSet) -> Iterator[None]:
    """Let the notebooks share what was read; a run reads it once per notebook."""
    by_key = {str(evaluation.key): evaluation for evaluation in data.evaluations}
    stand_ins = {
        (evaluation_report, "load_library"): lambda _: data.library,
        (evaluation_report, "load_evaluation"): lambda _, key: by_key[str(key)],
        (compared_shares, "load_library"): lambda _: data.library,
        (compared_shares, "load_evaluations"): lambda _, keys: [by_key[key] for key in keys],
        (audit_report, "load_data_set"): lambda *_: data,
    }
    with ExitStack() as stack:
        for (room, name), stand_in in stand_ins.items():
            stack.enter_context(patch.object(room, name, stand_in))
        yield


def fully_built(data_dir: Path, build_dir: Path) -> dict[str, Any]:
    """Check and build a data folder, and assert that its pages say no more and no less than may be.

    Raises
    ------
    DataError, GateError
        What `check` refuses.
    """
    reading = check(data_dir)
    with overheard() as leaks:
        notebooks = build(reading, build_dir)
    assert leaks == []
    faults = {name: found for name, page in notebooks.items() if (found := unsaid(page))}
    assert not faults, "\n".join(f"{name}: {line}" for name in faults for line in faults[name])
    return notebooks


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Every number of persons that a protected page shows and may not, once the block is over."""
    leaks: list[str] = []
    publish = evaluation_report.Report.publish

    def listening(self: evaluation_report.Report, result: Result) -> Publishable:
        cleared = publish(self, result)
        rule = self.inputs.rule
        if rule is not None:
            leaks.extend(f"{self.evaluation.key}: {leak}" for leak in _leaks(result, cleared, rule))
        return cleared

    with patch.object(evaluation_report.Report, "publish", listening):
        yield leaks


def _leaks(result: Result, cleared: Publishable, rule: Rule) -> Iterator[str]:
    shown = {name: cleared.frame[name] for name in result.counts if name in cleared.frame}
    shown["n of a key figure"] = cleared.key_figures["n"]
    for name, column in shown.items():
        numbers = column.astype("float64").dropna()
        for number in numbers[(numbers < rule.threshold) | (numbers % rule.rounding != 0)]:
            yield f"{name} {number:g}"


def unsaid(notebook: Any) -> list[str]:
    """What a page shows where a number is missing or divided by zero, or says as nobody would."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    texts = [output["data"].get("text/markdown", "") for output in outputs]
    texts += [output["metadata"].get("evalutils", {}).get("alt", "") for output in outputs]
    tables = [output["data"].get("text/html", "") for output in outputs]
    return [
        *(found for text in texts for found in NO_SENTENCE.findall(text)),
        *(found for text in [*texts, *tables] for found in NO_NUMBER.findall(text)),
        *(
            f"{kind.name}: {line}"
            for text in [*texts, *tables]
            for line in lines_of(f"<article>{text}</article>")
            for kind in KINDS
            if kind.found(line)
        ),
    ]
