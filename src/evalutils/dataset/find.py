"""Which evaluations a data folder holds."""

from __future__ import annotations

from pathlib import Path

from evalutils.keys import EvaluationKey, is_key_part

SHARED_FOLDERS = ("parameters", "ladders", "codelists")


def find_evaluations(data_dir: Path) -> list[EvaluationKey]:
    """The evaluations of a data folder: every evaluation.yaml three folders deep."""
    return sorted(
        EvaluationKey(*parts)
        for parts in _folders(data_dir)
        if len(parts) == 3 and all(map(is_key_part, parts))
    )


def misplaced_folders(data_dir: Path) -> list[tuple[str, str]]:
    """Folders that look like an evaluation but cannot be one, each with what to do.

    Returns
    -------
    list of (str, str)
        The folder below the data folder and the problem.
    """
    problems = []
    for parts in _folders(data_dir):
        folder = "/".join(parts)
        wrong = [part for part in parts if not is_key_part(part)]
        if wrong:
            problem = (
                f"'{wrong[0]}' is not a valid folder name. Use lower case letters, digits and "
                f"single hyphens, e.g. '{_proposal(wrong[0])}'."
            )
            problems.append((folder, problem))
        elif len(parts) != 3:
            problem = "put evaluation.yaml in a folder municipality/programme/period."
            problems.append((folder, problem))
    return problems


def _folders(data_dir: Path) -> list[tuple[str, ...]]:
    found = (path.parent.relative_to(data_dir).parts for path in data_dir.rglob("evaluation.yaml"))
    return sorted(parts for parts in found if not (parts and parts[0] in SHARED_FOLDERS))


def _proposal(name: str) -> str:
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in name.lower())
    return "-".join(words.split()) or "naam"
