"""MyST Markdown as HTML in one file: read as the book reads it, with links that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from evalutils import literal
from evalutils.book.formulas import mathml

IN_BOOK = " (in het boek)"
_OUTSIDE = re.compile(r"(https?|mailto):", re.IGNORECASE)
_DIRECTIVE = re.compile(r"\{([\w:-]+)\}\s*(.*)")
_DEEPEST = 6
SUMMARY = re.compile("<summary>(.*?)</summary>")
# Plugins of the parser bring a rule of their own, which would go before a method.
_OURS = (
    "math_inline",
    "math_inline_double",
    "math_block",
    "math_block_label",
    "amsmath",
    "myst_role",
    "colon_fence",
)


class Heading(NamedTuple):
    """A heading of the report: how deep it stands, where, and its text as HTML."""

    level: int
    anchor: str
    text: str


@dataclass
class Outline:
    """The headings of a report in order, and where links within the book lead.

    `anchors` gives the place in the report by source file of the book; empty where the text says
    enough.
    """

    anchors: Mapping[str, str]
    headings: list[Heading] = field(default_factory=list)

    def add(self, level: int, anchor: str, text: str) -> Heading:
        """Add a heading, never more than one level below the one before it.

        The first with an anchor has it, the next get a number after it; keys hold no two hyphens.
        """
        above = self.headings[-1].level if self.headings else 0
        if any(heading.anchor == anchor for heading in self.headings):
            anchor = f"{anchor}--{len(self.headings)}"
        self.headings.append(Heading(min(level, above + 1, _DEEPEST), anchor, text))
        return self.headings[-1]


class Myst:
    """Turns Markdown with extensions of MyST into HTML, and gathers the headings."""

    def __init__(self, extensions: Sequence[str], outline: Outline) -> None:
        config = MdParserConfig(enable_extensions=set(extensions))
        self._parser: MarkdownIt = create_md_parser(config, _Renderer).enable("footnote_tail")
        rules: dict[str, Any] = self._parser.renderer.rules  # type: ignore[attr-defined]
        rules.update({name: getattr(self._parser.renderer, name) for name in _OURS})
        self._outline = outline
        self._texts = 0

    def html(self, text: str, *, anchor: str, shift: int = 0) -> str:
        """A text as HTML, of which the headings go down some levels.

        The anchor is of the first heading with it, and part of those of the next.
        """
        self._texts += 1
        env = {"outline": self._outline, "anchor": anchor, "shift": shift, "docId": self._texts}
        return str(self._parser.render(text, env))

    def line(self, text: str) -> str:
        """Markdown within a line as HTML."""
        return str(self._parser.renderInline(text, {"outline": self._outline}))


Tokens = Sequence[Token]


class _Renderer(RendererHTML):
    """The rules that differ from plain Markdown; markdown-it calls each by the kind of token."""

    def heading_open(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        level = int(tokens[at].tag[1:]) + env["shift"]
        text = self.renderInline(tokens[at + 1].children or [], options, env)
        outline: Outline = env["outline"]
        heading = outline.add(level, env["anchor"], text)
        return f'<h{heading.level} id="{heading.anchor}">'

    def heading_close(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        return f"</h{env['outline'].headings[-1].level}>\n"

    def table_open(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        headings = env["outline"].headings
        title = env.get("fold") or (headings[-1].text if headings else "Tabel")
        return scrolling_open(title) + f'<table>\n<caption class="unseen">{title}</caption>\n'

    def html_block(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        """What opens a fold names the table in it."""
        summary = SUMMARY.search(tokens[at].content)
        env["fold"] = summary[1] if summary else ""
        return super().html_block(tokens, at, options, env)

    def table_close(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        tokens[at].attrSet("scope", "col")
        return self.renderToken(tokens, at, options, env)

    def link_open(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        start, end = _ends_of_link(str(tokens[at].attrGet("href")), env["outline"].anchors)
        env.setdefault("link ends", []).append(end)
        return start

    def link_close(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        return str(env["link ends"].pop())

    def image(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        if str(tokens[at].attrGet("src")).startswith("data:"):
            return super().image(tokens, at, options, env)
        return literal.html(tokens[at].content) + IN_BOOK

    def math_inline(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        return mathml(tokens[at].content.strip(), "inline")

    def math_block(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        return _block(tokens[at].content)

    math_inline_double = math_block_label = amsmath = math_block

    def myst_role(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        if tokens[at].meta.get("name") == "math":
            return self.math_inline(tokens, at, options, env)
        return literal.html(tokens[at].content)

    def fence(self, tokens: Tokens, at: int, options: OptionsDict, env: Any) -> str:
        directive = _DIRECTIVE.match(tokens[at].info.strip())
        if directive is None:
            return super().fence(tokens, at, options, env)
        if directive[1] == "math":
            return _block(tokens[at].content)
        is_div = directive[1] == "div"
        kind = literal.html(directive[2] if is_div else directive[1])
        title = "" if is_div or not directive[2] else f"**{directive[2]}**\n\n"
        content = self._inside(f"{title}{tokens[at].content}", options, env)
        return f'<div class="{kind}">\n{content}</div>\n'

    colon_fence = fence

    def _inside(self, text: str, options: OptionsDict, env: Any) -> str:
        parser = create_md_parser(options["myst_config"], _Renderer)
        return self.render(parser.parse(text, env), options, env)


def scrolling_open(title: str) -> str:
    """The start of a box in which a wide table scrolls, also by keyboard; `title` is HTML."""
    name = re.sub(r"<[^>]*>", "", title).replace('"', "&quot;")
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">\n'


def _block(formula: str) -> str:
    return f'<div class="formula" tabindex="0">{mathml(formula.strip(), "block")}</div>\n'


def _ends_of_link(target: str, anchors: Mapping[str, str]) -> tuple[str, str]:
    """What stands before and after the text of a link."""
    if _OUTSIDE.match(target):
        return f'<a href="{literal.html(target)}" rel="noopener noreferrer">', "</a>"
    if target.startswith("data:"):
        return "", ""
    place = anchors.get(target.removeprefix("/"))
    if place is None:
        return "", IN_BOOK
    return (f'<a href="#{place}">', "</a>") if place else ("", "")
