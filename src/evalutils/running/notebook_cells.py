"""Reading cells: the few things every module here asks of a notebook, executed or not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PARAMETERS = "parameters"
INJECTED = "injected-parameters"


def cells_of(notebook: Path) -> list[Mapping[str, Any]]:
    """The cells of a notebook on disk; none when it cannot be read."""
    try:
        return list(json.loads(notebook.read_text(encoding="utf-8"))["cells"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def tags_of(cell: Mapping[str, Any]) -> list[str]:
    """Give the tags of a cell."""
    return list(cell.get("metadata", {}).get("tags", []))


def source_of(cell: Mapping[str, Any]) -> str:
    """Give the source of a cell as one text; a file may hold it in lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def numbered(cells: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Give cells their number, from 1, as in the notebook that a researcher edits.

    The cell that papermill adds gets the number of the parameters cell above it.
    """
    number = 0
    for cell in cells:
        number += INJECTED not in tags_of(cell)
        yield number, cell
