"""Evaluations and shared files that tell which of their parts are asked for (`evalutils.trace`).

Names are paths below the data folder without a suffix: ``zwolle/startbaan/2023/exits`` for a table,
``parameters/discount_rate`` for a shared file, ``sources/KEY`` for a document in one. ``?`` after a
name asks only whether it is there, ``*`` in its place which there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, overload

from evalutils.dataset.codelists import (
    DESTINATIONS_FILE,
    END_REASONS_FILE,
    INFLOW_REASONS_FILE,
)
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.dataset.load import DataSet
from evalutils.dataset.mergers import MERGERS_FILE
from evalutils.dataset.municipalities import MUNICIPALITIES_FILE
from evalutils.keys import EvaluationKey
from evalutils.trace import loading, overheard, tell

ASSUMPTIONS, CONTRADICTIONS, STANDING = "assumptions", "contradictions", "standing"
T = TypeVar("T")


class ToldMapping(Mapping[str, T]):
    """A mapping of which every value has a file, or a part of one, of its own."""

    def __init__(self, content: Mapping[str, T], place: str) -> None:
        self._content = content
        self._place = place

    def __getitem__(self, key: str) -> T:
        tell(f"{self._place}/{key}")
        with loading():
            return self._content[key]

    def __contains__(self, key: object) -> bool:
        tell(f"{self._place}/{key}?")
        return key in self._content

    def __iter__(self) -> Iterator[str]:
        tell(f"{self._place}/*")
        return iter(self._content)

    def __len__(self) -> int:
        tell(f"{self._place}/*")
        return len(self._content)


class ToldFile(Mapping[str, T]):
    """A mapping that is one file."""

    def __init__(self, content: Mapping[str, T], name: str) -> None:
        self._content = content
        self._name = name

    def __getitem__(self, key: str) -> T:
        tell(self._name)
        return self._content[key]

    def __iter__(self) -> Iterator[str]:
        tell(self._name)
        return iter(self._content)

    def __len__(self) -> int:
        tell(self._name)
        return len(self._content)


class ToldRows(Sequence[T]):
    """A sequence that is one file, or is found in several."""

    def __init__(self, content: Sequence[T], name: str) -> None:
        self._content = content
        self._name = name

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        tell(self._name)
        return self._content[place]

    def __len__(self) -> int:
        tell(self._name)
        return len(self._content)


def told(evaluation: Evaluation) -> Evaluation:
    """An evaluation that tells what is asked of it, and so do the other periods of its programme.

    What evaluation.yaml says needs no telling: every chapter reads that.
    """
    key = str(evaluation.key)

    def others() -> tuple[Evaluation, ...]:
        with loading():
            return tuple(map(told, evaluation.others()))

    return replace(
        evaluation,
        tables=ToldMapping(evaluation.tables, key),
        assumptions=ToldFile(evaluation.assumptions, f"{key}/{ASSUMPTIONS}"),
        contradictions=ToldRows(evaluation.contradictions, f"{key}/{CONTRADICTIONS}"),
        others=others,
    )


def kept(evaluation: Evaluation, what: str, make: Callable[[], T], about: str = "") -> T:
    """What `make` gives for one evaluation: made once, and told again by whoever finds it kept.

    `what` is one of the names in `evalutils.dataset.kept.folder_reading`; `about` says what it
    rests on beside the data.
    """
    return kept_together(evaluation, what, lambda: {evaluation.key: make()}, about)


def kept_together(
    evaluation: Evaluation,
    what: str,
    make: Callable[[], Mapping[EvaluationKey, T]],
    about: str = "",
) -> T:
    """The same of what is made for it and for others of its programme at once."""

    def made() -> dict[EvaluationKey, tuple[T, frozenset[str]]]:
        with overheard() as asked:
            found = make()
        return {key: (value, frozenset(asked)) for key, value in found.items()}

    value, asked = evaluation.beside(what, made, about)
    for name in asked:
        tell(name)
    return value  # type: ignore[no-any-return]


def told_library(library: Library) -> Library:
    """The shared files, telling which are asked for."""
    return Library(
        sources=ToldMapping(library.sources, "sources"),
        ladders=ToldMapping(library.ladders, "ladders"),
        destinations=ToldFile(library.destinations, part_of(DESTINATIONS_FILE)),
        parameters=ToldMapping(library.parameters, "parameters"),
        end_reasons=ToldRows(library.end_reasons, part_of(END_REASONS_FILE)),
        municipalities=ToldRows(library.municipalities, part_of(MUNICIPALITIES_FILE)),
        inflow_reasons=ToldFile(library.inflow_reasons, part_of(INFLOW_REASONS_FILE)),
        mergers=ToldRows(library.mergers, part_of(MERGERS_FILE)),
        standing=library.standing,
    )


def told_data(data: DataSet) -> DataSet:
    """The same of a selection with its shared files."""
    evaluations, related = (tuple(map(told, some)) for some in (data.evaluations, data.related))
    return replace(
        data, evaluations=evaluations, related=related, library=told_library(data.library)
    )


def part_of(path: str) -> str:
    """How a file below the data folder is asked for."""
    return path.rpartition(".")[0]
