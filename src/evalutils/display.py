"""What a notebook cell can show: a table, a chart, sentences, or nothing.

Each class knows how Jupyter displays it; the runner and the book read the same outputs.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from evalutils.contracts.chapters import NOTHING_MIME

# A fixed salt gives the same identifiers inside the SVG on every run.
SVG_SALT = "evalutils"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#$|~&^@])")


def plain(text: str) -> str:
    """Words from a data file as they stand, inside Markdown: no markup, one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


@dataclass(frozen=True)
class Prose:
    """Dutch sentences in Markdown."""

    text: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/markdown": self.text, "text/plain": self.text}


@dataclass(frozen=True)
class Table:
    """A finished HTML table."""

    html: str
    title: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.title}


@dataclass(frozen=True)
class Chart:
    """A finished chart.

    Attributes
    ----------
    figure
        The matplotlib figure.
    name
        Short name, unique on the page.
    caption
        Dutch title under the chart.
    alt
        Dutch text alternative: what the chart shows, with its main numbers.
    """

    figure: Figure
    name: str
    caption: str
    alt: str

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        from matplotlib import rc_context

        buffer = io.StringIO()
        with rc_context({"svg.hashsalt": SVG_SALT}):
            self.figure.savefig(buffer, format="svg", metadata={"Date": None})
        metadata = {"name": self.name, "caption": self.caption, "alt": self.alt}
        data = {"image/svg+xml": buffer.getvalue(), "text/plain": self.alt}
        return data, {"evalutils": metadata}


@dataclass(frozen=True)
class Nothing:
    """Marks a section for which the source has no figures; the runner leaves it out."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {NOTHING_MIME: {}, "text/plain": "De bron geeft hierover geen cijfers."}
