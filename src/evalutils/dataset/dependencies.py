"""What a chapter can read, part by part, with a hash of each: a remark changes nothing.

A job tells which parts it asked for (`evalutils.dataset.told` names them); its result depends on
those and no others.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property

from evalutils.contracts.tables import COUNTED_FROM, TABLES
from evalutils.dataset.codelists import (
    DESTINATIONS_FILE,
    END_REASONS_FILE,
    INFLOW_REASONS_FILE,
)
from evalutils.dataset.editions import RELEASES, Beforehand
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.find import ASSUMPTIONS_FILE, EVALUATION_FILE, WORKBOOK_FILE
from evalutils.dataset.library import Library
from evalutils.dataset.mergers import MERGERS_FILE
from evalutils.dataset.municipalities import MUNICIPALITIES_FILE
from evalutils.dataset.snapshot import Snapshot
from evalutils.dataset.told import CONTRADICTIONS, STANDING, part_of
from evalutils.trace import FILE

Hashes = Mapping[str, str]
"""Hash by published path; after ``#`` the part of the file, or of a folder, that it is of."""
THERE = "there"
"""In the place of a hash where it is only asked whether the file is there."""
_NAMES = "names"
OWN_FILE = "own"
"""After ``#`` of a file elsewhere than in the data folder."""
# Municipality, programme and period: what stands above them is shared.
_DEEP = 3
# Of an evaluation what has files of its own, and what names places of this machine.
_ELSEWHERE = {
    "folder",
    "tables",
    "assumptions",
    "imported",
    "contradictions",
    "siblings",
    "others",
    "keep",
    "own_notebooks",
}


