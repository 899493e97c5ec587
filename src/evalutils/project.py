"""Where everything of a project stands, and the one door to what is made of it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from evalutils.system.build_folder import (
    CACHE,
    KEY,
    at_work,
    claim_cache,
    drop_cache,
    not_for_nothing,
)
from evalutils.system.private import PrivateFolder


@dataclass(frozen=True)
class Project:
    """The folders that the command line was given."""

    root: Path
    data_dir: Path
    build_dir: Path

    @property
    def notebooks_dir(self) -> Path:
        """The parameterised notebooks."""
        return self.root / "notebooks"

    @property
    def book_dir(self) -> Path:
        """The pages that people write."""
        return self.root / "book"

    @property
    def key(self) -> bytes:
        """Under which what a run leaves tells of its data: who gets that has no key to try with."""
        return PrivateFolder(self.build_dir / KEY).secret("runs")

    def at_work(self, command: str) -> AbstractContextManager[None]:
        """Work in the build folder, alone; refused when it is not ours (see `at_work`)."""
        return at_work(self.build_dir, command, apart_from=self._others)

    def read_only(self) -> AbstractContextManager[None]:
        """Read without working in the build folder; refused data leave no new one behind."""
        return not_for_nothing(self.build_dir)

    def claim_cache(self) -> None:
        """Make room for what is kept in the build folder; refused as in `at_work`."""
        claim_cache(self.build_dir, apart_from=self._others)

    def clean_cache(self) -> bool:
        """Remove what is kept only to be quick; whether there was anything."""
        if not (self.build_dir / CACHE).exists():
            return False
        with self.at_work("clean"):
            drop_cache(self.build_dir)
        return True

    @property
    def _others(self) -> dict[str, Path]:
        return {"data": self.data_dir, "notebooks": self.notebooks_dir, "book": self.book_dir}
