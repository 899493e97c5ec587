"""The shared files of the data folder: sources, codelists and ladder schemes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evalutils.contracts.breaks import CHANGES
from evalutils.contracts.parameters import Parameter
from evalutils.contracts.tables import TABLES
from evalutils.contracts.vocabulary import Labelled
from evalutils.contracts.yaml_files import FEWEST_RUNGS, LADDERS, MOST_RUNGS, RUNGS_HINT
from evalutils.dataset.codelists import (
    END_REASONS_FILE,
    INFLOW_REASONS_FILE,
    EndReason,
    InflowReason,
    read_destinations,
    read_end_reasons,
    read_inflow_reasons,
)
from evalutils.dataset.codelists import Destination as Destination  # also known from here
from evalutils.dataset.editions import Beforehand
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList, FileFaults, folded, quoted, suggestion
from evalutils.dataset.find import SOURCES_FILE, shared_files
from evalutils.dataset.ladder_crosswalk import Crosswalk, check_crosswalks, read_crosswalk
from evalutils.dataset.mergers import Merger, read_mergers
from evalutils.dataset.municipalities import KnownMunicipality, read_municipalities
from evalutils.dataset.parameter_files import read_parameters
from evalutils.dataset.reading.yaml_file import file_key, read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader
from evalutils.dataset.reading.yaml_values import Codes
from evalutils.dataset.sources_file import Source as Source
from evalutils.dataset.sources_file import read_sources
from evalutils.errors import InputError


@dataclass(frozen=True)
class Rung:
    """One rung of a ladder scheme: its Dutch label, the rule that decides it, and its group."""

    number: int
    label: str
    rule: str
    group: str = ""  # name of the coarser group of rungs that it belongs to, if any


@dataclass(frozen=True)
class LadderScheme:
    """A participation ladder: ordered rungs, lowest first."""

    key: str
    title: str
    version: str
    rungs: tuple[Rung, ...]
    crosswalk: Crosswalk | None = None
    # Dutch sentence on who fits several rungs; empty when the source does not say.
    decision: str = ""
    source: str = ""  # key of the document with the ladder, empty when none is named

    @property
    def numbers(self) -> tuple[int, ...]:
        """Rung numbers from low to high."""
        return tuple(rung.number for rung in self.rungs)

    @property
    def groups(self) -> Mapping[int, str]:
        """Per rung the first and last of its group, as ``1-2``; none where a rung has no group."""
        of_name: dict[str, list[int]] = {}
        for rung in self.rungs:
            of_name.setdefault(rung.group, []).append(rung.number)
        if "" in of_name:
            return {}
        return {n: f"{some[0]}-{some[-1]}" for some in of_name.values() for n in some}


@dataclass(frozen=True)
class Library:
    """Everything in the data folder that evaluations share."""

    sources: Mapping[str, Source]
    ladders: Mapping[str, LadderScheme]
    destinations: Mapping[str, Destination]
    parameters: Mapping[str, Parameter]
    end_reasons: Sequence[EndReason] = ()
    municipalities: Sequence[KnownMunicipality] = ()
    inflow_reasons: Mapping[str, InflowReason] = field(default_factory=dict)
    mergers: Sequence[Merger] = ()
    # Of a run; not what the files say.
    standing: Beforehand = field(default=Beforehand(), repr=False)

    @property
    def codelists(self) -> dict[str, Mapping[str, Labelled]]:
        """The records by code, per codelist that tables use."""
        return {"destinations": self.destinations, "inflow_reasons": self.inflow_reasons}

    @property
    def codes(self) -> Codes:
        """What the files of an evaluation may name; any source when sources.yaml was not read."""
        sources = {"sources": self.sources} if self.sources else {}
        return {"ladders": self.ladders, "tables": TABLES, "changes": CHANGES} | sources

    def reason_hint(self, written: str) -> str:
        """What to write for a code or name of the national benefit statistics, else nothing."""
        for item in self.end_reasons:
            if written.zfill(2) == item.code or folded(written) == folded(item.label):
                return (
                    f"It is code {item.code} of the national benefit statistics, {item.label}: "
                    f"{END_REASONS_FILE} makes {quoted(item.destination)} of it. Write that."
                )
        return ""

    @property
    def shared_sources(self) -> tuple[Source, ...]:
        """The documents behind fixed values and codelists, in the order of sources.yaml.

        A data folder that copied those files may do without their documents.
        """
        cited = {item.source for item in self.parameters.values()}
        cited |= {item.source for item in self.end_reasons}
        cited |= {item.source for item in self.inflow_reasons.values()}
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
    inflow = read_inflow_reasons(data_dir, faults)
    _check_cited(parameters.values(), end_reasons, inflow.values(), sources, faults)
    reasons, municipalities = tuple(end_reasons.values()), read_municipalities(data_dir, faults)
    mergers = read_mergers(data_dir, municipalities, faults)
    return Library(
        sources, schemes, destinations, parameters, reasons, municipalities, inflow, mergers
    )


def _check_cited(
    parameters: Iterable[Parameter],
    end_reasons: Mapping[int, EndReason],
    inflow_reasons: Iterable[InflowReason],
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
    cited += [(INFLOW_REASONS_FILE, 0, "source", item.source) for item in inflow_reasons]
    known = not faults.about(SOURCES_FILE) and any(source in sources for *_, source in cited)
    for name, row, column, source in cited if known else ():
        if source and source not in sources:
            problem = f"{quoted(source)} is not in {SOURCES_FILE}. {suggestion(source, sources)}"
            faults.add(name, f"{problem} Otherwise add it there.", row=row, column=column)


def require_data_dir(data_dir: Path) -> None:
    """Stop with an InputError, which says how to give one, when there is no data folder."""
    if not data_dir.is_dir():
        raise InputError(
            f"There is no data folder '{data_dir}'. Give an existing one with --data, or run the "
            "command in the folder of the project."
        )


def ladder_of(evaluation: Evaluation, library: Library, faults: FileFaults) -> LadderScheme | None:
    """The scheme that the rungs in a file are of; a fault of that file when there is none."""
    if evaluation.ladder is not None:
        return library.ladders[evaluation.ladder]
    known = ", ".join(library.ladders)
    problem = f"evaluation.yaml says 'ladder: null'. Name the ladder scheme there: {known}."
    faults.add(problem)
    return None


def _rung(number: int, entry: Mapping[str, str | None]) -> Rung:
    return Rung(number, **{name: text or "" for name, text in entry.items()})


def _read_ladder(path: Path, faults: FaultList) -> LadderScheme:
    own = faults.of(f"ladders/{path.name}")
    key, content = file_key(path, own), read_yaml(path, own)
    if content is None:
        return LadderScheme(key, "", "", ())
    reader = KeyReader(own)
    read = reader.keys(content, LADDERS.keys)
    entries = read["rungs"] if read["rungs"] is not None else {}
    if "rungs" in content and not FEWEST_RUNGS <= len(entries) <= MOST_RUNGS:
        reader.add(RUNGS_HINT, "rungs")
    for number in entries:
        if type(number) is not int:
            problem = f"{quoted(number)} is not a whole number. Number the rungs."
            reader.add(problem, f"rungs.{number}")
    crosswalk = read_crosswalk(read["crosswalk"], entries, reader)
    rungs = () if own.found else tuple(_rung(n, entries[n]) for n in sorted(entries))
    source = str((read["source"] or {}).get("key") or "")
    titles = (read["title"] or "", read["version"] or "")
    return LadderScheme(key, *titles, rungs, crosswalk, read["decision"] or "", source)
