"""The documents of the files sources.yaml, which every figure comes from."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evalutils.contracts.fixed_names import key_problem
from evalutils.contracts.texts import EXAMPLE_TEXT
from evalutils.contracts.yaml_files import SOURCES
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import SOURCES_FILE, sources_files
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader

# As `written` in sources.yaml: a year, a month or a day.
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True)
class Source:
    """A document that figures come from; its key is part of the address of its page."""

    key: str
    title: str
    publisher: str
    published: str
    description: str
    # Where everybody can read it; `NO_ADDRESS` when nobody can, None when that is not written down.
    address: str | None = None
    searched_on: date | None = None  # when an address was looked for
    # The copy that was kept: its title, and the day.
    archived_title: str | None = None
    archived_on: date | None = None
    file: str = SOURCES_FILE  # where it stands, below the data folder

    @property
    def latest_day(self) -> date | None:
        """The last day on which it can have appeared; None when no year is written."""
        found = _PUBLISHED.fullmatch(self.published.strip())
        if found is None:
            return None
        year, month, day = (int(part) if part else 0 for part in found.groups())
        try:
            return date(year, month or 12, day or monthrange(year, month or 12)[1])
        except ValueError:
            return None


def load_sources(data_dir: Path, *, unfilled: bool = False) -> dict[str, Source]:
    """Read the documents of all files sources.yaml, by key: the shared ones first.

    Texts of an example may be `unfilled`.

    Raises
    ------
    DataError
        When there is no file, a key cannot be one or occurs twice, or an entry lacks a field.
    """
    faults = FaultList(str(data_dir))
    sources = read_sources(data_dir, faults)
    if unfilled:
        faults.faults = [fault for fault in faults.faults if fault.problem != EXAMPLE_TEXT]
    faults.stop()
    return sources


def read_sources(data_dir: Path, faults: FaultList) -> dict[str, Source]:
    """The same, with what is wrong collected; nothing when one of the files cannot be read."""
    files = sources_files(data_dir)
    read = {file: _read(data_dir, file, faults) for file in files}
    sources: dict[str, Source] = {}
    for source in (source for found in read.values() for source in found or ()):
        first = sources.setdefault(source.key, source)
        if first is not source:
            problem = (
                f"{first.file} has this key too, and a key is the address of one page. Keep it in "
                "one of the two files, or give one document another key."
            )
            faults.add(source.file, problem, column=source.key)
    return sources if None not in read.values() else {}


def _read(data_dir: Path, file: str, faults: FaultList) -> list[Source] | None:
    """The documents of one file; None when it cannot be read."""
    reader = KeyReader(faults.of(file))
    content = read_yaml(data_dir / file, reader.faults)
    if content is None:
        return None
    for key in content:
        if problem := key_problem(key):
            reader.add(problem, key)
    part = SOURCES.keys[0]
    return [
        Source(key, **reader.entry(entry, part, key), file=file) for key, entry in content.items()
    ]
