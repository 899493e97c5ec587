"""Notebooks of the researchers' own, and the evaluations that each is run for."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

from evalutils.chapters.across import ACROSS
from evalutils.chapters.catalogue import CHAPTERS
from evalutils.contracts.fixed_names import QUALITY, key_problem
from evalutils.dataset.evaluation import Outlined, OwnNotebook
from evalutils.dataset.find import is_clutter
from evalutils.errors import InputError
from evalutils.sentence_case import within

FOLDER = "eigen"
PLACE = ("municipality", "programme", "period")
_TAKEN = {QUALITY, *(chapter.name for chapter in (*CHAPTERS, *ACROSS))}


_Outlined = TypeVar("_Outlined", bound=Outlined)


@dataclass(frozen=True)
class _Found:
    notebook: OwnNotebook
    place: tuple[str, ...]
    """Patterns for the evaluations that its parameters name; empty when they name none."""

    def chooses(self, evaluation: Outlined) -> bool:
        parts = (getattr(evaluation.key, name) for name in PLACE)
        return bool(self.place) and all(map(fnmatchcase, parts, self.place))


def with_own_notebooks(
    evaluations: Iterable[_Outlined], notebooks_dir: Path, data_dir: Path
) -> tuple[_Outlined, ...]:
    """Evaluations with the notebooks of the researchers' own that they get a page of.

    A notebook in ``notebooks/eigen`` is for the evaluations that its parameters choose (with ``*``
    for any) and for those that name it in evaluation.yaml; one beside an evaluation is for that.

    Parameters
    ----------
    evaluations
        Evaluations as they were loaded.
    notebooks_dir, data_dir
        The notebooks of the project, and the data folder as the user has it.

    Raises
    ------
    InputError
        When a name is taken or no key, or evaluation.yaml names a notebook that is not there.
    """
    shared = {item.notebook.name: item for item in _notebooks(notebooks_dir / FOLDER)}
    return tuple(
        replace(item, own_notebooks=_of(item, shared, data_dir / str(item.key)))  # type: ignore[type-var]
        for item in evaluations
    )


def _of(
    evaluation: Outlined, shared: Mapping[str, _Found], folder: Path
) -> tuple[OwnNotebook, ...]:
    absent = [name for name in evaluation.notebooks if name not in shared]
    if absent:
        raise InputError(
            f"{evaluation.key}/evaluation.yaml names notebook '{absent[0]}', and there is no "
            f"notebooks/{FOLDER}/{absent[0]}.ipynb. Correct the name, or put the notebook there."
        )
    chosen = {
        name: found.notebook
        for name, found in shared.items()
        if name in evaluation.notebooks or found.chooses(evaluation)
    }
    beside = [found.notebook for found in _notebooks(folder)]
    twice = [item.name for item in beside if item.name in chosen]
    if twice:
        raise InputError(
            f"{evaluation.key} has two notebooks '{twice[0]}': beside its data and in "
            f"notebooks/{FOLDER}. Rename one."
        )
    return (*chosen.values(), *beside)


def _notebooks(folder: Path) -> list[_Found]:
    return [_read(path) for path in sorted(folder.glob("*.ipynb")) if not is_clutter(path.name)]


def _read(path: Path) -> _Found:
    """A notebook as far as it can be read; what is wrong with it is told when it is run."""
    name, shown = path.stem, f"{path.parent.name}/{path.name}"
    problem = key_problem(name, "_") and key_problem(name)
    if name in _TAKEN:
        problem = "this is the name of a chapter of the book. Choose another name."
    if problem:
        raise InputError(f"{shown}: {problem}")
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = [(cell, "".join(cell["source"])) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError):
        return _Found(OwnNotebook(name, name, "", path), ())
    texts = [text for cell, text in sources if cell.get("cell_type") == "markdown"]
    parameters = [
        text for cell, text in sources if "parameters" in cell.get("metadata", {}).get("tags", ())
    ]
    return _Found(OwnNotebook(name, *_heading(name, texts), path), _place(parameters))


def _heading(name: str, texts: Sequence[str]) -> tuple[str, str]:
    """Title, and the first question under it."""
    lines = [line.strip() for line in (texts[0] if texts else "").splitlines()]
    titles = [line[2:].strip() for line in lines if line.startswith("# ")]
    questions = [within(line) for line in lines if line.endswith("?")]
    return (titles or [name])[0], (questions or [""])[0]


def _place(parameters: Sequence[str]) -> tuple[str, ...]:
    try:
        body = ast.parse("\n".join(parameters)).body
    except SyntaxError:
        return ()
    given = {
        target.id: str(node.value.value)
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    place = tuple(given.get(name, "") for name in PLACE)
    return place if all(place) else ()
