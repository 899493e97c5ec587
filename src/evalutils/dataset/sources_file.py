"""The documents of sources.yaml, which every figure comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evalutils.contracts.fixed_names import key_problem
from evalutils.dataset.faults import FaultList
from evalutils.dataset.reading.yaml_file import as_text, check_text, read_yaml

SOURCES_FILE = "sources.yaml"
SOURCE_FIELDS = ("title", "publisher", "published", "description")


@dataclass(frozen=True)
class Source:
    """A document that figures come from; its key is part of the address of its page."""

    key: str
    title: str
    publisher: str
    published: str
    description: str


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
    content = read_yaml(data_dir / SOURCES_FILE, SOURCES_FILE, faults) or {}
    sources = {}
    for key, entry in content.items():
        fields = entry if isinstance(entry, dict) else {}
        if problem := key_problem(key):
            faults.add(SOURCES_FILE, problem, column=key)
        for name in SOURCE_FIELDS:
            missing = f"'{name}' is missing. Add a line '{name}: ...' below the key."
            check_text(fields.get(name), missing, SOURCES_FILE, key, faults)
        sources[key] = Source(key, *(as_text(fields.get(name)) for name in SOURCE_FIELDS))
    return sources
