"""Writes the folder of a new evaluation with a filled-in example of each file."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import yaml

from evalutils.contracts import examples
from evalutils.contracts.tables import TABLES
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import ASSUMPTIONS_FILE, EVALUATION_FILE, SHARED_FOLDERS
from evalutils.dataset.library import SOURCES_FILE, load_sources, require_data_dir
from evalutils.dataset.text_file import read_text
from evalutils.dataset.yaml_file import parse_yaml
from evalutils.errors import InputError, reason
from evalutils.keys import EvaluationKey

LOCATOR = "Voorbeeld: kop, tabel of regel in de bron"


def write_new_evaluation(data_dir: Path, key: EvaluationKey) -> Path:
    """Write the example files of an evaluation and add its source to sources.yaml.

    The folder and the source appear as a whole or not at all.

    Parameters
    ----------
    data_dir
        An existing data folder.
    key
        The new evaluation.

    Returns
    -------
    pathlib.Path
        The new folder.

    Raises
    ------
    InputError
        When the folder exists already, its name is taken by a shared folder, there is no data
        folder, sources.yaml cannot be extended, or the disk refuses.
    """
    folder = data_dir / str(key)
    _check_place(data_dir, key, folder)
    source = f"{key.municipality}-{key.programme}-{key.period}"
    sources = _extended_sources(data_dir, source, key)
    try:
        _write_whole(folder, key, source, data_dir / SOURCES_FILE, sources)
    except OSError as error:
        raise InputError(
            f"Nothing was written: '{error.filename or folder}' cannot be made "
            f"({reason(error)}). Check the disk and your permissions."
        ) from error
    return folder


def _check_place(data_dir: Path, key: EvaluationKey, folder: Path) -> None:
    require_data_dir(data_dir)
    if key.municipality in SHARED_FOLDERS:
        raise InputError(
            f"'{key.municipality}' is the name of a folder that all evaluations share. Choose "
            "another name for the municipality."
        )
    if os.path.lexists(folder):
        raise InputError(f"'{folder}' exists already. Choose another name or edit its files.")


def _extended_sources(data_dir: Path, source: str, key: EvaluationKey) -> str | None:
    """The text of sources.yaml with the new source; None when it is in there already."""
    known = load_sources(data_dir)
    if source in known:
        return None
    text = read_text(data_dir / SOURCES_FILE, SOURCES_FILE, FaultList()) or ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    entry = examples.SOURCE.format(source=_yaml_text(source), programme=key.programme)
    extended = text.rstrip() + line_end + entry.replace("\n", line_end)
    with suppress(yaml.YAMLError, ValueError):
        if list(parse_yaml(extended)) == [*known, source]:
            return extended
    raise InputError(
        f"{SOURCES_FILE} cannot be extended: its last lines are indented or in braces. Write every "
        "source as a key at the start of a line with its fields indented below it."
    )


def _write_whole(
    folder: Path, key: EvaluationKey, source: str, sources_file: Path, sources: str | None
) -> None:
    """Write beside, then move into place; on any interruption take everything away again."""
    made = [parent for parent in (folder.parent.parent, folder.parent) if not parent.exists()]
    written: list[Path] = []
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
        written.append(beside)
        _write_files(beside, key, source)
        beside.chmod(0o755)
        os.replace(beside, folder)
        written.append(folder)
        if sources is not None:
            _replace_text(sources_file, sources)
    except BaseException:
        for path in written:
            shutil.rmtree(path, ignore_errors=True)
        for parent in reversed(made):
            with suppress(OSError):
                parent.rmdir()
        raise


def _replace_text(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        shutil.copymode(path, beside)
        os.replace(beside, path.resolve())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _yaml_text(text: str) -> str:
    """The text as YAML reads it back: quoted when it looks like a number, date or truth value."""
    return text if parse_yaml(text) == text else f'"{text}"'


def _write_files(folder: Path, key: EvaluationKey, source: str) -> None:
    name = _yaml_text(key.municipality.replace("-", " ").title())
    evaluation = examples.EVALUATION.format(municipality=name, source=_yaml_text(source))
    (folder / EVALUATION_FILE).write_text(evaluation, encoding="utf-8")
    assumptions = examples.ASSUMPTIONS.format(source=_yaml_text(source))
    (folder / ASSUMPTIONS_FILE).write_text(assumptions, encoding="utf-8")
    # No example of a client table: counts are made from it, and contradict the other examples.
    for table in (table for table in TABLES.values() if not table.client_level):
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            columns = [column.name for column in table.all_columns]
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            provenance = {"source": source, "locator": LOCATOR}
            writer.writerows(row | provenance for row in examples.ROWS[table.name])
