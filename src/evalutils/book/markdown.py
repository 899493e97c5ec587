"""Pieces of MyST Markdown: links, tables, boxes. Text from files goes through `literal` first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from evalutils.contracts.fixed_names import html_address
from evalutils.dutch import MISSING
from evalutils.literal import code, html, markdown

Align = Literal["left", "right"]

BAR = r"\|"
_RULERS = {"left": ":---", "right": "---:"}
# A longer table would take the screens of a phone between two headings: it is folded.
_MOST_OPEN = 5


def told(text: str) -> str:
    """A text of the package; what stands between backticks is code."""
    parts = enumerate(text.split("`"))
    return "".join(code(part) if number % 2 else _spaced(part) for number, part in parts)


def _spaced(text: str) -> str:
    """Plain text that keeps the spaces around it."""
    before, after = (" " if text[place:][:1].isspace() else "" for place in (0, -1))
    return f"{before}{markdown(text)}{after}" if text.strip() else text


def link(text: str, target: str) -> str:
    """A link within the book, with plain text.

    The target is the source file of a page from the root of the book, or ``#`` and a label.
    """
    return f"[{markdown(text)}]({target if target.startswith('#') else f'/{target}'})"


def place_link(text: str, file: str, anchor: str) -> str:
    """A link from the page of an evaluation to a place on another page, by its source file."""
    # HTML around Markdown: MyST would look for a heading of this name.
    return f'<a href="../../../{html_address(file, anchor)}">{markdown(text)}</a>'


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    align: Sequence[Align] | None = None,
) -> str:
    """A table whose cells are Markdown already; columns are aligned left unless `align` says so.

    The first column names the rows. A cell without anything gets a dash.
    """
    sides = align or ["left"] * len(header)
    lines = [_row(header), _row([_RULERS[side] for side in sides])]
    lines += [_row(row) for row in rows]
    return "\n".join(lines)


def folded_table(what: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table behind a line that says what it holds, in plain text; on paper it is open."""
    rows = list(rows)
    title = f"Toon {what} ({len(rows)})"
    return folded(title, table(header, rows), len(rows), opens=True)


def folded(title: str, text: str, rows: int, *, opens: bool = False) -> str:
    """A table behind its title, which is plain text, when it has many rows.

    On paper it is there when the reader opened it, or always when it `opens` there.
    """
    if rows <= _MOST_OPEN:
        return text
    start = '<details class="opens">' if opens else "<details>"
    return page(f"{start}<summary>{html(title)}</summary>", text, "</details>")


def _row(cells: Sequence[str]) -> str:
    # The table takes one backslash from before every bar of a cell, in code too.
    return f"| {' | '.join(cell.replace('|', BAR) or MISSING for cell in cells)} |"


def definition_list(entries: Iterable[tuple[str, str]]) -> str:
    """Terms with their description, both Markdown already."""
    return "\n\n".join(f"{term}\n: {description}" for term, description in entries)


def box(text: str, css_class: str) -> str:
    """Markdown in a box with a class of the style sheet."""
    return f"::::{{div}} {css_class}\n{text}\n::::"


def html_table(title: str, headings: Iterable[str], lines: Iterable[str]) -> str:
    """A titled table with sentences in HTML: where there are many rows, Markdown takes its time.

    Text from files went through `literal.html` and stays on its line.
    """
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    around = (
        f'<div class="scroll sentences" role="region" tabindex="0" aria-label="Tabel: {title}">'
        f"<table><caption>{title}</caption>",
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
    )
    return "\n".join(("::::{raw} html", *around, *lines, "</tbody></table></div>", "::::"))


def page(*parts: str) -> str:
    """A page of its parts, with an empty line between them; empty parts are left out."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"
