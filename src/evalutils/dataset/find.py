"""Which evaluations a data folder holds, and which folders only look like one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from evalutils.contracts.fixed_names import RESERVED, SHARED_FOLDERS, key_problem
from evalutils.contracts.import_record import IMPORT_RECORD
from evalutils.contracts.tables import TABLES
from evalutils.contracts.yaml_files import SOURCES
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey, slug

EVALUATION_FILE = "evaluation.yaml"
ASSUMPTIONS_FILE = "assumptions.yaml"
IMPORT_FILE = IMPORT_RECORD.name  # what an import did with an export
SOURCES_FILE = SOURCES.name
WORKBOOK_FILE = "tables.xlsx"  # with a sheet per table of counts
TABLE_SUFFIXES = (".csv", ".xlsx")
_NEARLY_SOURCES = (SOURCES_FILE, "sources.yml", "sources.yaml.txt")
CLIENT_SUFFIXES = (*TABLE_SUFFIXES, ".parquet")


class Folders:
    """The folders of a data folder with the names in them, as they were when first asked for.

    Parameters
    ----------
    data_dir
        The data folder.
    municipality
        The only one to look in; by default all.
    """

    def __init__(self, data_dir: Path, municipality: str = "") -> None:
        self._data_dir, self._municipality = data_dir, municipality

    @cached_property
    def _walked(self) -> tuple[tuple[tuple[str, ...], list[str]], ...]:
        return tuple(walk(self._data_dir, self._municipality))

    @cached_property
    def evaluations(self) -> tuple[EvaluationKey, ...]:
        """Every evaluation.yaml three folders deep."""
        return tuple(sorted(self.names))

    @cached_property
    def names(self) -> dict[EvaluationKey, list[str]]:
        """The names of the files of each evaluation."""
        return {
            EvaluationKey(*parts): names
            for parts, names in self._outside_shared
            if len(parts) == 3 and EVALUATION_FILE in names and not any(map(key_problem, parts))
        }

    @cached_property
    def misplaced(self) -> list[tuple[str, str]]:
        """Folders with files of an evaluation that would be left out of the book.

        Each below the data folder (a file when it stands in the data folder itself), with why it
        is left out and what to do.
        """
        found = []
        for parts, names in self._outside_shared:
            own = [name for name in names if _belongs_to_evaluation(name)]
            problem = _problem(parts, names, own[0]) if own else _stray_sources(parts, names)
            if problem:
                found.append(("/".join(parts) or own[0], problem))
        return sorted(found)

    def other_periods(self, key: EvaluationKey) -> Sequence[EvaluationKey]:
        """The evaluations of the same programme in other periods."""
        same = self._programmes[key.municipality, key.programme]
        return [other for other in same if other != key]

    @cached_property
    def _programmes(self) -> dict[tuple[str, str], list[EvaluationKey]]:
        found: dict[tuple[str, str], list[EvaluationKey]] = {}
        for key in self.evaluations:
            found.setdefault((key.municipality, key.programme), []).append(key)
        return found

    @property
    def _outside_shared(self) -> Iterator[tuple[tuple[str, ...], list[str]]]:
        """Every folder of evaluations, and those on the way."""
        shared = {(name,) for name in SHARED_FOLDERS}
        return (found for found in self._walked if found[0][:1] not in shared)


def find_evaluations(data_dir: Path) -> list[EvaluationKey]:
    """The evaluations of a data folder: every evaluation.yaml three folders deep."""
    return list(Folders(data_dir).evaluations)


def misplaced_folders(data_dir: Path) -> list[tuple[str, str]]:
    """Folders with files of an evaluation that would be left out; see `Folders.misplaced`."""
    return Folders(data_dir).misplaced


def _problem(parts: tuple[str, ...], names: list[str], example: str) -> str:
    wrong = [part for part in parts if key_problem(part)]
    if wrong and wrong[0] in RESERVED:
        return f"'{wrong[0]}': {key_problem(wrong[0])}"
    if wrong:
        return (
            f"'{wrong[0]}' is not a valid folder name. Rename it, e.g. to '{slug(wrong[0])}': "
            "lower case letters without accents, digits and single hyphens."
        )
    if len(parts) != 3:
        return (
            f"{example} is {len(parts)} folders deep instead of three. Move it to a folder "
            "municipality/programme/period."
        )
    if EVALUATION_FILE not in names:
        other = next((name for name in names if _is_nearly_evaluation_file(name)), None)
        action = f"Rename {other}" if other else f"Add one, or move {example} away"
        return f"there is no file {EVALUATION_FILE} in this folder. {action}."
    return ""


def _stray_sources(parts: tuple[str, ...], names: list[str]) -> str:
    """Sources that nothing reads: too deep, or under almost the right name."""
    found = [name for name in names if name.lower() in _NEARLY_SOURCES]
    if found and len(parts) > 1:
        return (
            f"{found[0]} is {len(parts)} folders deep. Move it to the folder of the municipality, "
            f"as {parts[0]}/{SOURCES_FILE}."
        )
    if parts and found and SOURCES_FILE not in found:
        return f"{found[0]} is not read. Rename it to {SOURCES_FILE}."
    return ""


def _belongs_to_evaluation(name: str) -> bool:
    stem, _, suffix = name.lower().rpartition(".")
    if f".{suffix}" in suffixes(stem):
        return True
    others = (ASSUMPTIONS_FILE, IMPORT_FILE, WORKBOOK_FILE)
    return name in others or _is_nearly_evaluation_file(name)


def suffixes(table: str) -> tuple[str, ...]:
    """In which kinds of file a table may be kept; none when there is no such table."""
    if table not in TABLES:
        return ()
    return CLIENT_SUFFIXES if TABLES[table].client_level else TABLE_SUFFIXES


def shared_files(data_dir: Path, folder: str) -> list[Path]:
    """The YAML files of a shared folder."""
    paths = sorted((data_dir / folder).glob("*.yaml"))
    return [path for path in paths if not is_clutter(path.name)]


def sources_files(data_dir: Path) -> list[str]:
    """The files with documents, below the data folder: the shared one, then one per municipality.

    The shared one is named when it is not there either, unless a municipality has its own.
    """
    places = sorted(path.parent.name for path in data_dir.glob(f"*/{SOURCES_FILE}"))
    own = [
        f"{place}/{SOURCES_FILE}"
        for place in places
        if place not in SHARED_FOLDERS and not place.startswith(".")
    ]
    shared = data_dir / SOURCES_FILE
    return own if own and not os.path.lexists(shared) else [SOURCES_FILE, *own]


def is_read(parts: tuple[str, ...], name: str) -> bool:
    """Whether a file in this folder below the data folder can be data that is read."""
    if is_clutter(name):
        return False
    if parts[:1] in {(), *((shared,) for shared in SHARED_FOLDERS)}:
        return Path(name).suffix in (".yaml", ".csv")
    return _belongs_to_evaluation(name) or (len(parts) == 1 and name == SOURCES_FILE)


def is_clutter(name: str) -> bool:
    """Whether it is a file that an editor, Excel or an operating system leaves behind."""
    return (
        name.startswith((".", "~$", "#"))
        or name.endswith("~")
        or name in ("Thumbs.db", "desktop.ini")
    )


def _is_nearly_evaluation_file(name: str) -> bool:
    return name.lower() in (EVALUATION_FILE, "evaluation.yml", "evaluation.yaml.txt")


def walk(data_dir: Path, below: str = "") -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Every folder that is not hidden with the names of its files, links followed.

    With `below` those in that folder only.

    Raises
    ------
    InputError
        When a folder cannot be read.
    """
    top = os.fspath(data_dir)
    start = os.path.join(top, below) if below else top  # noqa: PTH118 (as `top` is written)
    for current, folders, names in os.walk(start, onerror=_stop, followlinks=True):
        parts = tuple(filter(None, current[len(top) :].replace(os.sep, "/").split("/")))
        folders[:] = [name for name in folders if not name.startswith(".")]
        # A link in a circle has no end; nothing that counts stands this deep.
        if len(parts) > 6:
            folders.clear()
        yield parts, sorted(names)


def _stop(error: OSError) -> None:
    raise InputError(
        f"The folder '{error.filename}' cannot be read ({error.strerror}). Give yourself "
        "permission to read it."
    )
