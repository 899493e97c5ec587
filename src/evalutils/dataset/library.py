"""The shared files of the data folder: sources, codelists and ladder schemes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evalutils.contracts.fixed_names import key_problem
from evalutils.contracts.parameters import Parameter
from evalutils.dataset.codelists import Destination as Destination  # also known from here
from evalutils.dataset.codelists import (
    EndReason,
    read_destinations,
    read_end_reasons,
)
from evalutils.dataset.crosswalk import Crosswalk, check_crosswalks, read_crosswalk
from evalutils.dataset.faults import FaultList, quoted
from evalutils.dataset.sources import Source as Source
from evalutils.dataset.sources import read_sources
from evalutils.dataset.yaml_file import as_text, check_text, read_yaml
from evalutils.errors import InputError

# Without these no figure can be cleared for publication.
REQUIRED_PARAMETERS = ("disclosure_threshold", "disclosure_rounding")


@dataclass(frozen=True)
class Rung:
    """One rung of a ladder scheme: its Dutch label and the rule that decides it."""

    number: int
    label: str
    rule: str


@dataclass(frozen=True)
class LadderScheme:
    """A participation ladder: ordered rungs, lowest first.

    Attributes
    ----------
    decision
        Dutch sentence on who fits several rungs; empty when the source does not say.
    """

    key: str
    title: str
    version: str
    rungs: tuple[Rung, ...]
    crosswalk: Crosswalk | None = None
    decision: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Rung numbers from low to high."""
        return tuple(rung.number for rung in self.rungs)


@dataclass(frozen=True)
class Library:
    """Everything in the data folder that evaluations share."""

    sources: Mapping[str, Source]
    ladders: Mapping[str, LadderScheme]
    destinations: Mapping[str, Destination]
    parameters: Mapping[str, Parameter]
    end_reasons: tuple[EndReason, ...] = ()

    @property
    def shared_sources(self) -> tuple[Source, ...]:
        """The documents behind fixed values and codelists, in the order of sources.yaml.

        A data folder that copied those files may do without their documents.
        """
        cited = {item.source for item in self.parameters.values()}
        cited |= {item.source for item in self.end_reasons}
        return tuple(source for key, source in self.sources.items() if key in cited)


def load_library(data_dir: Path) -> Library:
    """Read sources.yaml, ladders/, codelists/ and parameters/.

    Raises
    ------
    DataError
        With all faults of the shared files.
    InputError
        When there is no data folder.
    """
    faults = FaultList(str(data_dir))
    library = read_library(data_dir, faults)
    faults.stop()
    return library


def read_library(data_dir: Path, faults: FaultList) -> Library:
    """Read the shared files and collect what is wrong with them.

    What has a fault is still known by its key, so that what refers to it is not a fault too; a
    ladder scheme with a fault has no rungs and a file that cannot be read holds nothing.

    Raises
    ------
    InputError
        When there is no data folder.
    """
    require_data_dir(data_dir)
    ladders = sorted((data_dir / "ladders").glob("*.yaml"))
    parameters = sorted((data_dir / "parameters").glob("*.yaml"))
    for key in REQUIRED_PARAMETERS:
        if key not in [path.stem for path in parameters]:
            name = f"parameters/{key}.yaml"
            faults.add(name, "the file is missing. Copy it from the project you started from.")
    read = {path.stem: _read_parameter(path, faults) for path in parameters}
    schemes = {path.stem: _read_ladder(path, faults) for path in ladders}
    check_crosswalks(
        {key: scheme.crosswalk for key, scheme in schemes.items()},
        {key: scheme.numbers for key, scheme in schemes.items()},
        faults,
    )
    destinations = read_destinations(data_dir, faults)
    return Library(
        read_sources(data_dir, faults),
        schemes,
        destinations,
        {key: parameter for key, parameter in read.items() if parameter is not None},
        read_end_reasons(data_dir, destinations, faults),
    )


