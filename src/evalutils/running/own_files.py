"""Files of a notebook elsewhere than in the data folder, as they were when it read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from evalutils.dataset.dependencies import OWN_FILE
from evalutils.environment import MISSING, sha256_of
from evalutils.trace import OWN

ANOTHER = "another"
"""In the place of the hash of a file that is no longer what was read."""


def sha256_at(place: Path) -> str:
    """Hash of a file, or of the names in a folder that are not hidden."""
    try:
        if place.is_dir():
            names = sorted(one.name for one in place.iterdir() if not one.name.startswith("."))
            return hashlib.sha256(repr(names).encode()).hexdigest()
        return sha256_of(place) if place.is_file() else MISSING
    except OSError:
        return MISSING


def own_files(asked: Iterable[str], folder: Path) -> dict[str, str]:
    """Hash of those that a notebook in a folder told of, by their path from there."""
    found = {}
    for name in asked:
        if name.startswith(OWN):
            told, _, inner = name.removeprefix(OWN).partition(" ")
            now = sha256_at(folder / inner)
            found[f"{inner}#{OWN_FILE}"] = told if now == told else ANOTHER
    return found
