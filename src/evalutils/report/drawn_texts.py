"""The texts in a chart, so that no number stands in them that was not cleared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evalutils.report.drawn_numbers import axes_of, fixed_ticks

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def drawn_texts(figure: Figure) -> set[str]:
    """Titles, labels, legends, notes, tables and names on axes.

    Left out are the numbers that matplotlib itself writes along an axis, and names that are
    numbers on an axis of names, such as rungs.
    """
    from matplotlib.axis import Axis
    from matplotlib.text import Text

    ticks: set[int] = set()
    for axis in (item for item in figure.findobj() if isinstance(item, Axis)):
        ticks |= {id(text) for text in axis.findobj(Text) if text is not axis.label}
    written = [text.get_text() for text in figure.findobj(Text) if id(text) not in ticks]
    for axes in axes_of(figure):
        cells = [cell for table in axes.tables for cell in table.get_celld().values()]
        written += [cell.get_text().get_text() for cell in cells]
        written += [name for axis in (axes.xaxis, axes.yaxis) for name in _names(axis)]
    return {text for text in written if text}


def _names(axis: Any) -> Iterator[str]:
    from matplotlib.category import UnitData

    if isinstance(axis.units, UnitData):
        yield from (name for name in axis.units._mapping if any(map(str.isalpha, name)))
    yield from (name for _, name in fixed_ticks(axis))
