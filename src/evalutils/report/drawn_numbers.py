"""The numbers that a chart shows, so that they can be compared with those that were cleared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def figure_of(item: Any) -> Figure:
    """The figure of what a plotting function gave: matplotlib, seaborn or `seaborn.objects`.

    Raises
    ------
    TypeError
        When it is none of these.
    """
    from matplotlib.figure import Figure

    if hasattr(item, "on") and hasattr(item, "plot"):  # seaborn.objects.Plot draws when asked
        figure = Figure()
        item.on(figure).plot()
        return figure
    found = item if isinstance(item, Figure) else getattr(item, "figure", None)
    if not isinstance(found, Figure):
        raise TypeError(f"A {type(item).__name__} is no figure.")
    return found


def drawn_numbers(figure: Figure) -> list[float]:
    """Lengths of bars, points of lines and markers, and values of cells.

    Places on an axis of names are left out, and what all bars share: how thick they are.
    """
    return [float(value) for axes in figure.axes for part in _parts(axes) for value in part]


def _parts(axes: Axes) -> Iterator[Any]:
    numeric = [number for number, axis in enumerate((axes.xaxis, axes.yaxis)) if not _named(axis)]
    bars: list[Any] = [patch for patch in axes.patches if hasattr(patch, "get_height")]
    # A bar without length shows nothing, and seaborn draws some for the legend.
    bars = [bar for bar in bars if bar.get_width() and bar.get_height()]
    sizes = [[bar.get_width() for bar in bars], [bar.get_height() for bar in bars]]
    yield from (sizes[axis] for axis in numeric if len(numeric) == 1 or not _same(sizes[axis]))
    points = [np.asarray(line.get_xydata(), dtype="float64") for line in axes.lines]
    for collection in axes.collections:
        values = collection.get_array()
        if values is not None:
            yield np.ma.asarray(values).compressed().astype("float64")
        else:
            points += _points(collection)
    for some in points:
        known = some[np.isfinite(some).all(axis=1)] if len(some) else some
        yield from (known[:, axis] for axis in numeric if len(known))


def _named(axis: Any) -> bool:
    if type(axis.get_converter()).__name__ == "StrCategoryConverter":
        return True  # also of names that look like numbers
    texts = [label.get_text() for label in axis.get_ticklabels()]
    return any(sign.isalpha() for text in texts for sign in text)


def _same(sizes: list[float]) -> bool:
    return len(sizes) > 1 and len({round(size, 6) for size in sizes}) == 1


def _points(collection: Any) -> list[Any]:
    """Where markers stand, or the corners of a band or line that has a shape of its own."""
    if hasattr(collection, "get_sizes"):
        return [np.asarray(collection.get_offsets(), dtype="float64")]
    return [np.asarray(path.vertices, dtype="float64") for path in collection.get_paths()]
