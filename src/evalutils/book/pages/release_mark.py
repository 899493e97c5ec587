"""What stands above every page about protected data: a draft, or released."""

from __future__ import annotations

from evalutils.book.released import Release
from evalutils.dutch import long_date

DRAFT = (
    '<p class="release-mark draft" role="note"><strong>Concept, niet vrijgegeven.</strong> '
    "In dit boek staan cijfers uit gegevens over personen. Twee mensen moeten het nog nakijken. "
    "Publiceer het niet.</p>\n"
)


def release_mark(release: Release | None) -> str:
    """HTML above every page of a book with protected data."""
    if release is None:
        return DRAFT
    return f'<p class="release-mark">Vrijgegeven op {long_date(release.date)}.</p>\n'
