"""What the shapes of a chart say: lengths of bars and heights of lines, read off its own axes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bs4 import BeautifulSoup, Comment, Tag

from evalutils.attack.forms import NOISE, number
from evalutils.attack.puzzle import SaidRule

_POINT = re.compile(r"[ML] (-?[\d.]+) (-?[\d.]+)")
_AXES, _AXIS = re.compile(r"^axes_\d+$"), re.compile(r"^matplotlib\.axis_\d+$")
_TEXT = re.compile(r"^text_\d+$")
# More times the rounding base than this no number is taken to be.
_LARGE = 200
_WRITTEN = re.compile(r"[+−-]?\d+(?:\.\d{3})*(?:,\d+)?")
_XML = re.compile(r"^\s*<\?xml[^>]*>")
_TICK = re.compile(r"^([−-]?\d+(?:\.\d{3})*(?:,\d+)?)(%?)$")
_PERSONS = re.compile(r"\b(?:aantal|mensen|cliënten|personen|deelnemers|trajecten)\b")
# What a model draws at random of rounded numbers is no number of persons, and stands per 100.
_MODELLED = re.compile(r"\bextra\b.*\bper 100\b")
# Corners of a bar, the last one closed.
_BAR = 4
Point = tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """A number that a shape stands for.

    Attributes
    ----------
    ways
        What would explain it, each all of some numbers: of a bar its length, or both its ends.
    near
        How far off the drawing can be.
    percent
        Whether its axis is one of percentages; else of persons.
    panel
        What stands in its part of the chart, such as its title.
    at
        Where it stands along the other axis; of a bar 0.
    """

    ways: tuple[tuple[float, ...], ...]
    near: float
    percent: bool
    panel: str = ""
    at: float = 0.0


class Printed(NamedTuple):
    """A number as it is written, half a unit of its last digit, and whether it has a sign."""

    value: float
    half: float
    signed: bool = False


@dataclass(frozen=True)
class _Axis:
    """Two ticks of an axis that has numbers: places in the drawing and what they say."""

    places: tuple[float, float]
    says: tuple[float, float]
    percent: bool

    def value(self, place: float) -> float:
        """What a place stands for."""
        (first, last), (low, high) = self.places, self.says
        return low + (place - first) / (last - first) * (high - low)

    @property
    def near(self) -> float:
        """What a place can be off: it and both ticks are drawn in hundredths of a point."""
        (first, last), (low, high) = self.places, self.says
        return 2e-2 * abs((high - low) / (last - first))


def drawn(svg: Tag) -> Iterator[Drawn]:
    """Every number that a chart of matplotlib shows on an axis of persons or percentages."""
    for axes in svg.find_all("g", id=_AXES):
        found = axes.find_all("g", id=_AXIS, recursive=False)
        scales = [_scale(axis, name) for axis, name in zip(found, "xy", strict=False)]
        panel = " ".join(map(_said, axes.find_all("g", id=_TEXT, recursive=False)))
        for shape in axes.find_all(["path", "use"]):
            clipped = shape.get("clip-path") or shape.find_parent("g", attrs={"clip-path": True})
            if clipped and not shape.find_parent("g", id=_AXIS):
                yield from _numbers(_points(shape), scales, panel)


def tells_by_colour(svg: Tag) -> bool:
    """Whether a chart of coloured fields has more colours than numbers are written in it."""
    for axes in svg.find_all("g", id=_AXES):
        meshes = axes.find_all("g", id=re.compile(r"^QuadMesh_\d+$"), recursive=False)
        fills = {str(path.get("style")) for mesh in meshes for path in mesh.find_all("path")}
        texts = axes.find_all("g", id=_TEXT, recursive=False)
        written = {said for said in map(_said, texts) if _TICK.match(said)}
        if len(fills - {"fill: none"}) > len(written):
            return True
    return False


class FigureValues:
    """The numbers of rows of key_figures.csv, apart from those of another kind of axis."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._found: dict[bool, list[float]] = {True: [], False: []}
        for row in rows:
            values = [float(row[part]) for part in ("value", "lower", "upper") if row[part]]
            self._found[row["unit"].startswith("percent")] += values

    def on(self, one: Drawn) -> list[float]:
        """Those that a shape can stand for."""
        return self._found[one.percent]