def require_data_dir(data_dir: Path) -> None:
    """Stop when there is no data folder.

    Raises
    ------
    InputError
        With how to give one.
    """
    if not data_dir.is_dir():
        raise InputError(
            f"There is no data folder '{data_dir}'. Give an existing one with --data, or run the "
            "command in the folder of the project."
        )


def _key(path: Path, name: str, faults: FaultList, joint: str = "-") -> str:
    """The key that a file is named after."""
    if problem := key_problem(path.stem, joint):
        faults.add(name, f"{problem} Rename the file.")
    return path.stem


def _read_ladder(path: Path, faults: FaultList) -> LadderScheme:
    name = f"ladders/{path.name}"
    key, content = _key(path, name, faults), read_yaml(path, name, faults)
    if content is None:
        return LadderScheme(key, "", "", ())
    _check_texts(content, ("title", "version"), name, faults)
    entries = content.get("rungs")
    if not isinstance(entries, dict) or not entries:
        faults.add(name, "write a line '1: {label: ..., rule: ...}' for each rung.", column="rungs")
        entries = {}
    rungs = [_read_rung(number, rung, name, faults) for number, rung in entries.items()]
    known = sorted((rung for rung in rungs if rung), key=lambda rung: rung.number)
    title, version = as_text(content.get("title")), as_text(content.get("version"))
    check_text(content.get("decision"), "", name, "decision", faults)
    translation = read_crosswalk(content, tuple(rung.number for rung in known), name, faults)
    sound = () if faults.about(name) else tuple(known)
    decision = as_text(content.get("decision"))
    return LadderScheme(key, title, version, sound, translation, decision)


def _read_rung(number: object, rung: object, name: str, faults: FaultList) -> Rung | None:
    column = f"rungs.{number}"
    if not isinstance(number, int) or isinstance(number, bool):
        faults.add(
            name, f"{quoted(number)} is not a whole number. Number the rungs.", column=column
        )
        return None
    fields = rung if isinstance(rung, dict) else {}
    for key in ("label", "rule"):
        missing = f"'{key}' is missing. Write {{label: ..., rule: ...}}."
        check_text(fields.get(key), missing, name, column, faults)
    return Rung(number, as_text(fields.get("label")), as_text(fields.get("rule")))


def _check_texts(
    content: Mapping[str, Any], keys: Sequence[str], name: str, faults: FaultList
) -> None:
    for key in keys:
        missing = f"this key is missing. Add a line '{key}: ...'."
        check_text(content.get(key), missing, name, key, faults)


def _read_parameter(path: Path, faults: FaultList) -> Parameter | None:
    name = f"parameters/{path.name}"
    key, content = _key(path, name, faults, "_"), read_yaml(path, name, faults)
    if content is None:
        return None
    values, reference = content.get("values"), content.get("reference")
    _check_texts(content, ("description", "unit"), name, faults)
    fields = reference if isinstance(reference, dict) else {}
    if not as_text(fields.get("title")) or not as_text(fields.get("href")):
        problem = "write where the values come from: reference: {title: ..., href: ...}."
        faults.add(name, problem, column="reference")
    check_text(fields.get("source"), "", name, "reference.source", faults)
    if not _are_dated(values):
        problem = "write one number for each date: values: {2021-01-01: 0.0225}."
        faults.add(name, problem, column="values")
    return None if faults.about(name) else _parameter(key, content)


def _are_dated(values: object) -> bool:
    return (
        isinstance(values, dict)
        and bool(values)
        and all(type(day) is date for day in values)
        and all(
            isinstance(value, int | float) and not isinstance(value, bool)
            for value in values.values()
        )
    )


def _parameter(key: str, content: Mapping[str, Any]) -> Parameter:
    values = {day: float(value) for day, value in content["values"].items()}
    reference = content["reference"]
    return Parameter(
        key,
        as_text(content["description"]),
        as_text(content["unit"]),
        values,
        as_text(reference["title"]),
        as_text(reference["href"]),
        as_text(reference.get("source")),
    )
