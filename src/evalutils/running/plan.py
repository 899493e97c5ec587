"""From evaluations to jobs: one per evaluation and analysis, and one across."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from evalutils.contracts.chapters import ACROSS_TITLES, CHAPTER_TITLES, READS_ALL_DATA
from evalutils.keys import EvaluationKey
from evalutils.paths import inside
from evalutils.running.job import Job

# Files in the data folder that every evaluation reads: a change concerns all jobs.
_SHARED = ("sources.yaml", "parameters/*", "ladders/*", "codelists/*")


class Plannable(Protocol):
    """What planning needs to know of an evaluation (evalutils.dataset.Evaluation has it)."""

    @property
    def key(self) -> EvaluationKey: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def period_label(self) -> str: ...  # noqa: D102
    @property
    def analyses(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def files(self) -> tuple[Path, ...]: ...  # noqa: D102


def plan(
    evaluations: Sequence[Plannable],
    *,
    data_dir: Path,
    notebooks_dir: Path,
    build_dir: Path,
    across: bool,
) -> list[Job]:
    """List the jobs for a selection of evaluations, in the order of the book.

    Parameters
    ----------
    evaluations
        The selected evaluations.
    data_dir, notebooks_dir, build_dir
        Where the data, the parameterised notebooks and the build are.
    across
        Whether to add the notebooks across the selected evaluations.
    """
    places = _Places(data_dir.resolve(), notebooks_dir.resolve(), build_dir.resolve())
    jobs = [
        places.evaluation_job(evaluation, analysis)
        for evaluation in evaluations
        for analysis in evaluation.analyses
    ]
    if across and evaluations:
        jobs += [places.job_across(name, evaluations) for name in ACROSS_TITLES]
    return jobs


class _Places:
    """The three folders, and what follows from them for every job."""

    def __init__(self, data_dir: Path, notebooks_dir: Path, build_dir: Path) -> None:
        self._root = data_dir.parent
        self._notebooks_dir = notebooks_dir
        self._runs_dir = build_dir / "runs"
        self._data_dir = _as_seen_from(notebooks_dir, data_dir)
        self._data = data_dir
        self._shared = tuple(
            path for pattern in _SHARED for path in sorted(data_dir.glob(pattern)) if path.is_file()
        )

    def evaluation_job(self, evaluation: Plannable, analysis: str) -> Job:
        key = evaluation.key
        parameters = {
            "municipality": key.municipality,
            "programme": key.programme,
            "period": key.period,
        }
        title = f"{CHAPTER_TITLES[analysis]}: {evaluation.title}, {evaluation.period_label}"
        return self._job(f"{key}/{analysis}", analysis, title, parameters, evaluation.files)

    def _all_data(self) -> Iterator[Path]:
        return self._data.glob("[!.]*/[!.]*/[!.]*/[!.~]*")

    def job_across(self, name: str, evaluations: Sequence[Plannable]) -> Job:
        # One plain string, as every parameter: keys separated by spaces (keys hold none).
        parameters = {"selection": " ".join(str(evaluation.key) for evaluation in evaluations)}
        files = tuple(path for evaluation in evaluations for path in evaluation.files)
        if name in READS_ALL_DATA:
            files = tuple(sorted(path for path in self._all_data() if path.is_file()))
        return self._job(name, name, ACROSS_TITLES[name], parameters, files)

    def _job(
        self,
        name: str,
        analysis: str,
        title: str,
        parameters: dict[str, str],
        files: Sequence[Path],
    ) -> Job:
        return Job(
            name=name,
            title=title,
            notebook=self._notebooks_dir / f"{analysis}.ipynb",
            parameters={**parameters, "data_dir": self._data_dir},
            inputs=(*(path.resolve() for path in files), *self._shared),
            output=inside(self._runs_dir, f"{name}.ipynb"),
            root=self._root,
            requirements=self._notebooks_dir.parent / "requirements.txt",
        )


def _as_seen_from(notebooks_dir: Path, data_dir: Path) -> str:
    """Give the path as a notebook writes it: relative, as in JupyterLab, when both are together.

    A data folder elsewhere stays absolute; records and published notebooks leave that path out.
    """
    if notebooks_dir.is_relative_to(data_dir.parent):
        return Path(os.path.relpath(data_dir, notebooks_dir)).as_posix()
    return data_dir.as_posix()
