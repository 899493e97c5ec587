"""The documents of sources.yaml, which every figure comes from."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evalutils.contracts.fixed_names import key_problem
from evalutils.contracts.yaml_files import SOURCES
from evalutils.dataset.faults import FaultList
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader

SOURCES_FILE = SOURCES.name
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


def load_sources(data_dir: Path) -> dict[str, Source]:
    """Read the documents of data/sources.yaml, by key.

    Raises
    ------
    DataError
        When the file is missing, a key cannot be one or an entry lacks a field.
    """
    faults = FaultList(str(data_dir))
    sources = read_sources(data_dir, faults)
    faults.stop()
    return sources


def read_sources(data_dir: Path, faults: FaultList) -> dict[str, Source]:
    """The same, with what is wrong collected."""
    reader, sources = KeyReader(faults.of(SOURCES_FILE)), {}
    content = read_yaml(data_dir / SOURCES_FILE, reader.faults) or {}
    for key, entry in content.items():
        if problem := key_problem(key):
            reader.add(problem, key)
        sources[key] = Source(key, **reader.entry(entry, SOURCES.keys[0], key))
    return sources
