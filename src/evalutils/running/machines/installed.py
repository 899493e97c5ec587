"""What a machine has installed: equal results need the same on all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import evalutils
from evalutils.environment import installed_packages, tree_sha256

_NAMED = 5


@dataclass(frozen=True)
class Installed:
    """Python and packages, as ``name-version``, and a hash of the source of this package."""

    packages: tuple[str, ...]
    source: str

    def refusal(self, where: str, there: Installed) -> str:
        """Say what is another there; empty when nothing is."""
        ours, theirs = (dict(map(_split, one.packages)) for one in (self, there))
        names = sorted(name for name in ours | theirs if ours.get(name) != theirs.get(name))
        found = [
            f"{name} {_shown(theirs, name)} there, {_shown(ours, name)} here" for name in names
        ]
        if self.source != there.source:
            found.append(f"evalutils with source {there.source[:8]} there, {self.source[:8]} here")
        if not found:
            return ""
        more = [f"{len(found) - _NAMED} more"] if len(found) > _NAMED else []
        return (
            f"{where} has other packages than this machine: "
            f"{'; '.join([*found[-_NAMED:], *more])}. Install the same requirements.txt and the "
            "same evalutils on both, and start the worker again."
        )


def _split(package: str) -> tuple[str, str]:
    name, _, version = package.rpartition("-")
    return name, version


def _shown(versions: dict[str, str], name: str) -> str:
    return versions.get(name, "none")


@cache
def installed() -> Installed:
    """What this process has; found out once, since it has imported it by then."""
    folder = Path(evalutils.__file__).parent
    paths: Iterable[Path] = folder.rglob("*")
    source = tree_sha256(folder, (path for path in paths if "__pycache__" not in path.parts))
    return Installed(tuple(installed_packages()), source)
