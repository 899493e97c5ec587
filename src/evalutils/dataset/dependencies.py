"""What a chapter reads, as content: a remark or a file that it does not read changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from evalutils.dataset.codelists import (
    DESTINATIONS_FILE,
    END_REASONS_FILE,
    INFLOW_REASONS_FILE,
)
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import Library
from evalutils.dataset.reading.text_file import read_text
from evalutils.dataset.reading.yaml_file import parse_yaml
from evalutils.dataset.snapshot import Snapshot


class Dependencies:
    """The files that chapters read, with a hash of their content, and the shared ones as read."""

    def __init__(self, snapshot: Snapshot, library: Library) -> None:
        self._snapshot = snapshot
        self._library = library
        self._hashes: dict[str, str] = {}

    def of(self, evaluations: Sequence[Evaluation]) -> dict[str, str]:
        """Hash by published path of all that a chapter about these evaluations reads."""
        found = self._shared(evaluations)
        folders = tuple(f"{evaluation.key}/" for evaluation in evaluations)
        own = (path for path in self._snapshot.files if path.startswith(folders))
        found |= {path: self._content(path) for path in own}
        return {f"{self._snapshot.name}/{path}": sha256 for path, sha256 in sorted(found.items())}

    def _shared(self, evaluations: Sequence[Evaluation]) -> dict[str, str]:
        library = self._library
        cited = {source for item in evaluations for source in item.cited}
        documents = [library.sources[key] for key in sorted(cited)]
        ladders = {item.ladder for item in evaluations if item.ladder is not None}
        crosswalks = [library.ladders[key].crosswalk for key in ladders]
        ladders |= {item.to for item in crosswalks if item is not None}
        read: dict[str, object] = {
            DESTINATIONS_FILE: library.destinations,
            END_REASONS_FILE: library.end_reasons,
            INFLOW_REASONS_FILE: library.inflow_reasons,
        }
        for source in documents:
            read[source.file] = [item for item in documents if item.file == source.file]
        read |= {f"ladders/{key}.yaml": library.ladders[key] for key in ladders}
        read |= {f"parameters/{key}.yaml": item for key, item in library.parameters.items()}
        return {
            path: _sha256(repr(content).encode())
            for path, content in read.items()
            if path in self._snapshot.files
        }

    def _content(self, path: str) -> str:
        """Hash of a file of an evaluation; of YAML without its remarks and layout."""
        if path not in self._hashes:
            sha256 = self._snapshot.files[path].sha256
            if path.endswith(".yaml"):
                text = read_text(self._snapshot.folder / path, FaultList().of(path))
                sha256 = _sha256(repr(parse_yaml(text or "")).encode())
            self._hashes[path] = sha256
        return self._hashes[path]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
