"""Files of a published folder as text, rows or JSON; one that is damaged is told by its path."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from evalutils.errors import InputError


def text_of(path: Path) -> str:
    """A text; InputError when it is none or cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise _damaged(path, "is no text that can be read") from None


def rows_of(path: Path, columns: Collection[str]) -> list[dict[str, str]]:
    """The rows of a table with these columns; InputError when one of them is not whole."""
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""), strict=True)
    found: list[dict[str, str]] = []
    try:
        found.extend(reader)
    except csv.Error:
        raise _damaged(path, f"is no table from row {len(found) + 2} on") from None
    if lacking := sorted(set(columns) - set(reader.fieldnames or ())):
        raise _damaged(path, f"has no column {', '.join(lacking)}")
    for number, row in enumerate(found, start=2):
        if None in row or None in row.values():
            raise _damaged(path, f"row {number} has not as many cells as row 1")
    return found


def json_of(path: Path) -> Any:
    """What a JSON file holds; InputError when it is none."""
    try:
        return json.loads(text_of(path))
    except ValueError:
        raise _damaged(path, "is no JSON") from None


def _damaged(path: Path, problem: str) -> InputError:
    return InputError(f"{path} {problem}: it is damaged. Make the book again.")
