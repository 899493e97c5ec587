"""The contents of the book beside every page; stands in for those of the theme.

The theme makes a document of all pages for each page and reads it back as HTML, which is half the
time of a book of a hundred pages. Here the entries are read once, and a page writes them down.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evalutils.literal import html

# In a larger book only the branch of the page itself unfolds: else it grows with its square.
MOST_UNFOLDED = 400


@dataclass(frozen=True)
class Branch:
    """A page, its title, and the pages below it."""

    page: str
    title: str
    below: tuple[Branch, ...]


@dataclass(frozen=True)
class PageTree:
    """The parts of the book, each with its caption; for a page the one above it, and how many."""

    parts: tuple[tuple[str, tuple[Branch, ...]], ...]
    above: Mapping[str, str]
    pages: int

    def side_bar(self, page: str, path_to: Callable[[str], str]) -> str:
        """How they look from a page, of which `path_to` gives the way to others."""
        way = [page]
        while way[-1] in self.above:
            way.append(self.above[way[-1]])
        view = _View(path_to, way, self.pages <= MOST_UNFOLDED)
        return "".join(
            f"<h2>{html(caption)}</h2>\n{view.branch(entries)}\n" for caption, entries in self.parts
        )


def read_page_tree(site_map: Any, title_of: Callable[[str], str]) -> PageTree:
    """Read the map of sphinx_external_toc; `title_of` gives titles that it leaves to the page."""

    def entries(files: Iterable[str]) -> tuple[Branch, ...]:
        found = (site_map[name] for name in files)
        return tuple(
            Branch(item.docname, item.title or title_of(item.docname), entries(item.child_files()))
            for item in found
        )

    root = site_map.root
    parts = tuple((part.caption or "", entries(part.files())) for part in root.subtrees)
    above = {
        file: item.docname
        for item in site_map.values()
        if item is not root
        for file in item.child_files()
    }
    return PageTree(parts, above, len(site_map))


@dataclass(frozen=True)
class _View:
    path_to: Callable[[str], str]
    way: Collection[str]
    unfolds: bool

    def branch(self, entries: Iterable[Branch]) -> str:
        return f"<ul>\n{''.join(map(self._item, entries))}</ul>"

    def _item(self, entry: Branch) -> str:
        here, address, below = entry.page in self.way, self.path_to(entry.page), ""
        if entry.below and (here or self.unfolds):
            told = html(f"Pagina's onder {entry.title}")
            below = (
                f'<details{" open" * here}><summary aria-label="{told}"></summary>'
                f"{self.branch(entry.below)}</details>"
            )
        current, shown = ' aria-current="page"' * (address == "#"), ' class="current"' * here
        return f'<li{shown}><a href="{address}"{current}>{html(entry.title)}</a>{below}</li>\n'
