"""Sphinx extension of the book: MathML, figure numbers per page, Dutch names of what folds.

Loaded by ``_config.yml``. Formulas become MathML while the book is built, so that a page needs
no script from another site.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from docutils import nodes  # type: ignore[import-untyped]
from latex2mathml.converter import convert
from myst_nb.sphinx_ import HideCodeCellNode  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the parts of the extension."""
    # Jupyter Book always sets this option of an extension that the book does not load.
    app.add_config_value("comments_config", {}, "env")
    app.add_html_math_renderer("mathml", (_visit_math, None), (_visit_math_block, None))
    app.add_node(HideCodeCellNode, override=True, html=(_visit_folded, _depart_folded))
    # After Sphinx has numbered the figures of the whole book in one row.
    app.connect("env-get-updated", _number_per_page, priority=900)
    # After the theme has put its functions in the context.
    app.connect("html-page-context", _name_toggles, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _visit_math(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(convert(node.astext(), display="inline"))
    raise nodes.SkipNode


def _visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math-block"))
    self.body.append(convert(node.astext(), display="block"))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _visit_folded(self: HTML5Translator, node: HideCodeCellNode) -> None:
    # MyST-NB names the button "Toggle hidden content", whatever text it shows.
    summary = f"<summary>{escape(node['prompt_show'])}</summary>"
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
