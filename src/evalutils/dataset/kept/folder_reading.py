"""One reading of a data folder; what was read before, of the same bytes by the same code, is kept.

Only what is right is kept: a fault is found again, and told in the same words, until it is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from evalutils.dataset.editions import read_standing
from evalutils.dataset.evaluation import Evaluation, Made, Makes
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import Folders
from evalutils.dataset.kept.binary_tables import KeptTables, binary, sources_in
from evalutils.dataset.kept.contents import Contents, digest_of
from evalutils.dataset.kept.store import Store
from evalutils.dataset.library import Library, read_library
from evalutils.keys import EvaluationKey
from evalutils.own_code.imports import EVERYTHING

_LIBRARY = "library"
# What is made of all data together: see `Readings.once`.
_ONCE = ("audit", "across")
# What is made of one evaluation, and may be of its other periods: see `Readings.each`, `beside`.
POINTS, LACKS, EXITS, GROUPS = "points", "lacks", "exits", "groups"
JOINT_GROUPS, MODELLED, NEEDED = "joint groups", "modelled", "needed"
_EACH = (
    "figures",
    "clearing",
    "quality",
    POINTS,
    LACKS,
    EXITS,
    GROUPS,
    JOINT_GROUPS,
    MODELLED,
    NEEDED,
)
# Of these what is made of one evaluation alone.
_ALONE = (POINTS,)
_BY_LIBRARY = "evalutils.dataset.library"
_BY_EVALUATION = "evalutils.dataset.one_evaluation"

_Rows = Mapping[tuple[str, str], int]
_Origin = tuple[str, str, str]
"""The name of a value, the digest of the data that it is of, and that of all else."""
_K = TypeVar("_K")
_T = TypeVar("_T")


@dataclass(frozen=True)
class _KeptLibrary:
    library: Library
    rows: _Rows
    read_on: date


@dataclass(frozen=True)
class _KeptEvaluation:
    evaluation: Evaluation  # without tables
    tables: dict[str, bytes]
    row_counts: dict[str, int]
    sources: frozenset[str]
    rows: _Rows
    documents: str
    read_on: date


class Readings:
    """The evaluations of a data folder and the files that they share, each read once.

    Parameters
    ----------
    data_dir
        The data folder.
    faults
        Hears what is wrong.
    store
        What is kept of this data folder.
    known
        SHA-256 by path below the folder, of files that cannot change meanwhile.
    municipality
        The only one to look in, which takes the time of one; by default all.
    """

    def __init__(
        self,
        data_dir: Path,
        faults: FaultList,
        store: Store,
        known: Mapping[str, str] | None,
        municipality: str = "",
    ) -> None:
        self._data_dir, self._faults, self._store = data_dir, faults, store
        self.folders = Folders(data_dir, municipality)
        self._contents = Contents(data_dir, self.folders, known)
        self._found: dict[EvaluationKey, Evaluation | None] = {}
        self._beside: dict[tuple[str, str, EvaluationKey], Any] = {}
        self._changed = False

    @cached_property
    def library(self) -> Library:
        """The shared files with what stands already; what is wrong is heard at the first use."""
        return replace(self._library, standing=read_standing(self._data_dir))

    @cached_property
    def _library(self) -> Library:
        data = self._contents.shared
        kept = self._store.get(_LIBRARY, data, "", _BY_LIBRARY)
        if _counts(kept, _KeptLibrary):
            self._faults.rows.update(kept.rows)
            return kept.library  # type: ignore[no-any-return]
        before = len(self._faults.faults)
        library = read_library(self._data_dir, self._faults)
        if self._is_right(before, data, lambda now: now.shared):
            value = _KeptLibrary(library, dict(self._faults.rows), date.today())
            self._store.put(_LIBRARY, data, "", _BY_LIBRARY, value)
        return library

    def evaluation(self, key: EvaluationKey) -> Evaluation | None:
        """One evaluation; None when its evaluation.yaml has a fault."""
        if key not in self._found:
            self._found[key] = self._kept(key) or self._read(key)
        return self._found[key]

    def once(self, what: str, about: Sequence[str], make: Callable[[], _T]) -> _T:
        """What `make` gives for these evaluations; kept as long as all data and code are the same.

        `what` is one of `_ONCE`.
        """
        origin = self._contents.everything, digest_of(*about)
        return self._made({"": (what, *origin)}, lambda _: make())[""]

    def each(
        self, what: str, about: Sequence[EvaluationKey], make: Callable[[EvaluationKey], _T]
    ) -> dict[EvaluationKey, _T]:
        """What `make` gives for each of these evaluations.

        Kept as long as that evaluation, the other periods of its programme, the shared files but
        documents, and all code are the same. `what` is one of `_EACH`.
        """
        return self._made({key: self._origin(what, key) for key in about}, make)

    def beside(self, key: EvaluationKey, what: str, make: Makes, about: str = "") -> Made:
        """What `make` gives for an evaluation together with the others of its programme.

        Made once for all of them. What is in `_EACH` is kept as by `each`, and as long as it is
        asked `about` the same; the rest, which is no plain value, as long as this reading lasts.
        """
        if (what, about, key) not in self._beside:
            kept = self._get(self._origin(what, key, about)) if what in _EACH else None
            found = make() if kept is None else {key: kept}
            self._beside |= {(what, about, one): value for one, value in found.items()}
            if kept is None and what in _EACH:
                self._put({self._origin(what, one, about): value for one, value in found.items()})
        return {key: self._beside[what, about, key]}

    def _origin(self, what: str, key: EvaluationKey, about: str = "") -> _Origin:
        """The name of what is made of an evaluation, and the digests of what that is made from."""
        beside = () if what in _ALONE else self.folders.other_periods(key)
        others = [self._contents.of(other) for other in beside]
        data = self._contents.of(key) if all(others) else ""
        rest = digest_of(self._shared, self._contents.standing, about, *others)
        return f"{key} {what}", data, rest

    def _made(self, origins: Mapping[_K, _Origin], make: Callable[[_K], _T]) -> dict[_K, _T]:
        """What is kept from these origins, and what is not, made; that is kept from now on."""
        found, new = {}, []
        for key, origin in origins.items():
            kept = self._get(origin)
            if kept is None:
                kept = make(key)
                new.append(key)
            found[key] = kept
        self._put({origins[key]: found[key] for key in new})
        return found

    def _get(self, origin: _Origin) -> Any:
        return None if self._changed else self._store.get(*origin, EVERYTHING)

    def _put(self, values: Mapping[_Origin, object]) -> None:
        if values and not self._changed and self._store.is_of_this_code():
            for origin, value in values.items():
                self._store.put(*origin, EVERYTHING, value)

    def tidy(self) -> None:
        """Drop what is kept of evaluations that are gone or changed."""
        if not self._store.owns:
            return
        contents = self._contents
        current = [(str(key), contents.of(key)) for key in self.folders.evaluations]
        each = [(f"{key} {what}", data) for key, data in current for what in _EACH]
        whole = [(what, contents.everything) for what in _ONCE]
        self._store.tidy([*current, (_LIBRARY, contents.shared), *each, *whole])

    def _kept(self, key: EvaluationKey) -> Evaluation | None:
        kept = self._store.get(str(key), self._contents.of(key), self._shared, _BY_EVALUATION)
        if not _counts(kept, _KeptEvaluation) or kept.documents != self._documents(kept):
            return None
        self._faults.rows.update(kept.rows)
        tables = KeptTables(kept.tables, kept.row_counts, kept.sources)
        evaluation: Evaluation = kept.evaluation
        return replace(evaluation, folder=self._data_dir / str(key), tables=tables)

    def _read(self, key: EvaluationKey) -> Evaluation | None:
        from evalutils.dataset.one_evaluation import read_evaluation

        before, data = len(self._faults.faults), self._contents.of(key)
        known = len(self._faults.rows)
        evaluation = read_evaluation(self._data_dir, key, self.library, self._faults)
        if evaluation and self._is_right(before, data, lambda now: now.of(key)):
            value = _KeptEvaluation(
                replace(evaluation, folder=Path(), tables={}),
                *binary(evaluation.tables),
                sources_in(evaluation.tables),
                dict(islice(self._faults.rows.items(), known, None)),
                "",
                date.today(),
            )
            value = replace(value, documents=self._documents(value))
            self._store.put(str(key), data, self._shared, _BY_EVALUATION, value)
        return evaluation

    def _is_right(self, before: int, data: str, of: Callable[[Contents], str]) -> bool:
        """Whether nothing was wrong, and what was read is what the digest is of."""
        if len(self._faults.faults) > before or not data:
            return False
        same = of(self._contents.again()) == data
        self._changed = self._changed or not same
        return same

    @cached_property
    def _shared(self) -> str:
        """Digest of the shared files as they were read, the documents apart.

        Of these an evaluation depends only on those that it cites; see `_documents`.
        """
        return digest_of(repr(replace(self.library, sources={})))

    def _documents(self, kept: _KeptEvaluation) -> str:
        """Digest of the documents that an evaluation cites, as they are now."""
        cited = kept.evaluation.cited | kept.sources
        return digest_of(*(repr(self.library.sources.get(key)) for key in sorted(cited)))


def _counts(kept: object, kind: type) -> bool:
    """Whether it is of this kind, and of no later day.

    Of time only today counts, and as the last day that can have been; what was right then is now.
    """
    return isinstance(kept, kind) and kept.read_on <= date.today()  # type: ignore[attr-defined]
