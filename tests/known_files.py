"""Files that tests lay out alike are read once, for reading depends on their bytes alone.

What has a fault is read every time, and so is every file of which a test changed one byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from evalutils.contracts.tables import Table
from evalutils.dataset import one_evaluation
from evalutils.dataset.faults import FaultList, FileFaults
from evalutils.dataset.find import Folders
from evalutils.dataset.kept import folder_reading
from evalutils.dataset.kept.contents import Contents
from evalutils.dataset.library import Library, read_library
from evalutils.dataset.reading.typed_table import read_table

_LIBRARIES: dict[str, tuple[Library, dict[tuple[str, str], int]]] = {}
_TABLES: dict[tuple[str, bytes], pd.DataFrame] = {}


@pytest.fixture(scope="session", autouse=True)
def known_files() -> Iterator[None]:
    """Read what earlier tests read and found right as it was then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder_reading, "read_library", _library)
        patch.setattr(one_evaluation, "read_table", _table)
        yield


def _library(data_dir: Path, faults: FaultList) -> Library:
    content = Contents(data_dir, Folders(data_dir), None).shared
    if content not in _LIBRARIES:
        heard = FaultList()
        found = read_library(data_dir, heard)
        if heard.faults or not content:
            return read_library(data_dir, faults)
        _LIBRARIES[content] = found, heard.rows
    library, rows = _LIBRARIES[content]
    faults.rows.update(rows)
    return library


def _table(path: Path, table: Table, faults: FileFaults, *, sheet: str = "") -> pd.DataFrame | None:
    try:
        content = sheet or path.name, path.read_bytes()
    except OSError:
        return read_table(path, table, faults, sheet=sheet)
    if content not in _TABLES:
        before = len(faults.every.faults)
        frame = read_table(path, table, faults, sheet=sheet)
        if frame is None or len(faults.every.faults) > before:
            return frame
        _TABLES[content] = frame
    return _TABLES[content].copy()
