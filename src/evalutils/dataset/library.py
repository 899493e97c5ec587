"""The shared files of the data folder: sources, codelists and ladder schemes."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from evalutils.contracts.parameters import Parameter
from evalutils.errors import InputError


@dataclass(frozen=True)
class Source:
    """A document that figures come from."""

    key: str
    title: str
    publisher: str
    published: str
    description: str


@dataclass(frozen=True)
class Rung:
    """One rung of a ladder scheme: its Dutch label and the rule that decides it."""

    number: int
    label: str
    rule: str


@dataclass(frozen=True)
class LadderScheme:
    """A participation ladder: ordered rungs, lowest first."""

    key: str
    title: str
    version: str
    rungs: tuple[Rung, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Rung numbers from low to high."""
        return tuple(rung.number for rung in self.rungs)


@dataclass(frozen=True)
class Destination:
    """A place that clients go to when they leave."""

    code: str
    label: str
    grouping: str
    description: str


@dataclass(frozen=True)
class Library:
    """Everything in the data folder that evaluations share."""

    sources: Mapping[str, Source]
    ladders: Mapping[str, LadderScheme]
    destinations: Mapping[str, Destination]
    parameters: Mapping[str, Parameter]


def load_library(data_dir: Path) -> Library:
    """Read sources.yaml, ladders/, codelists/ and parameters/.

    Raises
    ------
    InputError
        When a shared file is missing or is not what it should be.
    """
    if not data_dir.is_dir():
        raise InputError(f"There is no data folder '{data_dir}'. Give one with --data.")
    return Library(
        load_sources(data_dir),
        {path.stem: _load_ladder(path) for path in sorted((data_dir / "ladders").glob("*.yaml"))},
        _load_destinations(data_dir / "codelists" / "destinations.csv"),
        {path.stem: _load_parameter(path) for path in (data_dir / "parameters").glob("*.yaml")},
    )


def load_sources(data_dir: Path) -> dict[str, Source]:
    """Read the documents of data/sources.yaml, by key.

    Raises
    ------
    InputError
        When the file is missing or an entry lacks a field.
    """
    path = data_dir / "sources.yaml"
    content = read_yaml(path)
    fields = ("title", "publisher", "published", "description")
    sources = {}
    for key, entry in content.items():
        missing = [name for name in fields if not isinstance(entry, dict) or name not in entry]
        if missing:
            raise InputError(f"{path.name}, source '{key}': add {', '.join(missing)}.")
        sources[str(key)] = Source(str(key), *(str(entry[name]) for name in fields))
    return sources


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file that holds keys and values.

    Raises
    ------
    InputError
        When it is missing, is not YAML, or holds something else.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(f"{path.name} is missing from '{path.parent.name}'.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is not UTF-8 text. Save it as UTF-8.") from None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" row {mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or str(error)
        raise InputError(
            f"{path.name}{line}: this is not YAML ({reason}). Check colons and indentation."
        ) from None
    if not isinstance(content, dict):
        raise InputError(f"{path.name} is empty or has no keys. Write lines such as 'title: ...'.")
    return content


def _load_ladder(path: Path) -> LadderScheme:
    content = read_yaml(path)
    try:
        rungs = tuple(
            Rung(int(number), str(rung["label"]), str(rung["rule"]))
            for number, rung in sorted(content["rungs"].items())
        )
        return LadderScheme(path.stem, str(content["title"]), str(content["version"]), rungs)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"ladders/{path.name}: {error} is missing or wrong. "
            "A scheme has title, version and rungs with label and rule."
        ) from None


def _load_destinations(path: Path) -> dict[str, Destination]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["code"]: Destination(**row) for row in csv.DictReader(file)}
    except FileNotFoundError:
        raise InputError(f"codelists/{path.name} is missing.") from None
    except (KeyError, TypeError):
        raise InputError(
            f"codelists/{path.name}: the columns are code, label, grouping, description."
        ) from None


def _load_parameter(path: Path) -> Parameter:
    content = read_yaml(path)
    try:
        values = {day: float(value) for day, value in content["values"].items()}
        if not values or any(type(day) is not date for day in values):
            raise ValueError("a date")
        reference = content["reference"]
        return Parameter(
            path.stem,
            str(content["description"]),
            str(content["unit"]),
            values,
            str(reference["title"]),
            str(reference["href"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"parameters/{path.name}: {error} is missing or wrong. A parameter has description, "
            "unit, values by date and a reference with title and href."
        ) from None
