"""One reading of the data for a whole command, and the jobs that follow from it.

There is a job per evaluation and chapter, and one for each chapter across evaluations.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

from evalutils.chapters import ACROSS, Chapter, across_of, chapters_of
from evalutils.chapters.chapter import AcrossChapter
from evalutils.chapters.own_notebooks import with_own_notebooks
from evalutils.dataset.dependencies import Dependencies
from evalutils.dataset.editions import Before, standing_of, write_standing
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.kept.store import store_of
from evalutils.dataset.load import DataPlace, DataSet, load_data_set
from evalutils.dataset.snapshot import Snapshot, take_snapshot
from evalutils.project import Project
from evalutils.running.job import Job
from evalutils.system.build_folder import RUNS, workspace
from evalutils.system.folders import inside


@dataclass(frozen=True)
class Plan:
    """Where the notebooks of a project are, what they read and where their results go."""

    snapshot: Snapshot
    dependencies: Dependencies
    notebooks_dir: Path
    build_dir: Path
    _places: dict[Path, Path] = field(default_factory=dict, repr=False)

    def jobs(
        self,
        evaluations: Sequence[Evaluation],
        related: Sequence[Evaluation] = (),
        across: Sequence[AcrossChapter] = (),
    ) -> list[Job]:
        """List the jobs for a selection of evaluations, in the order of the book.

        A chapter `across` may use the figures of `related` evaluations, others of the same
        documents.
        """
        jobs = [
            self._evaluation_job(evaluation, chapter)
            for evaluation in evaluations
            for chapter in chapters_of(evaluation)
        ]
        return jobs + [self._job_across(chapter, evaluations, related) for chapter in across]

    def _evaluation_job(self, evaluation: Evaluation, chapter: Chapter) -> Job:
        key = evaluation.key
        notebook = chapter.notebook or self._notebook(chapter.name)
        title = f"{chapter.title}: {evaluation.title}, {evaluation.period_label}"
        name = f"{key}/{chapter.name}"
        read = evaluation.programme if chapter.reads_programme else evaluation.periods
        return self._job(name, notebook, title, asdict(key), read)

    def _job_across(
        self,
        chapter: AcrossChapter,
        evaluations: Sequence[Evaluation],
        related: Sequence[Evaluation],
    ) -> Job:
        # One plain string, as every parameter: keys separated by spaces (keys hold none).
        parameters = {"selection": " ".join(str(evaluation.key) for evaluation in evaluations)}
        read = [period for evaluation in evaluations for period in evaluation.periods]
        read += related if chapter.reads_related else ()
        notebook = self._notebook(chapter.name)
        return self._job(chapter.name, notebook, chapter.title, parameters, read)

    def _job(
        self,
        name: str,
        notebook: Path,
        title: str,
        parameters: dict[str, str],
        read: Sequence[Evaluation],
    ) -> Job:
        return Job(
            name=name,
            title=title,
            notebook=self._resolved(notebook),
            parameters={**parameters, "data_dir": self._published_data_dir},
            data_dir=self._resolved(self.snapshot.folder),
            inputs=self.dependencies.always(read),
            parts=self.dependencies.parts(read),
            files=self.dependencies.files,
            output=inside(self._resolved(self.build_dir) / RUNS, f"{name}.ipynb"),
            requirements=self._resolved(self.notebooks_dir).parent / "requirements.txt",
            protected=any(item.disclosure == "protected" for item in read),
        )

    def _resolved(self, path: Path) -> Path:
        """A path with links followed; asked for the same few by thousands of jobs."""
        if path not in self._places:
            self._places[path] = path.resolve()
        return self._places[path]

    def _notebook(self, name: str) -> Path:
        return self.notebooks_dir / f"{name}.ipynb"

    @cached_property
    def _published_data_dir(self) -> str:
        """The data folder as a notebook writes it: relative, as in JupyterLab, when it is near.

        Of a folder elsewhere only the name is published.
        """
        notebooks, data = self.notebooks_dir.resolve(), self.snapshot.origin.resolve()
        if notebooks.is_relative_to(data.parent):
            return Path(os.path.relpath(data, notebooks)).as_posix()
        return self.snapshot.name


@dataclass(frozen=True)
class Reading:
    """The data as they were read: the bytes, and the selected evaluations with what they use."""

    snapshot: Snapshot
    data: DataSet

    def part(self, chosen: Iterable[Evaluation]) -> Reading:
        """The same bytes, with some of the evaluations."""
        return Reading(self.snapshot, self.data.part(chosen))

    def jobs(self, project: Project, *, across: bool = True) -> list[Job]:
        """The jobs of the selected evaluations, with or without the chapters across them."""
        dependencies = Dependencies(
            self.snapshot,
            self.data.library,
            (*self.data.evaluations, *self.data.related),
            project.key,
        )
        plan = Plan(self.snapshot, dependencies, project.notebooks_dir, project.build_dir)
        return plan.jobs(self.data.evaluations, self.data.related, self.across if across else ())

    @cached_property
    def across(self) -> tuple[AcrossChapter, ...]:
        """The chapters across the selected evaluations."""
        names = self.data.once("across", _across)
        return tuple(chapter for chapter in ACROSS if chapter.name in names)


def _across(data: DataSet) -> list[str]:
    return [chapter.name for chapter in across_of(data.evaluations, data.library)]


@contextmanager
def one_reading(
    project: Project,
    command: str,
    selection: Sequence[str],
    tell: Callable[[str], None],
    *,
    load: Callable[[DataPlace, Sequence[str]], DataSet] = load_data_set,
    changed: Callable[[], None] | None = None,
    beside: Sequence[Mapping[str, Before]] = (),
) -> Iterator[Reading]:
    """Work in the build folder on one reading of the selected data; faults are a DataError.

    `command` is who works there, for the message to others; `tell` hears in the end which files
    changed meanwhile; `load` reads the data; `changed` is called when they are not as they were
    at an earlier reading; `beside` are editions to protect it beside that its log does not have.
    Refused as in `evalutils.system.build_folder.at_work`.
    """
    shown = str(project.data_dir)
    with project.at_work(command), workspace(project.build_dir) as folder:
        faults = FaultList(shown)
        snapshot = take_snapshot(project.data_dir, folder / "data", faults)
        faults.stop()
        write_standing(snapshot.folder, standing_of(project.root, beside))
        store = store_of(project)
        unheard, store.missed = store.missed, changed or store.missed
        known = {path: copied.sha256 for path, copied in snapshot.files.items()}
        with store.unless_refused():
            data = load(DataPlace(snapshot.folder, shown, store, known), selection)
        own = with_own_notebooks(data.evaluations, project.notebooks_dir, project.data_dir)
        with store.offered():
            yield Reading(snapshot, replace(data, evaluations=own))
        store.missed = unheard  # the data are asked for more after the work in the folder
        if edited := snapshot.changes():
            names = "\n".join(f"  {path}" for path in edited)
            tell(
                "These files changed since they were read. What was made shows them as they were; "
                f"the same command takes the changes in.\n{names}"
            )
