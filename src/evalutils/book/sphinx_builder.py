"""The HTML builder of Sphinx, writing again only what can have changed.

What stands on a page follows from its source and from what Sphinx knows of the book as a whole. A
page is read when its source changed or a file that it takes in; those pages are written, or all
when anything changed that pages show of each other. What this build did not write is listed, to be
taken from the book that the doctrees belong to. Sphinx by itself goes by the times of files, leaves
side bars as they were and does not read its search index back as it was.
"""

from __future__ import annotations

import functools
import hashlib
import json
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast

from docutils import nodes  # type: ignore[import-untyped]
from jinja2 import FileSystemBytecodeCache
from myst_nb.ext.glue.utils import PendingGlueReference  # type: ignore[import-untyped]
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from evalutils.book.dutch_search import DutchSearch, LedIndex, leads
from evalutils.book.jupyter_book import LEFT
from evalutils.book.side_bar import PageTree, read_page_tree

_WRITTEN = "written.pickle"  # among the doctrees: what the next build goes by
# Of the search index; the rest follows from the environment.
_INDEX = (
    *("_titles", "_filenames", "_mapping", "_title_mapping", "_all_titles", "_index_entries"),
    "leads",
)
_LATER_THAN_ANY = 2**62


def connect(app: Sphinx) -> None:
    """Let this builder make the book, and sources be compared by content."""
    app.add_builder(BookBuilder, override=True)
    app.add_search_language(DutchSearch)
    app.connect("env-get-outdated", _changed)
    app.connect("doctree-read", _note_targets)
    app.connect("env-updated", _note_sources)


def _changed(app: Sphinx, env: Any, *_: set[str]) -> list[str]:
    """The pages of which the source is not as it was."""
    known = getattr(env, "book_sources", {})
    return [page for page in env.found_docs if known.get(page) != _source(env, page)]


def _note_sources(app: Sphinx, env: Any) -> None:
    env.book_sources = {page: _source(env, page) for page in env.found_docs}
    env.all_docs = dict.fromkeys(env.all_docs, _LATER_THAN_ANY)  # no file is newer


def _source(env: Any, page: str) -> str:
    """Hash of the source of a page and of the files that it takes in."""
    digest = hashlib.sha256()
    for name in (env.doc2path(page), *sorted(env.dependencies[page])):
        path = Path(env.srcdir, name)
        digest.update(path.read_bytes() if path.is_file() else b"missing")
        digest.update(b"\0")
    return digest.hexdigest()


def _note_targets(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what a page refers to, and whether it shows values of another notebook."""
    env: Any = app.env
    found = {
        str(node.get(key)).lower()
        for node in doctree.findall(pending_xref)
        for key in ("reftarget", "reftargetid")
    }
    glued = any(True for _ in doctree.findall(PendingGlueReference))
    vars(env).setdefault("book_targets", {})[env.docname] = found, glued


def _shared(env: Any) -> str:
    """Hash of what pages show of each other: titles, order, and where the links of any lead."""
    wanted = set[str]().union(*(found for found, _ in env.book_targets.values()))
    places = [*(env.domaindata["std"][kind] for kind in ("labels", "anonlabels"))]
    places += [env.domaindata["math"]["objects"], *map(_slugs, env.metadata.values())]
    places += [numbers for kinds in env.toc_fignumbers.values() for numbers in kinds.values()]
    rows = [item for place in places for item in place.items() if item[0] in wanted]
    for domain in env.domains.values():
        rows += [found for found in domain.get_objects() if found[0].lower() in wanted]
    for page, title in env.titles.items():
        rows.append((page, title.pformat(), env.toctree_includes.get(page)))
    citations = env.domaindata["citation"]["citations"]
    return hashlib.sha256("\n".join(sorted(map(repr, [*rows, citations]))).encode()).hexdigest()


def _slugs(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The headings that a link may name, without the line that they stand on."""
    return {slug: place[1:] for slug, place in metadata.get("myst_slugs", {}).items()}


class BookBuilder(StandaloneHTMLBuilder):
    """Writes a part of the book as the whole would have it."""

    name = "html"

    @functools.cached_property
    def contents(self) -> PageTree:
        """The table of contents with the titles of the pages."""
        titles, site_map = self.env.titles, cast(Any, self.env).external_site_map
        return read_page_tree(site_map, lambda page: titles[page].astext())

    def init_templates(self) -> None:
        """Keep the compiled templates too: they take longer than the pages of one change."""
        super().init_templates()
        folder = Path(self.doctreedir, "templates")
        folder.mkdir(exist_ok=True)
        templates: Any = self.templates
        templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))

    def get_outdated_docs(self) -> Iterator[str]:
        """One page, so that there is something to write; `write` knows which."""
        yield self.config.root_doc

    def write(
        self,
        build_docnames: Iterable[str] | None,
        updated_docnames: Sequence[str],
        method: Literal["all", "specific", "update"] = "update",
    ) -> None:
        """Write the pages that were read and those with values of others, or all."""
        path, env, shared = Path(self.doctreedir, _WRITTEN), cast(Any, self.env), _shared(self.env)
        self._known = pickle.loads(path.read_bytes()) if path.is_file() else {}
        self._shown: dict[str, list[str]] = self._known.get("shown", {})
        glued = {page for page, (_, glued) in env.book_targets.items() if glued}
        whole = shared != self._known.get("shared")
        super().write(env.found_docs if whole else glued.union(updated_docnames), (), "specific")
        index = {name: getattr(self.indexer, name) for name in _INDEX}
        path.write_bytes(pickle.dumps({"shared": shared, "shown": self._shown, "index": index}))

    def load_indexer(self, docnames: Iterable[str]) -> None:
        """Take the search index as it was, without the pages that are written now."""
        index: Any = LedIndex(self.env, DutchSearch.lang, {}, "")
        self.indexer = index
        vars(index).update(self._known.get("index", {}))
        self._left = set(self.env.found_docs) - set(docnames)
        index.prune(self._left)
        for words in (index._mapping, index._title_mapping):
            for word in [word for word, pages in words.items() if not pages]:
                del words[word]
        index.lang.stem = functools.cache(index.lang.stem)

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Take the text and the leads of a page into the index: no code, no HTML of its title."""
        code = [(block, block.children) for block in doctree.findall(nodes.literal_block)]
        for block, _ in code:
            block.children = []
        super().index_page(pagename, doctree, self.env.titles[pagename].astext())
        for block, children in code:
            block.children = children
        cast(LedIndex, self.indexer).leads[pagename] = leads(doctree)

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        """Prepare a page, and keep which images it shows."""
        super().write_doc_serialized(docname, doctree)
        shown = (self.images.get(node["uri"]) for node in doctree.findall(nodes.image))
        self._shown[docname] = [name for name in shown if name]

    def copy_image_files(self) -> None:
        """Copy the images of these pages, and list what the others take from the last book."""
        super().copy_image_files()
        images = {f"{self.imagedir}/{name}" for page in self._left for name in self._shown[page]}
        images -= {f"{self.imagedir}/{name}" for name in self.images.values()}
        left = sorted(images | {f"{page}{self.out_suffix}" for page in self._left})
        (Path(self.outdir).parent / LEFT).write_text(json.dumps(left), encoding="utf-8")
