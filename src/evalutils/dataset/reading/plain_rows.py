"""Rows of a sheet that hold nothing but plain cells, taken from its XML without a parser.

A parser calls for each of the tens of millions of elements of a long sheet; nearly all rows are of
one form, which a regular expression takes whole. Whatever has another form is left to the parser as
it stands and in its order, so that both read the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from evalutils.dataset.reading.cell_names import place_of
from evalutils.dataset.reading.workbook_texts import plain_text

_ROW = re.compile(r'\s*<row(?: r="(\d{1,7})")?((?: [\w:.]+="[^"<>&\n\t]*")*)\s*>\s*')
_EMPTY = "(?:/>|></c>)"
_VALUE = "><v>([^<]+)</v></c>"
_WORDS = '><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>'
_CELL = re.compile(
    rf'<c(?: r="([A-Z]{{1,3}})(\d{{1,7}})")?((?: [a-z]="\w*")*)(?:{_EMPTY}|{_VALUE}|{_WORDS})\s*'
)
# What stands between two cells, and the five groups of one.
_GROUPS = 6
_ATTRIBUTE = re.compile(r' ([\w:.]+)="([^"]*)"')
# Signs that XML does not have or reads as others, references and remarks, in which a row is none.
_SIGNS = re.compile(rb"[\0-\x08\x0b-\x1f]")
_ODD = (b"<!", b"<?", b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_REFERENCES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_REFERENCE = re.compile("&([a-z]*;?)")
_DECLARED = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml(?:[^>]*?encoding=["'](?P<encoding>[^"']*))?[^>]*\?>"""
)
_BEGIN, _END = re.compile(rb"<row[ >]"), b"</row>"
# A longer or wider row is left to the parser, and so is a sheet with more forms of rows.
_LONGEST, _FORMS = 2**20, 50
_WIDEST = 200  # cells of a row
_INLINE = "inlineStr"


class _NotPlainError(Exception):
    """A row of another form."""


class TakesRows(Protocol):
    """Where the rows go."""

    row: int

    def shown(self, kind: str, style: str, value: str) -> str:
        """A cell without a formula as its reader sees it."""

    def take(self, attributes: dict[str, str], cells: list[str]) -> bool:
        """Take in a row and its cells; False when the parser has to read it."""


class PlainRows:
    """Stands before a parser and takes the plain rows out.

    Parameters
    ----------
    rows
        Hears the rows.
    parse
        Reads all else, and is told at the last piece that it is.
    """

    def __init__(self, rows: TakesRows, parse: Callable[[bytes, bool], object]) -> None:
        self._rows, self._parse = rows, parse
        self._rest, self._head = b"", True
        self._off = self._began = False
        self._forms: list[_Form] = []

    def __call__(self, chunk: bytes, last: bool) -> None:
        """Read a piece of the sheet."""
        self._rest += chunk
        if not self._off and not self._began:
            self._look_for_rows()
        if not self._off and self._began:
            self._take_rows()
        if self._off or last:
            rest, self._rest, self._off = self._rest, b"", True
            self._parse(rest, last)

    def _look_for_rows(self) -> None:
        """Leave to the parser what stands above the rows."""
        found = _BEGIN.search(self._rest)
        at = found.start() if found else max(self._rest.rfind(b"<"), 0)
        above, self._rest = self._rest[:at], self._rest[at:]
        self._parse(above, False)
        if self._head and (said := _DECLARED.match(above)):
            self._off = (said["encoding"] or b"utf-8").lower() != b"utf-8"
            above = above[said.end() :]
        self._head = False
        self._off |= b"<!" in above or b"<?" in above
        # Within the quotes of an element that is damaged a row is none.
        self._off |= found is not None and not above.rstrip().endswith(b">")
        self._began = found is not None

    def _take_rows(self) -> None:
        end = self._rest.rfind(_END) + len(_END)
        if end < len(_END):
            self._off = len(self._rest) > _LONGEST
            return
        block, self._rest = self._rest[:end], self._rest[end:]
        if _SIGNS.search(block) or any(odd in block for odd in _ODD):
            self._off = True
            self._parse(block, False)
            return
        for row in block.split(_END)[:-1]:
            try:
                self._take(row.decode())
            except (_NotPlainError, UnicodeDecodeError):
                self._parse(row + _END, False)
        self._off = len(self._forms) > _FORMS

    def _take(self, row: str) -> None:
        found, form = self._form(row)
        number = found[1] or str(self._rows.row + 1)
        cells: list[str] = []
        for (place, kind, style), said in zip(form.cells, found.groups()[1:], strict=True):
            if not said:
                continue
            written = _written(said) if "&" in said else said
            text = (
                plain_text(written) if kind == _INLINE else self._rows.shown(kind, style, written)
            )
            if text:
                if place > len(cells):
                    cells += [""] * (place - len(cells))
                cells.append(text)
        if not self._rows.take({"r": number, **form.attributes}, cells):
            raise _NotPlainError

    def _form(self, row: str) -> tuple[re.Match[str], _Form]:
        """The form of a row, and its number and texts."""
        for at, form in enumerate(self._forms):
            if found := form.pattern.fullmatch(row):
                if at:
                    self._forms.insert(0, self._forms.pop(at))
                return found, form
        if len(self._forms) > _FORMS:
            raise _NotPlainError
        form = _form_of(row)
        self._forms.insert(0, form)
        found = form.pattern.fullmatch(row)
        assert found is not None
        return found, form


