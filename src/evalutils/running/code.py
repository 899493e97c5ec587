"""The code that results depend on: modules of this package and those beside a notebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from evalutils.environment import MISSING
from evalutils.own_code.imports import EVERYTHING, closure, named_in_helper, named_in_notebook
from evalutils.own_code.modules import Module, modules_in
from evalutils.own_code.package_code import FOLDER, PackageCode
from evalutils.running.notebook_cells import source_of
from evalutils.system.private import PrivateFolder
from evalutils.trace import MODULE

# What starts and ends every job.
_EVERY_JOB = "evalutils.running.processes"


class Code:
    """The package as it is at this moment, and the installed ones.

    Parameters
    ----------
    cache
        A folder to keep what each module names, since reading that takes a second; None for none.
    folder
        Of the package; by default this one.
    """

    def __init__(self, cache: Path | None = None, folder: Path | None = None) -> None:
        self._package = PackageCode(PrivateFolder(cache / FOLDER) if cache else None, folder)
        self.packages_sha256 = self._package.packages_sha256
        self._beside: dict[Path, dict[str, Module]] = {}
        self._used: dict[tuple[tuple[str, ...], frozenset[str], Path], list[str]] = {}

    def changed(self) -> bool:
        """Whether any of it is another by now."""
        beside = self._beside.items()
        return self._package.changed() or any(modules_in(one, "") != was for one, was in beside)

    def present(self, names: Iterable[str], folder: Path) -> dict[str, str]:
        """The hash of each of these modules, seen from a folder with notebooks."""
        own, beside = self._package.modules, self._seen_from(folder)
        found = {name: own.get(name) or beside.get(name) for name in names}
        return {name: one.sha256 if one else MISSING for name, one in found.items()}

    def used(self, cells: Iterable[str], asked: Collection[str] | None, folder: Path) -> list[str]:
        """The modules that a job used.

        Parameters
        ----------
        cells
            The code cells of its notebook.
        asked
            What it told (`evalutils.trace`); None when that is not known.
        folder
            Where its notebook stands.
        """
        late = (name.removeprefix(MODULE) for name in asked or () if name.startswith(MODULE))
        roots = frozenset((_EVERY_JOB, *late, *([EVERYTHING] if asked is None else [])))
        known = (tuple(cells), roots, folder)
        if known not in self._used:
            beside = {
                name: named_in_helper(one.source, one.package)
                for name, one in self._seen_from(folder).items()
            }
            named = {**beside, **self._package.named}
            self._used[known] = sorted(closure([*roots, *named_in_notebook(known[0])], named))
        return self._used[known]

    def _seen_from(self, folder: Path) -> dict[str, Module]:
        """The modules beside a notebook."""
        if folder not in self._beside:
            self._beside[folder] = modules_in(folder, "")
        return self._beside[folder]


def code_of(cells: Iterable[Mapping[str, object]]) -> list[str]:
    """The sources of the code cells of a notebook."""
    return [source_of(cell) for cell in cells if cell.get("cell_type") == "code"]
