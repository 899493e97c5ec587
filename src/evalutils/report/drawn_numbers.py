"""The numbers that a chart shows, so that they can be compared with those that were cleared."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
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
    """Lengths of bars, angles of slices, points of lines and shapes, and values of cells.

    Left out are places on an axis of names or dates or at a tick with a name, what is placed in
    parts of the axes and not in its data, and how thick bars are.
    """
    found = (part for axes in axes_of(figure) for part in _parts(axes))
    return [float(value) for part in found for value in np.asarray(part).ravel()]


def axes_of(figure: Figure) -> list[Axes]:
    """All axes, also insets; not those of a colour bar, which explains the numbers of another."""
    from matplotlib.axes import Axes

    found = (item for item in figure.findobj() if isinstance(item, Axes))
    return [axes for axes in found if axes.get_label() != "<colorbar>"]


def _parts(axes: Axes) -> Iterator[Any]:
    from matplotlib.collections import PathCollection

    yield from _bars(axes)
    for image in axes.images:
        yield np.ma.asarray(image.get_array()).compressed()
    for line in axes.lines:
        yield from _places(axes, line.get_transform(), line.get_xydata())
    for collection in axes.collections:
        values = collection.get_array()
        if values is not None:
            yield np.ma.asarray(values).compressed()
        if isinstance(collection, PathCollection):  # markers
            sizes = collection.get_sizes()
            yield sizes if len(set(sizes)) > 1 else []
            offsets = np.ma.filled(collection.get_offsets(), np.nan)
            yield from _places(axes, collection.get_offset_transform(), offsets)
        elif values is None:
            for path in collection.get_paths():
                yield from _places(axes, collection.get_transform(), path.vertices)


def _bars(axes: Axes) -> Iterator[Any]:
    """Of a bar its length, of a slice its angle, and of another shape its corners."""
    from matplotlib.container import BarContainer
    from matplotlib.patches import Rectangle, Wedge

    alone: dict[int, Any] = {id(patch): patch for patch in axes.patches}
    for container in axes.containers:
        if isinstance(container, BarContainer):
            upright = container.orientation != "horizontal"
            bars = [bar for bar in container if alone.pop(id(bar), bar)]
            yield _lengths(bars)[int(upright)]
    bars = [patch for patch in alone.values() if isinstance(patch, Rectangle)]
    numeric, sizes = _numeric(axes), _lengths(bars)
    yield from (sizes[axis] for axis in numeric if len(numeric) == 1 or not _same(sizes[axis]))
    for patch in alone.values():
        if isinstance(patch, Wedge):
            yield [patch.theta2 - patch.theta1]
        elif not isinstance(patch, Rectangle):
            corners = patch.get_patch_transform().transform(patch.get_path().vertices)
            yield from _places(axes, patch.get_data_transform(), corners)


def _lengths(bars: Iterable[Any]) -> list[list[float]]:
    """Widths and heights; seaborn draws bars without length for legends."""
    sizes = [(bar.get_width(), bar.get_height()) for bar in bars]
    return [[size[axis] for size in sizes if all(size)] for axis in (0, 1)]


def _places(axes: Axes, transform: Any, points: Any) -> Iterator[Any]:
    """The coordinates of points in the data, on the axes of numbers."""
    points = np.asarray(points, dtype="float64").reshape(-1, 2)
    points = points[np.isfinite(points).all(axis=1)]
    in_data = transform.contains_branch_seperately(axes.transData)
    for axis in _numeric(axes):
        if in_data[axis]:
            own = points[:, axis]
            yield own[~np.isin(own, _named_places((axes.xaxis, axes.yaxis)[axis]))]


def _numeric(axes: Axes) -> list[int]:
    return [number for number, axis in enumerate((axes.xaxis, axes.yaxis)) if not _named(axis)]


def _named(axis: Axis) -> bool:
    """Whether an axis is of names, also of names that look like numbers, or of dates."""
    converter = type(axis.get_converter()).__name__
    return any(kind in converter for kind in ("StrCategory", "Date", "Time", "Period"))


def _named_places(axis: Axis) -> list[float]:
    """Where ticks were given a name."""
    return [place for place, name in fixed_ticks(axis) if any(map(str.isalpha, name))]


def fixed_ticks(axis: Axis) -> list[tuple[float, str]]:
    """The places and names of ticks that were put there, and not found by matplotlib."""
    from matplotlib.ticker import FixedLocator

    locator = axis.get_major_locator()
    if not isinstance(locator, FixedLocator):
        return []
    places = [float(place) for place in locator()]
    return list(zip(places, axis.get_major_formatter().format_ticks(places), strict=False))


def _same(sizes: list[float]) -> bool:
    return len(sizes) > 1 and len({round(size, 6) for size in sizes}) == 1


def forget(figure: Any) -> None:
    """Close the figure in pyplot, which else shows it again under the cell."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(figure)
