"""Leaving out the sections of a page for which the source has no figures.

The same notebook makes the page of every evaluation. Where a source is silent, a cell shows
`evalutils.display.Nothing`; a section in which no cell shows anything else is taken off the page
with its heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evalutils.display import NOTHING_MIME
from evalutils.running.notebook_cells import source_of, tags_of

REMOVE = "remove-cell"


def leave_out_nothing(cells: Sequence[Any]) -> None:
    """Tag cells that show nothing, and whole sections of them, as ``remove-cell``; in place."""
    for section in _sections(cells):
        silent = [cell for cell in section if _drop_nothing(cell)]
        spoken = any(cell.get("outputs") for cell in section)
        for cell in section if silent and not spoken else silent:
            if not cell.get("outputs"):
                _remove(cell)


def _sections(cells: Sequence[Any]) -> Iterator[list[Any]]:
    section: list[Any] = []
    for cell in cells:
        if cell["cell_type"] == "markdown" and source_of(cell).startswith("##"):
            yield section
            section = []
        section.append(cell)
    yield section


def _drop_nothing(cell: Any) -> bool:
    """Drop the outputs that say there is nothing; whether there were any."""
    outputs = cell.get("outputs", [])
    kept = [output for output in outputs if NOTHING_MIME not in output.get("data", {})]
    if len(kept) == len(outputs):
        return False
    cell["outputs"] = kept
    return True


def _remove(cell: Any) -> None:
    tags = tags_of(cell)
    cell["metadata"]["tags"] = tags if REMOVE in tags else [*tags, REMOVE]
