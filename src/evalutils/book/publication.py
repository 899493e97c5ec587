"""Who publishes a book, whom to ask, and how it looks: what publication.yaml says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from evalutils.book.contrast import AMPLE, DARK, ENOUGH, LIGHT, is_colour, readable, weakest
from evalutils.contracts.publication_file import PUBLICATION
from evalutils.dataset.faults import FaultList, quoted
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader

_STATIC = "_static"
_LARGEST_KB = 100  # of a page that should weigh less than 500 kB
_MOST_PIXELS = 5000  # wide or high
_RASTER = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg")}
_SVG = "{http://www.w3.org/2000/svg}"
# Elements of a drawing that run something or hold a page, and what may be linked to.
_ACTIVE = ("script", "foreignobject", "iframe", "set", "animate", "handler")
_WITHIN = ("#", "data:image/png", "data:image/jpeg")


@dataclass(frozen=True)
class Publication:
    """What publication.yaml says.

    Attributes
    ----------
    logo, logo_dark
        Files below the folder of the pages; the second is empty when there is none.
    colour, colour_dark
        The house colour as it is read on a light and on a dark ground.
    """

    title: str
    publisher: str
    contact: str
    edition: str
    date: date
    logo: str
    logo_dark: str
    colour: str
    colour_dark: str


def read_publication(book_dir: Path) -> Publication:
    """Read the file in the folder of the pages.

    DataError: it is not there, lacks a key, names a logo that is no image, or a colour that cannot
    be read on a white page; the nearest that can is named.
    """
    faults = FaultList(book_dir.name, "book")
    reader = KeyReader(faults.of(PUBLICATION.name))
    content = read_yaml(book_dir / PUBLICATION.name, reader.faults, contacts=True)
    said: dict[str, Any] = {} if content is None else reader.keys(content, PUBLICATION.keys)
    if content is not None and not faults.faults:
        for name in ("logo", "logo_dark"):
            if said[name] and (problem := _logo_problem(book_dir, said[name])):
                reader.add(problem, name)
        if problem := _colour_problem(said["colour"]):
            reader.add(problem, "colour")
    faults.stop()
    colour = said["colour"].lower()
    named = {**said, "logo_dark": said["logo_dark"] or "", "colour": colour}
    return Publication(**named, colour_dark=readable(colour, DARK, AMPLE))


def _logo_problem(book_dir: Path, name: str) -> str:
    """What is wrong with a logo; empty when it is an image that can be published."""
    path, static = book_dir / name, book_dir / _STATIC
    if not path.resolve().is_relative_to(static.resolve()):
        return f"{quoted(name)} does not lie in {_STATIC}/. Put it there."
    try:
        content = path.read_bytes()
    except OSError:
        return f"{quoted(name)} is not there or cannot be read. Put the logo there."
    if len(content) > 1024 * _LARGEST_KB:
        return f"{quoted(name)} is larger than {_LARGEST_KB} kB. Every page loads it: shrink it."
    drawing = _drawing(content)
    if path.suffix.lower() == ".svg" and drawing is not None:
        active = next(filter(None, map(_does, drawing.iter())), "")
        more = f"{quoted(name)} does more than show a picture: {active}. Take that out."
        return more if active else ""
    if path.suffix.lower() in _picture(content):
        return ""
    return f"{quoted(name)} is no image. Give an SVG, PNG or JPEG file, with that ending."


def _drawing(content: bytes) -> ElementTree.Element | None:
    """An SVG; None when it is none."""
    if b"<!ENTITY" in content:  # a few of them take all memory
        return None
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    return root if root.tag == f"{_SVG}svg" else None


def _does(element: ElementTree.Element) -> str:
    """What an element of a drawing does beside being drawn; empty when it does nothing."""
    name = str(element.tag).removeprefix(_SVG)
    if name.lower() in _ACTIVE:
        return f"<{name}>"
    for attribute, value in element.items():
        bare = attribute.rpartition("}")[2].lower()
        if bare.startswith("on") or (bare == "href" and not value.startswith(_WITHIN)):
            return f"<{name} {bare}>"
    return ""


def _picture(content: bytes) -> tuple[str, ...]:
    """The endings that a file with these pixels may have; none when it is no picture."""
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=list(_RASTER)) as image:
            if max(image.size) > _MOST_PIXELS:  # before they are unpacked
                return ()
            image.load()
            return _RASTER[str(image.format)]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ()


def _colour_problem(colour: str) -> str:
    if not is_colour(colour):
        return f'{quoted(colour)} is not a colour. Write six hexadecimal digits: "#1b5a66".'
    found = weakest(colour, LIGHT)
    if found >= ENOUGH:
        return ""
    return (
        f"{quoted(colour)} has a contrast of {found:.1f} with the page and {ENOUGH} is needed "
        f"to be read (WCAG 2.1, 1.4.3). The nearest colour that has it is "
        f'"{readable(colour, LIGHT)}".'
    )
