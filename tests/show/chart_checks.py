"""What is checked of the picture itself: where its marks lie, and whether its texts can be read."""

import re
from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from outputs import svg_of

from evalutils.display import Chart


def bars_of(axes: Axes) -> list[tuple[float, float, float]]:
    """Height of the middle, start and end of each bar, in the order in which they were drawn."""
    return [
        (bar.get_y() + bar.get_height() / 2, bar.get_x(), bar.get_x() + bar.get_width())
        for bar in axes.patches
        if isinstance(bar, Rectangle)
    ]


def lines_of(axes: Axes) -> list[tuple[float, float, float]]:
    """Height, start and end of each interval that is drawn as a line."""
    drawn = [lines for lines in axes.collections if isinstance(lines, LineCollection)]
    segments = [segment for lines in drawn for segment in lines.get_segments()]
    return [(start[1], start[0], end[0]) for start, end in segments]


def assert_sound(draw: Callable[[], Chart]) -> None:
    """The same bytes twice, texts for who cannot see, and letters that can be read."""
    shown = draw()
    _, metadata = shown._repr_mimebundle_()
    texts = metadata["evalutils"]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", texts["name"])
    assert texts["caption"]
    assert re.search(r"\d", texts["alt"]), "an alternative text holds the main numbers"
    assert texts["alt"].endswith(".")
    assert not re.search(r"[/\\]|\.(png|svg)|nan", texts["alt"])
    assert "<svg" in svg_of(shown)
    assert "<dc:date" not in svg_of(shown)
    assert svg_of(shown) == svg_of(draw())
    assert_readable(shown.figure)


def assert_readable(figure: Figure) -> None:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    boxes = []
    for text in drawn_texts(figure):
        box = text.get_window_extent(renderer)
        assert figure.bbox.x0 - 2 <= box.x0, f"'{text.get_text()}' is cut off"
        assert box.x1 <= figure.bbox.x1 + 2, f"'{text.get_text()}' is cut off"
        assert figure.bbox.y0 - 2 <= box.y0, f"'{text.get_text()}' is cut off"
        assert box.y1 <= figure.bbox.y1 + 2, f"'{text.get_text()}' is cut off"
        boxes.append((box.shrunk(0.9, 0.8), text.get_text()))
    for place, (box, text) in enumerate(boxes):
        for other, other_text in boxes[place + 1 :]:
            assert not box.overlaps(other), f"'{text}' overlaps '{other_text}'"


def drawn_texts(figure: Figure) -> list[Text]:
    """The texts of a chart, without the labels of ticks beyond the end of an axis."""
    texts = []
    for axes in figure.axes:
        texts += [*axes.texts, axes.xaxis.label, axes.title]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            places = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
            texts += [label for place, label in places if low <= place <= high]
    for legend in figure.legends:
        texts += legend.get_texts()
    return [text for text in texts if text.get_text().strip()]
