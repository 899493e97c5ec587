"""The search index of the book: Dutch stems, and the first sentences of each page.

Sphinx 7 stems a query in the browser by the algorithm that Snowball calls ``dutch_porter`` since
version 3; its own index uses ``dutch``, which Snowball 3 gave to another one. Half of the inflected
words could not be found so. A page that stands on disk may not read another, so what is shown of a
page comes with the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]
from docutils import nodes  # type: ignore[import-untyped]
from sphinx.search import IndexBuilder
from sphinx.search.nl import SearchDutch

ALGORITHM = "dutch_porter"
LEAD_CHARACTERS = 180
# A shorter paragraph is a label or a line of links.
_FEWEST_CHARACTERS = 40


class DutchSearch(SearchDutch):
    """Dutch as the browser stems it."""

    def init(self, options: Mapping[str, str]) -> None:
        """Take the algorithm that the script in the search page has."""
        self.stemmer = snowballstemmer.stemmer(ALGORITHM)

    def split(self, input: str) -> list[str]:
        """The words of a text, without capitals, as the browser has those of a query."""
        return list(super().split(input.lower()))


class LedIndex(IndexBuilder):
    """An index that also holds the lead of each page."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.leads: dict[str, str] = {}

    def prune(self, docnames: Iterable[str]) -> None:
        """Keep these pages only."""
        kept = set(docnames)
        super().prune(kept)
        self.leads = {page: text for page, text in self.leads.items() if page in kept}

    def freeze(self) -> dict[str, Any]:
        """What the search page gets."""
        frozen = super().freeze()
        wanted = ("docnames", "titles", "terms", "titleterms", "alltitles")
        leads = [self.leads.get(page, "") for page in frozen["docnames"]]
        return {**{name: frozen[name] for name in wanted}, "leads": leads}


def lead(doctree: nodes.document) -> str:
    """The first sentences of a page, cut between words."""
    text = next(_sentences(doctree), "")
    if len(text) <= LEAD_CHARACTERS:
        return text
    return f"{text[:LEAD_CHARACTERS].rsplit(' ', 1)[0]} …"


def _sentences(doctree: nodes.document) -> Iterator[str]:
    for paragraph in doctree.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        in_a_box = isinstance(paragraph.parent, nodes.entry | nodes.container)
        if len(text) >= _FEWEST_CHARACTERS and not in_a_box:
            yield text
