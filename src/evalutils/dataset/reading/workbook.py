"""The parts of an Excel workbook: its sheets, shared texts and number formats.

Read from the file itself and not with openpyxl: that trusts the size that a sheet states, skips
what is hidden or merged, and knows no limit of time and memory.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import IO, Any, Protocol
from urllib.parse import unquote
from xml.parsers import expat

from evalutils.dataset.reading.plain_text import tidy
from evalutils.dataset.reading.workbook_texts import plain_text

# More than a million rows of eight columns; a zip file of 100 kB can hold it ("zip bomb").
MOST_BYTES = 300_000_000
MOST_TAGS = 40_000_000

# Parts beside the cells that hold texts, with how they are named and the elements with texts.
_BESIDE = {
    "a comment or drawing": (
        re.compile(r"xl/(?:comments|threadedComments|drawings|charts)[^.]*\.xml$"),
        ("text", "p"),
    ),
    "the name of who made a comment": (
        re.compile(r"xl/(?:comments|threadedComments|persons)[^.]*\.xml$"),
        ("author",),
    ),
    "the properties of the workbook (author, title, subject)": (
        re.compile(r"docProps/.*\.xml$"),
        ("creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category",
         "contentStatus", "Manager", "Company", "lpwstr", "lpstr"),
    ),
    "the head or foot of a printed page, or the help with a cell or link": (
        re.compile(r"xl/worksheets/[^/]*\.xml$"),
        ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"),
    ),
    "a link": (re.compile(r"xl/worksheets/_rels/.*\.rels$"), ()),
    "a defined name or the name of a table": (
        re.compile(r"xl/(?:workbook|tables/[^/]*)\.xml$"), ("definedName",)
    ),
    "the format of a number": (re.compile(r"xl/styles\.xml$"), ()),
}  # fmt: skip
# In the head or foot of a page: what follows stands in the middle, or in another font.
_LAYOUT = re.compile(r'&(?:[LCR]|"[^"]*"|[0-9]+)')
# Of these what stands between some signs is a text of its own.
_CODED = ("a link", "a defined name or the name of a table", "the format of a number")
_PARTED = re.compile(r'[?&="]')
# Attributes that hold a text that somebody wrote, by element.
_ATTRIBUTES = {
    "person": ("displayName",),
    "dataValidation": ("prompt", "promptTitle", "error", "errorTitle"),
    "Relationship": ("Target",),
    "hyperlink": ("display", "tooltip"),
    "property": ("name",),
    "definedName": ("name", "comment"),
    "table": ("name", "displayName"),
    "numFmt": ("formatCode",),
    "cellStyle": ("name",),
}


class WorkbookError(ValueError):
    """The workbook cannot be read; the message says why and what to do."""


# What happens with the attributes where an element begins, and with the text where it ends.
Starts = dict[str, Callable[[dict[str, str]], object]]
Ends = dict[str, Callable[[str], object]]
Parse = Callable[[bytes, bool], object]


class Reader(Protocol):
    """What a part is read with: actions by the name of the element."""

    starts: Starts
    ends: Ends


@dataclass(frozen=True)
class SheetPart:
    """One sheet and where its cells stand; it can be hidden in two ways."""

    title: str
    visible: bool
    part: str


@dataclass
class Workbook:
    """A workbook that is read within limits."""

    archive: zipfile.ZipFile
    sheets: list[SheetPart] = field(default_factory=list)  # the sheets with cells, in their order
    texts: list[str] = field(default_factory=list)  # the shared ones
    formats: list[str] = field(default_factory=list)  # per style of a cell its number format
    from_1904: bool = False  # True when days are counted from 1904, as on old Macs
    most_bytes: int = 0  # of all parts together; 0 for `MOST_BYTES`
    _bytes: int = 0
    _elements: int = 0

    def read(self, part: str, reader: Reader) -> None:
        """Read one part, element by element; a WorkbookError when there is more than any table."""
        for _ in self.read_on(part, reader):
            pass

    def read_on(
        self, part: str, reader: Reader, through: Callable[[Parse], Parse] = lambda parse: parse
    ) -> Iterator[None]:
        """The same, a piece at a time; `through` may take some of it before the parser does."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_doctype
        starts, ends = _ByLocalName(reader.starts), _ByLocalName(reader.ends)
        text: list[str] = []
        clear, join = text.clear, "".join  # a workbook has tens of millions of elements

        def start(name: str, attributes: dict[str, str]) -> None:
            if text:
                clear()
            if action := starts[name]:
                action(attributes)

        def end(name: str) -> None:
            if action := ends[name]:
                action(join(text))

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text.append
        yield from self._feed(part, through(parser.Parse))

    def beside(self) -> Iterator[tuple[str, list[str]]]:
        """What stands beside the cells, a place at a time: its name and its texts."""
        for place, (named, elements) in _BESIDE.items():
            texts: list[str] = []
            for part in filter(named.match, self.archive.NameToInfo):
                self.read(part, _Texts(texts, *elements, attributes=_ATTRIBUTES))
            if place in _CODED:
                plain = [_PARTED.sub("\n", unquote(text)).replace("_", " ") for text in texts]
            else:
                plain = [_LAYOUT.sub("\n", text) for text in texts]
            yield place, "\n".join(plain).splitlines()

    def _feed(self, part: str, parse: Parse) -> Iterator[None]:
        info = self.archive.getinfo(part)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotImplementedError(info.compress_type)
        with self.archive.open(info) as file:
            while chunk := file.read(2**16):
                self._bytes += len(chunk)
                self._elements += chunk.count(b"<")
                most = (self.most_bytes or MOST_BYTES) / MOST_BYTES
                if self._bytes > most * MOST_BYTES or self._elements > most * MOST_TAGS:
                    raise WorkbookError(
                        "the workbook holds more than any table. Save only the cells of the table, "
                        "or a CSV file."
                    )
                parse(chunk, False)
                yield
        parse(b"", True)


