"""Where reports go, and which files they may take the place of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evalutils.book.export.one_file import GENERATOR
from evalutils.dataset.evaluation import Evaluation
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey
from evalutils.project import Project
from evalutils.system.build_folder import lies_in

_FOLDER = "export"
_HEAD_BYTES = 2000  # the head of a report begins with our mark


def report_folder(project: Project, chosen: Path | None) -> Path:
    """The folder that receives the reports.

    InputError: the chosen one lies in a folder where commands replace files, or that people edit.
    """
    if chosen is None:
        return project.build_dir / _FOLDER
    folders = {
        "build": project.build_dir,
        "data": project.data_dir,
        "notebooks": project.notebooks_dir,
        "book": project.book_dir,
    }
    for name, folder in folders.items():
        if lies_in(chosen, folder):
            raise InputError(
                f"'{chosen}' lies in the {name} folder '{folder}'. Give --out another folder, or "
                f"leave it out: reports are then in '{project.build_dir / _FOLDER}'."
            )
    return chosen


def file_of(key: EvaluationKey) -> str:
    """Name of the report of an evaluation; keys hold no underscores."""
    return f"{key.municipality}_{key.programme}_{key.period}.html"


def require_free(folder: Path, evaluations: Iterable[Evaluation]) -> None:
    """Refuse to take the place of a file that is no report of ours; nothing is touched."""
    for path in (folder / file_of(item.key) for item in evaluations):
        if path.is_symlink() or (path.exists() and not _is_report(path)):
            raise InputError(
                f"'{path}' is no report that evalutils made, and is left as it is. Move it away, "
                "or give --out another folder."
            )


def _is_report(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return GENERATOR.encode() in file.read(_HEAD_BYTES)
