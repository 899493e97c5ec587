"""Pieces of MyST Markdown: escaped text, links, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

Align = Literal["left", "right"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~&^])")
_LINE_START = re.compile(r"^([-+%:=(>])|^(\d+)([.)])")
_RULERS = {"left": ":---", "right": "---:"}


def escape(text: str) -> str:
    """Text on one line that Markdown shows exactly as it is."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(
        lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}", line
    )


def link(text: str, target: str) -> str:
    """A link within the book.

    Parameters
    ----------
    text
        Plain text of the link.
    target
        Source file of a page from the root of the book, or ``#`` and a label.
    """
    return f"[{escape(text)}]({target if target.startswith('#') else f'/{target}'})"


def code(text: str) -> str:
    """Text in a fixed-width font."""
    return f"`{text}`"


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    align: Sequence[Align] | None = None,
) -> str:
    """A table whose cells are Markdown already.

    Parameters
    ----------
    header
        Titles of the columns.
    rows
        Cells, as many in each row as there are titles.
    align
        Side to which each column is aligned; left when omitted.
    """
    sides = align or ["left"] * len(header)
    lines = [_row(header), _row([_RULERS[side] for side in sides])]
    lines += [_row(row) for row in rows]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def definition_list(entries: Iterable[tuple[str, str]]) -> str:
    """Terms with their description, both Markdown already."""
    return "\n\n".join(f"{term}\n: {description}" for term, description in entries)


def box(text: str, css_class: str) -> str:
    """Markdown in a box with a class of the style sheet."""
    return f"::::{{div}} {css_class}\n{text}\n::::"


def page(*parts: str) -> str:
    """A page of its parts, with an empty line between them; empty parts are left out."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"