def unsaid(one: Drawn, said: Sequence[Printed], figures: FigureValues, rule: SaidRule) -> bool:
    """Whether a drawing tells a number that is not written, or tells it more precisely.

    A share of two rounded numbers may be drawn as it is: both are published. A number of persons
    that would be hidden or rounded is not written, whatever day or number of months is the same.
    """
    near = one.near + NOISE
    ends = (0.0, 100.0) if one.percent else (0.0,)
    figured = figures.on(one)

    def known(value: float) -> bool:
        written = (
            _repeats(value, text, near, one.percent)
            for text in said
            if one.percent or rule.shows(abs(text.value)) or text.signed
        )
        return any(abs(value - other) <= near for other in (*ends, *figured)) or any(written)

    return not any(all(map(known, way)) for way in one.ways)


def _repeats(value: float, one: Printed, near: float, percent: bool) -> bool:
    if abs(value - one.value) <= near:
        return True
    return percent and abs(value - one.value) <= one.half + near and _of_whole(value, near)


def _of_whole(percent: float, near: float) -> bool:
    """Whether a percentage can be one of two whole numbers that are not large."""
    return any(
        abs(percent * whole / 100 - round(percent * whole / 100)) <= near * whole / 100
        for whole in range(1, _LARGE)
    )


def printed(texts: Iterable[str]) -> list[Printed]:
    """The numbers that are written, once each."""
    found = {text for one in texts for text in _WRITTEN.findall(one)}
    return [
        Printed(number(text), 0.5 * 10.0 ** -len(text.partition(",")[2]), text[0] in "+−")
        for text in found
    ]


def charts(text: str) -> list[Tag]:
    """The drawings in a page or an image file, which says of itself that it is XML."""
    return list(BeautifulSoup(_XML.sub("", text), "html.parser").find_all("svg"))


def _points(shape: Tag) -> list[Point]:
    if shape.name == "use":
        return [(float(str(shape["x"])), float(str(shape["y"])))]
    return [(float(x), float(y)) for x, y in _POINT.findall(str(shape.get("d")))]


def _numbers(
    points: Sequence[Point], scales: Sequence[_Axis | None], panel: str
) -> Iterator[Drawn]:
    for way, scale in enumerate(scales):
        if scale is None:
            continue
        places = [point[way] for point in points]
        across = [point[1 - way] for point in points]
        if len(points) == _BAR and len({*places}) == len({*across}) == 2:  # a rectangle
            low, high = scale.value(min(places)), scale.value(max(places))
            yield Drawn(((high - low,), (low, high)), scale.near, scale.percent, panel)
        else:
            for place, at in dict.fromkeys(zip(places, across, strict=True)):
                way_of = ((scale.value(place),),)
                yield Drawn(way_of, scale.near, scale.percent, panel, at)


def _scale(axis: Tag, name: str) -> _Axis | None:
    ticks: list[tuple[float, float, bool]] = []
    for tick in axis.find_all("g", id=re.compile(rf"^{name}tick_\d+$"), recursive=False):
        said, mark = _TICK.match(_said(tick)), tick.find("use", x=True)
        if said is not None and isinstance(mark, Tag):
            ticks.append((float(str(mark[name])), number(said[1]), bool(said[2])))
    label = " ".join(_said(text) for text in axis.find_all("g", recursive=False))
    counted = _PERSONS.search(label) and not _MODELLED.search(label)
    if len(ticks) < 2 or not (ticks[0][2] or counted):
        return None
    first, last = ticks[0], ticks[-1]
    return _Axis((first[0], last[0]), (first[1], last[1]), first[2])


def _said(group: Tag) -> str:
    """The text that matplotlib leaves as a remark beside its shapes."""
    lines = group.find_all(string=lambda text: isinstance(text, Comment))
    return " ".join(word for line in lines for word in str(line).split())
