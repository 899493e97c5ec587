"""Sphinx extension of the book: MathML, literal text, figure numbers, names of what folds.

Loaded by ``_config.yml``. Formulas become MathML while the book is built, so that a page needs
no script from another site.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes  # type: ignore[import-untyped]
from myst_nb.sphinx_ import HideCodeCellNode  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger
from sphinx.writers.html5 import HTML5Translator

from evalutils import literal
from evalutils.book.formulas import mathml

_LOGGER = getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the parts of the extension."""
    # Jupyter Book always sets this option of an extension that the book does not load.
    app.add_config_value("comments_config", {}, "env")
    app.add_html_math_renderer("mathml", (_visit_math, None), (_visit_math_block, None))
    app.add_node(HideCodeCellNode, override=True, html=(_visit_folded, _depart_folded))
    app.connect("config-inited", _keep_quotes)
    app.connect("html-collect-pages", _escape_search_titles)
    # After Sphinx has numbered the figures of the whole book in one row.
    app.connect("env-get-updated", _number_per_page, priority=900)
    # After the theme has put its functions in the context.
    app.connect("html-page-context", _name_toggles, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _keep_quotes(app: Sphinx, config: Config) -> None:
    """Leave quotes, dashes and dots as they were written: text from files stands as it is."""
    config.smartquotes = False


def _escape_search_titles(app: Sphinx) -> list[Any]:
    """Make HTML of the headings in the search index: the search page shows them as such.

    Sphinx escapes the title of a page, which stands in the index too, but not its headings.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        for page, headings in indexer._all_titles.items():
            indexer._all_titles[page] = [
                (literal.html(text) if anchor else indexer._titles[page], anchor)
                for text, anchor in headings
            ]
    return []


def _visit_math(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_formula(node, "inline"))
    raise nodes.SkipNode


def _visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math-block"))
    self.body.append(_formula(node, "block"))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _formula(node: nodes.Element, display: str) -> str:
    """A formula as MathML; one that cannot be read as it was written, with a line in the log."""
    text = node.astext().strip()

    def tell(error: Exception) -> None:
        _LOGGER.info("This formula cannot be read (%r): %s", error, text, location=node)

    return mathml(text, display, tell)


def _visit_folded(self: HTML5Translator, node: HideCodeCellNode) -> None:
    # MyST-NB names the button "Toggle hidden content", whatever text it shows.
    summary = f"<summary>{literal.html(node['prompt_show'])}</summary>"
    self.body.append(f'<details class="folded">\n{summary}\n')


def _depart_folded(self: HTML5Translator, node: HideCodeCellNode) -> None:
    self.body.append("</details>\n")


def _number_per_page(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let the figures and tables of each page start at 1.

    A number that runs through the whole book would change on every page when one municipality
    adds a figure.
    """
    for numbers in env.toc_fignumbers.values():
        for kind, by_id in numbers.items():
            numbers[kind] = {key: (place,) for place, key in enumerate(by_id, start=1)}
    return []


def _name_toggles(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Say for every toggle in the side bar which pages it shows; the theme leaves it unnamed."""
    generate: Callable[..., Any] | None = context.get("generate_toctree_html")
    if generate is None:
        return

    def with_names(*args: Any, **options: Any) -> Any:
        tree = generate(*args, **options)
        for toggle in tree.find_all("summary"):
            toggle["aria-label"] = f"Pagina's onder {toggle.find_parent('li').a.get_text()}"
        return tree

    context["generate_toctree_html"] = with_names
