"""Which software and which commit made the book."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from typing import Any

from evalutils.dataset.dependencies import files_read
from evalutils.errors import BuildError, InputError

_PACKAGES = (
    "evalutils",
    "pandas",
    "numpy",
    "scipy",
    "matplotlib",
    "seaborn",
    "great-tables",
    "papermill",
    "jupyter-book",
    "Sphinx",
    "myst-nb",
    "latex2mathml",
)


@dataclass(frozen=True)
class Commit:
    """The commit of the repository, and the files that differ from it.

    Each as the way to it from the data folder: ``zwolle/startbaan/2023/exits.csv``, ``../a.py``.
    """

    sha: str
    changed: tuple[str, ...] = ()

    @property
    def dirty(self) -> bool:
        """Whether files differ from it."""
        return bool(self.changed)

    def of(self, municipality: str, others: Collection[str]) -> Commit:
        """What of this concerns one municipality, by the names of their folders."""
        apart = set(others) - {municipality}
        own = (path for path in self.changed if path.partition("/")[0] not in apart)
        return replace(self, changed=tuple(own))


@dataclass(frozen=True)
class Versions:
    """Versions of Python and packages, the commit when there is one, and the time to tell.

    That time is the one that SOURCE_DATE_EPOCH gives, if it does: then everything that is published
    is the same every time.
    """

    python: str
    packages: dict[str, str]
    commit: Commit | None
    time: str | None = None


def read_versions(folder: Path) -> Versions:
    """Read the versions installed here and the commit of the repository around a folder.

    A time to tell that is none is an InputError (`published_time`).
    """
    return Versions(
        platform.python_version(), _package_versions(), _commit(folder), published_time()
    )


def published_time() -> str | None:
    """The time that SOURCE_DATE_EPOCH gives (https://reproducible-builds.org/specs/source-date-epoch).

    One that is no time is an InputError.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(given), UTC).isoformat() if given else None
    except (ValueError, OverflowError, OSError):
        raise InputError(
            f"SOURCE_DATE_EPOCH is {given!r}. Give whole seconds since 1970, or take it away."
        ) from None


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
    top = Path(_git(folder, "rev-parse", "--show-toplevel") or folder)
    listed = (_git(folder, "status", "--porcelain", "-z", "--no-renames") or "").split("\0")
    changed = (os.path.relpath(top / line[3:], folder.resolve()) for line in listed if line)
    return Commit(sha, tuple(Path(path).as_posix() for path in changed))


def _git(folder: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(folder), *arguments]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return result.stdout.rstrip("\n")


# What two equal runs tell otherwise, unless SOURCE_DATE_EPOCH fixes it; see docs/design.md.
_EFFORT = ("seconds", "cpu_s", "peak_mb")
MEASURED = (*_EFFORT, "finished")
_RECORDED = (
    "name",
    "parameters",
    "fingerprint",
    "notebook_sha256",
    "inputs",
    "package_sha256",
    "packages_sha256",
    "requirements_sha256",
    *MEASURED,
)


# Folders of an evaluation: municipality, programme, period.
_DEPTH = 3
PageRecord = dict[str, Any]
"""The run record of one page of the book, and the page."""


def read_record(path: Path, file: str, name: str) -> PageRecord:
    """Read the run record of a page; a missing or incomplete one is a BuildError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        raise BuildError(f"{name} has no complete run record. Run it again.") from None
    missing = [key for key in _RECORDED if key not in content]
    if missing:
        raise BuildError(f"{name}: run record lacks {', '.join(missing)}. Run it again.")
    page = str(PurePosixPath(file).with_suffix(".html"))
    return {"page": page, **{key: content[key] for key in _RECORDED}}


def provenance(
    pages: Iterable[PageRecord],
    versions: Versions,
    files: Mapping[str, str],
    public: Collection[str] = (),
) -> dict[str, Any]:
    """The content of provenance.json.

    `files` gives the SHA-256 of each data file by published path. Files of evaluations may only be
    confirmed when their key is among the `public` ones: a small table can be guessed, and its hash
    would tell that the guess is right. What was read but is not in the book counts as protected.
    """
    commit, told = versions.commit, versions.time is not None
    fixed = {**dict.fromkeys(MEASURED), "finished": versions.time} if told else {}
    return {
        "git_commit": commit.sha if commit else None,
        "dirty": commit.dirty if commit else None,
        "python": versions.python,
        "packages": versions.packages,
        "pages": [{**_public(item, files, public), **fixed} for item in pages],
    }


def _public(record: PageRecord, files: Mapping[str, str], public: Collection[str]) -> PageRecord:
    """A record with the hash of each file in the place of that of what was read in it.

    How long protected data took, and how much memory, follows from how many clients there are.
    """
    inputs = files_read(record["inputs"])
    secret = {path for path in inputs if (key := _evaluation_of(path)) and key not in public}
    return {
        **record,
        **dict.fromkeys(_EFFORT if secret else ()),
        "fingerprint": None if secret else record["fingerprint"],
        "inputs": {path: None if path in secret else files[path] for path in inputs},
    }


def _evaluation_of(path: str) -> str:
    """The key of the evaluation that a file below the data folder is of; empty for shared files."""
    _, *folders, _ = path.split("/")
    return "/".join(folders[:_DEPTH]) if len(folders) >= _DEPTH else ""
