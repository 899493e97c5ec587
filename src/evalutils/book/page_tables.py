"""Tables and formulas of the pages: each in a box of its own that scrolls and has a name.

Of a table that people wrote in Markdown the first column names the rows. Tables of notebooks come
as HTML from `evalutils.show.rendering`, in a box of the same kind.
"""

from __future__ import annotations

from collections import Counter

from docutils import nodes  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from evalutils.contracts.fixed_names import TABLE
from evalutils.literal import html

_SCOPES = {nodes.thead: "col", nodes.tbody: "row"}
_LABEL = "book-label"  # an attribute of our own
# Longer cells hold sentences: on a phone they take three lines of a column.
_LONGEST_WORDS = 60


def connect(app: Sphinx) -> None:
    """Let tables say what their headings head, and give the boxes a name."""
    app.connect("doctree-read", _prepare)
    app.add_node(nodes.table, override=True, html=(_visit_table, _depart_table))
    app.add_node(nodes.image, override=True, html=(_visit_image, HTML5Translator.depart_image))
    app.add_node(nodes.entry, override=True, html=(_visit_entry, HTML5Translator.depart_entry))


def box(node: nodes.Element, kind: str = "scroll") -> str:
    """The start tag of the box around a table or a formula of a page."""
    label = html(node.get(_LABEL, ""))
    return f'<div class="{kind}" role="region" aria-label="{label}" tabindex="0">\n'


def _prepare(app: Sphinx, doctree: nodes.document) -> None:
    for group in doctree.findall(nodes.tgroup):
        if any(isinstance(part, nodes.thead) for part in group):
            first = next(part for part in group if isinstance(part, nodes.colspec))
            first["stub"] = 1
    used = Counter[str]()
    for node in doctree.findall(lambda found: isinstance(found, nodes.table | nodes.math_block)):
        kind = "Tabel" if isinstance(node, nodes.table) else "Formule"
        name = f"{kind}: {_title(node)}"
        used[name] += 1
        node[_LABEL] = name if used[name] == 1 else f"{name}, {used[name]}"


def _title(node: nodes.Element) -> str:
    """What a node is called: by its own title, or by the heading that it stands under."""
    around = node
    while around is not None:
        title = next((part for part in around if isinstance(part, nodes.title)), None)
        if title is not None:
            return str(title.astext())
        around = around.parent
    return ""


def _visit_table(self: HTML5Translator, node: nodes.table) -> None:
    cells = node.findall(nodes.entry)
    sentences = any(len(cell.astext()) > _LONGEST_WORDS for cell in cells)
    self.body.append(box(node, "scroll sentences" if sentences else "scroll"))
    HTML5Translator.visit_table(self, node)


def _depart_table(self: HTML5Translator, node: nodes.table) -> None:
    HTML5Translator.depart_table(self, node)
    self.body.append("</div>\n")


def _visit_image(self: HTML5Translator, node: nodes.image) -> None:
    """A chart; the table with its numbers, which it has as a class, says all that it shows."""
    HTML5Translator.visit_image(self, node)
    tables = [name for name in node["classes"] if name.startswith(TABLE)]
    if tables:
        self.body[-1] = self.body[-1].replace("<img ", f'<img aria-details="{tables[0]}" ', 1)


def _visit_entry(self: HTML5Translator, node: nodes.entry) -> None:
    if len(node) == 1 and isinstance(node[0], nodes.paragraph):
        node.children = node[0].children  # a paragraph less for each of thousands of cells
    start = len(self.body)
    HTML5Translator.visit_entry(self, node)
    scope = _SCOPES[type(node.parent.parent)]
    self.body[start] = self.body[start].replace("<th ", f'<th scope="{scope}" ', 1)
