"""The bytes of a data folder as digests: of one evaluation, of the shared files, of everything."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from evalutils.contracts.fixed_names import SHARED_FOLDERS
from evalutils.dataset.editions import STANDING_FILE
from evalutils.dataset.find import Folders, is_clutter, is_read, sources_files
from evalutils.keys import EvaluationKey


class Contents:
    """Digests of what is in a data folder; each file is read once.

    Parameters
    ----------
    data_dir
        The data folder.
    folders
        Its folders.
    known
        SHA-256 by path below the folder, of files that cannot change.
    """

    def __init__(
        self, data_dir: Path, folders: Folders, known: Mapping[str, str] | None = None
    ) -> None:
        self._data_dir = data_dir
        self._folders = folders
        self._known = known or {}
        self._found: dict[str, str] = {}

    def of(self, key: EvaluationKey) -> str:
        """Digest of the names in the folder of an evaluation and of its files; empty for none.

        A notebook beside the data is run, not read.
        """
        return self._remembered(str(key), lambda: self._of_folder(key))

    @property
    def shared(self) -> str:
        """Digest of the files that evaluations share; empty when one cannot be read."""
        return self._remembered("", lambda: self._digest(self._shared_files()))

    @cached_property
    def standing(self) -> str:
        """Digest of what a run put beside the data; empty when it put nothing there."""
        place = self._data_dir / STANDING_FILE
        return hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() else ""

    @cached_property
    def everything(self) -> str:
        """Digest of the whole data folder; empty when something in it cannot be read."""
        parts = {str(key): self.of(key) for key in self._folders.evaluations} | {"": self.shared}
        return digest_of(*parts, *parts.values()) if all(parts.values()) else ""

    def again(self) -> Contents:
        """The folder as it is now."""
        return Contents(self._data_dir, self._folders, self._known)

    def _remembered(self, name: str, make: Callable[[], str]) -> str:
        if name not in self._found:
            try:
                self._found[name] = make()
            except OSError:
                self._found[name] = ""
        return self._found[name]

    def _of_folder(self, key: EvaluationKey) -> str:
        names = (entry.name for entry in os.scandir(self._data_dir / str(key)))
        counted = sorted(name for name in names if not is_clutter(name) and name[-6:] != ".ipynb")
        return self._digest(f"{key}/{name}" for name in counted)

    def _shared_files(self) -> list[str]:
        own = [
            f"{folder}/{path.name}"
            for folder in SHARED_FOLDERS
            if (self._data_dir / folder).is_dir()
            for path in sorted((self._data_dir / folder).iterdir())
            if is_read((folder,), path.name)
        ]
        return [*own, *sources_files(self._data_dir)]

    def _digest(self, paths: Iterable[str]) -> str:
        return digest_of(*(f"{path}\0{self._sha256(path)}" for path in paths))

    def _sha256(self, path: str) -> str:
        if path in self._known:
            return self._known[path]
        parts = path.split("/")
        if not is_read(tuple(parts[:-1]), parts[-1]):
            return ""
        with (self._data_dir / path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(*parts: str) -> str:
    """One SHA-256 of some texts in their order."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
