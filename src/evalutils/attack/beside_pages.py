"""What stands beside the pages: hashes, and numbers of the audit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evalutils.attack.book_files import json_of, rows_of

CLIENT_TABLES = ("spells", "measurements", "benefits")
PROVENANCE, AUDIT = "data/provenance.json", "data/audit.csv"
_HASH = re.compile(r"[0-9a-f]{32,128}")
# What a hash may be of: nothing that holds a number of persons.
_OF_CODE = ("notebook_sha256", "package_sha256", "packages_sha256", "requirements_sha256")
_NUMBERS = ("published", "computed", "comparison", "bound", "difference")


def hashes_of_protected(folder: Path, keys: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """File and entry of every hash that a guess of protected data can be held against."""
    for path in sorted(folder.rglob("*.json")):
        if "_static" not in path.parts:
            content = json_of(path)
            where = path.relative_to(folder).as_posix()
            yield from ((where, entry) for entry in _hashes(content, keys))


def _hashes(content: Any, keys: set[tuple[str, ...]], place: str = "") -> Iterator[str]:
    if isinstance(content, Mapping):
        inside = content.get("page")
        if isinstance(inside, str) and tuple(inside.split("/")[:3]) not in keys and "/" in inside:
            content = {"inputs": content.get("inputs")}  # a page of figures that are public
        for name, value in content.items():
            if name not in _OF_CODE and (place != "inputs" or _protected(name, keys)):
                yield from _hashes(value, keys, name)
    elif isinstance(content, list):
        for value in content:
            yield from _hashes(value, keys, place)
    elif isinstance(content, str) and _HASH.fullmatch(content) and place != "git_commit":
        yield place


def _protected(name: str, keys: set[tuple[str, ...]]) -> bool:
    """Whether an input is of a protected evaluation, or a table of clients of any."""
    path = Path(name)
    return path.parts[-4:-1] in keys or path.stem.lower() in CLIENT_TABLES


def audited_numbers(folder: Path, keys: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Claim and column of every number of a protected evaluation in audit.csv."""
    path = folder / AUDIT
    if not path.is_file():
        return
    for row in rows_of(path, ("municipality", "programme", "period", "claim")):
        if (row["municipality"], row["programme"], row["period"]) in keys:
            yield from ((row["claim"], name) for name in _NUMBERS if row.get(name))
