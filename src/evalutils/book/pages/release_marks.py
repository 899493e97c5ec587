"""What stands above every page about protected data: a draft, or released."""

from __future__ import annotations

from evalutils.book.released import Release
from evalutils.dutch import long_date

DRAFT = "Concept, niet vrijgegeven."
_MORE = (
    "Hierin staan cijfers uit gegevens over personen. "
    "Twee mensen moeten ze nog nakijken. Publiceer ze niet."
)


def release_mark(release: Release | None) -> str:
    """HTML above every page of a book with protected data."""
    kind, told = ("", _released(release)) if release else (" draft", f"<b>{DRAFT}</b> {_MORE}")
    return f'<aside class="release-mark{kind}" aria-label="Vrijgave">{told}</aside>\n'


def release_note(release: Release | None) -> str:
    """The same in Markdown, for a report of protected data."""
    return f"**{DRAFT}** {_MORE}" if release is None else _released(release)


def _released(release: Release) -> str:
    return f"Vrijgegeven op {long_date(release.date)}."
