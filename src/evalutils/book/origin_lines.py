"""The line under a table or chart: its documents, its base, what it means, and its files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evalutils.contracts.fixed_names import METHODS, OPEN_DATA, SOURCES, html_address, source_file
from evalutils.contracts.shown_origin import UNKNOWN, Origin
from evalutils.dataset.library import Source
from evalutils.literal import html

# A key in a table, which leads to the page of its document.
_KEY = re.compile(r'(<a href="[^"]*sources/([^"/]+)\.html[^"]*">)\2</a>')


@dataclass(frozen=True)
class OriginLines:
    """Writes the lines of one page.

    Attributes
    ----------
    root
        The way from the page to the root of the book: empty, or ``../`` so many times.
    sources
        Each document by its key.
    usual
        The origin of what does not say where it comes from.
    """

    root: str
    sources: Mapping[str, Source]
    usual: Origin = UNKNOWN

    def line(self, origin: Origin, downloads: Sequence[str]) -> str:
        """The line as HTML; `downloads` are links already."""
        sources = origin.sources or self.usual.sources
        meaning = origin.meaning or self.usual.meaning
        parts = [f"Bron: {'; '.join(self._source(*source) for source in sources)}"]
        if not sources:
            parts = [f"Bron: {self._link(SOURCES, '', 'de documenten')}"]
        if origin.base:
            parts.append(f"Basis (n): {html(origin.base)}")
        if origin.assumed:
            parts.append(self._link(*origin.assumed, "Aannames en vaste waarden"))
        if meaning:
            parts.append(self._link(METHODS, meaning, "Betekenis en rekenwijze"))
        files = f'<span class="download"> · {", ".join(downloads)}</span>'
        return f'<p class="origin">{" · ".join(parts)}{files}</p>'

    def figures(self) -> str:
        """The line under the key figures of a page."""
        return (
            '<p class="origin">De naam van een kengetal leidt naar wat het betekent, de bron en de '
            "vindplaats naar de regels waar het uit volgt, en het nummer van de regel naar het "
            "bestand met deze kengetallen. Dezelfde regels staan in "
            f"{self._link(OPEN_DATA, '', 'de open data')}.</p>"
        )

    def _source(self, key: str, place: str) -> str:
        return self._link(source_file(key), place, self.sources[key].title)

    def _link(self, page: str, place: str, text: str) -> str:
        return f'<a href="{html(self.root + html_address(page, place))}">{html(text)}</a>'


def with_titles(table: str, sources: Mapping[str, Source]) -> str:
    """A table in HTML in which links to documents have their title and year, not a key."""

    def named(found: re.Match[str]) -> str:
        source = sources[found[2]]
        year = f" ({source.latest_day.year})" if source.latest_day else ""
        return f"{found[1]}{html(source.title + year)}</a>"

    return _KEY.sub(named, table)


def download(address: str, text: str, title: str) -> str:
    """A link to a file; the title of what is in it is for who hears the links alone."""
    unseen = f'<span class="unseen">: {html(title)}</span>'
    return f'<a href="{html(address)}" download>{text}{unseen}</a>'