class Dependencies:
    """The files of a snapshot by the name under which parts of them are asked for.

    Parameters
    ----------
    snapshot, library
        The data folder as it was read, and its shared files.
    public
        Evaluations of which all is published.
    key
        Under which hashes of any other are made: without it nobody can try out what they are of.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        library: Library,
        public: Iterable[Evaluation],
        key: bytes,
    ) -> None:
        self._snapshot = snapshot
        self._library = library
        self._public = {str(item.key) for item in public if item.disclosure == "published"}
        self._key = key
        self._folders: dict[str, list[str]] = defaultdict(list)
        for path in snapshot.files:
            self._folders[path.rpartition("/")[0]].append(path)
        self._made: dict[str, dict[str, Hashes]] = {}

    def always(self, evaluations: Iterable[Evaluation]) -> dict[str, str]:
        """Hash of what every chapter about these evaluations reads: what they say of themselves."""
        return {
            self._published(path): self._sealed(path, _said_by(item))
            for item in evaluations
            for path in [f"{item.key}/{EVALUATION_FILE}"]
        }

    def parts(self, evaluations: Sequence[Evaluation]) -> Mapping[str, Hashes]:
        """What a chapter about these evaluations can ask for, by name."""
        found = dict(self._shared)
        for evaluation in evaluations:
            found |= self._parts_of(evaluation)
        return found

    def _parts_of(self, evaluation: Evaluation) -> dict[str, Hashes]:
        key = str(evaluation.key)
        if key not in self._made:
            self._made[key] = self._make(evaluation)
        return self._made[key]

    def _make(self, evaluation: Evaluation) -> dict[str, Hashes]:
        key = str(evaluation.key)
        files = {path.rpartition("/")[2].partition(".")[0]: path for path in self._folders[key]}
        if book := files.get(WORKBOOK_FILE.partition(".")[0]):
            files |= {name: book for name in evaluation.tables if name not in files}
        found: dict[str, Hashes]
        found = {name: self._file(files[name]) for name in TABLES if name in files}
        counted = {
            table: {**found.get(table, {}), **found[origin], **self._scheme(evaluation, origin)}
            for origin, tables in COUNTED_FROM.items()
            for table in (tables if origin in found else ())
        }
        parts = {f"{key}/{name}": hashes for name, hashes in {**found, **counted}.items()}
        parts |= {f"{name}?": _there(hashes) for name, hashes in parts.items()}
        path = f"{key}/{ASSUMPTIONS_FILE}"
        if path in self._snapshot.files:
            told = self._sealed(path, _of(evaluation.assumptions))
            parts[part_of(path)] = {self._published(path): told}
        everything = _joined(hashes for name, hashes in parts.items() if not name.endswith("?"))
        told = self._sealed(path, _of(tuple(evaluation.contradictions)))
        seen = {self._published(f"{key}#{CONTRADICTIONS}"): told}
        return {**parts, f"{key}/*": everything, f"{key}/{CONTRADICTIONS}": {**everything, **seen}}

    def _scheme(self, evaluation: Evaluation, origin: str) -> Hashes:
        """The shared file that counts of a client table need."""
        measured = origin == "measurements" and evaluation.ladder
        return self._shared[f"ladders/{evaluation.ladder}"] if measured else {}

    @cached_property
    def _shared(self) -> dict[str, Hashes]:
        library = self._library
        read: dict[str, tuple[str, object]] = {
            part_of(path): (path, content)
            for path, content in (
                (DESTINATIONS_FILE, library.destinations),
                (INFLOW_REASONS_FILE, library.inflow_reasons),
                (END_REASONS_FILE, library.end_reasons),
                (MUNICIPALITIES_FILE, library.municipalities),
                (MERGERS_FILE, library.mergers),
                *((f"ladders/{key}.yaml", item) for key, item in library.ladders.items()),
                *((f"parameters/{key}.yaml", item) for key, item in library.parameters.items()),
            )
        }
        parts: dict[str, Hashes] = {
            name: {self._published(path): _of(content)}
            for name, (path, content) in read.items()
            if path in self._snapshot.files
        }
        for key, source in library.sources.items():
            parts[f"sources/{key}"] = {self._published(f"{source.file}#{key}"): _of(source)}
        for group in ("sources", "ladders", "parameters"):
            mine = (parts[name] for name in parts if name.startswith(f"{group}/"))
            parts[f"{group}/*"] = _joined(mine)
        parts |= {f"{name}?": _there(hashes) for name, hashes in parts.items()}
        return {**parts, STANDING: {f"{RELEASES}#{STANDING}": _of(_bare(library.standing))}}

    @cached_property
    def files(self) -> Mapping[str, Hashes]:
        """What a notebook can read itself, by name: each file, and which files there are."""
        names = {f"{self._snapshot.name}#{_NAMES}": _of(sorted(self._snapshot.files))}
        each = {f"{FILE}{path}": self._file(path) for path in self._snapshot.files}
        return {**each, f"{FILE}*": names}

    def _published(self, path: str) -> str:
        return f"{self._snapshot.name}/{path}"

    def _file(self, path: str) -> dict[str, str]:
        return {self._published(path): self._sealed(path, self._snapshot.files[path].sha256)}

    def _sealed(self, path: str, sha256: str) -> str:
        """The hash of what stands in a file, under the key unless all may know it."""
        *folders, _ = path.split("/")
        if len(folders) < _DEEP or "/".join(folders[:_DEEP]) in self._public:
            return sha256
        return hmac.digest(self._key, sha256.encode(), "sha256").hex()


def files_read(hashes: Hashes) -> list[str]:
    """The files of which something was read, by published path; not those that only are there."""
    found = {name.partition("#")[::2] for name, sha256 in hashes.items() if sha256 != THERE}
    return sorted(
        {path for path, part in found if part not in (CONTRADICTIONS, STANDING, _NAMES, OWN_FILE)}
    )


def _said_by(evaluation: Evaluation) -> str:
    """Hash of what evaluation.yaml says."""
    names = [field.name for field in fields(evaluation) if field.name not in _ELSEWHERE]
    return _of([(name, getattr(evaluation, name)) for name in names])


def _of(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()


def _bare(standing: Beforehand) -> object:
    """All that it holds: it does not print itself."""
    return standing.key, standing.editions


def _there(hashes: Hashes) -> Hashes:
    return {f"{path.partition('#')[0]}#": THERE for path in hashes}


def _joined(some: Iterable[Hashes]) -> Hashes:
    return {path: sha256 for hashes in some for path, sha256 in hashes.items()}
