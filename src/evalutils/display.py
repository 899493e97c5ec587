"""What a notebook cell can show: a table, a chart, sentences, or nothing.

Each class knows how Jupyter displays it; the runner and the book read the same outputs.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evalutils.contracts.chapters import NOTHING_MIME

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# A fixed salt gives the same identifiers inside the SVG on every run.
SVG_SALT = "evalutils"


@dataclass(frozen=True)
class Prose:
    """Dutch sentences in Markdown; text from files went through `evalutils.literal`."""

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
        # Here, because it writes in the home of the user, which only notebooks are kept from.
        from matplotlib import rc_context
        from matplotlib.text import Text

        buffer = io.StringIO()
        # Dollar signs are text, never mathematics: in every label, whoever drew it.
        with rc_context({"svg.hashsalt": SVG_SALT, "text.parse_math": False}):
            for label in self.figure.findobj(Text):
                label.set_parse_math(False)
            self.figure.savefig(buffer, format="svg", metadata={"Date": None})
        metadata = {"name": self.name, "caption": self.caption, "alt": self.alt}
        data = {"image/svg+xml": buffer.getvalue(), "text/plain": self.alt}
        return data, {"evalutils": metadata}


@dataclass(frozen=True)
class Nothing:
    """Marks a section for which the source has no figures; the runner leaves it out."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {NOTHING_MIME: {}, "text/plain": "De bron geeft hierover geen cijfers."}
