"""Sphinx extension of the book: MathML, literal text, figure numbers, the contents beside a page.

Loaded by ``_config.yml``. Formulas become MathML while the book is built, so that a page needs
no script from another site.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from docutils import nodes  # type: ignore[import-untyped]
from myst_nb.sphinx_ import HideCodeCellNode  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util.logging import getLogger
from sphinx.writers.html5 import HTML5Translator

from evalutils import literal
from evalutils.book import page_tables, sphinx_builder, term_links
from evalutils.book.dutch_search import FOOT
from evalutils.book.formulas import mathml
from evalutils.book.publication import read_publication

_LOGGER = getLogger(__name__)
# What MyST-NB folds of a cell when that is its code; else its output lies there too.
_CODE_ALONE = "above-input"
# A page with fewer is seen at once.
_FEWEST_HEADINGS = 3


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the parts of the extension."""
    # Jupyter Book always sets this option of an extension that the book does not load.
    app.add_config_value("comments_config", {}, "env")
    app.add_html_math_renderer("mathml", (_visit_math, None), (_visit_math_block, None))
    sphinx_builder.connect(app)
    app.add_node(nodes.literal, override=True, html=(_visit_code, None))
    app.add_node(HideCodeCellNode, override=True, html=(_visit_folded, _depart_folded))
    app.connect("config-inited", _keep_quotes)
    app.connect("config-inited", _take_up_publication)
    for listener in list(app.events.listeners["env-get-updated"]):
        if isinstance(getattr(listener.handler, "__self__", None), TocTreeCollector):
            app.disconnect(listener.id)  # it numbers the figures of the whole book in one row
    app.connect("doctree-read", _number_figures)
    app.connect("doctree-resolved", _code_below)
    page_tables.connect(app)
    term_links.connect(app)
    app.connect("html-page-context", _show_contents)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _keep_quotes(app: Sphinx, config: Config) -> None:
    """Leave quotes, dashes and dots as they were written: text from files stands as it is."""
    config.smartquotes = False


def _take_up_publication(app: Sphinx, config: Config) -> None:
    """Give the templates the title, logo and colour of the book."""
    publication = read_publication(Path(app.srcdir))
    config.html_title = publication.title
    config.html_context["publication"] = publication


def _visit_math(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(f'<span class="in-line">{_formula(node, "inline")}</span>')
    raise nodes.SkipNode


def _visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(page_tables.box(node, "scroll formula"))
    self.body.append(_formula(node, "block"))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _formula(node: nodes.Element, display: str) -> str:
    """A formula as MathML; one that cannot be read as it was written, with a line in the log."""
    text = node.astext().strip()

    def tell(error: Exception) -> None:
        _LOGGER.info("This formula cannot be read (%r): %s", error, text, location=node)

    return mathml(text, display, tell)


def _visit_code(self: HTML5Translator, node: nodes.literal) -> None:
    # Sphinx puts an element around each of its words.
    self.body.append(f"<code>{literal.html(node.astext())}</code>")
    raise nodes.SkipNode


def _visit_folded(self: HTML5Translator, node: HideCodeCellNode) -> None:
    # MyST-NB names the button "Toggle hidden content", whatever text it shows.
    summary = f"<summary>{literal.html(node['prompt_show'])}</summary>"
    self.body.append(f'<details class="folded">\n{summary}\n')


def _depart_folded(self: HTML5Translator, node: HideCodeCellNode) -> None:
    self.body.append("</details>\n")


def _code_below(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put the folded code of a section under all that the section says and shows."""
    for section in list(doctree.findall(nodes.section)):
        own = [
            part
            for part in section
            if not isinstance(part, nodes.section) and FOOT not in part["classes"]
        ]
        code = [
            found
            for part in own
            for found in part.findall(HideCodeCellNode)
            if _CODE_ALONE in found["classes"]
        ]
        for folded in code:
            folded.parent.remove(folded)
        if code:
            code[0].extend([line for folded in code[1:] for line in folded.children])
            section.insert(len(own), code[0])


def _number_figures(app: Sphinx, doctree: nodes.document) -> None:
    """Number the figures and tables of a page from 1.

    A number that runs through the whole book would change on every page when one municipality
    adds a figure.
    """
    numbers: dict[str, dict[str, tuple[int, ...]]] = {}
    for node in doctree.findall(nodes.Element):
        kind = _numbered_kind(app.env, node)
        if kind and node["ids"]:
            of_kind = numbers.setdefault(kind, {})
            of_kind[node["ids"][0]] = (len(of_kind) + 1,)
    app.env.toc_fignumbers[app.env.docname] = numbers


def _numbered_kind(env: BuildEnvironment, node: nodes.Element) -> str | None:
    """What a node is numbered as, if it is; as Sphinx decides it for the whole book."""
    std = cast(StandardDomain, env.get_domain("std"))
    for domain in env.domains.values():
        kind = domain.get_enumerable_node_type(node)
        if kind and (domain is not std or std.get_numfig_title(node)):
            return kind
    return None


def _show_contents(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Give the template the contents of the book as they stand beside this page."""
    contents = cast(sphinx_builder.BookBuilder, app.builder).contents
    context["side_bar"] = lambda: contents.side_bar(page, context["pathto"])
    context["opened_body"] = opened(context.get("body", ""), context.get("toc", ""))


def opened(body: str, toc: str) -> str:
    """The body of a page, with its headings in a line that opens under its title.

    `toc` is a list of one entry, the page itself, with that of its headings in it.
    """
    headings = toc[toc.find("<ul>", 1) : toc.rfind("</ul>") - len("</li>\n")]
    title, end, rest = body.partition("</h1>")
    if not end or headings.count("<li>") < _FEWEST_HEADINGS:
        return body
    summary = "<summary>Op deze pagina</summary>"
    named = f'<nav aria-label="Op deze pagina">{headings}</nav>'
    return f'{title}{end}<details class="on-this-page">{summary}{named}</details>{rest}'
