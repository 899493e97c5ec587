"""Finds, reads and validates evaluations; the one door to the data folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from evalutils.contracts.breaks import FOLLOWING
from evalutils.contracts.texts import EXAMPLE_TEXT
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import EVALUATION_FILE, SOURCES_FILE, Folders, find_evaluations
from evalutils.dataset.kept.folder_reading import Readings
from evalutils.dataset.kept.store import Store, offered_store
from evalutils.dataset.library import Library, require_data_dir
from evalutils.dataset.reading.yaml_file import may_hold, read_yaml
from evalutils.dataset.referred import referred_to
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey, is_key_part, matches, select

__all__ = ["DataSet", "find_evaluations", "load_data_set", "load_evaluation", "load_evaluations"]

_T = TypeVar("_T")


@dataclass(frozen=True)
class DataSet:
    """A selection of evaluations with what their chapters use, from one reading."""

    evaluations: tuple[Evaluation, ...]
    # Other evaluations of the same documents, whose figures formulas may refer to.
    related: tuple[Evaluation, ...]
    library: Library
    shown: str  # how messages name the data folder
    _readings: Readings | None = field(default=None, repr=False, compare=False)

    def part(self, chosen: Iterable[Evaluation]) -> DataSet:
        """Some of these evaluations, with those others whose printed figures they refer to."""
        kept = tuple(chosen)
        keys = {item.key for item in kept}
        sources = {source for item in kept for source in item.sources}
        related = (
            item
            for item in (*self.evaluations, *self.related)
            if item.key not in keys and sources.intersection(item.sources)
        )
        ordered = tuple(sorted(referred_to(kept, related), key=lambda item: item.key))
        return replace(self, evaluations=kept, related=ordered)

    def once(self, what: str, make: Callable[[DataSet], _T]) -> _T:
        """What `make` gives for these data; of the same data and code it is kept."""
        about = [str(item.key) for item in self.evaluations]
        also = [str(item.key) for item in self.related]
        if self._readings is None:
            return make(self)
        return self._readings.once(what, [*about, "", *also], lambda: make(self))

    def each(self, what: str, make: Callable[[Evaluation], _T]) -> list[_T]:
        """What `make` gives for each evaluation, the related ones last; kept in the same way."""
        everything = {item.key: item for item in (*self.evaluations, *self.related)}
        if self._readings is None:
            return [make(item) for item in everything.values()]
        made = self._readings.each(what, [*everything], lambda key: make(everything[key]))
        return [*made.values()]


@dataclass(frozen=True)
class DataPlace:
    """A data folder, and what is known of it before it is read.

    Attributes
    ----------
    folder
        Where its files are.
    shown
        How messages name it; by default as it is.
    store
        What is kept of it; by default what a run offers its notebooks.
    known
        SHA-256 by path below the folder, of files that cannot change.
    """

    folder: Path
    shown: str = ""
    store: Store | None = None
    known: Mapping[str, str] | None = None

    def faults(self) -> FaultList:
        """Room for what is wrong with it."""
        return FaultList(self.shown or str(self.folder))


def kept_library(data_dir: Path) -> Library:
    """The shared files; errors are those of `load_library`."""
    place = DataPlace(data_dir)
    faults = place.faults()
    library = _open(place, faults).library
    faults.stop()
    return library


def load_evaluations(data_dir: Path, patterns: Sequence[str] = ()) -> list[Evaluation]:
    """Load the evaluations that match, in order; see `load_data_set`."""
    return list(load_selected(data_dir, patterns).evaluations)


def load_selected(place: DataPlace | Path, patterns: Sequence[str] = ()) -> DataSet:
    """The same with the shared files, without others of the same documents."""
    place = place if isinstance(place, DataPlace) else DataPlace(place)
    faults = place.faults()
    readings = _open(place, faults, _municipality_of(patterns, place))
    selected = _load_selected(readings, patterns, faults)
    faults.stop()
    return DataSet(tuple(selected), (), readings.library, faults.data_dir, readings)


def load_data_set(place: DataPlace | Path, patterns: Sequence[str] = ()) -> DataSet:
    """Load the evaluations that match, and whatever their chapters use.

    Parameters
    ----------
    place
        The data folder.
    patterns
        Globs over municipality/programme/period; none selects all.

    Raises
    ------
    DataError
        With all faults of all selected evaluations and of the shared files, or with those of
        other evaluations of the same documents.
    InputError
        When a pattern matches nothing or there are no evaluations at all.
    """
    place = place if isinstance(place, DataPlace) else DataPlace(place)
    faults = place.faults()
    data = read_data_set(place, patterns, faults)
    faults.stop()
    return data


def read_data_set(place: DataPlace, patterns: Sequence[str], faults: FaultList) -> DataSet:
    """The same, with what is wrong collected.

    An evaluation whose evaluation.yaml has a fault is left out; of others cells with a fault are
    missing.
    """
    readings = _open(place, faults)
    selected = _load_selected(readings, patterns, faults)
    for item in selected:
        # Chapters read these; their faults come out here.
        followed = not item.tables.keys().isdisjoint(FOLLOWING)
        if item.disclosure == "protected" or item.comparable_with or followed:
            others = _found(readings, readings.folders.other_periods(item.key))
            if item.comparable_with or (followed and others):
                from evalutils.dataset.comparability import check_comparable

                check_comparable(item, others, readings.library, faults)
    related = _found(readings, related_keys(place.folder, readings.folders, selected))
    return DataSet(tuple(selected), related, readings.library, faults.data_dir, readings)


def _open(place: DataPlace, faults: FaultList, municipality: str = "") -> Readings:
    require_data_dir(place.folder)
    store = offered_store() if place.store is None else place.store
    # Who tidies has to know of all.
    return Readings(place.folder, faults, store, place.known, "" if store.owns else municipality)


def _municipality_of(patterns: Sequence[str], place: DataPlace) -> str:
    """The municipality of the one programme that is selected; empty where there may be others."""
    parts = patterns[0].split("/") if len(patterns) == 1 else []
    if len(parts) < 2 or not all(map(is_key_part, parts)):
        return ""
    found = (place.folder / patterns[0]).glob(f"**/{EVALUATION_FILE}")
    return parts[0] if any(found) else ""


def _load_selected(
    readings: Readings, patterns: Sequence[str], faults: FaultList
) -> list[Evaluation]:
    chosen = choose(readings.folders, patterns, faults)
    readings.tidy()
    _ = readings.library
    if not chosen:
        stop_without(faults)
    _leave_to_others({key.municipality for key in chosen}, faults)
    return [_with_others(item, readings, faults) for item in _found(readings, chosen)]


def stop_without(faults: FaultList) -> None:
    """Say why there are no evaluations: what is wrong with the data, or that nothing is there."""
    faults.stop()
    raise InputError(
        f"There are no evaluations in '{faults.data_dir}'. Make one with: "
        "evalutils new MUNICIPALITY PROGRAMME PERIOD"
    )


def _leave_to_others(places: Collection[str], faults: FaultList) -> None:
    """What others have still to fill in among the sources of their municipality stops nobody."""
    faults.faults = [
        fault
        for fault in faults.faults
        if fault.problem != EXAMPLE_TEXT or fault.file.partition("/")[0] in (SOURCES_FILE, *places)
    ]


def _found(readings: Readings, keys: Iterable[EvaluationKey]) -> tuple[Evaluation, ...]:
    loaded = (readings.evaluation(key) for key in keys)
    return tuple(evaluation for evaluation in loaded if evaluation is not None)


def _with_others(evaluation: Evaluation, readings: Readings, faults: FaultList) -> Evaluation:
    def others() -> tuple[Evaluation, ...]:
        found = _found(readings, readings.folders.other_periods(evaluation.key))
        faults.stop()
        return found

    keep = partial(readings.beside, evaluation.key)
    siblings = tuple(readings.folders.other_periods(evaluation.key))
    return replace(evaluation, siblings=siblings, others=others, keep=keep)


def load_evaluation(data_dir: Path, key: EvaluationKey) -> Evaluation:
    """Load one evaluation.

    Raises
    ------
    DataError
        With all faults of its files.
    InputError
        When it does not exist; the message lists what does.
    """
    return load_evaluations(data_dir, [str(key)])[0]


def choose(folders: Folders, patterns: Sequence[str], faults: FaultList) -> list[EvaluationKey]:
    """The selected evaluations; a selected folder that cannot be one is a fault."""
    keys = folders.evaluations
    answered: set[str] = set()  # patterns that select nothing but such folders
    for folder, problem in folders.misplaced:
        selecting = [pattern for pattern in patterns if matches(folder, pattern)]
        if selecting or not patterns:
            faults.add(folder, problem)
        answered |= {item for item in selecting if not any(matches(str(key), item) for key in keys)}
    wanted = [pattern for pattern in patterns if pattern not in answered]
    return select(keys, wanted) if wanted or not patterns else []


def related_keys(
    data_dir: Path, folders: Folders, evaluations: Sequence[Evaluation]
) -> list[EvaluationKey]:
    """The evaluations that share a source with these, without these."""
    loaded = {evaluation.key for evaluation in evaluations}
    sources = {source for evaluation in evaluations for source in evaluation.sources}
    return [
        key
        for key in folders.evaluations
        if key not in loaded
        and may_hold(data_dir / str(key) / EVALUATION_FILE, sources)
        and sources & _sources_of(data_dir, key)
    ]


def _sources_of(data_dir: Path, key: EvaluationKey) -> set[str]:
    """The sources an evaluation names; none when its file cannot be read."""
    content = read_yaml(data_dir / str(key) / EVALUATION_FILE, FaultList().of(str(key)))
    named = content.get("sources") if content else None
    return {str(source) for source in named} if isinstance(named, list) else set()