class _Form(NamedTuple):
    """What rows have in common: all but the texts of their cells, some of which may be absent.

    Attributes
    ----------
    pattern
        Has the number of a row, and then the text of each cell.
    attributes
        Of the row, without its number.
    cells
        The column, the kind and the style of each.
    """

    pattern: re.Pattern[str]
    attributes: Mapping[str, str]
    cells: Sequence[tuple[int, str, str]]


def _form_of(row: str) -> _Form:
    begin = _ROW.match(row)
    parts = _CELL.split(row[begin.end() :]) if begin else [row]
    if begin is None or any(parts[::_GROUPS]) or len(parts) > _GROUPS * _WIDEST:
        raise _NotPlainError
    pattern = r"\s*+<row" + (r' r="(\d{1,7})"' if begin[1] else "()")
    pattern += rf"{re.escape(begin[2])}\s*+>\s*+"
    cells: list[tuple[int, str, str]] = []
    for letters, number, *cell in zip(*(parts[at::_GROUPS] for at in range(1, 6)), strict=True):
        before = cells[-1][0] if cells else -1
        place = place_of(f"{letters}1")[1] if letters else before + 1
        if place <= before or number != (letters and begin[1]):
            raise _NotPlainError
        cells.append((place, *_kind(*cell)))
        pattern += _pattern(letters, *cell)
    return _Form(re.compile(pattern), _attributes(begin[2]), cells)


def _kind(said: str, value: str | None, words: str | None) -> tuple[str, str]:
    """The kind and the style of a cell, of its attributes."""
    found = _attributes(said)
    kind = found.pop("t", "n")
    style = found.pop("s", "0")
    other = value if kind == _INLINE else words
    if found or other is not None:
        raise _NotPlainError
    return kind, style


def _pattern(letters: str | None, said: str, value: str | None, words: str | None) -> str:
    """A cell with any text, or without one, or no cell where cells have names."""
    where = rf'<c r="{letters}\1"' if letters else "<c"
    body = _VALUE if value is not None else f"{_EMPTY}()" if words is None else _WORDS
    some = rf'{where}{re.escape(said)}{body}|{where}(?: s="\w*")?{_EMPTY}'
    return rf"(?:{some}){'?' if letters else ''}\s*+"


def _written(text: str) -> str:
    """A text with the signs that its references stand for."""
    return _REFERENCE.sub(_sign, text)


def _sign(reference: re.Match[str]) -> str:
    sign = _REFERENCES.get(reference[1].rstrip(";") if reference[1].endswith(";") else "")
    if sign is None:
        raise _NotPlainError
    return sign


def _attributes(said: str) -> dict[str, str]:
    pairs = _ATTRIBUTE.findall(said)
    found = dict(pairs)
    if len(found) < len(pairs) or "r" in found:
        raise _NotPlainError
    return found
