"""Where everything of a project stands, and the one door to what is made of it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from evalutils.system.build_folder import at_work


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

    def at_work(self, command: str) -> AbstractContextManager[None]:
        """Work in the build folder, alone; refused when it is not ours (see `at_work`)."""
        others = {"data": self.data_dir, "notebooks": self.notebooks_dir, "book": self.book_dir}
        return at_work(self.build_dir, command, apart_from=others)
