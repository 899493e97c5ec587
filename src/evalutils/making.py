"""Makes the book of a selection: the notebooks that are due, then the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evalutils.ahead import Ahead
from evalutils.book.building import BuildResult, build_book
from evalutils.book.publication import read_publication
from evalutils.book.released import release_log
from evalutils.book.standing import require_no_loss
from evalutils.book.versions import published_time
from evalutils.chapters import AnalysisInputs, Failed
from evalutils.chapters.quality import Quality, quality_of
from evalutils.dataset.editions import Before
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.load import DataPlace, DataSet
from evalutils.errors import RunError
from evalutils.project import Project
from evalutils.report.audit_report import audit_outcome, load_checked, stop_contradictions
from evalutils.running.job import Job
from evalutils.running.place import Shelves
from evalutils.running.plan import Reading, one_reading
from evalutils.running.run import run_jobs
from evalutils.running.summary import Failure, RunSummary
from evalutils.running.warm.started import Warm
from evalutils.system.beside import Beside
from evalutils.system.build_folder import HTML, RUNS, workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Made:
    """The book that stands, what it is about, and the notebooks that failed on a page in it."""

    book: BuildResult
    failed: tuple[Failure, ...]
    data: DataSet

    @property
    def html(self) -> Path:
        """The folder of the book."""
        return self.book.html_index.parent


def make_book(
    project: Project,
    command: str,
    selection: Sequence[str],
    tell: Callable[[str], None],
    *,
    place: Path | None = None,
    with_failures: bool = False,
    replace: bool = False,
    with_pdfs: bool = False,
    earlier: pd.DataFrame | None = None,
    beside: Sequence[Mapping[str, Before]] = (),
    ahead: Ahead | None = None,
    **options: Any,
) -> Made:
    """Run what is due of a selection and make its book.

    Parameters
    ----------
    command
        Who works in the build folder, for the message to others.
    tell
        Hears how the notebooks ran, and which files changed meanwhile.
    place
        Folder for the book instead of the build folder; executed notebooks are shared.
    with_failures
        Make it too when a notebook failed.
    replace
        Let it take the place of a book with other evaluations.
    with_pdfs
        Make a PDF of each municipality too.
    earlier
        The key figures of an earlier edition: a page says what changed since.
    beside
        What it said of numbers of persons: those of this book are protected beside it.
    ahead
        Processes that were started for this book; ended here in any case.
    options
        For `evalutils.running.run.run_jobs`.

    Raises
    ------
    RunError
        When a notebook failed, unless `with_failures`; the last book is left as it was.
    EvalutilsError
        When the data are wrong or contradict each other, or the book cannot be built.
    """
    published_time()  # wrong as it may be, before anything runs
    ahead = ahead or Ahead(
        partial(workspace, project.build_dir), Shelves(project.build_dir).cache, options
    )

    def load(place: DataPlace, patterns: Sequence[str]) -> DataSet:
        with ExitStack() as unless_read:
            unless_read.push(ahead)
            data = load_checked(place, patterns)
            unless_read.pop_all()
            return data

    reading_ahead = one_reading(
        project, command, selection, tell, load=load, changed=ahead.begin, beside=beside
    )
    with ahead, reading_ahead as reading, ahead:
        data = reading.data
        target = place or project.build_dir
        if not replace:
            require_no_loss(target / HTML, data.evaluations, reading.snapshot.folder)
        read_publication(project.book_dir)  # as it is now; no notebook runs for a wrong one
        stop_contradictions(audit_outcome(data))
        qualities = Beside(partial(qualities_of, data))

        def due() -> Warm | None:
            qualities.begin()  # while the notebooks run
            return ahead.warm()

        failed = run_notebooks(project, reading, tell, warm=due, **options).failed
        if failed and not with_failures:
            raise RunError("Not every notebook ran; see above. The last book is left as it was.")
        why = {item.name: item.why for item in failed}
        more: dict[str, Any] = {"with_pdfs": with_pdfs, "earlier": earlier}
        more |= {"press": ahead.press, "qualities": qualities}
        book = book_of(project, reading, target, why, **more)
        return Made(book, failed, data)


def run_notebooks(
    project: Project,
    reading: Reading,
    tell: Callable[[str], None],
    *,
    across: bool = True,
    jobs: Sequence[Job] | None = None,
    **options: Any,
) -> RunSummary:
    """Run the notebooks of a reading that are due, or these `jobs`, and tell how they ran."""
    due = reading.jobs(project, across=across) if jobs is None else jobs
    summary = run_jobs(due, build_dir=project.build_dir, **options)
    tell(summary.describe())
    return summary


def book_of(
    project: Project,
    reading: Reading,
    place: Path,
    failures: Mapping[str, Failed],
    *,
    files: Mapping[str, str] | None = None,
    qualities: Callable[[], Mapping[str, Quality]] | None = None,
    **more: Any,
) -> BuildResult:
    """Make the book of a reading of which the notebooks ran.

    Parameters
    ----------
    files, qualities
        As of `evalutils.book.building.build_book`; by default those of the reading.
    more
        For the same.
    """
    data = reading.data
    return build_book(
        data.evaluations,
        library=data.library,
        data_dir=project.data_dir,
        files=reading.snapshot.published() if files is None else files,
        book_dir=project.book_dir,
        config=project.root / "_config.yml",
        build_dir=place,
        runs=project.build_dir / RUNS,
        across=[chapter.name for chapter in reading.across],
        failures=failures,
        releases=release_log(project),
        qualities=qualities or partial(qualities_of, data),
        **more,
    )


def qualities_of(data: DataSet) -> dict[str, Quality]:
    """The quality of the data of each evaluation."""

    def quality(evaluation: Evaluation) -> tuple[str, Quality]:
        return str(evaluation.key), quality_of(AnalysisInputs(evaluation, data.library))

    return dict(data.each("quality", quality))
