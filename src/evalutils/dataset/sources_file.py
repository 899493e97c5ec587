"""The documents of sources.yaml, which every figure comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evalutils.contracts.fixed_names import key_problem
from evalutils.contracts.texts import EXAMPLE_TEXT
from evalutils.contracts.yaml_files import SOURCES
from evalutils.dataset.faults import FaultList
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader

SOURCES_FILE = SOURCES.name


@dataclass(frozen=True)
class Source:
    """A document that figures come from; its key is part of the address of its page."""

    key: str
    title: str
    publisher: str
    published: str
    description: str


def load_sources(data_dir: Path, *, unfilled: bool = False) -> dict[str, Source]:
    """Read the documents of data/sources.yaml, by key; texts of an example may be `unfilled`.

    Raises
    ------
    DataError
        When the file is missing, a key cannot be one or an entry lacks a field.
    """
    faults = FaultList(str(data_dir))
    sources = read_sources(data_dir, faults)
    if unfilled:
        faults.faults = [fault for fault in faults.faults if fault.problem != EXAMPLE_TEXT]
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
