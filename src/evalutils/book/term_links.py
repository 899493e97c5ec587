"""Gives every term of the glossary a place, and links its first use on a page to that.

A link stands in running text only: not in headings, other links, code, formulas and tables, nor in
what is quoted from data. Pages that the book makes of data have it in their summaries alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes  # type: ignore[import-untyped]
from sphinx import addnodes
from sphinx.application import Sphinx

from evalutils.contracts.fixed_names import DEFINITIONS, HAND_WRITTEN

_PAGE = Path(DEFINITIONS).stem
_ENTRY = re.compile(r"^(?P<names>[^\n:(#`][^\n(`]*?)(?: \(`[^\n]*)?\n: ", re.MULTILINE)
_OR = " of "
# Words that everybody knows, and that mean here what they mean elsewhere.
_KNOWN = frozenset(
    (
        *("baten", "basis", "begroting", "besparing", "bestand", "bron", "cliënt", "deelnemer"),
        *("gestart", "groep", "inkomsten", "kosten", "lezing", "moment", "oordeel", "overdracht"),
        *("partij", "precisie", "selectie", "stand", "stap", "uitgaven", "verborgen"),
    )
)
_NOT_IN = (
    *(nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.raw, nodes.math),
    *(nodes.math_block, nodes.table, nodes.term, nodes.caption, addnodes.pending_xref),
)
_SUMMARIES, _OF_DATA = {"in-brief", "council"}, {"chapter-context", "page-foot", "facts"}
_QUOTED = re.compile("‘[^’]*’")


def connect(app: Sphinx) -> None:
    """Let pages link to the glossary."""
    app.connect("doctree-read", _link)


def terms_in(text: str) -> dict[str, str]:
    """The terms of a glossary in Markdown, in small letters, with the place of each."""
    return {
        term.lower(): _place(entry["names"])
        for entry in _ENTRY.finditer(text)
        for term in entry["names"].split(_OR)
    }


def _place(names: str) -> str:
    return f"begrip-{nodes.make_id(names)}"


def _link(app: Sphinx, doctree: nodes.document) -> None:
    page = app.env.docname
    left = terms_in(Path(app.srcdir, DEFINITIONS).read_text(encoding="utf-8"))
    if page == _PAGE:
        for term in doctree.findall(nodes.term):
            place = _place(term.astext().partition(" (")[0])
            if place in left.values():  # not of the list at the foot of the page
                term["ids"].append(place)
        return
    app.env.note_dependency(DEFINITIONS)
    left = {term: place for term, place in left.items() if term not in _KNOWN}
    address = app.builder.get_relative_uri(page, _PAGE)
    for text in list(_running(doctree, everywhere=_is_ours(app.env, page))):
        text.parent.replace(text, _linked(str(text), left, address))


def _is_ours(env: Any, page: str) -> bool:
    """Whether the project wrote the text of a page, as in chapters and hand-written pages."""
    return f"{page}.md" in HAND_WRITTEN or str(env.doc2path(page)).endswith(".ipynb")


def _running(doctree: nodes.document, *, everywhere: bool) -> Iterator[nodes.Text]:
    for text in doctree.findall(nodes.Text):
        around, classes = text.parent, set[str]()
        while around is not None and not isinstance(around, _NOT_IN):
            classes.update(around.get("classes", ()))
            around = around.parent
        if around is None and not classes & _OF_DATA and (everywhere or classes & _SUMMARIES):
            yield text


def _linked(text: str, left: dict[str, str], address: str) -> list[nodes.Node]:
    """A text in parts, of which the terms that were not met before are links."""
    if not left:
        return [nodes.Text(text)]
    words = "|".join(map(re.escape, sorted(left, key=len, reverse=True)))
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    made, end = list[nodes.Node](), 0
    for found in re.finditer(rf"(?<![\w-])({words})(?:en|n|s)?(?![\w-])", text, re.IGNORECASE):
        place = left.get(found[1].lower())
        if place is None or any(start < found.start() < stop for start, stop in quoted):
            continue
        for term in [term for term, its in left.items() if its == place]:
            del left[term]
        link = nodes.reference(
            "", found[0], internal=True, refuri=f"{address}#{place}", classes=["term"]
        )
        made += [nodes.Text(text[end : found.start()]), link]
        end = found.end()
    return [*made, nodes.Text(text[end:])]
