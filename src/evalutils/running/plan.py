"""From evaluations to jobs: one per evaluation and chapter, and those across."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evalutils.chapters import ACROSS, Chapter, chapters_of
from evalutils.chapters.chapter import AcrossChapter
from evalutils.dataset.dependencies import Dependencies
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.snapshot import Snapshot
from evalutils.paths import inside
from evalutils.running.job import Job


@dataclass(frozen=True)
class Plan:
    """Where the notebooks of a project are, what they read and where their results go.

    Attributes
    ----------
    snapshot
        The data folder that all of them read.
    dependencies
        What each of them reads of it.
    notebooks_dir, build_dir
        The parameterised notebooks, and the build directory.
    """

    snapshot: Snapshot
    dependencies: Dependencies
    notebooks_dir: Path
    build_dir: Path

    def jobs(
        self, evaluations: Sequence[Evaluation], related: Sequence[Evaluation] | None
    ) -> list[Job]:
        """List the jobs for a selection of evaluations, in the order of the book.

        Parameters
        ----------
        evaluations
            The selected evaluations.
        related
            Other evaluations of the same documents: a chapter across may use their figures. None
            for no chapters across.
        """
        jobs = [
            self._evaluation_job(evaluation, chapter)
            for evaluation in evaluations
            for chapter in chapters_of(evaluation)
        ]
        if evaluations and related is not None:
            jobs += [self._job_across(chapter, evaluations, related) for chapter in ACROSS]
        return jobs

    def _evaluation_job(self, evaluation: Evaluation, chapter: Chapter) -> Job:
        key = evaluation.key
        parameters = {
            "municipality": key.municipality,
            "programme": key.programme,
            "period": key.period,
        }
        notebook = chapter.notebook or self._notebook(chapter.name)
        title = f"{chapter.title}: {evaluation.title}, {evaluation.period_label}"
        name = f"{key}/{chapter.name}"
        return self._job(name, notebook, title, parameters, evaluation.periods)

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
            notebook=notebook.resolve(),
            parameters={**parameters, "data_dir": self._published_data_dir()},
            data_dir=self.snapshot.folder.resolve(),
            inputs=self.dependencies.of(read),
            output=inside(self.build_dir.resolve() / "runs", f"{name}.ipynb"),
            requirements=self.notebooks_dir.resolve().parent / "requirements.txt",
            protected=any(item.disclosure == "protected" for item in read),
        )

    def _notebook(self, name: str) -> Path:
        return self.notebooks_dir / f"{name}.ipynb"

    def _published_data_dir(self) -> str:
        """The data folder as a notebook writes it: relative, as in JupyterLab, when it is near.

        Of a folder elsewhere only the name is published.
        """
        notebooks, data = self.notebooks_dir.resolve(), self.snapshot.origin.resolve()
        if notebooks.is_relative_to(data.parent):
            return Path(os.path.relpath(data, notebooks)).as_posix()
        return self.snapshot.name
