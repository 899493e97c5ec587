"""What a notebook cell can show: a table, a chart, sentences, or nothing.

Each class knows how Jupyter displays it; the runner and the book read the same outputs. What the
package makes of cleared results carries their mark; what a notebook makes by hand does not.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from evalutils.contracts.shown_origin import UNKNOWN, Origin
from evalutils.seal import Bundle, made_by_package, sealed, unsealed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The output type of what stands in a table, for its file.
TABLE_MIME = "application/vnd.evalutils.table+json"
# The output type of a cell for which the source has no figures.
NOTHING_MIME = "application/vnd.evalutils.nothing+json"
# A fixed salt gives the same identifiers inside the SVG on every run.
SVG_SALT = "evalutils"


# A screen reader reads an alternative in one go; who wants all the numbers goes to the table.
MOST_READ = 300
_LINE_ENDS = re.compile(r" *\n *")
# Places in a drawing: a hundredth of a point is more than anybody sees.
_PLACES = re.compile(r' (?:d|x|y)="[^"]*"')
_FINER = re.compile(r"(\.\d\d)\d+")
_REST = " … De tabel noemt ze allemaal."


@dataclass(frozen=True)
class Shown:
    """Something that is shown; `cleared` when the package made it."""

    cleared: bool = field(init=False, repr=False, compare=False)
    origin: Origin = field(default=UNKNOWN, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # From here by way of the generated __init__ to who asked for the object.
        object.__setattr__(self, "cleared", made_by_package(depth=3))

    def of(self, origin: Origin) -> Self:
        """The same, cleared or not, with where it comes from."""
        told = copy(self)
        object.__setattr__(told, "origin", origin)
        return told

    def bundle(self, data: dict[str, Any], about: Mapping[str, Any] | None = None) -> Bundle:
        """Data by MIME type as Jupyter asks for it, with the mark when it was cleared."""
        return (sealed if self.cleared else unsealed)(data, about)

    def told(self) -> dict[str, Any]:
        """Where it comes from, for the metadata of an output."""
        return {"origin": self.origin._asdict()} if any(self.origin) else {}


@dataclass(frozen=True)
class Prose(Shown):
    """Dutch sentences in Markdown; text from files went through `evalutils.literal`."""

    text: str

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return self.bundle({"text/markdown": self.text, "text/plain": self.text})


@dataclass(frozen=True)
class HtmlTable(Shown):
    """A finished HTML table.

    Attributes
    ----------
    html, title
        The table, and its Dutch title.
    content
        What stands in it: its ``name``, its ``columns`` and the texts of its ``rows``, and whether
        one of them holds ``sentences``; empty for a table without a file.
    """

    html: str
    title: str
    content: Mapping[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        carried = {TABLE_MIME: {"title": self.title, **self.content}} if self.content else {}
        data = {"text/html": self.html, "text/plain": self.title, **carried}
        return self.bundle(data, self.told())


@dataclass(frozen=True)
class Chart(Shown):
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
        Dutch text alternative: what the chart shows, with its main numbers. A long one is cut
        between two of its parts.
    table
        Name of the table with its numbers; the same name unless given.
    """

    figure: Figure
    name: str
    caption: str
    alt: str
    table: str = ""

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        # Here, because it writes in the home of the user, which only notebooks are kept from.
        from matplotlib import rc_context
        from matplotlib.text import Text

        buffer = io.StringIO()
        # Dollar signs are text, never mathematics: in every label, whoever drew it.
        with rc_context({"svg.hashsalt": SVG_SALT, "text.parse_math": False}):
            for label in self.figure.findobj(Text):
                label.set_parse_math(False)
            self.figure.savefig(buffer, format="svg", metadata={"Date": None})
        alt = _in_one_go(self.alt)
        about: dict[str, Any] = {"name": self.name, "caption": self.caption, "alt": alt}
        about |= {"table": self.table} if self.table else {}
        about |= self.told()
        # Texts are drawn as shapes: spaces around line breaks weigh much and mean nothing.
        drawn = _LINE_ENDS.sub("\n", buffer.getvalue())
        drawn = _PLACES.sub(lambda places: _FINER.sub(r"\1", places[0]), drawn)
        data = {"image/svg+xml": drawn, "text/plain": alt}
        return self.bundle(data, about)


def _in_one_go(alt: str) -> str:
    """An alternative of at most 300 characters, whole when it can be."""
    if len(alt) <= MOST_READ:
        return alt
    room = alt[: MOST_READ - len(_REST)]
    cut = max(room.rfind(mark) for mark in ("; ", ". ", ", "))
    return room[: cut if cut > 0 else room.rfind(" ")] + _REST


@dataclass(frozen=True)
class Nothing(Shown):
    """Marks a section for which the source has no figures; the runner leaves it out."""

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        data = {NOTHING_MIME: {}, "text/plain": "De bron geeft hierover geen cijfers."}
        return self.bundle(data)
