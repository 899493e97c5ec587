"""What a page of the preview has that the book has not: a script, and what went wrong above it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from evalutils import literal

# Names that begin with a dot are never served from the book.
OWN = "/.preview/"
_STAMP = (
    f'<link rel="stylesheet" href="{OWN}banner.css">'
    f'<script src="{OWN}follow.js" defer></script>'
    '<div id="evalutils-preview" role="alert" lang="en" data-book="{book}" data-mark="{mark}">'
    "{banner}</div>"
)
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_PAGE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title}</title></head>"
    '<body class="evalutils-preview"><main><h1>{title}</h1><p>{text}</p></main></body></html>\n'
)


@dataclass(frozen=True)
class BookState:
    """How it stands with the book.

    `book` names the one that is served, and is empty while there is none; `problem` is what the
    terminal says is wrong; `renewed` is whether the book shows the last changes all the same.
    """

    book: str = ""
    problem: str = ""
    renewed: bool = False

    @property
    def mark(self) -> str:
        """Another one for another banner."""
        return hashlib.sha256(self.banner.encode()).hexdigest()[:16]

    @property
    def banner(self) -> str:
        """The problem as HTML; empty when there is none."""
        if not self.problem:
            return ""
        return (
            f"<details open><summary>{self._head}</summary>"
            '<pre tabindex="0" role="region" aria-label="What the terminal says">'
            f"{literal.html(self.problem)}</pre></details>"
        )

    @property
    def _head(self) -> str:
        if not self.book:
            return "There is no book yet. It comes when this is mended:"
        if self.renewed:
            return "The book is new, but for the pages of notebooks that failed:"
        return "Below is the last good book. The new one comes when this is mended:"


def with_banner(html: bytes, state: BookState) -> bytes:
    """Put the banner and what follows the book at the start of a page."""
    parts = {"book": state.book, "mark": state.mark, "banner": state.banner}
    stamp = _STAMP.format(**parts).encode()
    found = _BODY.search(html)
    place = found.end() if found else len(html)
    return html[:place] + stamp + html[place:]


def page(title: str, text: str) -> bytes:
    """A page that is not of the book; `text` may hold tags."""
    return _PAGE.format(title=literal.html(title), text=text).encode()
