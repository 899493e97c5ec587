"""The shared files of the data folder: sources, codelists and ladder schemes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evalutils.contracts.parameters import Parameter
from evalutils.dataset.codelists import (
    END_REASONS_FILE,
    EndReason,
    read_destinations,
    read_end_reasons,
)
from evalutils.dataset.codelists import Destination as Destination  # also known from here
from evalutils.dataset.faults import FaultList, quoted, suggestion
from evalutils.dataset.find import shared_files
from evalutils.dataset.ladder_crosswalk import Crosswalk, check_crosswalks, read_crosswalk
from evalutils.dataset.parameter_files import read_parameters
from evalutils.dataset.reading.yaml_file import (
    as_text,
    check_text,
    check_texts,
    file_key,
    read_yaml,
)
from evalutils.dataset.sources_file import SOURCES_FILE, read_sources
from evalutils.dataset.sources_file import Source as Source
from evalutils.errors import InputError

# On one rung nobody can rise or fall.
FEWEST_RUNGS, MOST_RUNGS = 2, 20


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
    ladders = shared_files(data_dir, "ladders")
    parameters = read_parameters(data_dir, faults)
    schemes = {path.stem: _read_ladder(path, faults) for path in ladders}
    check_crosswalks(
        {key: scheme.crosswalk for key, scheme in schemes.items()},
        {key: scheme.numbers for key, scheme in schemes.items()},
        faults,
    )
    destinations = read_destinations(data_dir, faults)
    sources = read_sources(data_dir, faults)
    end_reasons = read_end_reasons(data_dir, destinations, faults)
    _check_cited(parameters.values(), end_reasons, sources, faults)
    return Library(
        sources,
        schemes,
        destinations,
        parameters,
        tuple(end_reasons.values()),
    )


def _check_cited(
    parameters: Iterable[Parameter],
    end_reasons: Mapping[int, EndReason],
    sources: Mapping[str, Source],
    faults: FaultList,
) -> None:
    """The shared files cite documents of sources.yaml, or none of these is there.

    A data folder that copied the shared files of another may do without their documents.
    """
    cited = [
        (f"parameters/{item.key}.yaml", 0, "reference.source", item.source)
        for item in parameters
        if item.source
    ]
    cited += [(END_REASONS_FILE, row, "source", item.source) for row, item in end_reasons.items()]
    known = not faults.about(SOURCES_FILE) and any(source in sources for *_, source in cited)
    for name, row, column, source in cited if known else ():
        if source and source not in sources:
            problem = f"{quoted(source)} is not in {SOURCES_FILE}. {suggestion(source, sources)}"
            faults.add(name, f"{problem} Otherwise add it there.", row=row, column=column)


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


def _read_ladder(path: Path, faults: FaultList) -> LadderScheme:
    name = f"ladders/{path.name}"
    key, content = file_key(path, name, faults), read_yaml(path, name, faults)
    if content is None:
        return LadderScheme(key, "", "", ())
    check_texts(content, ("title", "version"), name, faults)
    entries = content.get("rungs")
    if not isinstance(entries, dict) or not FEWEST_RUNGS <= len(entries) <= MOST_RUNGS:
        problem = (
            "write a line '1: {label: ..., rule: ...}' for each rung, from "
            f"{FEWEST_RUNGS} to {MOST_RUNGS} of them."
        )
        faults.add(name, problem, column="rungs")
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
