"""Which software and which commit made the book."""

from __future__ import annotations

import platform
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = (
    "evalutils",
    "pandas",
    "numpy",
    "scipy",
    "statsmodels",
    "matplotlib",
    "seaborn",
    "great-tables",
    "papermill",
    "jupyter-book",
    "Sphinx",
    "myst-nb",
    "sphinx-book-theme",
    "pydata-sphinx-theme",
    "latex2mathml",
)


@dataclass(frozen=True)
class Commit:
    """The commit of the repository and whether files differ from it."""

    sha: str
    dirty: bool


@dataclass(frozen=True)
class Versions:
    """Versions of Python and packages, and the commit when there is one."""

    python: str
    packages: dict[str, str]
    commit: Commit | None


def read_versions(folder: Path) -> Versions:
    """Read the versions installed here and the commit of the repository around a folder."""
    return Versions(platform.python_version(), _package_versions(), _commit(folder))


def _package_versions() -> dict[str, str]:
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            if name == "evalutils":  # not installed when run straight from the source folder
                from evalutils import __version__

                found[name] = __version__
    return found


def _commit(folder: Path) -> Commit | None:
    sha = _git(folder, "rev-parse", "HEAD")
    if sha is None:
        return None
    changes = _git(folder, "status", "--porcelain")
    return Commit(sha, dirty=bool(changes))


def _git(folder: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(folder), *arguments]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return result.stdout.strip()
