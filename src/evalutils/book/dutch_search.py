"""The search index of the book: Dutch stems, and of each page what tells it apart.

Sphinx 7 stems a query in the browser by the algorithm that Snowball calls ``dutch_porter`` since
version 3; its own index uses ``dutch``, which Snowball 3 gave to another one. Half of the inflected
words could not be found so. A page that stands on disk may not read another, so what is shown of a
page comes with the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]
from docutils import nodes  # type: ignore[import-untyped]
from sphinx.search import IndexBuilder
from sphinx.search.nl import SearchDutch

ALGORITHM = "dutch_porter"
LEAD_CHARACTERS = 180
# A shorter paragraph is a label or a line of links.
_FEWEST_CHARACTERS = 40
# Pages of one kind begin alike: one of the next paragraphs tells which it is. An evaluation and its
# chapter may give the same answer.
_CANDIDATES = 6
_MOST_ALIKE = 2
# Boxes with an answer: of an evaluation, and of a cell of a notebook.
_ANSWERS = {"in-brief", "cell_output"}
FOOT = "page-foot"


class DutchSearch(SearchDutch):
    """Dutch as the browser stems it."""

    def init(self, options: Mapping[str, str]) -> None:
        """Take the algorithm that the script in the search page has."""
        self.stemmer = snowballstemmer.stemmer(ALGORITHM)

    def split(self, input: str) -> list[str]:
        """The words of a text, without capitals, as the browser has those of a query."""
        return list(super().split(input.lower()))


class LedIndex(IndexBuilder):
    """An index that also holds paragraphs of each page, of which one is its lead."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.leads: dict[str, list[str]] = {}

    def prune(self, docnames: Iterable[str]) -> None:
        """Keep these pages only."""
        kept = set(docnames)
        super().prune(kept)
        self.leads = {page: text for page, text in self.leads.items() if page in kept}

    def freeze(self) -> dict[str, Any]:
        """What the search page gets."""
        frozen = super().freeze()
        wanted = ("docnames", "titles", "terms", "titleterms", "alltitles")
        pages = [self.leads.get(page, []) for page in frozen["docnames"]]
        used = Counter(chain.from_iterable(pages))
        leads = [
            min(texts, key=lambda text: used[text] > _MOST_ALIKE, default="") for texts in pages
        ]
        return {**{name: frozen[name] for name in wanted}, "leads": leads}


def leads(doctree: nodes.document) -> list[str]:
    """The paragraphs that may tell what a page says: its answers, then its text.

    Each is a line, cut between words.
    """
    told = chain(_paragraphs(doctree, answers=True), _paragraphs(doctree, answers=False))
    return list(dict.fromkeys(map(_cut, islice(told, _CANDIDATES))))


def _cut(text: str) -> str:
    if len(text) <= LEAD_CHARACTERS:
        return text
    return f"{text[:LEAD_CHARACTERS].rsplit(' ', 1)[0]} …"


def _paragraphs(doctree: nodes.document, *, answers: bool) -> Iterator[str]:
    """The answers below a heading of the page, or the paragraphs that are in no box."""
    for paragraph in doctree.findall(nodes.paragraph):
        shown = (text for text in paragraph.findall(nodes.Text) if _is_shown(text))
        text = " ".join("".join(shown).split())
        around, heading = _around(paragraph)
        if answers:
            wanted = bool(around & _ANSWERS) and isinstance(heading.parent, nodes.section)
        else:
            in_a_box = isinstance(paragraph.parent, nodes.entry | nodes.container)
            wanted = not in_a_box and FOOT not in around
        # A formula cannot be shown there.
        if len(text) >= _FEWEST_CHARACTERS and wanted and not paragraph.next_node(nodes.math):
            yield text


def _is_shown(text: nodes.Text) -> bool:
    return not isinstance(text.parent, nodes.raw)


def _around(node: nodes.Node) -> tuple[set[str], nodes.Node]:
    """The classes of what a node is in, and the section of that."""
    classes: set[str] = set()
    while not isinstance(node, nodes.section | nodes.document):
        node = node.parent
        classes.update(node["classes"])
    return classes, node
