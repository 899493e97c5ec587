"""PDF and Word documents of what reports say: pandoc reads it, and Typst sets the PDF.

A PDF is tagged by PDF/UA-1 (ISO 14289-1): Typst refuses to write one that is not, as one with a
picture without words.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
import typst

from evalutils.book.publication import Publication
from evalutils.errors import BuildError
from evalutils.literal import html

# Files have it among their keywords: only one that does may be replaced.
KEYWORD = "evalutils export"
_HERE = Path(__file__).parent / "report"
_ACCENT = re.compile(r'<w:color [^>]*"accent1"[^>]*/>')
# Pandoc writes the title and author above the content, which begins with its own title.
_TITLES = re.compile(
    r'<w:p>\s*<w:pPr>\s*<w:pStyle w:val="(?:Title|Author)" />.*?</w:p>\s*', re.DOTALL
)
# Of a text in a table, as document.lua names it, with its size in half points.
_CELLS = {"Tabeltekst": 16, "Kleinetabeltekst": 13}
_CELL = re.compile(rf'w:styleId="({"|".join(_CELLS)})"[^>]*>.*?(?=</w:style>)', re.DOTALL)
# A4 with margins of 2 cm, in twentieths of a point (ISO/IEC 29500-1, 17.6.11 and 17.6.13).
_SHEET = (
    '<w:pgSz w:w="11906" w:h="16838" /><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
    'w:left="1134" w:header="567" w:footer="567" w:gutter="0" />'
)
_FIRST_STRANGE = 0x300  # below it stand the Latin letters, which every font has
_SQUARE, _UNSEEN = "\N{WHITE SQUARE}", "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f"
_SEEN_AT = 200  # pixels per inch of a chart in Word, which does not show every SVG


@dataclass(frozen=True)
class About:
    """What a document says of itself.

    Attributes
    ----------
    title
        Of the file, and above each page but the first.
    above
        What stands above the title on the first page.
    notice
        What every page says.
    contents
        Whether the title and the contents have a page of their own.
    publisher, colour, logo
        Who publishes it, in which house colour, and the picture of `logo_in`; empty for none.
    """

    title: str
    above: str
    notice: str = ""
    contents: bool = False
    publisher: str = ""
    colour: str = "#0b5394"
    logo: str = ""
    author: str = "evalutils"
    keywords: str = KEYWORD


def logo_in(pictures: Path, house: Publication, book_dir: Path) -> str:
    """Put the logo among the pictures of a document; give its name there."""
    source = book_dir / house.logo
    name = f"logo{source.suffix.lower()}"
    shutil.copyfile(source, pictures / name)
    return name


def pdf_of(about: About, contents: Sequence[str], pictures: Path) -> bytes:
    """A PDF of contents after each other, each as `evalutils.book.export.one_file.content_html`.

    `pictures` is a folder of its own with their pictures. BuildError: it cannot be made accessible.
    """
    parts = [
        _pandoc(drawable(html), "typst", pictures, f"--metadata=prefix:deel-{number}-")
        for number, html in enumerate(contents, start=1)
    ]
    told = {name: drawable(text) for name, text in asdict(about).items() if isinstance(text, str)}
    main, fonts = pictures / "document.typ", pictures / "fonts"
    fonts.mkdir(exist_ok=True)
    shutil.copy(_fallback_font(), fonts)
    frame = (_HERE / main.name).read_bytes()
    main.write_bytes(b"\n#pagebreak()\n".join([frame + b"\n" + parts[0], *parts[1:]]))
    try:
        pdf = typst.compile(
            main,
            root=pictures,
            format="pdf",
            ignore_system_fonts=True,
            font_paths=[fonts],
            pdf_standards=["ua-1"],
            sys_inputs={"about": json.dumps(asdict(about) | told)},
        )
    except typst.TypstError as error:
        raise BuildError(f"No PDF could be made of '{about.title}': {error}") from error
    return bytes(pdf)


def drawable(text: str) -> str:
    """A text in which a square stands for each sign that our fonts lack: PDF/UA-1 allows none."""
    strange = {sign for sign in text if ord(sign) >= _FIRST_STRANGE}
    lacking = strange - _signs() if strange else set[str]()
    return text.translate(dict.fromkeys(map(ord, lacking), _SQUARE))


@cache
def _signs() -> set[str]:
    """Those of the font that helps out, and those that are never seen."""
    from matplotlib.ft2font import FT2Font

    return {*map(chr, FT2Font(str(_fallback_font())).get_charmap()), *_UNSEEN}


def _fallback_font() -> Path:
    """DejaVu Sans, as it comes with matplotlib: many scripts, signs and some emoji."""
    found = find_spec("matplotlib")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"


def docx_of(about: About, content: str, pictures: Path) -> bytes:
    """A Word document of one content."""
    if about.logo:
        alone = f'<p><img src="{about.logo}" alt="{html(about.publisher)}" width="120"></p>'
        content = f"{alone}\n{content}"
    for path in sorted(pictures.glob("*.svg")):
        content = content.replace(path.name, _as_png(path).name)
    given = {
        "title": about.title,
        "author": about.publisher or about.author,
        "description": about.keywords,
        "lang": "nl",
        "subtitle": " · ".join(filter(None, (about.above, about.publisher, about.notice))),
    }
    told = [f"--metadata={name}:{text}" for name, text in given.items()]
    return _dressed(_pandoc(content, "docx", pictures, "--output=-", *told), about.colour)


def _dressed(docx: bytes, colour: str) -> bytes:
    """A document of pandoc on A4, with small tables, and its headings and links in a colour."""
    finish: dict[str, Callable[[str], str]] = {
        "word/styles.xml": partial(_styles, colour=colour.removeprefix("#")),
        "word/document.xml": _sheets,
    }
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as given, zipfile.ZipFile(made, "w") as parts:
        for part in given.infolist():
            content = given.read(part)
            if part.filename in finish:
                content = finish[part.filename](content.decode()).encode()
            parts.writestr(part, content)
    return made.getvalue()


def _styles(text: str, colour: str) -> str:
    text = _ACCENT.sub(f'<w:color w:val="{colour}" />', text)
    return _CELL.sub(_small, text)


def _small(style: re.Match[str]) -> str:
    """The style of a text in a table, with little room around it."""
    size = f'<w:rPr><w:sz w:val="{_CELLS[style[1]]}" /></w:rPr>'
    return f'{style[0]}<w:pPr><w:spacing w:before="20" w:after="20" /></w:pPr>{size}'


def _sheets(text: str) -> str:
    text = _TITLES.sub("", text).replace("</w:sectPr>", f"{_SHEET}</w:sectPr>")
    text = text.replace("<w:tr><w:tc>", "<w:tr><w:trPr></w:trPr><w:tc>")
    return text.replace("<w:tr><w:trPr>", "<w:tr><w:trPr><w:cantSplit />")  # no row on two sheets


def is_ours(path: Path) -> bool:
    """Whether a file is a document that was made here."""
    if path.suffix != ".docx":
        return KEYWORD.encode() in path.read_bytes()
    try:
        with zipfile.ZipFile(BytesIO(path.read_bytes())) as parts:
            return KEYWORD.encode() in parts.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError):
        return False


def _pandoc(html: str, to: str, folder: Path, *options: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--from=html", f"--to={to}", "--wrap=preserve"]
    command += [f"--lua-filter={_HERE / 'document.lua'}", *options]
    done = subprocess.run(
        command,
        input=html.encode(),
        cwd=folder,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"pandoc made no {to} of it: {done.stderr.decode(errors='replace')}")
    return done.stdout


def _as_png(path: Path) -> Path:
    """A picture as Word shows it."""
    png = path.with_suffix(".png")
    page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{path.name}")'
    source = path.with_suffix(".typ")
    source.write_text(page, encoding="utf-8")
    typst.compile(
        source, output=png, root=path.parent, format="png", ppi=_SEEN_AT, ignore_system_fonts=True
    )
    return png
