"""Writes the folder of a new evaluation with an example of each file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import yaml

from evalutils.contracts import examples
from evalutils.contracts.fixed_names import key_problem
from evalutils.dataset.codelists import read_codes
from evalutils.dataset.example_files import chosen_files, write_examples, yaml_text
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import SOURCES_FILE
from evalutils.dataset.library import require_data_dir
from evalutils.dataset.municipalities import read_municipalities
from evalutils.dataset.reading.text_file import read_text
from evalutils.dataset.reading.yaml_file import parse_yaml
from evalutils.dataset.sources_file import load_sources
from evalutils.errors import InputError, RefusedError
from evalutils.keys import EvaluationKey
from evalutils.system.folders import is_ours, recover_folder, remove, replace_folder, scratch
from evalutils.system.interrupts import shielded
from evalutils.system.lock import NAME, hold
from evalutils.system.refusals import in_one_line, named

_BESIDE, _BESIDE_SOURCES = ".new", ".new-sources"
_PATIENCE_S = 30.0


def write_new_evaluation(
    data_dir: Path, key: EvaluationKey, only: str = "", *, excel: bool = False
) -> Path:
    """Write the example files of an evaluation, and its source in sources.yaml of its municipality.

    The folder and the source appear as a whole or not at all. `only` names the tables, separated by
    commas; see `chosen_files`. With `excel` all counts stand in one workbook.

    Raises
    ------
    InputError
        When the folder exists already, its name is taken by a shared folder, there is no data
        folder, sources.yaml cannot be extended, or no such files can be chosen.
    RunError
        When others keep adding evaluations for half a minute.
    RefusedError
        When the disk refuses; nothing was written then.
    """
    require_data_dir(data_dir)
    names = chosen_files(only)
    known = read_municipalities(data_dir, FaultList())
    source = source_key(key)
    entry = examples.SOURCE.format(source=yaml_text(source), programme=key.programme)
    codes = read_codes(data_dir) if excel else None
    write = partial(
        write_examples, key=key, source=source, names=names, municipalities=known, codes=codes
    )
    return place_evaluation(data_dir, key, entry, write)


def place_evaluation(
    data_dir: Path, key: EvaluationKey, entry: str, write: Callable[[Path], None]
) -> Path:
    """Make the folder of an evaluation; `write` fills it, `entry` is its document in sources.yaml.

    Both appear as a whole or not at all; errors are those of `write_new_evaluation`.
    """
    require_data_dir(data_dir)
    folder = data_dir / str(key)
    try:
        with named(folder), hold(data_dir / NAME, "new", wait_s=_PATIENCE_S):
            _remove_leftovers(data_dir)
            check_place(key, folder)
            sources = _extended_sources(data_dir, source_key(key), key, entry)
            _write_whole(data_dir, key, sources, write)
    except OSError as error:
        raise RefusedError(f"Nothing was written. {in_one_line(error)}") from error
    return folder


def replace_evaluation(data_dir: Path, key: EvaluationKey, write: Callable[[Path], None]) -> Path:
    """Change the files of an evaluation that is there, all at once or none.

    `write` is given a folder with a copy of what is there, and changes that.
    """
    folder = data_dir / str(key)
    try:
        with named(folder), hold(data_dir / NAME, "new", wait_s=_PATIENCE_S):
            _remove_leftovers(data_dir)
            recover_folder(folder)
            with scratch(data_dir / _BESIDE) as beside:
                new = beside / key.period
                shutil.copytree(folder, new)
                write(new)
                replace_folder(new, folder)
    except OSError as error:
        raise RefusedError(f"Nothing was replaced. {in_one_line(error)}") from error
    return folder


def _remove_leftovers(data_dir: Path) -> None:
    """Remove what earlier commands left that were killed."""
    for pattern in (f"*/{_BESIDE_SOURCES}", _BESIDE, f"*/{_BESIDE}", f"*/*/{_BESIDE}"):
        for left in data_dir.glob(pattern):
            if left.is_dir() and is_ours(left):
                remove(left)


def source_key(key: EvaluationKey) -> str:
    """The key of the document that a new evaluation cites."""
    return f"{key.municipality}-{key.programme}-{key.period}"


def check_place(key: EvaluationKey, folder: Path) -> None:
    """Stop when a folder cannot be made there, or is there already."""
    for part in (key.municipality, key.programme, key.period, source_key(key)):
        if problem := key_problem(part):
            raise InputError(f"'{part}': {problem}")
    if os.path.lexists(folder):
        raise InputError(f"'{folder}' exists already. Choose another name or edit its files.")


def _extended_sources(data_dir: Path, source: str, key: EvaluationKey, entry: str) -> str | None:
    """The text of its sources.yaml with the new source; None when any file has it already."""
    known = load_sources(data_dir, unfilled=True)
    if source in known:
        return None
    name = f"{key.municipality}/{SOURCES_FILE}"
    if not (data_dir / name).exists():
        return entry
    text = read_text(data_dir / name, FaultList().of(name)) or ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    extended = text.rstrip() + line_end + entry.replace("\n", line_end)
    beside = [item.key for item in known.values() if item.file == name]
    with suppress(yaml.YAMLError):
        if list(parse_yaml(extended)) == [*beside, source]:
            return extended
    raise InputError(
        f"{name} cannot be extended: its last lines are indented or in braces. Write every "
        "source as a key at the start of a line with its fields indented below it."
    )


def _write_whole(
    data_dir: Path, key: EvaluationKey, sources: str | None, write: Callable[[Path], None]
) -> None:
    """Write beside, then move into place: the source first, which harms nobody when it is alone."""
    parts, anchor = str(key).split("/"), data_dir
    while (anchor / parts[0]).is_dir():
        anchor /= parts.pop(0)
    sources_file = (data_dir / key.municipality / SOURCES_FILE).resolve()
    before = sources_file.read_bytes() if sources_file.exists() else None
    with scratch(anchor / _BESIDE) as beside:
        new = beside.joinpath(*parts)
        new.mkdir(parents=True)
        write(new)
        if sources is not None and anchor == data_dir:  # the municipality is new as well
            (beside / parts[0] / SOURCES_FILE).write_text(sources, encoding="utf-8")
            sources = None
        with shielded():
            try:
                if sources is not None:
                    _replace_text(sources_file, sources.encode())
                os.replace(beside / parts[0], anchor / parts[0])
            except BaseException:
                _restore(sources_file, before)
                raise


def _replace_text(path: Path, content: bytes) -> None:
    """Write a file as a whole; in the place of another with its permissions."""
    with scratch(path.with_name(_BESIDE_SOURCES)) as folder:
        beside = folder / path.name
        beside.write_bytes(content)
        if path.exists():
            shutil.copymode(path, beside)
        os.replace(beside, path)


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != content:
        _replace_text(path, content)
