"""publication.yaml says who publishes a book and how it looks; what is wrong with it is named."""

import base64
import re
import shutil
from pathlib import Path

import pytest

from evalutils.book.contrast import DARK, LIGHT, contrast, readable, weakest
from evalutils.book.publication import read_publication
from evalutils.contracts.yaml_examples import YAML_EXAMPLES
from evalutils.errors import DataError

from .sample import ROOT

EXAMPLE = YAML_EXAMPLES["publication.yaml"]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# One black pixel.
PNG = SIGNATURE + base64.b64decode(
    "AAAADUlIRFIAAAABAAAAAQgAAAAAOn6bVQAAAApJREFUeJxjYAAAAAIAAUivpHEAAAAASUVORK5CYII="
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of pages with the publication.yaml that the data dictionary shows."""
    (tmp_path / "_static").mkdir()
    shutil.copy(ROOT / "book" / "_static" / "logo.svg", tmp_path / "_static")
    (tmp_path / "publication.yaml").write_text(EXAMPLE, encoding="utf-8")
    return tmp_path


def problem(pages: Path, *changes: tuple[str, str]) -> str:
    text = EXAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (pages / "publication.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_publication(pages)
    assert raised.value.exit_code == 2
    return str(raised.value)


def test_the_example_can_be_published(pages: Path) -> None:
    found = read_publication(pages)
    assert (found.title, found.publisher) == ("Meedoen in Almelo", "Gemeente Almelo")
    assert weakest(found.colour_dark, DARK) >= 7


def test_an_organisation_may_say_how_it_is_reached(pages: Path) -> None:
    text = EXAMPLE.replace("contact: ", "contact: onderzoek@almelo.example, ")
    (pages / "publication.yaml").write_text(text, encoding="utf-8")
    assert read_publication(pages).contact.startswith("onderzoek@almelo.example")


def test_the_book_of_the_project_can_be_published() -> None:
    assert read_publication(ROOT / "book").logo_dark == "_static/logo-dark.svg"


@pytest.mark.parametrize("key", ["title", "publisher", "contact", "edition", "date", "colour"])
def test_a_missing_key_is_named(key: str, pages: Path) -> None:
    line = next(line for line in EXAMPLE.splitlines(True) if line.startswith(f"{key}:"))
    assert f"'{key}'" in problem(pages, (line, ""))


def test_the_message_names_the_folder_with_the_pages(pages: Path) -> None:
    said = problem(pages, ("title: ", "titel: "))
    assert re.match(rf"\d faults? in the book folder '{pages.name}':", said)


def test_without_the_file_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"publication\.yaml"):
        read_publication(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("logo.png", None, "is not there"),
        ("logo.png", b"GIF89a", "is no image"),
        ("logo.png", b"\xff\xd8\xff\xe0", "is no image"),  # a JPEG under another name
        ("logo.png", SIGNATURE + bytes(500), "is no image"),  # only begins as one
        ("logo.png", DRAWING % b"", "is no image"),
        ("logo.svg", b"<html></html>", "is no image"),
        ("logo.svg", DRAWING % b"<script>x()</script>", "does more than show a picture: <script>"),
        ("logo.svg", DRAWING % b'<g onload="x()"/>', "does more than show a picture: <g onload>"),
        ("logo.svg", DRAWING % b'<image href="https://x.example/y.png"/>', "<image href>"),
        ("logo.svg", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "is no image"),
        ("logo.png", PNG + bytes(100 * 1024), "larger than 100 kB"),
        ("../logo.png", PNG, "does not lie in _static/"),
    ],
)
def test_a_logo_that_is_no_image_is_named(
    name: str, content: bytes | None, words: str, pages: Path
) -> None:
    if content is not None:
        (pages / "_static" / name).write_bytes(content)
    assert words in problem(pages, ("_static/logo.svg", f"_static/{name}"))


@pytest.mark.parametrize("name", ["logo.png", "logo.PNG"])
def test_a_png_is_a_logo(name: str, pages: Path) -> None:
    (pages / "_static" / name).write_bytes(PNG)
    path = pages / "publication.yaml"
    path.write_text(EXAMPLE.replace("logo.svg", name), encoding="utf-8")
    assert read_publication(pages).logo == f"_static/{name}"


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(pages: Path) -> None:
    said = problem(pages, ("#1b5a66", "#ffcc00"))
    nearest = readable("#ffcc00", LIGHT)
    assert f'"{nearest}"' in said
    assert "4.5" in said
    assert weakest(nearest, LIGHT) >= 4.5
    red, green, blue = (int(nearest[place : place + 2], 16) for place in (1, 3, 5))
    # Of the same hue: yellow stays yellow, 255 : 204 : 0.
    assert blue == 0
    assert green / red == pytest.approx(204 / 255, abs=0.01)
    # A step lighter, a two hundredth of the way back, would not do.
    lighter = "#" + "".join(f"{round(value * 1.01):02x}" for value in (red, green, blue))
    assert weakest(lighter, LIGHT) < 4.5


def test_what_is_no_colour_is_refused(pages: Path) -> None:
    assert "is not a colour" in problem(pages, ("#1b5a66", "groen"))


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    css = (ROOT / "book" / "_static" / "book.css").read_text(encoding="utf-8")
    (light, dark), (head, dark_head) = (
        re.findall(rf"--{name}: (#\w+);", css) for name in ("ground", "head")
    )
    assert (light.replace("#fff", "#ffffff"), head) == LIGHT
    assert (dark, dark_head) == DARK


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    # https://webaim.org/resources/contrastchecker/ calls #767676 the lightest grey that passes.
    assert 4.54 < contrast("#767676", "#ffffff") < 4.55
    assert contrast("#777777", "#ffffff") < 4.5