class _ByLocalName(dict[str, Any]):
    """Actions by the name of an element, whatever prefix a program gives that."""

    def __missing__(self, name: str) -> Any:
        self[name] = self.get(name.rpartition(":")[2])
        return self[name]


def _no_doctype(*_: object) -> None:
    raise ValueError("a workbook has no document type")


def open_workbook(content: bytes | IO[bytes]) -> Workbook:
    """Read everything but the cells.

    Both forms of Office Open XML are read, transitional and strict: they differ in the addresses
    of their names only. A WorkbookError tells that it is larger than any table; a damaged file
    raises anything.
    """
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    book = Workbook(zipfile.ZipFile(file))
    top = _Relations(book, "").of_kind("officeDocument")
    main = next(iter(top.values()), "xl/workbook.xml")
    relations = _Relations(book, main)
    book.read(main, _Main(book, relations.of_kind("worksheet")))
    for part in relations.of_kind("sharedStrings").values():
        book.read(part, _Texts(book.texts, "si"))
    for part in relations.of_kind("styles").values():
        book.read(part, _Styles(book.formats))
    return book


class _Relations:
    """Which parts a part refers to."""

    def __init__(self, book: Workbook, part: str) -> None:
        self.folder, name = posixpath.split(part)
        self.found: list[tuple[str, str, str]] = []
        self.starts: Starts = {"Relationship": self._add}
        self.ends: Ends = {}
        where = posixpath.join(self.folder, "_rels", f"{name}.rels")
        if where in book.archive.NameToInfo:
            book.read(where, self)

    def _add(self, attributes: dict[str, str]) -> None:
        kind = attributes["Type"].rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", self.folder, attributes["Target"]))
        self.found.append((kind, attributes["Id"], target.lstrip("/")))

    def of_kind(self, wanted: str) -> dict[str, str]:
        """The parts of one kind, by their key."""
        return {key: part for kind, key, part in self.found if kind == wanted}


class _Main:
    def __init__(self, book: Workbook, parts: dict[str, str]) -> None:
        self.book, self.parts = book, parts
        self.starts: Starts = {"workbookPr": self._settings, "sheet": self._sheet}
        self.ends: Ends = {}

    def _settings(self, attributes: dict[str, str]) -> None:
        self.book.from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def _sheet(self, attributes: dict[str, str]) -> None:
        key = next(value for name, value in attributes.items() if name.endswith(":id"))
        visible = attributes.get("state", "visible") == "visible"
        if key in self.parts:  # another kind of sheet holds a chart
            part = SheetPart(tidy(attributes["name"]), visible, self.parts[key])
            self.book.sheets.append(part)


class _Texts:
    """The texts of elements, cut in pieces with a look of their own or not, and of attributes."""

    def __init__(
        self,
        texts: list[str],
        *elements: str,
        attributes: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self.texts = texts
        self.pieces: list[str] = []
        self.starts: Starts = {
            **dict.fromkeys(elements, lambda _: self.pieces.clear()),
            **{name: partial(self._take, names) for name, names in attributes.items()},
        }
        # Help with reading Asian characters (rPh) stands in pieces too and is no part of the text.
        self.ends: Ends = {
            "t": self.pieces.append,
            **dict.fromkeys(elements, self._add),
            "rPh": lambda _: self.pieces.pop(),
        }

    def _take(self, names: Sequence[str], attributes: dict[str, str]) -> None:
        self.texts += [plain_text(attributes[name]) for name in names if name in attributes]

    def _add(self, own: str) -> None:
        self.texts.append(plain_text("".join(self.pieces) or own))


class _Styles:
    def __init__(self, formats: list[str]) -> None:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        self.formats = formats
        self.codes: dict[str, str] = {str(key): code for key, code in BUILTIN_FORMATS.items()}
        self.in_cells = False
        self.starts: Starts = {"numFmt": self._code, "cellXfs": self._begin, "xf": self._style}
        self.ends: Ends = {"cellXfs": self._end}

    def _code(self, attributes: dict[str, str]) -> None:
        self.codes[attributes["numFmtId"]] = attributes["formatCode"]

    def _begin(self, _: dict[str, str]) -> None:
        self.in_cells = True

    def _end(self, _: str) -> None:
        self.in_cells = False

    def _style(self, attributes: dict[str, str]) -> None:
        if self.in_cells:
            self.formats.append(self.codes.get(attributes.get("numFmtId", "0"), "General"))
