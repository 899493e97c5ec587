"""A failed cell in words: one line for the summary, a page for the traceback that is kept."""

from __future__ import annotations

import builtins
import re
import textwrap
from collections.abc import Mapping
from typing import Any, Protocol

from evalutils import errors
from evalutils.running.notebook_cells import numbered, tags_of

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_MARKER = "papermill-error-cell-tag"
_REASON_LENGTH = 160


class FailedCell(Protocol):
    """What papermill tells about a failed cell (papermill.PapermillExecutionError)."""

    source: str
    ename: str
    evalue: str
    traceback: list[str]


def number_of(index: int, kept: Mapping[str, Any]) -> int:
    """The number of a failed cell in the notebook that a researcher edits.

    `index` is the position that papermill tells, from before it added its two error markers; `kept`
    is the failed notebook as papermill left it.
    """
    cells = [cell for cell in kept["cells"] if _MARKER not in tags_of(cell)]
    return list(numbered(cells))[index][0]


def kind_of(name: str) -> str:
    """The name of an error when it is a well-known one; a class can have been named by the data."""
    known = vars(builtins).get(name, vars(errors).get(name))
    return name if isinstance(known, type) and issubclass(known, BaseException) else ""


def reason_of(cell: FailedCell, number: int) -> str:
    """Say in one line which cell failed and why."""
    lines = _ANSI.sub("", cell.evalue).strip().splitlines() or [""]
    first = " ".join(lines[0].split())
    if len(first) > _REASON_LENGTH:
        first = f"{first[:_REASON_LENGTH]} ..."
    return f"cell {number}: {cell.ename}: {first}".rstrip(": ")


def details_of(cell: FailedCell, number: int) -> str:
    """Give the cell and its traceback, without terminal colours."""
    trace = _ANSI.sub("", "\n".join(cell.traceback)) or f"{cell.ename}: {cell.evalue}"
    source = textwrap.indent(cell.source, "    ")
    return f"{reason_of(cell, number)}\n\nThe cell:\n\n{source}\n\nThe traceback:\n\n{trace}\n"
